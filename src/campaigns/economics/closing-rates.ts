import { columnList, knownOptions, levelOption, refuseRow } from "../../errors/index.js";
import { wilsonInterval } from "../../numeric/index.js";
import {
  type Column,
  type Columns,
  createTable,
  findColumn,
  keyColumn,
  numberColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";

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
  contacts: number;
  sales: number;
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
 * sales
 * than contacts), `invalid-option`.
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
  const { by = "type", contacts = "contacts", sales = "sales" } = options;
  const kinds = columnList(caller, "by", typeof by === "string" ? [by] : by);
  const read = (name: string): Float64Array => {
    const values = numberColumn(caller, table, name);
    values.forEach((value, row) => {
      if (value < 0) refuseRow(caller, name, row, value, `must be at least 0, got ${value}`);
    });
    return values;
  };
  const made = read(contacts);
  const closed = read(sales);
  closed.forEach((count, row) => {
    if (count > made[row]!) refuseRow(caller, sales, row, count, `there are ${count} sales of ${made[row]} contacts`);
  });
  const costName = options.cost ?? (table.columnNames.includes("cost") ? "cost" : undefined);
  const cost = costName === undefined ? null : read(costName);
  const groups = groupRows(caller, table, kinds);
  const sums = addUp(groups.of, groups.first.length, { made, closed, cost });
  return ratesTable(table, kinds, groups.first, sums, level);
}

function groupRows(caller: string, table: Table, kinds: readonly string[]) {
  const keys = kinds.map((name) => keyColumn(caller, table, name).codes);
  const known = new Map<string, number>();
  const first: number[] = [];
  const of = Int32Array.from({ length: table.numRows }, (_, row) => {
    const key = keys.map((codes) => codes[row]).join();
    const group = known.get(key) ?? first.push(row) - 1;
    known.set(key, group);
    return group;
  });
  return { of, first };
}

interface Sums {
  readonly contacts: Float64Array;
  readonly sales: Float64Array;
  /** NaN throughout where no cost is known. */
  readonly spent: Float64Array;
}

function addUp(
  of: Int32Array,
  groups: number,
  { made, closed, cost }: { made: Float64Array; closed: Float64Array; cost: Float64Array | null },
): Sums {
  const sums = {
    contacts: new Float64Array(groups),
    sales: new Float64Array(groups),
    spent: new Float64Array(groups).fill(cost === null ? Number.NaN : 0),
  };
  of.forEach((group, row) => {
    sums.contacts[group]! += made[row]!;
    sums.sales[group]! += closed[row]!;
    if (cost !== null) sums.spent[group]! += cost[row]! * made[row]!;
  });
  return sums;
}

function ratesTable(
  table: Table,
  kinds: readonly string[],
  first: readonly number[],
  { contacts, sales, spent }: Sums,
  level: number,
): Table<Columns & ClosingRateColumns> {
  const rates = Array.from(contacts, (count, i) =>
    count === 0 ? null : wilsonInterval(sales[i]! / count, count, level),
  );
  const costPerSale = spent.map((total, i) => (sales[i] === 0 ? Number.NaN : total / sales[i]!));
  const cheapest = Math.min(...costPerSale.filter((value) => !Number.isNaN(value)));
  const own: [string, ArrayLike<unknown> | Column][] = kinds.map((name) => {
    const column = findColumn("closingRates", table, name);
    return [name, column.take(first)];
  });
  return createTable<Columns & ClosingRateColumns>([
    ...own,
    ["contacts", contacts],
    ["sales", sales],
    ["closing", rates.map((rate) => rate?.share ?? null)],
    ["lower", rates.map((rate) => rate?.lower ?? null)],
    ["upper", rates.map((rate) => rate?.upper ?? null)],
    ["costPerSale", costPerSale],
    ["multiple", costPerSale.map((value) => (cheapest > 0 ? value / cheapest : Number.NaN))],
  ]);
}
