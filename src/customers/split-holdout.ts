import { ClienteleError, knownOptions } from "../errors/index.js";
import {
  createTable,
  type DateInput,
  dayOf,
  millisecondsPerDay,
  parseDate,
  showDay,
  type Table,
  type TableInput,
} from "../table/index.js";
import { customerTable, orderFacts } from "./customer-table.js";
import type { Customers, OrderLedger } from "./customers.js";
import { purchaseDays } from "./purchase-days.js";
import { type OrderRows, orderOptionNames, readOrders } from "./read-orders.js";
import { latestDay, requireCustomers, type SummarizeOptions, sameDayPolicy } from "./summarize-customers.js";
import { timeUnit } from "./time-unit.js";

/** Options of {@link splitHoldout}. */
export interface SplitHoldoutOptions extends SummarizeOptions {
  /** The last day of calibration. */
  readonly calibrationEnd: DateInput;
}

/** The columns of the holdout table. */
export type HoldoutColumns = {
  customer: number | string | boolean;
  /** Purchase days in the holdout (purchases with `sameDay: "keep"`). */
  purchases: number;
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
  knownOptions(caller, options, [...orderOptionNames, "unit", "end", "sameDay", "calibrationEnd"]);
  const unit = timeUnit(caller, options.unit);
  const sameDay = sameDayPolicy(caller, options.sameDay);
  const calibrationEnd = dayOf(parseDate(caller, "calibrationEnd", options.calibrationEnd));
  const givenEnd = options.end === undefined ? undefined : dayOf(parseDate(caller, "end", options.end));
  const rows = readOrders(caller, orders, options, givenEnd);
  requireCustomers(caller, rows);
  const end = givenEnd ?? latestDay(rows);
  if (calibrationEnd >= end) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options.calibrationEnd },
      `calibrationEnd (${showDay(calibrationEnd)}) must lie before the end of the holdout (${showDay(end)})`,
    );
  }
  const { before, after } = divide(rows, calibrationEnd);
  if (before.rows.customers.count === 0) {
    throw new ClienteleError(
      "empty-table",
      { function: caller },
      `no order lies on or before calibrationEnd (${showDay(calibrationEnd)}); the first is of ` +
        `${showDay(earliestDay(rows))}`,
    );
  }
  const calibrationPurchases = purchaseDays(before.rows, sameDay);
  const calibration = customerTable(orderFacts(before.rows), calibrationPurchases, unit, calibrationEnd);
  const later = purchaseDays(after.rows, sameDay);
  const count = before.rows.customers.count;
  const purchases = new Float64Array(count);
  for (let customer = 0; customer < count; customer++)
    purchases[customer] = later.start[customer + 1]! - later.start[customer]!;
  const purchasesByDay = new Float64Array(end - calibrationEnd);
  for (const day of later.days) purchasesByDay[day - calibrationEnd - 1]!++;
  const holdout = createTable<HoldoutColumns, HoldoutAttributes>(
    {
      customer: before.rows.customers.labels,
      purchases,
      spend: later.revenue ?? new Float64Array(count).fill(Number.NaN),
    },
    {
      start: new Date((calibrationEnd + 1) * millisecondsPerDay),
      end: new Date(end * millisecondsPerDay),
      purchasesByDay,
    },
  );
  const ledger = Object.freeze({
    ...calibration.ledger,
    rows: rows.rows,
    mergedSameDay: calibration.ledger.mergedSameDay + later.merged,
    nettedRefunds: calibration.ledger.nettedRefunds + later.netted,
    cancelledDays: calibration.ledger.cancelledDays + later.cancelledDays,
    holdoutRows: after.count,
    customersFirstSeenLater: after.customersFirstSeenLater,
    rowsOfCustomersFirstSeenLater: after.rowsOfCustomersFirstSeenLater,
  });
  return { calibration, holdout, ledger };
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
    before: { rows: { ...rows, customers: { ...customers, codes: beforeCodes } } },
    after: {
      rows: { ...rows, customers: { ...customers, codes: afterCodes } },
      count: later,
      customersFirstSeenLater: count - known,
      rowsOfCustomersFirstSeenLater: laterOfUnknown,
    },
  };
}
