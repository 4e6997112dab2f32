import { knownOptions, levelOption, refuseRow } from "../../errors/index.js";
import {
  type Column,
  type Columns,
  createTable,
  type Present,
  requireRows,
  requireUsualColumns,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { amountColumn } from "../rates/amount-column.js";
import { ratesOf } from "../rates/rates-of.js";
import { rowKinds } from "../rates/row-kinds.js";

/** Options of {@link closingRates}. */
export interface ClosingRatesOptions {
  /** The columns that tell kinds apart, such as customer type and kind of contact [`"type"`]. */
  readonly by?: string | readonly string[];
  /** The column of contacts [`"contacts"`]. */
  readonly contacts?: string;
  /** The column of sales [`"sales"`]. */
  readonly sales?: string;
  /** The column of what one contact costs [`"cost"` where there is such a column]. */
  readonly cost?: string;
  /** [0.95] */
  readonly level?: number;
}

/** The columns behind those of `by`. */
export type ClosingRateColumns = {
  contacts: Present<number>;
  sales: Present<number>;
  /** sales / contacts, with Wilson's interval; missing without contacts. */
  closing: number;
  lower: number;
  upper: number;
  /** What a sale costs in contacts; missing without cost or sales. */
  costPerSale: number;
  /** The cost of a sale over that of the cheapest kind: how many times as much. */
  multiple: number;
};

/**
 * How many contacts does a sale take, and what does it cost, with new customers and with existing ones? A row for each
 * kind; rows of one kind are added up.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `out-of-range` (a negative number, more
 * sales than contacts), `duplicate-column` (a column of `by` that is called like one of the result), `invalid-option`.
 *
 * @example
 * ```ts
 * const rows = { type: ["new", "existing"], contacts: [200, 60], cost: [21, 10], sales: [30, 30] };
 * closingRates(rows).column("multiple").toArray(); // [7, 1]
 * ```
 */
export function closingRates(
  input: TableInput,
  options: ClosingRatesOptions = {},
): Table<Columns & ClosingRateColumns> {
  const caller = "closingRates";
  knownOptions(caller, options, ["by", "contacts", "sales", "cost", "level"]);
  const level = levelOption(caller, "level", options.level);
  const table = toTable(caller, input);
  requireRows(caller, table);
  const { contacts = "contacts", sales = "sales" } = options;
  const added = ["contacts", "sales", "closing", "lower", "upper", "costPerSale", "multiple"];
  const kinds = rowKinds(caller, table, options.by, ["type"], added);
  requireUsualColumns(caller, table, options, { contacts, sales });
  const made = amountColumn(caller, table, contacts);
  const closed = amountColumn(caller, table, sales);
  closed.forEach((count, row) => {
    if (count <= made[row]!) return;
    refuseRow(caller, sales, row, count, `there cannot be more sales than contacts, got ${count} of ${made[row]}`);
  });
  const costName = options.cost ?? (table.columnNames.includes("cost") ? "cost" : undefined);
  const cost = costName === undefined ? null : amountColumn(caller, table, costName);
  const contacted = kinds.total(made);
  const sold = kinds.total(closed);
  const spent = cost === null ? null : kinds.total(cost.map((each, row) => each * made[row]!));
  const { rate, lower, upper } = ratesOf(contacted, sold, level);
  const costPerSale = sold.map((count, i) => (spent === null || count === 0 ? Number.NaN : spent[i]! / count));
  const cheapest = Math.min(...costPerSale.filter((value) => !Number.isNaN(value)));
  return createTable<Columns & ClosingRateColumns>([
    ...kinds.columns.map(([name, column]): [string, Column] => [name, column]),
    ["contacts", contacted],
    ["sales", sold],
    ["closing", rate],
    ["lower", lower],
    ["upper", upper],
    ["costPerSale", costPerSale],
    ["multiple", costPerSale.map((value) => (cheapest > 0 ? value / cheapest : Number.NaN))],
  ]);
}
