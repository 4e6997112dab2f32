import { knownOptions, numberOption } from "../errors/index.js";
import {
  createTable,
  type DateInput,
  dateColumnOf,
  localDay,
  millisecondsPerDay,
  type Present,
  type Table,
  type TableInput,
  timeZoneOption,
} from "../table/index.js";
import {
  fitIntervals,
  type IntervalModel,
  type IntervalSums,
  nextInterval,
  probabilityWithin,
} from "./interval-model.js";
import { type PurchaseDays, purchaseDays } from "./purchase-days.js";
import { type OrderColumns, type OrderPolicies, orderOptionNames, readOrders } from "./read-orders.js";
import { requireCustomers } from "./reduce-orders.js";
import { ordersOfBuyers, statisticsOf } from "./statistics.js";

/** Options of {@link purchaseCycles}. */
export interface PurchaseCycleOptions extends OrderColumns, OrderPolicies {
  /** Today: orders after it are left out. */
  readonly asOf: DateInput;
  /** How many days beyond the cycle a customer may be late before there is an alert [3]. */
  readonly margin?: number;
  /** How many intervals make a cycle of one's own [1]. */
  readonly minIntervals?: number;
}

/**
 * The columns of {@link purchaseCycles}. From `medianInterval` on a customer without a cycle of his own has missing
 * values and no alert.
 */
export type PurchaseCycleColumns = {
  customer: Present<number | string | boolean>;
  /** Distinct orders, or rows where no order column was named. */
  orders: Present<number>;
  /** Intervals between successive purchase days. */
  intervals: number;
  lastOrder: Date;
  daysSinceLast: number;
  /** The customer's own cycle in days. */
  medianInterval: number;
  /** The median of the next interval, as the customer's own intervals and those of all customers tell it. */
  typicalInterval: number;
  /** The last purchase day and the own cycle later, rounded to a day. */
  expectedNext: Date;
  /** Days since the expected day; 0 while it is not over. */
  daysOverdue: number;
  /** The probability that such a customer would have bought again by now: near 1 the silence is unusual. */
  overdueProbability: number;
  /** Whether the customer is late by more than the margin. */
  alert: boolean;
};

/** What {@link purchaseCycles} says about itself. */
export interface PurchaseCycleAttributes {
  readonly asOf: Date;
  readonly margin: number;
  /** What is known of cycles in general; null when no customer has an interval. */
  readonly pooling: {
    /** The median interval of a customer of whom nothing is known, in days. */
    readonly typicalInterval: number;
    /** The typical standard deviation of the logarithms of one customer's intervals. */
    readonly spread: number;
    /** How many intervals of his own it takes for a customer's mean to count as much as that of all. */
    readonly weight: number;
  } | null;
  readonly ledger: {
    readonly rows: number;
    readonly droppedAfterAsOf: number;
    /** Customers with too few intervals for a cycle of their own. */
    readonly withoutCycle: number;
    /** Customers of whom no purchase is left. */
    readonly withoutPurchase: number;
  };
}

/**
 * Who is overdue? Compares the days since each customer's last purchase with that customer's own cycle, the median of
 * the intervals between purchase days, and raises an alert when the cycle plus a margin is over (three days is the rule
 * of the field).
 *
 * How unusual a silence is depends on how regular the customer is: `overdueProbability` comes from a model in which the
 * logarithms of each customer's intervals have a mean and a variance of their own, drawn towards those of all customers
 * the less of the own there is. It does not count the interval that is still open, so slow customers look a little
 * quicker than they are.
 *
 * @param orders - one row per order or order line
 * @param options - the order columns and policies of {@link summarizeCustomers}; `asOf`, `margin` days [3],
 * `minIntervals` [1]
 * @returns a row per customer in the order of first appearance, with `asOf`, `margin`, `pooling` and a `ledger`
 *
 * Errors: those of {@link summarizeCustomers}.
 *
 * @example
 * ```ts
 * const cycles = purchaseCycles(orders, { customer: "customer", date: "date", asOf: "2026-11-22" });
 * cycles.where((row) => row.alert === true).sortBy({ column: "overdueProbability", descending: true });
 * ```
 */
export function purchaseCycles(
  orders: TableInput,
  options: PurchaseCycleOptions,
): Table<PurchaseCycleColumns, PurchaseCycleAttributes> {
  const caller = "purchaseCycles";
  knownOptions(caller, options, [...orderOptionNames, "asOf", "margin", "minIntervals"]);
  const asOf = localDay(caller, "asOf", options.asOf, timeZoneOption(caller, options.timeZone));
  const margin = numberOption(caller, "margin", options.margin ?? 3, { min: 0 });
  const minIntervals = numberOption(caller, "minIntervals", options.minIntervals ?? 1, { min: 1, integer: true });
  const rows = readOrders(caller, orders, options, asOf);
  requireCustomers(caller, rows);
  const purchases = purchaseDays(rows, "merge");
  const statistics = statisticsOf(rows.customers.labels, purchases);
  const sums = intervalSums(purchases);
  const model = fitIntervals(sums);
  const { columns, withoutCycle } = cyclesOf(purchases, sums, model, { asOf, margin, minIntervals });
  return createTable<PurchaseCycleColumns, PurchaseCycleAttributes>(
    {
      customer: statistics.customer,
      orders: ordersOfBuyers(statistics),
      intervals: Float64Array.from(sums.count),
      lastOrder: dateColumnOf(statistics.lastDay.map((day) => day * millisecondsPerDay)),
      daysSinceLast: statistics.lastDay.map((day) => asOf - day),
      ...columns,
    },
    {
      asOf: new Date(asOf * millisecondsPerDay),
      margin,
      pooling: model === null ? null : poolingOf(model),
      ledger: Object.freeze({
        rows: rows.rows,
        droppedAfterAsOf: rows.dropped.afterEnd,
        withoutCycle,
        withoutPurchase: statistics.purchaseDays.filter((days) => days === 0).length,
      }),
    },
  );
}

function poolingOf(model: IntervalModel): PurchaseCycleAttributes["pooling"] {
  return {
    typicalInterval: Math.exp(model.center),
    spread: Math.sqrt(model.variance),
    weight: model.meanWeight,
  };
}

interface CycleSettings {
  readonly asOf: number;
  readonly margin: number;
  readonly minIntervals: number;
}

/** What is expected of each customer with a cycle of his own, and how many who bought have none. */
function cyclesOf(
  { start, days }: PurchaseDays,
  sums: IntervalSums,
  model: IntervalModel | null,
  { asOf, margin, minIntervals }: CycleSettings,
) {
  const customers = sums.count.length;
  const missing = () => new Float64Array(customers).fill(Number.NaN);
  const medianInterval = missing();
  const typicalInterval = missing();
  const expectedNext = missing();
  const daysOverdue = missing();
  const overdueProbability = missing();
  const alert = new Array<boolean>(customers).fill(false);
  let withoutCycle = 0;
  for (let customer = 0; customer < customers; customer++) {
    const from = start[customer]!;
    const to = start[customer + 1]!;
    if (from === to) continue;
    const intervals = sums.count[customer]!;
    if (intervals < minIntervals || model === null) {
      withoutCycle++;
      continue;
    }
    const last = days[to - 1]!;
    const cycle = medianOfIntervals(days, from, to);
    const next = nextInterval(model, intervals, sums.mean[customer]!, sums.squares[customer]!);
    const expected = last + Math.round(cycle);
    medianInterval[customer] = cycle;
    typicalInterval[customer] = Math.exp(next.center);
    expectedNext[customer] = expected * millisecondsPerDay;
    daysOverdue[customer] = Math.max(0, asOf - expected);
    overdueProbability[customer] = probabilityWithin(next, asOf - last);
    alert[customer] = asOf - expected > margin;
  }
  const columns = {
    medianInterval,
    typicalInterval,
    expectedNext: dateColumnOf(expectedNext),
    daysOverdue,
    overdueProbability,
    alert,
  };
  return { columns, withoutCycle };
}

/** Means and squares of the logarithms of each customer's intervals. */
function intervalSums({ start, days }: PurchaseDays): IntervalSums {
  const customers = start.length - 1;
  const count = new Int32Array(customers);
  const mean = new Float64Array(customers).fill(Number.NaN);
  const squares = new Float64Array(customers);
  for (let customer = 0; customer < customers; customer++) {
    const from = start[customer]!;
    const to = start[customer + 1]!;
    const intervals = Math.max(0, to - from - 1);
    count[customer] = intervals;
    if (intervals === 0) continue;
    let sum = 0;
    for (let i = from + 1; i < to; i++) sum += Math.log(days[i]! - days[i - 1]!);
    const center = sum / intervals;
    let total = 0;
    for (let i = from + 1; i < to; i++) {
      const interval = days[i]! - days[i - 1]!;
      // Both ends are whole days: the rounding of an interval has variance 1/6 day², of its logarithm 1/6 interval⁻².
      total += (Math.log(interval) - center) ** 2 + 1 / (6 * interval * interval);
    }
    mean[customer] = center;
    squares[customer] = total;
  }
  return { count, mean, squares };
}

/** The median of the intervals between days `from` … `to − 1`. */
function medianOfIntervals(days: Int32Array, from: number, to: number): number {
  const intervals = new Float64Array(to - from - 1);
  for (let i = 0; i < intervals.length; i++) intervals[i] = days[from + i + 1]! - days[from + i]!;
  intervals.sort();
  const middle = intervals.length >> 1;
  return intervals.length % 2 === 1 ? intervals[middle]! : (intervals[middle - 1]! + intervals[middle]!) / 2;
}
