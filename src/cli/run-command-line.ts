import { ClienteleError } from "../errors/index.js";
import type { Analysis, Command } from "./command/command.js";
import { CommandError, FileError } from "./command/command-error.js";
import { nearestName } from "./command/nearest-name.js";
import { choice, type Options } from "./command/option.js";
import { readValues } from "./command/option-values.js";
import { lastValueOf, parseArguments } from "./command/parse-arguments.js";
import { type Locale, locales } from "./command/text.js";
import { type CommandEntry, commands } from "./commands.js";
import { commandHelp, generalHelp } from "./help.js";
import type { ByteSource } from "./input/standard-input.js";
import { engineOptions, outputOptions } from "./options/output-options.js";
import { readingOptions } from "./options/reading-options.js";
import { inOptions, inReadingOptions } from "./options/written-here.js";
import type { Format } from "./output/formats.js";
import type { OutputOptions } from "./output/write-result.js";

/** Where the command line prints, and what `-` reads. */
export interface Streams {
  readonly stdin?: ByteSource;
  readonly stdout: {
    readonly isTTY?: boolean;
    write(text: string): unknown;
    once?(event: "drain" | "close", listener: () => void): unknown;
  };
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
}

/**
 * Runs a command line without the name of the program, and gives its exit code: 0 done, 1 the data are wrong (or a file
 * cannot be read or written), 2 the command is wrong. Results go to `stdout`, everything else to `stderr`.
 */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<number> {
  const locale = localeOf(args);
  const known: Known = { columns: [], options: {} };
  try {
    await run(args, locale, streams, known);
    return 0;
  } catch (error) {
    streams.stderr.write(`clientele: ${messageOf(error, locale, known)}\n`);
    return exitCodeOf(error);
  }
}

/** What is known of a command line when it fails: the columns of its file, and the options that it could have had. */
interface Known {
  readonly columns: string[];
  options: Options;
}

async function run(args: readonly string[], locale: Locale, streams: Streams, known: Known): Promise<void> {
  const [name, ...rest] = args;
  const entry = commands.find((command) => command.name === name);
  if (entry === undefined) {
    await runWithoutCommand(args, locale, streams);
    return;
  }
  const command = await entry.load();
  const analysis = analysisOf(entry, command, rest);
  known.options = optionsOf(command, analysis);
  const { written, files } = parseArguments(rest, known.options);
  if (written["help"] === true) {
    streams.stdout.write(
      commandHelp(entry, command, typeof written["kind"] === "string" ? written["kind"] : null, locale),
    );
    return;
  }
  // Tables and files are loaded only where something is computed: help is there at once.
  const { CommandSession } = await import("./command-session.js");
  const { chooseTable, requireOutput, requireTable, writeResult } = await import("./output/write-result.js");
  requireEngine(entry, analysis, written["engine"]);
  const output = { locale, formulas: "escape", ...readValues(outputOptions, written) } as OutputOptions;
  const format = await requireOutput(output);
  requireTable(output.table, analysis.tables ?? []);
  requirePlace(analysis, output, streams);
  const session = new CommandSession({
    analysis,
    written,
    file: oneFile(files, entry, analysis),
    locale,
    streams,
    columns: known.columns,
  });
  const result = await session.run();
  requirePage(result, format, output);
  const chosen = typeof result === "string" ? result : chooseTable(result, output.table);
  await writeResult(chosen, format, output, (text) => print(streams, text));
}

/** Waits where a reader is slower than the command, so that a long result is not held in memory. */
async function print({ stdout }: Streams, text: string): Promise<void> {
  if (stdout.write(text) !== false || stdout.once === undefined) return;
  await new Promise<void>((resolve) => {
    stdout.once?.("drain", resolve);
    stdout.once?.("close", resolve);
  });
}

/** A page of HTML is no table. */
function requirePage(result: unknown, format: Format, { out }: OutputOptions): void {
  if (typeof result !== "string") return;
  if (format === "html" || (format === "text" && out === undefined)) return;
  throw new CommandError(`this result is a page of HTML, not ${format}`, `结果是 HTML 网页,不能写成 ${format}`);
}

/** A page of HTML would flood a terminal; a pipe takes it. Errors: `CommandError`. */
function requirePlace({ isPage }: Analysis, { out }: OutputOptions, { stdout }: Streams): void {
  if (isPage !== true || out !== undefined || stdout.isTTY !== true) return;
  throw new CommandError(
    "the report is a page of HTML, which a terminal cannot show; name its file with --out report.html",
    "报告是 HTML 网页,终端无法显示;请用 --out report.html 指定文件",
  );
}

/** The language is looked for in all that was written, so that also what is wrong with it is said in it. */
function localeOf(args: readonly string[]): Locale {
  return locales.find((known) => known === lastValueOf(args, "--locale")) ?? "en";
}

function optionsOf(command: Command, analysis: Analysis): Options {
  return {
    ...analysis.orders,
    ...analysis.options,
    ...kindOption(command),
    ...(analysis.withoutFile === true ? {} : readingOptions),
    ...(analysis.withoutFile === true ? {} : engineOptions),
    ...outputOptions,
  };
}

/** `--kind`, where a command answers several questions. */
function kindOption(command: Command): Options {
  const kinds = Object.keys(command);
  return kinds.length < 2 ? {} : { kind: choice(kinds, "what is asked", "分析种类") };
}

/** The analysis that `--kind` names, which decides what the other options are. */
function analysisOf({ name }: CommandEntry, command: Command, args: readonly string[]): Analysis {
  const kinds = Object.keys(command);
  const kind = lastValueOf(args, "--kind") ?? kinds[0]!;
  if (kinds.length < 2) return command[kinds[0]!]!;
  if (Object.hasOwn(command, kind)) return command[kind]!;
  const nearest = nearestName(kind, kinds);
  throw new CommandError(
    `${name} --kind must be one of ${kinds.join(", ")}, got ${JSON.stringify(kind)}` +
      `${nearest === null ? "" : `; did you mean ${nearest}?`}`,
    `${name} --kind 只能是 ${kinds.join("、")}`,
  );
}

async function runWithoutCommand(args: readonly string[], locale: Locale, { stdout }: Streams): Promise<void> {
  const [name] = args;
  const asksForHelp = args.every((arg) => /^(--help|-h|help|--locale(=.*)?|en|zh)$/.test(arg));
  if (name === undefined || asksForHelp) {
    stdout.write(generalHelp(commands, locale));
    return;
  }
  if (name === "--version" || name === "-v") {
    const { packageVersion } = await import("./package-version.js");
    stdout.write(`${packageVersion()}\n`);
    return;
  }
  const names = commands.map((command) => command.name);
  const nearest = nearestName(name, names);
  const meant = nearest === null ? [`the commands are ${names.join(", ")}`, `命令有 ${names.join("、")}`] : null;
  throw new CommandError(
    `there is no command ${JSON.stringify(name)}; ${meant?.[0] ?? `did you mean ${nearest}?`}`,
    `没有命令 ${JSON.stringify(name)};${meant?.[1] ?? `是否指 ${nearest}?`}`,
  );
}

/** What no engine can do is done in memory. Errors: `invalid-option`. */
function requireEngine({ name }: CommandEntry, { onEngine }: Analysis, engine: unknown): void {
  if (onEngine === true || engine === undefined || engine === "memory") return;
  throw new ClienteleError(
    "invalid-option",
    { function: `clientele ${name}` },
    "runs in memory only; leave out --engine (its help lists the option for what runs on an engine)",
  );
}

function oneFile(files: readonly string[], { name }: CommandEntry, { withoutFile }: Analysis): string {
  const shown = files.map((file) => JSON.stringify(file)).join(", ");
  if (withoutFile === true) {
    if (files.length === 0) return "";
    throw new CommandError(`this takes no file, got ${shown}`, `此分析不需要文件,得到 ${shown}`);
  }
  if (files.length === 1) return files[0]!;
  throw new CommandError(
    files.length === 0
      ? `clientele ${name} needs a file: clientele ${name} orders.csv`
      : `clientele ${name} takes one file, got ${shown}`,
    files.length === 0 ? `clientele ${name} 需要一个文件` : `clientele ${name} 只接受一个文件,得到 ${shown}`,
  );
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return 2;
  return error instanceof ClienteleError && error.code === "invalid-option" ? 2 : 1;
}

function messageOf(error: unknown, locale: Locale, { columns, options }: Known): string {
  if (error instanceof CommandError || error instanceof FileError) return error.text[locale];
  if (!(error instanceof ClienteleError)) return error instanceof Error ? error.message : String(error);
  const isOpen = error.code === "unknown-column" && !error.message.includes("did you mean");
  const nearest = isOpen ? nearestName(error.place.column ?? "", columns) : null;
  const shown = JSON.stringify(nearest);
  const meant = nearest === null ? "" : locale === "en" ? `; did you mean ${shown}?` : `;是否指 ${shown}?`;
  const message = inOptions(error.message.replace(/^clientele: /, ""), options);
  const reading = inReadingOptions(message);
  const layout = {
    en: "; all options that the file needs: clientele check FILE --kind layout",
    zh: ";文件所需的全部读取选项:clientele check FILE --kind layout",
  };
  return `${reading ?? message}${meant}${reading === null ? "" : layout[locale]} [${error.code}]`;
}
