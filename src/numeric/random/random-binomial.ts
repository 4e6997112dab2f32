import { logFactorial } from "../special-functions/log-gamma.js";
import type { Random } from "./random-source.js";

/** The number of successes in `n` trials of probability `p`; NaN for a fractional or negative n or p outside [0, 1]. */
export function drawBinomial(random: Pick<Random, "uniform">, n: number, p: number): number {
  if (!(Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1)) return Number.NaN;
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p);
  return n * p < 10 ? drawByInversion(random, n, p) : drawByRejection(random, n, p);
}

function drawByInversion(random: Pick<Random, "uniform">, n: number, p: number): number {
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let rest = random.uniform();
  let k = 0;
  while (rest > probability && k < n) {
    rest -= probability;
    k += 1;
    probability *= (odds * (n - k + 1)) / k;
  }
  return k;
}

/**
 * Transformed rejection with squeeze, BTRS (Hörmann 1993, "The generation of binomial random variates"), for n p ≥ 10.
 */
function drawByRejection(random: Pick<Random, "uniform">, n: number, p: number): number {
  const q = 1 - p;
  const deviation = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const center = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const logOdds = Math.log(p / q);
  const mode = Math.floor((n + 1) * p);
  const atMode = logFactorial(mode) + logFactorial(n - mode);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + center);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > n) continue;
    const accept = atMode - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds;
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= accept) return k;
  }
}
