import { ClienteleError, columnList, knownOptions, numberOption, showValue } from "../../errors/index.js";
import { type ValueOptions, valueOptionNames } from "../columns/value-options.js";
import { checkedDelimiter } from "./delimiter.js";
import { checkedEncoding } from "./encoding.js";

/** How a file of values separated by a delimiter is laid out, and how its values are written. */
export interface ReadingOptions extends ValueOptions {
  /** The columns to read [all]; the others are passed over and take no memory. */
  readonly columns?: readonly string[];
  /** What separates fields: one character [`","`, or what a first line `sep=;` says]. */
  readonly delimiter?: string;
  /**
   * How characters are encoded, by the names of TextDecoder [`"utf-8"`; a byte order mark is honored]: `"gb18030"`,
   * `"big5"`, `"shift_jis"`, `"euc-kr"`, `"windows-1252"` … The error `csv-encoding` names the likely one.
   */
  readonly encoding?: string;
  /** Whether the first row names the columns [true]; false for columns `c1`, `c2`, …, or their names in order. */
  readonly header?: boolean | readonly string[];
  /** Lines above the table to pass over [0]. */
  readonly skipLines?: number;
  /** Lines that begin with this text are passed over [none]. */
  readonly comment?: string;
  /** Rows at the end to leave out, such as a line of totals [0]. */
  readonly footer?: number;
}

/** The options of layout, checked. */
export interface CsvLayout {
  readonly columns: readonly string[] | undefined;
  readonly delimiter: string | undefined;
  /** null for UTF-8. */
  readonly encoding: string | null;
  readonly header: boolean | readonly string[];
  readonly skipLines: number;
  readonly comment: string | undefined;
  readonly footer: number;
}

/** Checks the options that say how the file is laid out. Errors: `invalid-option`, `duplicate-column`. */
export function readLayout(caller: string, options: ReadingOptions): CsvLayout {
  knownOptions(caller, options, [
    "columns",
    "delimiter",
    "encoding",
    "header",
    "skipLines",
    "comment",
    "footer",
    ...valueOptionNames,
  ]);
  const count = (option: "skipLines" | "footer") =>
    numberOption(caller, option, options[option] ?? 0, { min: 0, max: 1e6, integer: true });
  return {
    columns: options.columns === undefined ? undefined : columnList(caller, "columns", options.columns),
    delimiter: options.delimiter === undefined ? undefined : checkedDelimiter(caller, options.delimiter),
    encoding: checkedEncoding(caller, options.encoding ?? "utf-8"),
    header: checkedHeader(caller, options.header ?? true),
    skipLines: count("skipLines"),
    comment: checkedComment(caller, options.comment),
    footer: count("footer"),
  };
}

function checkedHeader(caller: string, header: unknown): boolean | readonly string[] {
  return typeof header === "boolean" ? header : columnList(caller, "header", header);
}

function checkedComment(caller: string, comment: unknown): string | undefined {
  if (comment === undefined || (typeof comment === "string" && /^[^"\r\n]+$/.test(comment))) return comment;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: comment },
    `option "comment" must be the text that lines of comment begin with, such as "#", got ${showValue(comment)}`,
  );
}
