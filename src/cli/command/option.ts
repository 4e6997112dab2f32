import type { Text } from "./text.js";

/** What an option of the command line takes. */
export type OptionKind =
  /** As written: a name of a column, a date, a word. */
  | "text"
  | "number"
  /** Nothing: `--name`, or `--no-name` for false. */
  | "flag"
  /** Texts separated by commas, or a JSON array; or any JSON, inline or as `@file.json`. */
  | "list"
  /** Numbers separated by commas, or JSON. */
  | "numbers"
  /** A share a year such as 0.1, or `monthly:0.01`, `perUnit:0.01`, `continuousPerUnit:0.01`. */
  | "rate"
  /** A number, a word, or JSON: `12`, `price`, `{"months":12}`, `"2024"` for a column whose name is a number. */
  | "value"
  /** JSON, inline or as `@file.json`. */
  | "json"
  /** Columns with a rule each: `age,income:log`, or JSON. */
  | "features"
  /** Measures of groups: `count,sum:amount,median:price`, or JSON. */
  | "measures"
  /** A further file, which is read as the first one is. */
  | "table";

export interface Option {
  readonly kind: OptionKind;
  readonly help: Text;
  readonly choices?: readonly string[];
  /** A flag that also takes a list: `--currency`, `--currency=price,total`. */
  readonly orList?: true;
  /** `--no-name` stands for false beside what the option takes. */
  readonly orFalse?: true;
  /** Its name in the function [its own], where that is taken by an option of reading or of output. */
  readonly as?: string;
}

/** Options by their names in camel case; on the command line they are in kebab case. */
export type Options = Readonly<Record<string, Option>>;

/** What was written on the command line, by the names of options in kebab case. */
export type Written = Readonly<Record<string, string | boolean | undefined>>;

/** A name as it is written on the command line. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** An option of a kind, with its help in English and Chinese. */
export function option(kind: OptionKind, en: string, zh: string): Option {
  return { kind, help: { en, zh } };
}

/** An option whose name in the function is taken on the command line. */
export function renamed(as: string, other: Option): Option {
  return { ...other, as };
}

/** An option that takes one of a few words. */
export function choice(choices: readonly string[], en: string, zh: string): Option {
  return { kind: "text", choices, help: { en, zh } };
}
