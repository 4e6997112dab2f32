import { hypergeometric2F1, logRising } from "../../numeric/index.js";
import type { PurchaseProcess } from "../fitting/purchase-process.js";

/**
 * BG/BB with given parameters α, β, γ, δ. At an opportunity that an active customer reaches, the purchase probability
 * is beta distributed with α+x, β+n−x, and the drop-out probability with γ, δ+n. "Alive" at n opportunities means
 * having been there at the n-th; before the next one the customer may leave (Fader, Hardie & Shang 2010).
 */
export function bgBbProcess(values: Float64Array): PurchaseProcess {
  const [alpha, beta, gamma, delta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const rate = (x: number, n: number): number => (alpha + x) / (alpha + beta + n);
  return {
    usesRecency: false,
    singularity: null,
    interpolates: false,
    alive: (x, last, n) => {
      // The odds of having left before opportunity j+1 ≤ n, for each j from `last` on, by the recurrence of the terms.
      const log = (j: number): number =>
        logRising(beta, j - x) - logRising(alpha + beta, j) + logRising(delta, j) - logRising(gamma + delta, j);
      let term = last < n ? (gamma / (gamma + delta + last)) * Math.exp(log(last) - log(n)) : 0;
      let odds = 0;
      for (let j = last; j < n; j++) {
        odds += term;
        term *= ((beta + j - x) / (alpha + beta + j)) * ((delta + j) / (gamma + delta + j + 1));
      }
      return 1 / (1 + odds);
    },
    stays: (_x, _last, n, after) => Math.exp(logRising(delta + n, after) - logRising(gamma + delta + n, after)),
    expected: (x, _last, n, horizon) => {
      let reached = 1;
      let sum = 0;
      for (let i = 0; i < horizon; i++) {
        reached *= (delta + n + i) / (gamma + delta + n + i);
        sum += reached;
      }
      return rate(x, n) * sum;
    },
    counts: (x, _last, n, horizon, out) =>
      countsAtOpportunities(alpha + x, beta + n - x, gamma, delta + n, horizon, out),
    discounted: (x, _last, n, force, horizon) => {
      const discount = Math.exp(-force);
      const first = (discount * (delta + n)) / (gamma + delta + n);
      if (horizon === Number.POSITIVE_INFINITY) {
        return rate(x, n) * first * hypergeometric2F1(1, delta + n + 1, gamma + delta + n + 1, discount);
      }
      let reached = 1;
      let sum = 0;
      for (let i = 0; i < horizon; i++) {
        reached *= (discount * (delta + n + i)) / (gamma + delta + n + i);
        sum += reached;
      }
      return rate(x, n) * sum;
    },
  };
}

/**
 * The number of opportunities reached is beta-geometric, cut at the horizon; the purchases at m of them are
 * beta-binomial.
 */
function countsAtOpportunities(
  alpha: number,
  beta: number,
  gamma: number,
  delta: number,
  horizon: number,
  out: Float64Array,
): void {
  out.fill(0);
  let reached = 1;
  for (let m = 0; m <= horizon; m++) {
    const further = (delta + m) / (gamma + delta + m);
    const exactly = m === horizon ? reached : reached * (gamma / (gamma + delta + m));
    // The beta-binomial probability of y purchases at m opportunities, by its recurrence in y.
    let probability = Math.exp(logRising(beta, m) - logRising(alpha + beta, m));
    for (let y = 0; y <= m && y < out.length; y++) {
      out[y]! += exactly * probability;
      probability *= (((m - y) / (y + 1)) * (alpha + y)) / (beta + m - y - 1);
    }
    reached *= further;
  }
}
