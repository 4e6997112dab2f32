import { namedColumns, valueFormats } from "../columns/value-options.js";
import type { Table } from "../table.js";
import { collectTable } from "./collect-table.js";
import { type CsvSource, piecesOf } from "./csv-source.js";
import { type ReadingOptions, readLayout } from "./reading-options.js";
import { rowsByShare } from "./row-forecast.js";

/**
 * Reads CSV (RFC 4180) into a table, in memory bounded by its columns. Without options the file is UTF-8 with a header
 * in its first row and commas between fields, and a column is numbers only if every field that is not blank is one
 * (`1234.5`; leading zeros stay text), dates only if every one is `YYYY-MM-DD`, optionally with `T` or a space and
 * `hh:mm[:ss[.sss]]` and `Z`, `±hh:mm`, `±hhmm` or `±hh`, booleans only for `true` and `false`; otherwise text, as
 * written.
 * Blank fields are missing. {@link sniffCsv} says which options another file needs, with its evidence.
 *
 * | what is said | the option that leads on |
 * |---|---|
 * | `csv-delimiter`: the header is one field | `delimiter: ";"` |
 * | `csv-encoding`: it is not UTF-8 | `encoding: "gb18030"`, or the one it names |
 * | `csv-ragged`: rows of other lengths above or below the table | `skipLines`, `footer`, `comment` |
 * | `not-a-number`: `"12,50"`, `"1.234,50"` | `decimal: ","`, `thousands: "."` |
 * | `not-a-number`: `"$12.50"`, `"(12.50)"` | `currency: true` |
 * | `not-a-number`: `"12 %"` | `percent: true` |
 * | `not-a-number`, `not-a-date`: `"N/A"` | `missing: ["N/A"]` |
 * | `not-a-date`: `"31/12/2026"` | `dateFormat: "dmy"`, or `"mdy"`: `03/04` does not tell |
 *
 * Errors: `csv-quote`, `csv-ragged`, `csv-delimiter`, `csv-encoding`, `empty-table`, `unknown-column`,
 * `duplicate-column`, `invalid-option`, `unsupported-input`; for columns whose type is given also `not-a-number`,
 * `not-a-date`, `column-type`. Rows count from 1 below the header.
 *
 * @param source - text, bytes, a `Blob`, a `Response`, a stream or any async iterable of text or bytes; for a path
 * `readCsvFile` of `clientele/node`
 *
 * @example
 * ```ts
 * const orders = await readCsv("customer,day,amount\nada,2026-01-05,12.50\nbob,2026-01-06,7\n");
 * orders.column("amount").toArray(); // [12.5, 7]
 *
 * const german = await readCsv("Kunde;Datum;Betrag\nada;05.01.2026;1.012,50 €\n", {
 *   delimiter: ";",
 *   decimal: ",",
 *   thousands: ".",
 *   currency: true,
 *   dateFormat: "dmy",
 * });
 * german.column("Betrag").toArray(); // [1012.5]
 * ```
 */
export function readCsv(source: CsvSource, options: ReadingOptions = {}): Promise<Table> {
  return readCsvAs("readCsv", source, options);
}

/**
 * As {@link readCsv}, with errors in the name of the caller.
 *
 * @param shareRead - which share of the source has been read, from 0 to 1, where its end is known
 */
export async function readCsvAs(
  caller: string,
  source: CsvSource,
  options: ReadingOptions,
  shareRead?: () => number,
): Promise<Table> {
  const layout = readLayout(caller, options);
  const formatOf = valueFormats(caller, options);
  const progress = { read: 0 };
  const length = typeof source === "string" ? source.length : source instanceof Uint8Array ? source.byteLength : 0;
  const bytes = counted(piecesOf(caller, source, layout.encoding), progress);
  const forecast = rowsByShare(shareRead ?? (() => (length === 0 ? 0 : progress.read / length)));
  return (await collectTable(caller, bytes, layout, formatOf, namedColumns(options), forecast)) as object as Table;
}

/** The pieces as they are, with how many bytes have gone by. */
async function* counted(
  pieces: AsyncGenerator<Uint8Array>,
  progress: { read: number },
): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of pieces) {
    progress.read += piece.length;
    yield piece;
  }
}
