import { type OrderColumns, type OrderPolicies, purchaseDays, readOrders } from "../../customers/index.js";
import type { TableInput } from "../../table/index.js";
import { increments } from "../forecasts/expected-by-period.js";
import type { ForecastPeriods } from "../forecasts/forecast-periods.js";
import type { PredictionGroups } from "../predictions/prediction-groups.js";

/** The columns of the tracking of a {@link HoldoutReport}: one row a model and period. */
export type TrackingColumns = {
  model: string;
  /** "calibration" or "holdout". */
  phase: string;
  /** 1 for the first period of the phase. */
  period: number;
  /** When the period begins and ends, in units of time from the beginning of the phase. */
  from: number;
  to: number;
  /** Repeat purchases in the period; missing where the days are not known. */
  actual: number;
  predicted: number;
  /** Repeat purchases from the beginning of the phase to the end of the period. */
  cumulativeActual: number;
  cumulativePredicted: number;
};

/**
 * Repeat purchases expected in each period of the calibration from nothing but when customers first purchased: `age`
 * units of time before the end of the phase.
 */
export function expectedSinceFirst(groups: PredictionGroups, ends: Float64Array): Float64Array {
  const { history, processes, patternOf } = groups;
  const span = ends[ends.length - 1]!;
  const arrivals = new Map<string, { pattern: number; since: number; weight: number }>();
  for (let row = 0; row < history.rows; row++) {
    const pattern = patternOf === null ? 0 : patternOf[row]!;
    const since = history.age[row]!;
    const key = `${pattern} ${since}`;
    const arrival = arrivals.get(key);
    const weight = history.count === undefined ? 1 : history.count[row]!;
    if (arrival === undefined) arrivals.set(key, { pattern, since, weight });
    else arrival.weight += weight;
  }
  const cumulative = new Float64Array(ends.length);
  for (const { pattern, since, weight } of arrivals.values()) {
    const process = processes[pattern]!;
    const active = weight * process.alive(0, 0, 0);
    for (let k = 0; k < ends.length; k++) {
      const time = ends[k]! - (span - since);
      if (time > 0) cumulative[k]! += active * process.expected(0, 0, 0, time);
    }
  }
  return increments(cumulative);
}

/** Which orders show on what days customers purchased. */
export interface TrackingOrders extends OrderColumns, OrderPolicies {
  readonly orders: TableInput;
  readonly sameDay?: "merge" | "keep";
}

/**
 * Repeat purchases, day by day from the very first purchase on, of those who were customers at the end of the
 * calibration. Days count since 1970.
 */
export function repeatPurchasesByDay(
  caller: string,
  { orders, sameDay = "merge", ...columns }: TrackingOrders,
  endDay: number,
  lastDay: number,
): { readonly firstDay: number; readonly counts: Float64Array } {
  const purchases = purchaseDays(readOrders(caller, orders, columns, lastDay), sameDay);
  const { start, days } = purchases;
  let firstDay = endDay;
  for (let c = 0; c + 1 < start.length; c++)
    if (start[c]! < start[c + 1]!) firstDay = Math.min(firstDay, days[start[c]!]!);
  const counts = new Float64Array(lastDay - firstDay + 1);
  for (let c = 0; c + 1 < start.length; c++) {
    const from = start[c]!;
    if (from === start[c + 1] || days[from]! > endDay) continue;
    for (let i = from + 1; i < start[c + 1]!; i++) counts[days[i]! - firstDay]!++;
  }
  return { firstDay, counts };
}

/** Sums over periods; `byDay[today + d]` is the count of the d-th day of the phase, which ends at time d. */
export function countsByPeriod(byDay: Float64Array, today: number, { days }: ForecastPeriods): Float64Array | null {
  if (days === null) return null;
  return days.from.map((start, k) => {
    let total = 0;
    for (let day = Math.floor(start) + 1; day <= days.to[k]!; day++) total += byDay[today + day] ?? 0;
    return total;
  });
}

/** The columns of one model in one phase, from its increments. */
export function trackingRows(
  model: string,
  phase: "calibration" | "holdout",
  { ends }: ForecastPeriods,
  actual: Float64Array | null,
  predicted: Float64Array,
): TrackingColumns[] {
  let sumActual = 0;
  let sumPredicted = 0;
  return Array.from(predicted, (expected, k) => {
    const happened = actual === null ? Number.NaN : actual[k]!;
    sumActual += happened;
    sumPredicted += expected;
    return {
      model,
      phase,
      period: k + 1,
      from: k === 0 ? 0 : ends[k - 1]!,
      to: ends[k]!,
      actual: happened,
      predicted: expected,
      cumulativeActual: sumActual,
      cumulativePredicted: sumPredicted,
    };
  });
}
