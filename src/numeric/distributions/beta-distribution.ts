import { betaFactor } from "../special-functions/density-core.js";
import { incompleteBeta } from "../special-functions/incomplete-beta.js";
import { logBeta } from "../special-functions/log-beta.js";
import { invertTails } from "./inverse-cdf.js";
import { normalQuantile } from "./normal.js";

/**
 * The quantile x together with y = 1 − x, from both tail probabilities, so that nothing is lost where x or p is near 1.
 * Solved in the logit of x, where both ends are nearly straight.
 */
export function betaQuantilePair(p: number, q: number, a: number, b: number): { x: number; y: number } {
  if (!(p >= 0 && q >= 0 && a > 0 && b > 0)) return { x: Number.NaN, y: Number.NaN };
  if (p === 0) return { x: 0, y: 1 };
  if (q === 0) return { x: 1, y: 0 };
  const logit = invertTails(
    {
      lower: (u) => incompleteBeta(expit(u), expit(-u), a, b),
      upper: (u) => incompleteBeta(expit(-u), expit(u), b, a),
      density: (u) => betaFactor(expit(u), expit(-u), a, b),
    },
    p,
    q,
    startingLogit(p, q, a, b),
  );
  return { x: expit(logit), y: expit(-logit) };
}

function expit(u: number): number {
  if (u >= 0) return 1 / (1 + Math.exp(-u));
  const power = Math.exp(u);
  return power / (1 + power);
}

/** Normal approximation of the logit in the middle, the leading terms I_x ≈ x^a / (a B) and its mirror at the ends. */
function startingLogit(p: number, q: number, a: number, b: number): number {
  const logBetaValue = logBeta(a, b);
  const low = (Math.log(p) + Math.log(a) + logBetaValue) / a;
  const high = (Math.log(q) + Math.log(b) + logBetaValue) / b;
  const center = a / (a + b);
  if (low < Math.log(center) - 2) return low;
  if (high < Math.log1p(-center) - 2) return -high;
  const z = p <= q ? normalQuantile(p) : -normalQuantile(q);
  return Math.log(a / b) + z * Math.sqrt(1 / (a + 0.5) + 1 / (b + 0.5));
}
