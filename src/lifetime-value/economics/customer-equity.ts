import { ClienteleError, finiteFigures, knownOptions, numberOption, requireColumnName } from "../../errors/index.js";
import {
  type DiscountRate,
  type Horizon,
  horizonInUnits,
  type PeriodUnit,
  presentValue,
  type ResolvedRate,
  resolveRate,
  type Timing,
} from "../../finance/index.js";
import {
  countColumn,
  createTable,
  numberColumn,
  type Table,
  type TableInput,
  textColumn,
  toTable,
  type Vector,
  vectorOf,
} from "../../table/index.js";

/** Customers still to be won. */
export interface FutureCustomers {
  /** How many are won in each coming unit of time: a number for every unit of `horizon`, or one number a unit. */
  readonly perUnit: number | Vector;
  /** What a new customer is worth when won, after acquisition cost (the `value` of {@link simpleLifetimeValue}). */
  readonly value: number;
  readonly discountRate: DiscountRate;
  /** Needed with an annual rate. */
  readonly unit?: PeriodUnit;
  /** How many units count; needed where `perUnit` is one number. */
  readonly horizon?: Horizon;
  /** When within its unit they are won [`"mid"`]. */
  readonly timing?: Timing;
}

/** What {@link customerEquity} is to read. */
export interface CustomerEquityOptions {
  /** The column with the value of each customer [`"value"`]. */
  readonly value?: string;
  /** A column that says how many customers each row stands for [one each]. */
  readonly count?: string;
  /** A column by which equity is broken down. */
  readonly group?: string;
  readonly newCustomers?: FutureCustomers;
}

/** The columns of `byGroup`. */
export type EquityColumns = { group: string; customers: number; equity: number; mean: number; share: number };

/** What all customers together are worth. */
export interface CustomerEquity {
  /** current + future. */
  readonly total: number;
  /** Value of the present customers. */
  readonly current: number;
  /** Present value of those still to be won; 0 when none are considered. */
  readonly future: number;
  readonly customers: number;
  /** current / customers. */
  readonly mean: number;
  /** Value of the present customers who are worth something, and of those who cost something. */
  readonly positive: number;
  readonly negative: number;
  /**
   * By group, in the order of first appearance; share of the current equity (missing where that is 0). One row called
   * "all" without a `group`.
   */
  readonly byGroup: Table<EquityColumns, object>;
  /** The rate of the future customers; null without them. */
  readonly discountRate: ResolvedRate | null;
}

/**
 * What are all my customers worth together? The sum of the values of the present customers, and the present value of
 * those still to be won.
 *
 * Source: Blattberg & Deighton, "Manage Marketing by the Customer Equity Test", Harvard Business Review 74 (1996);
 * Gupta, Lehmann & Stuart, "Valuing Customers" (2004).
 *
 * @param values - the value of each customer: a list, or a table such as that of {@link customerLifetimeValue}
 * @param options - `value`: the column [`"value"`]; `count`: the column that says how many customers a row stands for;
 * `group`: a column to break down by; `newCustomers`: how many are won in each unit, what each is
 *   worth, and the rate
 * @returns `total`, `current`, `future`, `customers`, `mean`, `byGroup`
 * @throws ClienteleError `empty-table`; `unknown-column`; `not-a-number`, `missing-value`, `not-finite` in the values;
 * `out-of-range` for a count that is not a whole number from 0; `invalid-option`
 * @example
 * ```ts
 * const equity = customerEquity([400, 250, -20], {
 *   newCustomers: { perUnit: 10, value: 90, discountRate: { annual: 0.1 }, unit: "year", horizon: 5 },
 * });
 * equity.current; // 630
 * equity.future; // 3578.2
 * ```
 */
export function customerEquity(values: TableInput | Vector, options: CustomerEquityOptions = {}): CustomerEquity {
  const caller = "customerEquity";
  knownOptions(caller, options, ["value", "count", "group", "newCustomers"]);
  const { worth, counts, groups } = readValues(caller, values, options);
  const customers = new Float64Array(groups.labels.length);
  const equity = new Float64Array(groups.labels.length);
  let positive = 0;
  let negative = 0;
  for (let row = 0; row < worth.length; row++) {
    const count = counts === undefined ? 1 : counts[row]!;
    const value = worth[row]! * count;
    const group = groups.codes[row]!;
    customers[group]! += count;
    equity[group]! += value;
    if (value > 0) positive += value;
    else negative += value;
  }
  const current = positive + negative;
  const total = customers.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new ClienteleError("empty-table", { function: caller }, "there is not one customer");
  const future = options.newCustomers === undefined ? null : futureEquity(caller, options.newCustomers);
  return finiteFigures(caller, {
    total: current + (future?.equity ?? 0),
    current,
    future: future?.equity ?? 0,
    customers: total,
    mean: current / total,
    positive,
    negative,
    byGroup: createTable<EquityColumns>({
      group: groups.labels,
      customers,
      equity,
      mean: equity.map((sum, group) => sum / customers[group]!),
      share: equity.map((sum) => (current === 0 ? Number.NaN : sum / current)),
    }),
    discountRate: future?.rate ?? null,
  });
}

const columnOptions = ["value", "count", "group"] as const;

function readValues(caller: string, values: TableInput | Vector, options: CustomerEquityOptions) {
  const named = columnOptions.find((name) => options[name] !== undefined);
  if (isVector(values)) {
    if (named !== undefined && values.length > 0) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, value: options[named] },
        `option "${named}" names a column of a table, but the values are a list`,
      );
    }
    const worth = vectorOf(caller, "values", values);
    return { worth, counts: undefined, groups: { labels: ["all"], codes: new Int32Array(worth.length) } };
  }
  const table = toTable(caller, values);
  for (const name of columnOptions) {
    if (options[name] !== undefined) requireColumnName(caller, name, options[name]);
  }
  const worth = numberColumn(caller, table, options.value ?? "value");
  const counts = options.count === undefined ? undefined : countColumn(caller, table, options.count);
  return { worth, counts, groups: groupsOf(caller, table, options.group) };
}

function isVector(values: TableInput | Vector): values is Vector {
  return (
    ArrayBuffer.isView(values) || (Array.isArray(values) && (values.length === 0 || typeof values[0] !== "object"))
  );
}

function groupsOf(caller: string, table: Table, group: string | undefined) {
  if (group === undefined) return { labels: ["all"], codes: new Int32Array(table.numRows) };
  const { codes, labels } = textColumn(caller, table, group);
  const missing = codes.indexOf(-1);
  if (missing < 0) return { codes, labels };
  throw new ClienteleError(
    "missing-value",
    { function: caller, column: group, row: missing + 1, value: null },
    "the group is missing",
  );
}

function futureEquity(caller: string, future: FutureCustomers): { equity: number; rate: ResolvedRate } {
  knownOptions(caller, future, ["perUnit", "value", "discountRate", "unit", "horizon", "timing"]);
  const rate = resolveRate(caller, future.discountRate, future.unit);
  const value = numberOption(caller, "newCustomers.value", future.value);
  const won = wonPerUnit(caller, future);
  const { timing = "mid" } = future;
  const count = presentValue(won, { discountRate: { continuousPerUnit: rate.continuousPerUnit }, timing });
  return { equity: value * count, rate };
}

function wonPerUnit(caller: string, { perUnit, horizon: given, unit }: FutureCustomers): Float64Array {
  const horizon = horizonInUnits(caller, "newCustomers.horizon", given, unit);
  const whole = { min: 0, max: 1e6, integer: true };
  if (typeof perUnit === "number") {
    const count = numberOption(caller, "newCustomers.perUnit", perUnit, { min: 0 });
    return new Float64Array(numberOption(caller, "newCustomers.horizon", horizon, whole)).fill(count);
  }
  const counts = vectorOf(caller, "newCustomers.perUnit", perUnit);
  return horizon === undefined
    ? counts
    : counts.subarray(0, numberOption(caller, "newCustomers.horizon", horizon, whole));
}
