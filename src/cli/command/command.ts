import type { OrderColumns } from "../../customers/index.js";
import type { Engine, EngineSource } from "../../engines/duckdb.js";
import type { Column, PrintOptions, Table } from "../../table/index.js";
import type { Options, Written } from "./option.js";
import type { Locale, Text } from "./text.js";

/** Columns and policies of orders, as an analysis takes them. */
export type CompleteOrderOptions = OrderColumns & Record<string, unknown>;

/** Orders in memory. */
export interface OrdersInMemory {
  readonly at: "memory";
  readonly table: Table;
  readonly columns: CompleteOrderOptions;
}

/** Orders where an engine reads them; their options also tell it whom to tell its progress. */
export interface OrdersInEngine {
  readonly at: "engine";
  readonly engine: Engine;
  readonly source: EngineSource;
  readonly columns: CompleteOrderOptions;
}

/** Rows in memory, of whatever columns. */
export interface RowsInMemory {
  readonly at: "memory";
  readonly table: Table;
}

/** Rows where an engine reads them. */
export interface RowsInEngine {
  readonly at: "engine";
  readonly engine: Engine;
  readonly source: EngineSource;
  readonly onProgress: (share: number) => void;
}

/** What a command has at hand. */
export interface CommandContext {
  readonly locale: Locale;
  /** The file that was named, or the table of an engine. */
  readonly file: string;
  /** What was written, by the names of options in kebab case. */
  readonly written: Written;
  /** The values of the own options that were written; tables of further files are read. */
  readonly values: <Values>() => Promise<Values>;
  /** Reads a file (the one that was named, unless another is given), with progress on a terminal. */
  readonly read: (path?: string) => Promise<Table>;
  /** The file, of which these columns are needed; where the command line names an engine, its rows stay there. */
  readonly rows: (columns: readonly string[]) => Promise<RowsInMemory | RowsInEngine>;
  /** The file as orders, their columns found; where the command line names an engine, they stay there. */
  readonly orders: () => Promise<OrdersInMemory | OrdersInEngine>;
  /** The file as orders in memory, for what no engine can do. */
  readonly ordersInMemory: () => Promise<OrdersInMemory>;
  /** In the language of the reader. */
  readonly say: (en: string, zh: string) => string;
  /** Says something beside the result, on the error stream. */
  readonly tell: (text: Text) => void;
}

/** A table of whatever columns, as far as it is written. */
export interface AnyTable extends Iterable<object> {
  readonly numRows: number;
  readonly columnNames: readonly string[];
  column(name: string): Pick<Column, "type" | "toArray">;
  toString(options?: PrintOptions): string;
  toMarkdown(options?: PrintOptions): string;
  toHtml(options?: PrintOptions): string;
}

/** What a command found: tables, of which one is printed or written, and sentences around it. */
export interface CommandResult {
  readonly table: AnyTable;
  /** Further tables of the result, which `--table NAME` asks for. */
  readonly tables?: Readonly<Record<string, AnyTable>>;
  /** Above the table, on a terminal or in a text. */
  readonly before?: readonly string[];
  /** Below it. */
  readonly after?: readonly string[];
  /** What `--format svg` draws [the table]. */
  readonly picture?: unknown;
}

/** One question that a command answers. */
export interface Analysis {
  /** What `--kind` says, in the help of the command. */
  readonly help: Text;
  /** Which options about columns and rows of orders it takes [none: it reads a table of another kind]. */
  readonly orders?: Options;
  /** Its own options: those of the function behind it. */
  readonly options: Options;
  /** What else but its first table it finds, for `--table`. */
  readonly tables?: readonly string[];
  /** It takes no file: its options say all. */
  readonly withoutFile?: true;
  /** It runs where the orders live, too. */
  readonly onEngine?: true;
  /** It gives a page of HTML as text, instead of tables. */
  readonly isPage?: true;
  readonly run: (context: CommandContext) => Promise<CommandResult | string>;
}

/** The questions of a command by the words of `--kind`, the first of which is meant without it. */
export type Command = Readonly<Record<string, Analysis>>;
