import { ClienteleError, knownOptions } from "../errors/index.js";
import { sum } from "../numeric/index.js";
import {
  createTable,
  type DateInput,
  dayOf,
  localDay,
  millisecondsPerDay,
  type Present,
  showDay,
  type Table,
  type TableInput,
  timeZoneOption,
} from "../table/index.js";
import type { Customers, OrderLedger } from "./customers.js";
import { customersOf } from "./customers-from.js";
import { purchaseDays } from "./purchase-days.js";
import { type OrderRows, readOrders } from "./read-orders.js";
import { latestDay, reducePolicies, reduceRows, requireCustomers } from "./reduce-orders.js";
import { settledRevenue, statisticsOf } from "./statistics.js";
import { type SummarizeOptions, summarizeOptionNames } from "./summarize-customers.js";
import { timeUnit } from "./time-unit.js";

/** Options of {@link splitHoldout}. */
export interface SplitHoldoutOptions extends SummarizeOptions {
  /** The last day of calibration. */
  readonly calibrationEnd: DateInput;
}

/** The columns of the holdout table. */
export type HoldoutColumns = {
  customer: Present<number | string | boolean>;
  /** Purchase days in the holdout (purchases with `sameDay: "keep"`). */
  purchases: Present<number>;
  /** Money of the holdout, refunds netted; missing without a column of amounts. */
  spend: number;
};

/** What the holdout table says about itself. */
export interface HoldoutAttributes {
  /** The first day after the calibration. */
  readonly start: Date;
  /** The last day. */
  readonly end: Date;
  /** How many purchases all customers made on each day of the holdout, the first day first. */
  readonly purchasesByDay: Float64Array;
}

/** What {@link splitHoldout} gives. */
export interface HoldoutSplit {
  /** The customers as known on the last day of calibration. */
  readonly calibration: Customers;
  /** What the same customers, in the same order, did afterwards. */
  readonly holdout: Table<HoldoutColumns, HoldoutAttributes>;
  readonly ledger: HoldoutLedger;
}

/** How rows and customers were divided. */
export interface HoldoutLedger extends OrderLedger {
  /** Rows of calibration customers in the holdout period. */
  readonly holdoutRows: number;
  /** Customers first seen in the holdout, which no model of the calibration can know. */
  readonly customersFirstSeenLater: number;
  /** Their rows. */
  readonly rowsOfCustomersFirstSeenLater: number;
}

/**
 * How well would we have predicted? Splits orders into a calibration period, up to and including `calibrationEnd`, and
 * a holdout from the next day to `end`. The holdout has the customers of the calibration in the same order; those first
 * seen later are counted in the ledger.
 *
 * Errors: those of {@link summarizeCustomers}, and `invalid-option` when `calibrationEnd` does not lie before `end`.
 *
 * @example
 * ```ts
 * const split = splitHoldout(orders, {
 *   customer: "customer", date: "date", amount: "amount",
 *   calibrationEnd: "2026-06-30", end: "2026-09-30", unit: "week",
 * });
 * const model = fitBgNbd(split.calibration);
 * ```
 */
export function splitHoldout(orders: TableInput, options: SplitHoldoutOptions): HoldoutSplit {
  const caller = "splitHoldout";
  knownOptions(caller, options, [...summarizeOptionNames, "calibrationEnd"]);
  const unit = timeUnit(caller, options.unit);
  const policies = reducePolicies(caller, options, unit);
  const { sameDay, end: givenEnd } = policies;
  const calibrationEnd = localDay(
    caller,
    "calibrationEnd",
    options.calibrationEnd,
    timeZoneOption(caller, options.timeZone),
  );
  const rows = readOrders(caller, orders, options, givenEnd);
  requireCustomers(caller, rows);
  const end = givenEnd ?? latestDay(rows);
  requireCalibrationBefore(caller, calibrationEnd, end, options.calibrationEnd);
  const { before, after, later } = divide(rows, calibrationEnd);
  requireCalibration(caller, rows, before, calibrationEnd);
  const calibration = customersOf(reduceRows(before, policies, calibrationEnd), unit);
  const { holdout, counts } = holdoutTable(after, sameDay, calibrationEnd, end);
  const ledger = Object.freeze({
    ...calibration.ledger,
    mergedSameDay: calibration.ledger.mergedSameDay + counts.mergedSameDay,
    nettedRefunds: calibration.ledger.nettedRefunds + counts.nettedRefunds,
    cancelledDays: calibration.ledger.cancelledDays + counts.cancelledDays,
    ...later,
  });
  return { calibration, holdout, ledger };
}

function requireCalibrationBefore(caller: string, calibrationEnd: number, end: number, value: DateInput): void {
  if (calibrationEnd < end) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value },
    `calibrationEnd (${showDay(calibrationEnd)}) must lie before the end of the holdout (${showDay(end)})`,
  );
}

function requireCalibration(caller: string, rows: OrderRows, before: OrderRows, calibrationEnd: number): void {
  if (before.customers.count > 0) return;
  throw new ClienteleError(
    "empty-table",
    { function: caller },
    `no order lies on or before calibrationEnd (${showDay(calibrationEnd)}); the first is of ` +
      `${showDay(earliestDay(rows))}`,
  );
}

/** What the customers of the calibration did in the holdout, and what was done to the rows. */
function holdoutTable(rows: OrderRows, sameDay: "merge" | "keep", calibrationEnd: number, end: number) {
  const purchases = purchaseDays(rows, sameDay);
  const statistics = statisticsOf(rows.customers.labels, purchases);
  const purchasesByDay = new Float64Array(end - calibrationEnd);
  for (const day of purchases.days) purchasesByDay[day - calibrationEnd - 1]!++;
  const holdout = createTable<HoldoutColumns, HoldoutAttributes>(
    {
      customer: statistics.customer,
      purchases: statistics.purchaseDays,
      spend: settledRevenue(statistics) ?? new Float64Array(rows.customers.count).fill(Number.NaN),
    },
    {
      start: new Date((calibrationEnd + 1) * millisecondsPerDay),
      end: new Date(end * millisecondsPerDay),
      purchasesByDay,
    },
  );
  const counts = {
    mergedSameDay: sum(statistics.mergedSameDay),
    nettedRefunds: sum(statistics.nettedRefunds),
    cancelledDays: sum(statistics.cancelledDays),
  };
  return { holdout, counts };
}

function earliestDay({ customers: { codes }, moments }: OrderRows): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) earliest = Math.min(earliest, moments[row]!);
  return dayOf(earliest);
}

/** The rows up to a day, and the later rows of the same customers under the same codes. */
function divide(rows: OrderRows, lastDay: number) {
  const { codes, count, labels } = rows.customers;
  const newCode = new Int32Array(count).fill(-1);
  const kept = new Int32Array(count);
  const beforeCodes = new Int32Array(codes.length).fill(-1);
  let known = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0 || dayOf(rows.moments[row]!) > lastDay) continue;
    if (newCode[code]! < 0) {
      kept[known] = code;
      newCode[code] = known++;
    }
    beforeCodes[row] = newCode[code]!;
  }
  const afterCodes = new Int32Array(codes.length).fill(-1);
  let later = 0;
  let laterOfUnknown = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0 || dayOf(rows.moments[row]!) <= lastDay) continue;
    afterCodes[row] = newCode[code]!;
    if (newCode[code]! < 0) laterOfUnknown++;
    else later++;
  }
  const customers = { count: known, labels: labels.take(kept.subarray(0, known)) };
  return {
    before: { ...rows, customers: { ...customers, codes: beforeCodes } },
    after: { ...rows, customers: { ...customers, codes: afterCodes } },
    later: {
      holdoutRows: later,
      customersFirstSeenLater: count - known,
      rowsOfCustomersFirstSeenLater: laterOfUnknown,
    },
  };
}
