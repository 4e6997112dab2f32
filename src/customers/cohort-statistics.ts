import { dayOf } from "../table/index.js";
import type { PeriodNumbers } from "./calendar-period.js";
import { orderCounts } from "./order-counts.js";
import { type PurchaseDays, purchaseDays } from "./purchase-days.js";
import type { OrderRows } from "./read-orders.js";

/** What can be counted of a cohort in a period. */
export const cohortMeasures = ["customers", "orders", "revenue"] as const;

/** What a cohort is counted by: customers with a purchase, orders, or revenue. */
export type CohortMeasure = (typeof cohortMeasures)[number];

/** What cohorts are reduced to: a measure of each cohort in each period. Of a pair that is not listed it is 0. */
export interface CohortCells {
  /** The first day of the period in which the cohort first bought, in days since 1970-01-01 UTC. */
  readonly cohortDay: Float64Array;
  /** Periods since then. */
  readonly offset: Float64Array;
  readonly value: Float64Array;
}

/** The cells of cohorts, and what belongs to none. */
export interface CohortReduction {
  readonly cells: CohortCells;
  readonly customersWithoutPurchase: number;
  readonly rowsBeforeFirstPurchase: number;
}

/** Reduces order rows to cohorts up to a last day. Revenue needs a column of amounts. */
export function reduceToCohorts(
  rows: OrderRows,
  measure: CohortMeasure,
  periods: PeriodNumbers,
  lastDay: number,
): CohortReduction {
  const purchases = purchaseDays(rows, "merge");
  const firstPeriods = firstPurchasePeriods(purchases, periods);
  const tally = new CohortTally(firstPeriods, periods.of(lastDay));
  if (measure === "customers") countActive(purchases, periods, tally);
  else addRows(rows, measure === "orders" ? orderCounts(rows) : rows.amounts!, periods, tally);
  return {
    cells: tally.cells(periods),
    customersWithoutPurchase: firstPeriods.filter(Number.isNaN).length,
    rowsBeforeFirstPurchase: tally.rowsBeforeFirstPurchase,
  };
}

/** The period of the first purchase of each customer; NaN without a purchase. */
function firstPurchasePeriods({ start, days }: PurchaseDays, periods: PeriodNumbers): Float64Array {
  const firstPeriods = new Float64Array(start.length - 1);
  for (let customer = 0; customer < firstPeriods.length; customer++) {
    const from = start[customer]!;
    firstPeriods[customer] = from === start[customer + 1] ? Number.NaN : periods.of(days[from]!);
  }
  return firstPeriods;
}

/** Sums by cohort and offset. */
class CohortTally {
  rowsBeforeFirstPurchase = 0;
  /** The periods in which somebody first bought, in the order of time. */
  readonly #cohorts: readonly number[];
  readonly #offsets: number;
  /** A row a cohort, a column an offset. */
  readonly #values: Float64Array;
  readonly #cohortOf: Int32Array;
  readonly #firstPeriods: Float64Array;

  constructor(firstPeriods: Float64Array, lastPeriod: number) {
    this.#cohorts = [...new Set(firstPeriods)].filter((period) => !Number.isNaN(period)).sort((a, b) => a - b);
    this.#offsets = this.#cohorts.length === 0 ? 0 : lastPeriod - this.#cohorts[0]! + 1;
    this.#values = new Float64Array(this.#cohorts.length * this.#offsets);
    const place = new Map(this.#cohorts.map((period, index) => [period, index]));
    this.#cohortOf = Int32Array.from(firstPeriods, (period) => place.get(period) ?? -1);
    this.#firstPeriods = firstPeriods;
  }

  add(customer: number, period: number, amount: number): void {
    const cohort = this.#cohortOf[customer]!;
    if (cohort < 0) return;
    const offset = period - this.#firstPeriods[customer]!;
    if (offset < 0) this.rowsBeforeFirstPurchase++;
    else this.#values[cohort * this.#offsets + offset]! += amount;
  }

  cells({ firstDay }: PeriodNumbers): CohortCells {
    const value = this.#values;
    const offsets = this.#offsets;
    const firstDays = this.#cohorts.map(firstDay);
    return {
      cohortDay: Float64Array.from(value, (_, cell) => firstDays[Math.floor(cell / offsets)]!),
      offset: Float64Array.from(value, (_, cell) => cell % offsets),
      value,
    };
  }
}

/** Counts each customer once in every period with a purchase. */
function countActive({ start, days }: PurchaseDays, periods: PeriodNumbers, tally: CohortTally): void {
  for (let customer = 0; customer + 1 < start.length; customer++) {
    let previous = Number.NaN;
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      const period = periods.of(days[i]!);
      if (period !== previous) tally.add(customer, period, 1);
      previous = period;
    }
  }
}

function addRows(
  { customers: { codes }, moments }: OrderRows,
  amounts: Float64Array,
  periods: PeriodNumbers,
  tally: CohortTally,
): void {
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0 || amounts[row] === 0) continue;
    tally.add(codes[row]!, periods.of(dayOf(moments[row]!)), amounts[row]!);
  }
}
