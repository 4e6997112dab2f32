import { ClienteleError, showNames, showValue } from "../../errors/index.js";
import type { StoredColumn } from "../columns/column.js";
import type { ValueFormat } from "../columns/value-options.js";
import { ColumnTable } from "../table.js";
import { ColumnReader } from "./column-reader.js";
import { rareDelimiters, usualDelimiters } from "./delimiter.js";
import { encodingAdvice } from "./encoding.js";
import { RowBlock } from "./row-block.js";
import type { RowForecast } from "./row-forecast.js";
import type { RowFields } from "./row-splitter.js";

const quote = 34;

/** Marks without width at the ends of a name, which nobody could type. */
const invisibleEnds = /^[\s\u00ad\u200b-\u200f\u2060\ufeff]+|[\s\u00ad\u200b-\u200f\u2060\ufeff]+$/gu;

/** Which columns to read and how; what is not given is found out. */
export interface CollectorOptions {
  readonly columns: readonly string[] | undefined;
  /** How each column is to be read. */
  readonly formatOf: (column: string) => ValueFormat;
  /** The columns that options name beside `columns`, each with its option. */
  readonly named: readonly { readonly option: string; readonly column: string }[];
  /** Whether the first row is the header; otherwise the names of the columns, or false for `c1`, `c2`, …. */
  readonly header: boolean | readonly string[];
  readonly delimiter: string;
  readonly forecast: RowForecast;
  /** Whether the caller named the delimiter. */
  readonly delimiterIsGiven: boolean;
}

/** Hands the fields of each row to the columns. */
export class TableCollector {
  readonly #caller: string;
  readonly #options: CollectorOptions;
  /** The reader of each column of the file, null for those passed over; null before the header. */
  #readers: readonly (ColumnReader | null)[] | null = null;
  #firstName = "";
  #block = new RowBlock(0);

  constructor(caller: string, options: CollectorOptions) {
    this.#caller = caller;
    this.#options = options;
  }

  row(fields: RowFields, row: number): void {
    const readers = this.#readers;
    if (readers === null) {
      const { header } = this.#options;
      const names = header === true ? this.#namesIn(fields) : this.#namesFor(fields, row);
      this.#readers = this.#readersFor(names);
      this.#firstName = header === true ? names[0]! : "";
      this.#block = new RowBlock(names.length);
      if (header !== true) this.row(fields, row);
      return;
    }
    if (fields.count !== readers.length) {
      // A fault in a row before comes first.
      this.#readBlock(readers);
      this.#refuseRagged(fields, row, readers.length);
    }
    if (this.#block.isFullFor(fields.bytes)) this.#readBlock(readers);
    this.#block.add(fields);
  }

  #readBlock(readers: readonly (ColumnReader | null)[]): void {
    const block = this.#block;
    for (let i = 0; i < readers.length; i++) readers[i]?.addBlock(block, i * block.capacity);
    block.rows = 0;
  }

  table(): ColumnTable {
    if (this.#readers === null) {
      throw new ClienteleError("empty-table", { function: this.#caller }, "the CSV has no header row");
    }
    this.#readBlock(this.#readers);
    const columns: StoredColumn[] = [];
    for (const reader of this.#readers) if (reader !== null) columns.push(reader.finish());
    const read = new ColumnTable(this.#caller, columns);
    return this.#options.columns === undefined ? read : read.select(...this.#options.columns);
  }

  /** The names of the columns of a file without a header. */
  #namesFor(fields: RowFields, row: number): readonly string[] {
    const { header } = this.#options;
    if (typeof header === "boolean") return Array.from({ length: fields.count }, (_, i) => `c${i + 1}`);
    if (header.length !== fields.count) this.#refuseRagged(fields, row, header.length);
    return header;
  }

  #namesIn(fields: RowFields): string[] {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    let names: string[];
    try {
      names = Array.from({ length: fields.count }, (_, i) =>
        decoder.decode(fields.bytes.subarray(fields.starts[i], fields.ends[i])).replace(invisibleEnds, "").trim(),
      );
    } catch {
      const bytes = fields.bytes.subarray(fields.starts[0], fields.ends[fields.count - 1]);
      throw new ClienteleError(
        "csv-encoding",
        { function: this.#caller },
        `the header holds bytes that are not UTF-8: ${encodingAdvice(bytes)}`,
      );
    }
    // A delimiter within quotes is part of the text.
    this.#refuseOtherDelimiter(names, names.filter((_, i) => fields.bytes[fields.starts[i]! - 1] !== quote).join(""));
    return names;
  }

  #readersFor(names: readonly string[]): (ColumnReader | null)[] {
    const { columns, named, formatOf, forecast } = this.#options;
    for (const name of [...(columns ?? []), ...named.map(({ column }) => column)]) {
      if (names.includes(name)) continue;
      throw new ClienteleError(
        "unknown-column",
        { function: this.#caller, column: name, value: name },
        `there is no such column; the columns are ${showNames(names)}`,
      );
    }
    const isWanted = (name: string) => columns === undefined || columns.includes(name);
    this.#refuseRepeatedName(names.filter(isWanted));
    return names.map((name) =>
      isWanted(name) ? new ColumnReader(this.#caller, name, formatOf(name), forecast) : null,
    );
  }

  #refuseRepeatedName(names: readonly string[]): void {
    const repeated = names.find((name, i) => names.indexOf(name) < i);
    if (repeated === undefined) return;
    const advice =
      'option "columns" reads the others without them; header: [all names] with skipLines: 1 names them anew';
    throw new ClienteleError(
      "duplicate-column",
      { function: this.#caller, column: repeated },
      repeated === ""
        ? `the header has several columns without a name; ${advice}`
        : `the header has this name twice; ${advice}`,
    );
  }

  /** Refuses a header in which another delimiter stands oftener than the one that was read. */
  #refuseOtherDelimiter(names: readonly string[], unquoted: string): void {
    const { delimiter: used, delimiterIsGiven } = this.#options;
    if (names.length > 1 && delimiterIsGiven) return;
    const times = (candidate: string) => unquoted.split(candidate).length - 1;
    const others = names.length === 1 ? [...usualDelimiters, ...rareDelimiters] : usualDelimiters;
    const other = others.find((one) => one !== used && times(one) > names.length - 1);
    if (other === undefined) return;
    const shown = `the header ${showValue(names.join(used))}`;
    throw new ClienteleError(
      "csv-delimiter",
      { function: this.#caller, value: names[0] },
      names.length === 1
        ? `${shown} is one field when split at ${showValue(used)}; set delimiter: ${showValue(other)}`
        : `${shown} looks as if split at ${showValue(other)}; set delimiter: ${showValue(other)}, or ` +
            `${showValue(used)} if that is right`,
    );
  }

  #refuseRagged(fields: RowFields, row: number, expected: number): never {
    const text = new TextDecoder().decode(fields.bytes.subarray(fields.starts[0], fields.ends[fields.count - 1]));
    const comment = [text, this.#firstName].map((line) => /^(#|\/\/|--|%)/.exec(line)?.[0]).find(Boolean);
    const advice =
      comment !== undefined
        ? `; comment: ${showValue(comment)} passes over lines that begin so`
        : fields.count > expected
          ? "; text that holds the delimiter must stand in quotes, and lines above the header need skipLines"
          : "; an empty field needs its delimiter, and lines below the table need footer";
    const others = this.#options.header === true ? "the header has" : "there are columns for";
    throw new ClienteleError(
      "csv-ragged",
      { function: this.#caller, row, value: text },
      `has ${fields.count} ${fields.count === 1 ? "field" : "fields"} where ${others} ${expected}: ` +
        `${showValue(text)}${advice}`,
    );
  }
}
