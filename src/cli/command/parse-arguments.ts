import { parseArgs } from "node:util";
import { CommandError } from "./command-error.js";
import { nearestName } from "./nearest-name.js";
import { kebabCase, type Option, type Options, type Written } from "./option.js";

/** A command line in its parts. */
export interface ParsedArguments {
  readonly written: Written;
  readonly files: readonly string[];
}

/**
 * Options and files of a command line. Values stay the texts that they are, so that the id 007 is not the number 7; an
 * option given twice has its last value. Errors: `CommandError`, with the option that was probably meant.
 */
export function parseArguments(args: readonly string[], options: Options): ParsedArguments {
  const known = new Map(Object.entries(options).map(([name, option]) => [kebabCase(name), option]));
  const config = Object.fromEntries(
    [...known].map(([name, { kind }]) => [name, { type: kind === "flag" ? "boolean" : "string" } as const]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const written = new Map<string, string | boolean>();
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") files.push(token.value);
    if (token.kind === "option") {
      const [name, value] = readOption(token, known);
      written.set(name, value);
    }
  }
  return { written: Object.fromEntries(written), files };
}

/** The value of an option before it is known which other options there are; undefined where it is not written. */
export function lastValueOf(args: readonly string[], option: string): string | undefined {
  const at = args.lastIndexOf(option);
  const inline = args.filter((arg) => arg.startsWith(`${option}=`)).at(-1);
  return inline?.slice(option.length + 1) ?? (at < 0 ? undefined : (args[at + 1] ?? ""));
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function readOption(token: OptionToken, known: ReadonlyMap<string, Option>): readonly [string, string | boolean] {
  const { name, rawName, value, inlineValue } = token;
  if (rawName === "-h") return ["help", true];
  const option = rawName.startsWith("--") ? known.get(name) : undefined;
  const negated = name.startsWith("no-") ? name.slice(3) : null;
  if (option === undefined && negated !== null && isNegatable(known.get(negated)) && value === undefined) {
    return [negated, false];
  }
  if (option === undefined) throw unknownOption(rawName, known);
  if (option.kind === "flag") {
    if (value === undefined) return [name, true];
    if (value === "true" || value === "false") return [name, value === "true"];
    if (option.orList === true) return [name, value];
    throw new CommandError(
      `${rawName} takes no value, got ${JSON.stringify(value)}`,
      `${rawName} 不需要取值,得到 ${JSON.stringify(value)}`,
    );
  }
  // What follows a text may begin with a dash, such as -5; the name of another option is no value.
  const isOption = value !== undefined && inlineValue !== true && /^--[a-z]/.test(value) && known.has(value.slice(2));
  if (value !== undefined && !isOption) return [name, value];
  throw new CommandError(`${rawName} needs a value`, `${rawName} 需要取值`);
}

function isNegatable(option: Option | undefined): boolean {
  return option !== undefined && (option.kind === "flag" || option.orFalse === true);
}

function unknownOption(written: string, known: ReadonlyMap<string, Option>): CommandError {
  const nearest = nearestName(written.replace(/^-+/, ""), [...known.keys()]);
  return new CommandError(
    `there is no option ${written}${nearest === null ? "; --help lists the options" : `; did you mean --${nearest}?`}`,
    `没有选项 ${written}${nearest === null ? ";用 --help 查看选项" : `;是否指 --${nearest}?`}`,
  );
}
