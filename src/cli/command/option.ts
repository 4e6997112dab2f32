import { CommandError } from "./command-error.js";
import type { Text } from "./text.js";

/** What an option of the command line takes. */
export interface Option {
  /**
   * `"text"`: as written; `"number"`; `"flag"`: nothing; `"list"`: texts separated by commas; `"rate"`: a share a year
   * such as 0.1, or `monthly:0.01`.
   */
  readonly kind: "text" | "number" | "flag" | "list" | "rate";
  readonly help: Text;
  readonly choices?: readonly string[];
}

/** Options by their names in camel case; on the command line they are in kebab case. */
export type Options = Readonly<Record<string, Option>>;

/** What was written on the command line, by the names of options. */
export type Written = Readonly<Record<string, string | boolean | undefined>>;

/** A name as it is written on the command line. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The values of options that were written; the others are absent. */
export function readValues(options: Options, written: Written): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(options)) {
    const text = written[kebabCase(name)];
    if (text !== undefined) values[name] = readValue(name, option, text);
  }
  return values;
}

function readValue(name: string, { kind, choices }: Option, written: string | boolean): unknown {
  if (kind === "flag" || typeof written === "boolean") return written;
  if (choices !== undefined && !choices.includes(written)) {
    throw new CommandError(`--${kebabCase(name)} must be one of ${choices.join(", ")}, got ${JSON.stringify(written)}`);
  }
  if (kind === "number") return readNumber(name, written);
  if (kind === "list") return written.split(",").map((part) => part.trim());
  if (kind === "rate") return readRate(name, written);
  return written;
}

function readNumber(name: string, written: string): number {
  const value = Number(written);
  if (written.trim() !== "" && Number.isFinite(value)) return value;
  throw new CommandError(`--${kebabCase(name)} must be a number, got ${JSON.stringify(written)}`);
}

function readRate(name: string, written: string): { readonly annual: number } | { readonly monthly: number } {
  const [period, rate] = written.includes(":") ? written.split(":", 2) : ["annual", written];
  if (period === "annual") return { annual: readNumber(name, rate!) };
  if (period === "monthly") return { monthly: readNumber(name, rate!) };
  throw new CommandError(
    `--${kebabCase(name)} must be a rate a year such as 0.1, or monthly:0.01, got ${JSON.stringify(written)}`,
  );
}
