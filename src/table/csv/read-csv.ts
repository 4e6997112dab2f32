import { ClienteleError, knownOptions, oneOf, showValue } from "../../errors/index.js";
import type { ColumnType, StoredColumn } from "../column.js";
import { ColumnTable, type Table } from "../table.js";
import { ColumnReader } from "./column-reader.js";
import { type RowFields, RowSplitter } from "./row-splitter.js";

/** Options of {@link readCsv}. */
export interface ReadCsvOptions {
  /** The columns to read [all]; the others are passed over and take no memory. */
  readonly columns?: readonly string[];
  /** The types of some columns; a field that does not fit is an error instead of turning the column into text. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** What separates fields: one character [`","`]. */
  readonly delimiter?: string;
}

/** Where CSV comes from: its text, its bytes, a `Blob` or `File`, a stream, or any async iterable of text or bytes. */
export type CsvSource =
  | string
  | Uint8Array
  | Blob
  | ReadableStream<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>;

/** The longest piece handed to the splitter at once, so that memory stays bounded by the columns. */
const pieceLength = 1 << 20;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * Reads CSV (RFC 4180, UTF-8, a header in the first row) into a table, in memory bounded by its columns. A column is numbers only if every field that is not blank is one (leading zeros stay text), dates only
 * if every one is `YYYY-MM-DD`, optionally with `T` or a space and `hh:mm[:ss[.sss]]` and `Z` or `±hh:mm`, booleans only for `true` and `false`; otherwise text, as written. Blank fields are missing.
 *
 * Errors: `csv-quote`, `csv-ragged`, `csv-delimiter`, `csv-encoding`, `empty-table`, `unknown-column`, `duplicate-column`, `invalid-option`, `unsupported-input`; with `types` also `not-a-number`,
 * `not-a-date`, `column-type`. Rows count from 1 below the header.
 *
 * @example
 * ```ts
 * const orders = await readCsv("customer,day,amount\nada,2026-01-05,12.50\nbob,2026-01-06,7\n");
 * orders.column("amount").toArray(); // [12.5, 7]
 * ```
 */
export function readCsv(source: CsvSource, options: ReadCsvOptions = {}): Promise<Table> {
  return readCsvAs("readCsv", source, options);
}

/** As {@link readCsv}, with errors in the name of the caller. */
export async function readCsvAs(caller: string, source: CsvSource, options: ReadCsvOptions): Promise<Table> {
  knownOptions(caller, options, ["columns", "types", "delimiter"]);
  const delimiter = delimiterByte(caller, options.delimiter);
  const collector = new TableCollector(caller, delimiter, options);
  const splitter = new RowSplitter(caller, delimiter, (fields, row) => collector.row(fields, row));
  let isStart = true;
  for await (const chunk of chunksOf(caller, source)) {
    let bytes = typeof chunk === "string" ? encoder.encode(chunk) : chunk;
    if (isStart && bytes.length > 0) {
      bytes = withoutByteOrderMark(caller, bytes);
      isStart = false;
    }
    for (let at = 0; at < bytes.length; at += pieceLength) splitter.push(bytes.subarray(at, at + pieceLength));
  }
  splitter.finish();
  return collector.table() as object as Table;
}

function delimiterByte(caller: string, delimiter = ","): number {
  const byte = delimiter.charCodeAt(0);
  if (delimiter.length === 1 && byte < 128 && !/["\r\n]/.test(delimiter)) return byte;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: delimiter },
    `option "delimiter" must be one ASCII character other than a quote or a line end, got ${showValue(delimiter)}`,
  );
}

async function* chunksOf(caller: string, source: unknown): AsyncGenerator<Uint8Array | string> {
  if (typeof source === "string") {
    for (let at = 0; at < source.length; ) {
      let end = Math.min(source.length, at + pieceLength);
      // A pair of surrogates is one character and must not be cut in two.
      if (end < source.length && (source.charCodeAt(end - 1) & 0xfc00) === 0xd800) end++;
      yield source.slice(at, end);
      at = end;
    }
  } else if (source instanceof Uint8Array) {
    yield source;
  } else if (typeof source === "object" && source !== null && Symbol.asyncIterator in source) {
    yield* checkedChunks(caller, source as AsyncIterable<unknown>);
  } else if (
    typeof source === "object" &&
    source !== null &&
    "stream" in source &&
    typeof source.stream === "function"
  ) {
    yield* chunksOf(caller, source.stream());
  } else if (typeof source === "object" && source !== null && "getReader" in source) {
    yield* checkedChunks(caller, readerChunks(source as ReadableStream<unknown>));
  } else {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: source },
      `expected CSV as text, bytes, a Blob, a stream or an async iterable, got ${showValue(source)}`,
    );
  }
}

/** Some browsers' streams have a reader only. */
async function* readerChunks(stream: ReadableStream<unknown>): AsyncGenerator<unknown> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function* checkedChunks(caller: string, chunks: AsyncIterable<unknown>): AsyncGenerator<Uint8Array | string> {
  for await (const chunk of chunks) {
    if (typeof chunk === "string" || chunk instanceof Uint8Array) {
      yield chunk;
      continue;
    }
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: chunk },
      `the stream must give text or bytes, got ${showValue(chunk)}`,
    );
  }
}

function withoutByteOrderMark(caller: string, bytes: Uint8Array): Uint8Array {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) {
    throw new ClienteleError(
      "csv-encoding",
      { function: caller },
      "the file is UTF-16; save it as UTF-8 and read it again",
    );
  }
  const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return isUtf8 ? bytes.subarray(3) : bytes;
}

/** Hands the fields of each row to the columns. */
class TableCollector {
  readonly #caller: string;
  readonly #delimiter: number;
  readonly #options: ReadCsvOptions;
  #header: readonly string[] = [];
  /** The reader of each column of the file, null for those passed over. */
  #readers: (ColumnReader | null)[] = [];

  constructor(caller: string, delimiter: number, options: ReadCsvOptions) {
    this.#caller = caller;
    this.#delimiter = delimiter;
    this.#options = options;
  }

  row(fields: RowFields, row: number): void {
    if (row === 0) {
      this.#readHeader(fields);
      return;
    }
    const readers = this.#readers;
    if (fields.count !== readers.length) this.#refuseRagged(fields, row);
    for (let i = 0; i < readers.length; i++) readers[i]?.add(fields.bytes, fields.starts[i]!, fields.ends[i]!);
  }

  #readHeader(fields: RowFields): void {
    const names = Array.from({ length: fields.count }, (_, i) =>
      decoder.decode(fields.bytes.subarray(fields.starts[i], fields.ends[i])).trim(),
    );
    this.#refuseOtherDelimiter(names);
    const { columns, types = {} } = this.#options;
    for (const name of [...(columns ?? []), ...Object.keys(types)]) {
      if (names.includes(name)) continue;
      throw new ClienteleError(
        "unknown-column",
        { function: this.#caller, column: name, value: name },
        `there is no such column; the columns are ${names.map((known) => JSON.stringify(known)).join(", ")}`,
      );
    }
    const repeated = names.find((name, i) => names.indexOf(name) < i);
    if (repeated !== undefined) {
      throw new ClienteleError(
        "duplicate-column",
        { function: this.#caller, column: repeated },
        "the header has this name twice",
      );
    }
    this.#header = names;
    const typeOf = new Map(Object.entries(types));
    this.#readers = names.map((name) =>
      columns === undefined || columns.includes(name)
        ? new ColumnReader(this.#caller, name, forcedType(this.#caller, typeOf.get(name)))
        : null,
    );
  }

  /** One column with another delimiter in its name was read with the wrong one. */
  #refuseOtherDelimiter(names: readonly string[]): void {
    if (names.length !== 1) return;
    const used = String.fromCharCode(this.#delimiter);
    const other = [",", ";", "\t", "|"].find((candidate) => candidate !== used && names[0]!.includes(candidate));
    if (other === undefined) return;
    throw new ClienteleError(
      "csv-delimiter",
      { function: this.#caller, value: names[0] },
      `the header ${showValue(names[0])} is one field when split at ${JSON.stringify(used)}; set delimiter: ${JSON.stringify(other)}`,
    );
  }

  #refuseRagged(fields: RowFields, row: number): never {
    const text = decoder.decode(fields.bytes.subarray(fields.starts[0], fields.ends[fields.count - 1]));
    throw new ClienteleError(
      "csv-ragged",
      { function: this.#caller, row, value: text },
      `has ${fields.count} ${fields.count === 1 ? "field" : "fields"} where the header has ${this.#readers.length}: ${showValue(text)}`,
    );
  }

  table(): ColumnTable {
    if (this.#header.length === 0) {
      throw new ClienteleError("empty-table", { function: this.#caller }, "the CSV has no header row");
    }
    const columns: StoredColumn[] = [];
    for (const reader of this.#readers) if (reader !== null) columns.push(reader.finish());
    const { columns: wanted } = this.#options;
    const read = new ColumnTable(this.#caller, columns);
    return wanted === undefined ? read : read.select(...wanted);
  }
}

function forcedType(caller: string, type: ColumnType | undefined): ColumnType | undefined {
  return type === undefined
    ? undefined
    : oneOf<ColumnType>(caller, "types", type, ["number", "string", "date", "boolean"], "string");
}
