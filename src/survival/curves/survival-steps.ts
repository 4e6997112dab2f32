import { normalQuantile } from "../../numeric/index.js";
import type { LifeTable } from "./life-table.js";
import { isAfter } from "./tied-durations.js";

/** How the band around a survival curve is made. */
export type SurvivalInterval = "log-log" | "log" | "plain";

/** The Kaplan-Meier estimate at each distinct time of a life table. */
export interface SurvivalSteps extends LifeTable {
  readonly survival: Float64Array;
  /** Greenwood's standard error of the survival; NaN once it has reached 0. */
  readonly standardError: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * S(t) = Π (1 − d/n) over the times up to t (Kaplan & Meier 1958), with Greenwood's variance S² · Σ d / (n (n − d)).
 * Before the first event every band is [1, 1]; at S = 0 there is none.
 */
export function survivalSteps(table: LifeTable, interval: SurvivalInterval, level: number): SurvivalSteps {
  const { atRisk, events } = table;
  const steps = table.time.length;
  const z = normalQuantile((1 + level) / 2);
  const survival = new Float64Array(steps);
  const standardError = new Float64Array(steps);
  const lower = new Float64Array(steps);
  const upper = new Float64Array(steps);
  let alive = 1;
  let greenwood = 0;
  let error = 0;
  let limits: Limits = { low: 1, high: 1 };
  for (let i = 0; i < steps; i++) {
    const n = atRisk[i]!;
    const d = events[i]!;
    if (d > 0) {
      alive *= (n - d) / n;
      greenwood += d / (n * (n - d));
      const spread = Math.sqrt(greenwood);
      error = alive === 0 ? Number.NaN : alive * spread;
      limits = limitsOf(interval, alive, z * spread);
    }
    survival[i] = alive;
    standardError[i] = error;
    lower[i] = limits.low;
    upper[i] = limits.high;
  }
  return { ...table, survival, standardError, lower, upper };
}

interface Limits {
  readonly low: number;
  readonly high: number;
}

/**
 * The band around a survival S with reach = z · se/S: plain S (1 ± reach); log S · exp(± reach); log-log
 * S^exp(± reach / ln S) (Kalbfleisch & Prentice 2002, section 1.4).
 */
function limitsOf(interval: SurvivalInterval, survival: number, reach: number): Limits {
  if (survival === 0) return { low: Number.NaN, high: Number.NaN };
  switch (interval) {
    case "log-log": {
      const log = Math.log(survival);
      const factor = Math.exp(reach / -log);
      return { low: Math.exp(log * factor), high: Math.exp(log / factor) };
    }
    case "log":
      return { low: survival * Math.exp(-reach), high: Math.min(1, survival * Math.exp(reach)) };
    case "plain":
      return { low: Math.max(0, survival * (1 - reach)), high: Math.min(1, survival * (1 + reach)) };
  }
}

/** The last step at or before a time, −1 before the first. */
export function lastStepAt(time: Float64Array, t: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Survival beyond the last time seen is unknown unless it is 0 by then: null. */
export function survivalAt(steps: SurvivalSteps, t: number): number | null {
  const { time, survival } = steps;
  const last = time.length - 1;
  if (isAfter(t, time[last]!) && survival[last]! > 0) return null;
  const step = lastStepAt(time, t);
  return step < 0 ? 1 : survival[step]!;
}

/** Rounding of a product of ratios must not decide whether a level has been reached. */
const levelTolerance = 1e-12;

/** The first time at which a falling curve is at most `1 − p`, or null when it stays above. */
export function timeReaching(steps: SurvivalSteps, curve: Float64Array, p: number): number | null {
  const level = 1 - p + levelTolerance;
  for (let i = 0; i < curve.length; i++) if (curve[i]! <= level || steps.survival[i] === 0) return steps.time[i]!;
  return null;
}

/**
 * As {@link timeReaching} for the upper limit of the band, which has no value where survival is 0 and need not come
 * down at all.
 */
export function upperTimeReaching({ time, survival, upper }: SurvivalSteps, p: number): number | null {
  const level = 1 - p + levelTolerance;
  for (let i = 0; i < time.length; i++) if (survival[i]! > 0 && upper[i]! <= level) return time[i]!;
  return null;
}

/** The area under the curve from 0 to t, which must be known, and its standard error. */
export function restrictedMean(steps: SurvivalSteps, t: number): { mean: number; standardError: number } {
  const { time, survival, atRisk, events } = steps;
  const last = lastStepAt(time, t);
  // From the right, so that the area beyond each time, which its variance needs, is at hand:
  // Var = Σ (∫ from t_i to t of S)² · d / (n (n − d)).
  let areaBeyond = 0;
  let variance = 0;
  let end = t;
  for (let i = last; i >= 0; i--) {
    areaBeyond += survival[i]! * (end - time[i]!);
    end = time[i]!;
    const n = atRisk[i]!;
    const d = events[i]!;
    if (d > 0 && d < n) variance += (areaBeyond * areaBeyond * d) / (n * (n - d));
  }
  return { mean: areaBeyond + end, standardError: Math.sqrt(variance) };
}
