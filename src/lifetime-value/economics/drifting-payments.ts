import type { CheckedDrivers, Drift } from "./lifetime-drivers.js";

/**
 * What margins and retention costs that change from unit to unit add up to over the first `count` units, each weighed
 * by survival s and discounted: Σ m_i s^i e^−δ(i + o). A factor f, m_i = m₀ fⁱ, only changes the ratio of the geometric
 * series; without end and with money at the end of a unit that is m₀ / (1 + d − s f).
 */
export interface DriftingPayments {
  readonly margin: (count: number) => number;
  /** What customers who do not pay leave unpaid; it grows as margins do. */
  readonly owed: (count: number) => number;
  readonly retentionCost: (count: number) => number;
}

/** The sums of payments that drift. */
export function driftingPayments(drivers: CheckedDrivers, drift: Drift): DriftingPayments {
  const { retention, defaultProbability, rate, offset } = drivers;
  const delta = rate.continuousPerUnit;
  const logSurvival = Math.log(retention) + Math.log1p(-defaultProbability) - delta;
  const moved = Math.exp(-delta * offset);
  const geometric = (first: number, factor: number) => (count: number) =>
    first === 0 ? 0 : first * moved * geometricSum(logSurvival + Math.log(factor), count);
  const listed = (payments: Float64Array) => (count: number) => {
    let sum = 0;
    for (let unit = 0; unit < Math.min(count, payments.length); unit++) {
      sum += payments[unit]! * (unit === 0 ? 1 : Math.exp(unit * logSurvival));
    }
    return sum * moved;
  };
  const { margins, retentionCosts, marginFactor, costFactor } = drift;
  return {
    margin: margins === null ? geometric(drivers.margin, marginFactor) : listed(margins),
    owed: margins === null ? geometric(drivers.owed, marginFactor) : listed(margins),
    retentionCost: retentionCosts === null ? geometric(drivers.retentionCost, costFactor) : listed(retentionCosts),
  };
}

/** Σ_{i < count} ρ^i of ρ = e^logRatio, accurate also where the ratio is next to 1. */
export function geometricSum(logRatio: number, count: number): number {
  if (logRatio === 0) return count;
  return Math.expm1(count * logRatio) / Math.expm1(logRatio);
}
