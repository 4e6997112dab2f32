import { parseArgs } from "node:util";
import { ClienteleError } from "../errors/index.js";
import type { Table } from "../table/index.js";
import type { Command, CommandContext } from "./command/command.js";
import { CommandError } from "./command/command-error.js";
import { kebabCase, type Options, readValues, type Written } from "./command/option.js";
import { type Locale, locales } from "./command/text.js";
import { commands } from "./commands.js";
import { commandHelp, generalHelp, outputOptions } from "./help.js";
import { type FileOptions, readFileOptions, readingOptions } from "./options/reading-options.js";
import { Progress } from "./output/progress.js";
import { outputFormat, writeResult } from "./output/write-result.js";
import { readFile } from "./read-file.js";

/** Where the command line prints. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
}

/**
 * Runs a command line without the name of the program, and gives its exit code: 0 done, 1 the data are wrong (or a file
 * cannot be read or written), 2 the command is wrong. Results go to `stdout`, everything else to `stderr`.
 */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<number> {
  try {
    await run(args, streams);
    return 0;
  } catch (error) {
    streams.stderr.write(`${messageOf(error)}\n`);
    return exitCodeOf(error);
  }
}

async function run(args: readonly string[], streams: Streams): Promise<void> {
  const [name, ...rest] = args;
  const command = commands.find((known) => known.name === name);
  if (command === undefined) {
    runWithoutCommand(name, args, streams);
    return;
  }
  const { written, files } = parse(rest, { ...command.options, ...readingOptions, ...outputOptions });
  const { out, format, rows, quiet, help, locale } = readValues(outputOptions, written);
  const language: Locale = locales.find((known) => known === locale) ?? "en";
  if (help === true) {
    streams.stdout.write(commandHelp(command, language));
    return;
  }
  const file = oneFile(files, command);
  const output = {
    out: out as string | undefined,
    format: format as string | undefined,
    rows: rows === undefined ? 20 : Number(rows),
  };
  outputFormat(output);
  const progress = new Progress(streams.stderr, quiet === true);
  const context: CommandContext = {
    written,
    locale: language,
    read: (path) => readWithProgress(path, readFileOptions(written), progress),
    tell: (text) => {
      if (quiet !== true) streams.stderr.write(`${typeof text === "string" ? text : text[language]}\n`);
    },
  };
  const result = await command.run(file, context);
  const printed = await writeResult(result, output);
  if (printed !== "") streams.stdout.write(printed);
}

function runWithoutCommand(name: string | undefined, args: readonly string[], { stdout }: Streams): void {
  const chinese = args.some((arg, i) => arg === "--locale=zh" || (arg === "--locale" && args[i + 1] === "zh"));
  if (name === undefined || name.startsWith("--help") || name === "-h" || name === "help") {
    stdout.write(generalHelp(commands, chinese ? "zh" : "en"));
    return;
  }
  const known = commands.map((command) => command.name).join(", ");
  throw new CommandError(`there is no command ${JSON.stringify(name)}; the commands are ${known}`);
}

/** What was written; values stay the texts that they are, so that the id 007 is not the number 7. */
function parse(args: readonly string[], options: Options): { readonly written: Written; readonly files: string[] } {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { kind }]) => [
      kebabCase(name),
      { type: kind === "flag" ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: config, allowPositionals: true });
    return { written: values as Written, files: positionals };
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
}

function oneFile(files: readonly string[], { name }: Command): string {
  if (files.length === 1) return files[0]!;
  throw new CommandError(
    files.length === 0
      ? `clientele ${name} needs a file: clientele ${name} orders.csv`
      : `clientele ${name} takes one file, got ${files.map((file) => JSON.stringify(file)).join(", ")}`,
  );
}

async function readWithProgress(path: string, options: FileOptions, progress: Progress): Promise<Table> {
  try {
    return await readFile(path, options, (share) => progress.show(path, share));
  } finally {
    progress.end();
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return 2;
  return error instanceof ClienteleError && error.code === "invalid-option" ? 2 : 1;
}

function messageOf(error: unknown): string {
  if (error instanceof ClienteleError) return `clientele: ${error.message} [${error.code}]`;
  if (error instanceof Error && "code" in error && error.code === "ENOENT" && "path" in error) {
    return `clientele: there is no file ${JSON.stringify(error.path)}`;
  }
  return `clientele: ${error instanceof Error ? error.message : String(error)}`;
}
