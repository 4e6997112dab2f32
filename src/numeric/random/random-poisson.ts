import { logFactorial } from "../special-functions/log-gamma.js";
import type { Random } from "./random-source.js";

/** A Poisson variate; NaN unless the mean is finite and ≥ 0. */
export function drawPoisson(random: Pick<Random, "uniform">, mean: number): number {
  if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) return Number.NaN;
  return mean < 10 ? drawByInversion(random, mean) : drawByRejection(random, mean);
}

function drawByInversion(random: Pick<Random, "uniform">, mean: number): number {
  let probability = Math.exp(-mean);
  let rest = random.uniform();
  let k = 0;
  while (rest > probability) {
    rest -= probability;
    k += 1;
    probability *= mean / k;
    // Rounding may leave a rest above the last probability that counts.
    if (probability === 0) break;
  }
  return k;
}

/**
 * Transformed rejection with squeeze, PTRS (Hörmann 1993, "The transformed rejection method for generating Poisson
 * random variables").
 */
function drawByRejection(random: Pick<Random, "uniform">, mean: number): number {
  const root = Math.sqrt(mean);
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - logFactorial(k)) return k;
  }
}
