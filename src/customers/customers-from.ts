import { ClienteleError, knownOptions } from "../errors/index.js";
import { sum } from "../numeric/index.js";
import {
  createTable,
  type DateInput,
  dateColumnOf,
  dayOf,
  millisecondsPerDay,
  parseDate,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../table/index.js";
import type { CustomerColumns, Customers, CustomersAttributes, OrderLedger } from "./customers.js";
import { readStatistics } from "./read-statistics.js";
import type { Reduction } from "./reduce-orders.js";
import { onlyRows, type RowLedger } from "./row-ledger.js";
import { ordersOfBuyers, type StatisticsArrays, type StatisticsAttributes, settledRevenue } from "./statistics.js";
import { daysPerUnit, type TimeUnit, timeUnit } from "./time-unit.js";

/** Options of {@link customersFrom}. */
export interface CustomersFromOptions {
  /** The unit of recency and age [`"day"`]. */
  readonly unit?: TimeUnit;
  /** The last day of observation [that of the statistics, which has to be given where they do not know it]. */
  readonly end?: DateInput;
  /** What was left out on the way [as the statistics say; else the rows that they count, and nothing left out]. */
  readonly ledger?: RowLedger;
}

/**
 * Customers from statistics: from those of {@link reduceOrders}, or from a table that a database made, with the columns
 * of {@link CustomerStatistics}. `summarizeCustomers(orders, options)` is
 * `customersFrom(reduceOrders(orders, options), { unit })`.
 *
 * @param statistics - one row per customer
 * @returns a table with the attributes `unit`, `end` and `ledger`; customers in the order of the statistics
 *
 * Errors: `empty-table`, `unknown-column`, `missing-customer`, `missing-value`, `not-a-number`, `not-finite`,
 * `column-type`, `out-of-range` (a count that is none, a last day after `end`), `inconsistent-row` (a customer listed
 * twice, purchase days that do not fit the first and the last day), `invalid-option`.
 *
 * @example
 * ```ts
 * const customers = customersFrom(
 *   {
 *     customer: ["ada"], rows: [3], orders: [3], purchaseDays: [2], firstDay: [20458], lastDay: [20472],
 *     firstSpend: [20], repeatSpend: [40], revenue: [60], grossAmount: [60], logIntervals: [Math.log(14)],
 *     mergedSameDay: [1], nettedRefunds: [0], cancelledDays: [0],
 *   },
 *   { unit: "week", end: "2026-01-26" },
 * );
 * customers.column("age").toArray(); // [3]
 * ```
 */
export function customersFrom(statistics: TableInput, options: CustomersFromOptions = {}): Customers {
  const caller = "customersFrom";
  knownOptions(caller, options, ["unit", "end", "ledger"]);
  const unit = timeUnit(caller, options.unit);
  const input = toTable(caller, statistics);
  requireRows(caller, input);
  const known = input as Table<never, Partial<StatisticsAttributes>>;
  const end = options.end ?? known.end;
  if (end === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      'needs the option "end", the last day of observation',
    );
  }
  const lastDay = dayOf(parseDate(caller, "end", end));
  const arrays = readStatistics(caller, input, lastDay);
  const ledger = options.ledger ?? known.ledger ?? onlyRows(arrays.rows);
  return customersOf({ statistics: arrays, lastDay, ledger }, unit);
}

const millisecondsPerHour = 3_600_000;

/** The customers that statistics describe: the one place where they are made. */
export function customersOf({ statistics, lastDay, ledger }: Reduction, unit: TimeUnit): Customers {
  const { purchaseDays, firstDay, lastDay: last, repeatSpend, logIntervals: logDays, intraday } = statistics;
  const count = purchaseDays.length;
  const frequency = new Float64Array(count);
  const recency = new Float64Array(count);
  const age = new Float64Array(count);
  const monetary = new Float64Array(count);
  const logIntervals = new Float64Array(count);
  const firstOrder = new Float64Array(count);
  const lastOrder = new Float64Array(count);
  const unitDays = daysPerUnit[unit];
  const logUnit = Math.log(unitDays);
  for (let i = 0; i < count; i++) {
    // Without a purchase the first and the last day are NaN, and with them all that is missing.
    const first = firstDay[i]!;
    const repeats = purchaseDays[i]! - 1;
    frequency[i] = repeats < 0 ? Number.NaN : repeats;
    recency[i] = (last[i]! - first) / unitDays;
    age[i] = (lastDay - first) / unitDays;
    firstOrder[i] = first * millisecondsPerDay;
    lastOrder[i] = last[i]! * millisecondsPerDay;
    // ln(days / unit) = ln(days) − ln(unit) for each interval.
    logIntervals[i] = repeats > 0 ? logDays[i]! - repeats * logUnit : repeats < 0 ? Number.NaN : 0;
    if (intraday !== null) {
      // All that lies between two moments, the last of them the end of the last day.
      recency[i] = (intraday.last[i]! - intraday.first[i]!) / millisecondsPerHour;
      age[i] = ((lastDay + 1) * millisecondsPerDay - intraday.first[i]!) / millisecondsPerHour;
      logIntervals[i] = repeats < 0 ? Number.NaN : intraday.logHours[i]!;
    }
    monetary[i] = repeats > 0 && repeatSpend !== null ? repeatSpend[i]! / repeats : Number.NaN;
  }
  const columns = {
    customer: statistics.customer,
    orders: ordersOfBuyers(statistics),
    frequency,
    recency,
    age,
    monetary,
    logIntervals,
    revenue: settledRevenue(statistics) ?? new Float64Array(count).fill(Number.NaN),
    firstOrder: dateColumnOf(firstOrder),
    lastOrder: dateColumnOf(lastOrder),
  };
  return createTable<CustomerColumns, CustomersAttributes>(columns, {
    unit,
    end: new Date(lastDay * millisecondsPerDay),
    ledger: orderLedger(ledger, statistics),
  });
}

function orderLedger(rows: RowLedger, statistics: StatisticsArrays): OrderLedger {
  const customers = statistics.purchaseDays.length;
  let withoutPurchase = 0;
  for (let i = 0; i < customers; i++) if (statistics.purchaseDays[i] === 0) withoutPurchase++;
  return Object.freeze({
    ...rows,
    mergedSameDay: sum(statistics.mergedSameDay),
    nettedRefunds: sum(statistics.nettedRefunds),
    cancelledDays: sum(statistics.cancelledDays),
    customers,
    customersWithoutPurchase: withoutPurchase,
  });
}
