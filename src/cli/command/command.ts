import type { Table } from "../../table/index.js";
import type { Options, Written } from "./option.js";
import type { Locale, Text } from "./text.js";

/** What a command has at hand. */
export interface CommandContext {
  /** What was written on the command line. */
  readonly written: Written;
  readonly locale: Locale;
  /** Reads a file, with progress on a terminal. */
  readonly read: (path: string) => Promise<Table>;
  /** Says something beside the result, on the error stream. */
  readonly tell: (text: Text | string) => void;
}

/** What a command found: a table, which is printed or written, and sentences around it. */
export interface CommandResult {
  readonly table: Table;
  /** Above the table, on a terminal or in a text. */
  readonly before?: readonly string[];
  /** Below it. */
  readonly after?: readonly string[];
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  readonly help: Text;
  /** The options beside those of reading and of output. */
  readonly options: Options;
  readonly run: (file: string, context: CommandContext) => Promise<CommandResult | string>;
}
