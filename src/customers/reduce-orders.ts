import { ClienteleError, knownOptions, oneOf } from "../errors/index.js";
import {
  createTable,
  type DateInput,
  dayOf,
  localDay,
  millisecondsPerDay,
  type TableInput,
  timeZoneOption,
} from "../table/index.js";
import { gatherRows } from "./gather-rows.js";
import { purchaseDays, purchasesOf } from "./purchase-days.js";
import { type OrderColumns, type OrderPolicies, type OrderRows, orderOptionNames, readOrders } from "./read-orders.js";
import { type RowLedger, rowLedger } from "./row-ledger.js";
import {
  type CustomerStatistics,
  type StatisticsArrays,
  type StatisticsAttributes,
  type StatisticsColumns,
  statisticsOf,
} from "./statistics.js";
import type { TimeUnit } from "./time-unit.js";

/** Options of {@link reduceOrders}. */
export interface ReduceOptions extends OrderColumns, OrderPolicies {
  /** The last day of observation [the day of the last row that counts]. */
  readonly end?: DateInput;
  /** `"merge"` (the default): the orders of a day are one purchase. `"keep"`: every row is one. */
  readonly sameDay?: "merge" | "keep";
}

/** The names of the options in {@link ReduceOptions}. */
export const reduceOptionNames = [...orderOptionNames, "end", "sameDay"] as const;

/** The statistics of customers up to a last day of observation, in days since 1970-01-01 UTC. */
export interface Reduction {
  readonly statistics: StatisticsArrays;
  readonly lastDay: number;
  readonly ledger: RowLedger;
}

/**
 * What do these orders come to, customer by customer? The statistics from which {@link customersFrom} makes customers.
 * They are the form to keep: those of two periods that meet between two days can be merged, and a database can make
 * the same columns.
 *
 * @param orders - one row per order or per order line, in any form {@link table} reads
 * @returns a table with the attributes `end` and `ledger`; customers in the order of first appearance
 *
 * Errors: those of {@link summarizeCustomers}.
 *
 * @example
 * ```ts
 * const statistics = reduceOrders(
 *   [
 *     { customer: "ada", date: "1970-01-05", amount: 20 },
 *     { customer: "ada", date: "1970-01-19", amount: 30 },
 *   ],
 *   { customer: "customer", date: "date", amount: "amount" },
 * );
 * statistics.column("lastDay").toArray(); // [18]
 * ```
 */
export function reduceOrders(orders: TableInput, options: ReduceOptions): CustomerStatistics {
  const caller = "reduceOrders";
  knownOptions(caller, options, reduceOptionNames);
  return statisticsTable(reduction(caller, orders, options, reducePolicies(caller, options)));
}

/** A reduction as a table, to keep. */
export function statisticsTable({ statistics, lastDay, ledger }: Reduction): CustomerStatistics {
  const missing = new Float64Array(statistics.orders.length).fill(Number.NaN);
  const columns = {
    customer: statistics.customer,
    rows: statistics.rows,
    orders: statistics.orders,
    purchaseDays: statistics.purchaseDays,
    firstDay: statistics.firstDay,
    lastDay: statistics.lastDay,
    firstSpend: statistics.firstSpend ?? missing,
    repeatSpend: statistics.repeatSpend ?? missing,
    revenue: statistics.revenue ?? missing,
    grossAmount: statistics.grossAmount ?? missing,
    logIntervals: statistics.logIntervals,
    mergedSameDay: statistics.mergedSameDay,
    nettedRefunds: statistics.nettedRefunds,
    cancelledDays: statistics.cancelledDays,
  };
  const end = new Date(lastDay * millisecondsPerDay);
  return createTable<StatisticsColumns, StatisticsAttributes>(columns, { end, ledger });
}

/** How purchases are made, as checked. */
export interface ReducePolicies {
  readonly sameDay: "merge" | "keep";
  /** The last day of observation; undefined for the day of the last row that counts. */
  readonly end: number | undefined;
  /** Whether purchases keep their time of day. */
  readonly withMoments?: boolean;
}

/**
 * The options `sameDay` and `end`. Purchases that are kept apart and counted in hours keep their time of day; all
 * others have a day.
 */
export function reducePolicies(
  caller: string,
  { sameDay, end, timeZone }: ReduceOptions,
  unit: TimeUnit = "day",
): ReducePolicies {
  return {
    sameDay: sameDayPolicy(caller, sameDay),
    withMoments: sameDay === "keep" && unit === "hour",
    end: end === undefined ? undefined : localDay(caller, "end", end, timeZoneOption(caller, timeZone)),
  };
}

/** Reads an order table and reduces it to the statistics of its customers. */
export function reduction(
  caller: string,
  orders: TableInput,
  options: OrderColumns & OrderPolicies,
  policies: ReducePolicies,
): Reduction {
  const { customer, purchases, lastDay, ledger } = readPurchases(caller, orders, options, policies);
  return { statistics: statisticsOf(customer, purchases), lastDay, ledger };
}

/** Reads an order table and reduces it to the purchases of its customers. */
export function readPurchases(
  caller: string,
  orders: TableInput,
  options: OrderColumns & OrderPolicies,
  { sameDay, end, withMoments }: ReducePolicies,
) {
  const { gathered, ...rest } = readAndGather(caller, orders, options, end, withMoments);
  return { purchases: purchasesOf(gathered, sameDay), ...rest };
}

/** The order rows are locals here and nothing that it returns holds on to them, so that they are freed early. */
export function readAndGather(
  caller: string,
  orders: TableInput,
  options: OrderColumns & OrderPolicies,
  end: number | undefined,
  withMoments: boolean | undefined,
) {
  const rows = readOrders(caller, orders, options, end);
  requireCustomers(caller, rows);
  return {
    gathered: gatherRows(rows, withMoments),
    customer: rows.customers.labels,
    lastDay: end ?? latestDay(rows),
    ledger: rowLedger(rows),
  };
}

/** The statistics of order rows that have been read. */
export function reduceRows(rows: OrderRows, { sameDay, withMoments }: ReducePolicies, lastDay: number): Reduction {
  const statistics = statisticsOf(rows.customers.labels, purchaseDays(rows, sameDay, withMoments));
  return { statistics, lastDay, ledger: rowLedger(rows) };
}

function sameDayPolicy(caller: string, sameDay: "merge" | "keep" | undefined): "merge" | "keep" {
  return oneOf(caller, "sameDay", sameDay, ["merge", "keep"], "merge");
}

/** Refuses orders of which the policies left nothing. */
export function requireCustomers(caller: string, { customers, rows, dropped }: OrderRows): void {
  if (customers.count > 0) return;
  const reasons = [
    [dropped.missingCustomer, "without a customer"],
    [dropped.refunds, "with a negative amount"],
    [dropped.zeroAmounts, "with an amount of 0"],
    [dropped.afterEnd, "after the last day"],
  ] as const;
  const counted = reasons.filter(([count]) => count > 0).map(([count, reason]) => `${count} ${reason}`);
  throw new ClienteleError("empty-table", { function: caller }, `no row is left of ${rows}: ${counted.join(", ")}`);
}

/** The last day among the rows that count. */
export function latestDay({ customers, moments }: OrderRows): number {
  const { codes } = customers;
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! >= 0 && moments[row]! > latest) latest = moments[row]!;
  }
  return dayOf(latest);
}
