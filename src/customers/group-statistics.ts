import { groupTuples } from "../numeric/index.js";
import {
  createTable,
  numberColumn,
  optionalCountColumn,
  optionalNumberColumn,
  type Present,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../table/index.js";
import type { CustomersAttributes } from "./customers.js";

/** The columns of grouped customers. */
export type GroupedColumns = {
  frequency: number;
  recency: number;
  age: number;
  /** Σ over the customers of the group. */
  logIntervals: number;
  /** How many customers the row stands for. */
  count: Present<number>;
};

/** Grouped customers: all that a buy-till-you-die fit needs. */
export type GroupedCustomers = Table<GroupedColumns, Partial<CustomersAttributes>>;

/**
 * Which histories are there, and how often? Collapses customers with the same frequency, recency and age into one row
 * with a `count`; `logIntervals` is summed, being needed only as a sum. Fits give the same answer for grouped and
 * ungrouped customers. Groups are in the order of their first customer; `logIntervals` is missing where that of one of
 * its customers is, as with two purchases on a day.
 *
 * @param customers - columns `frequency`, `recency`, `age`, and where present `logIntervals` and `count`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (a customer without a purchase has no frequency),
 * `not-a-number`, `not-finite`, `out-of-range` (a count that is none, counts that add up to more than 2⁵³ − 1).
 *
 * @example
 * ```ts
 * const grouped = groupStatistics({ frequency: [0, 0, 2], recency: [0, 0, 5], age: [9, 9, 9] });
 * grouped.column("count").toArray(); // [2, 1]
 * ```
 */
export function groupStatistics(customers: TableInput): GroupedCustomers {
  const caller = "groupStatistics";
  const input = toTable(caller, customers);
  requireRows(caller, input);
  const columns = ["frequency", "recency", "age"].map((name) => numberColumn(caller, input, name));
  const counts = optionalCountColumn(caller, input);
  const logIntervals = optionalNumberColumn(caller, input, "logIntervals", { missing: "keep" });
  const { representative, group, count } = groupTuples(columns, counts);
  const [frequency, recency, age] = columns.map((values) => Float64Array.from(representative, (row) => values[row]!));
  const grouped = { frequency: frequency!, recency: recency!, age: age! };
  const attributes = attributesOf(input);
  if (logIntervals === undefined) return createTable({ ...grouped, count }, attributes) as object as GroupedCustomers;
  const sums = new Float64Array(representative.length);
  for (let row = 0; row < group.length; row++) sums[group[row]!]! += logIntervals[row]!;
  return createTable<GroupedColumns, Partial<CustomersAttributes>>(
    { ...grouped, logIntervals: sums, count },
    attributes,
  );
}

function attributesOf(input: Table): Partial<CustomersAttributes> {
  const { unit, end, ledger } = input as Table<never, Partial<CustomersAttributes>>;
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(end === undefined ? {} : { end }),
    ...(ledger === undefined ? {} : { ledger }),
  };
}
