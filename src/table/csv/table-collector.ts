import { ClienteleError, oneOf, showValue } from "../../errors/index.js";
import { type ColumnType, columnTypes, type StoredColumn } from "../columns/column.js";
import { ColumnTable } from "../table.js";
import { ColumnReader } from "./column-reader.js";
import { usualDelimiters } from "./delimiter.js";
import type { RowFields } from "./row-splitter.js";

const quote = 34;

/** Which columns to read and how; what is not given is found out. */
export interface CollectorOptions {
  readonly columns: readonly string[] | undefined;
  readonly types: Readonly<Record<string, ColumnType>> | undefined;
  readonly delimiter: string;
  /** Whether the caller named the delimiter. */
  readonly delimiterIsGiven: boolean;
}

/** Hands the fields of each row to the columns. */
export class TableCollector {
  readonly #caller: string;
  readonly #options: CollectorOptions;
  /** The reader of each column of the file, null for those passed over; null before the header. */
  #readers: readonly (ColumnReader | null)[] | null = null;

  constructor(caller: string, options: CollectorOptions) {
    this.#caller = caller;
    this.#options = options;
  }

  row(fields: RowFields, row: number): void {
    const readers = this.#readers;
    if (readers === null) {
      this.#readers = this.#readersFor(this.#namesIn(fields));
      return;
    }
    if (fields.count !== readers.length) this.#refuseRagged(fields, row, readers.length);
    for (let i = 0; i < readers.length; i++) readers[i]?.add(fields.bytes, fields.starts[i]!, fields.ends[i]!);
  }

  table(): ColumnTable {
    if (this.#readers === null) {
      throw new ClienteleError("empty-table", { function: this.#caller }, "the CSV has no header row");
    }
    const columns: StoredColumn[] = [];
    for (const reader of this.#readers) if (reader !== null) columns.push(reader.finish());
    const read = new ColumnTable(this.#caller, columns);
    return this.#options.columns === undefined ? read : read.select(...this.#options.columns);
  }

  #namesIn(fields: RowFields): string[] {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    let names: string[];
    try {
      names = Array.from({ length: fields.count }, (_, i) =>
        decoder.decode(fields.bytes.subarray(fields.starts[i], fields.ends[i])).trim(),
      );
    } catch {
      throw new ClienteleError(
        "csv-encoding",
        { function: this.#caller },
        "the header holds bytes that are not UTF-8; save the file as UTF-8 and read it again",
      );
    }
    // A delimiter within quotes is part of the text.
    this.#refuseOtherDelimiter(names, names.filter((_, i) => fields.bytes[fields.starts[i]! - 1] !== quote).join(""));
    return names;
  }

  #readersFor(names: readonly string[]): (ColumnReader | null)[] {
    const { columns, types = {} } = this.#options;
    for (const name of [...(columns ?? []), ...Object.keys(types)]) {
      if (names.includes(name)) continue;
      throw new ClienteleError(
        "unknown-column",
        { function: this.#caller, column: name, value: name },
        `there is no such column; the columns are ${names.map((known) => JSON.stringify(known)).join(", ")}`,
      );
    }
    const isWanted = (name: string) => columns === undefined || columns.includes(name);
    this.#refuseRepeatedName(names.filter(isWanted));
    const typeOf = new Map(Object.entries(types));
    return names.map((name) =>
      isWanted(name) ? new ColumnReader(this.#caller, name, forcedType(this.#caller, name, typeOf.get(name))) : null,
    );
  }

  #refuseRepeatedName(names: readonly string[]): void {
    const repeated = names.find((name, i) => names.indexOf(name) < i);
    if (repeated === undefined) return;
    const advice = 'option "columns" reads the others without them';
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
    const other = usualDelimiters.find((one) => one !== used && times(one) > names.length - 1);
    if (other === undefined) return;
    const shown = `the header ${showValue(names.join(used))}`;
    throw new ClienteleError(
      "csv-delimiter",
      { function: this.#caller, value: names[0] },
      names.length === 1
        ? `${shown} is one field when split at ${JSON.stringify(used)}; set delimiter: ${JSON.stringify(other)}`
        : `${shown} looks as if split at ${JSON.stringify(other)}; set delimiter: ${JSON.stringify(other)}, or ` +
            `${JSON.stringify(used)} if that is right`,
    );
  }

  #refuseRagged(fields: RowFields, row: number, expected: number): never {
    const text = new TextDecoder().decode(fields.bytes.subarray(fields.starts[0], fields.ends[fields.count - 1]));
    const advice =
      fields.count > expected
        ? "; text that holds the delimiter must stand in quotes"
        : "; an empty field needs its delimiter";
    throw new ClienteleError(
      "csv-ragged",
      { function: this.#caller, row, value: text },
      `has ${fields.count} ${fields.count === 1 ? "field" : "fields"} where the header has ${expected}: ` +
        `${showValue(text)}${advice}`,
    );
  }
}

function forcedType(caller: string, name: string, type: ColumnType | undefined): ColumnType | undefined {
  return type === undefined ? undefined : oneOf<ColumnType>(caller, `types.${name}`, type, columnTypes, "string");
}
