import type { ValueFormat } from "../columns/value-options.js";
import type { ColumnTable } from "../table.js";
import { checkedDelimiter } from "./delimiter.js";
import { leavingOutFooter } from "./footer-rows.js";
import { withoutLeadingLines } from "./leading-lines.js";
import type { CsvLayout } from "./reading-options.js";
import { type RowForecast, unknownRows } from "./row-forecast.js";
import { RowSplitter } from "./row-splitter.js";
import { TableCollector } from "./table-collector.js";

/**
 * The table in bytes of UTF-8 that arrive in pieces, in the given layout, each column read in its format.
 *
 * @param named - the columns that options name, so that one that the file does not have is refused
 * @param forecast - how many rows to expect, for memory that need not be copied
 */
export async function collectTable(
  caller: string,
  bytes: AsyncGenerator<Uint8Array>,
  layout: CsvLayout,
  formatOf: (column: string) => ValueFormat,
  named: readonly { readonly option: string; readonly column: string }[],
  forecast: RowForecast = unknownRows,
): Promise<ColumnTable> {
  const { separator, pieces } = await withoutLeadingLines(bytes, layout.skipLines);
  const delimiter = layout.delimiter ?? checkedDelimiter(caller, separator ?? ",");
  const collector = new TableCollector(caller, {
    columns: layout.columns,
    formatOf,
    named,
    header: layout.header,
    forecast,
    delimiter,
    delimiterIsGiven: layout.delimiter !== undefined || separator !== null,
  });
  const splitter = new RowSplitter(
    caller,
    { delimiter, comment: layout.comment, hasHeader: layout.header === true },
    leavingOutFooter(layout.footer, (fields, row) => collector.row(fields, row)),
  );
  for await (const piece of pieces) splitter.push(piece);
  splitter.finish();
  return collector.table();
}
