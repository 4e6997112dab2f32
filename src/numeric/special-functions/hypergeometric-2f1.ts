import { logEulerIntegral } from "./hypergeometric-integral.js";
import { logGamma } from "./log-gamma.js";

/** A number as sign · e^log, which neither overflows nor underflows. */
interface Scaled {
  readonly sign: number;
  readonly log: number;
}

const one: Scaled = { sign: 1, log: 0 };
const nothing: Scaled = { sign: 0, log: Number.NEGATIVE_INFINITY };
const unknown: Scaled = { sign: Number.NaN, log: Number.NaN };

/**
 * Gauss's hypergeometric function ₂F₁(a, b; c; z) for real a, b, c > 0 (not necessarily whole) and z ≤ 1. Better than
 * 1e-10 relative also where z → 1 and where parameters are large. At z = 1 it is Infinity unless c > a + b; NaN for
 * z > 1, for c ≤ 0, and where it changes sign (a or b negative, or z < 0 with both a and b above c) and the digits
 * would be lost.
 *
 * The power series where it converges quickly, else Euler's integral, whose terms are positive, for the one of a and b
 * that is below c; when both exceed c, the recurrence in c, from where the integral holds downwards, the stable
 * direction (Abramowitz & Stegun 15.3.1, 15.3.3, 15.2.12).
 *
 * @example
 * ```ts
 * hypergeometric2F1(1, 1, 2, 0.5); // 2 ln 2
 * ```
 */
export function hypergeometric2F1(a: number, b: number, c: number, z: number): number {
  const { sign, log } = scaled2F1(a, b, c, z);
  return sign === 0 ? 0 : sign * Math.exp(log);
}

function scaled2F1(a: number, b: number, c: number, z: number): Scaled {
  if (!(c > 0) || !(z <= 1) || Number.isNaN(a + b)) return unknown;
  if (a === 0 || b === 0 || z === 0) return one;
  if (z === 1) return atOne(a, b, c);
  // Pfaff's transformation brings a negative z into (0, 1); it is taken over the parameter that leaves the other one
  // positive.
  if (z < 0) {
    if (z > -0.3 && Math.abs(a * b * z) < 30 * c) return powerSeries(a, b, c, z);
    const [kept, turned] = c - b > 0 || c - a <= 0 ? [a, b] : [b, a];
    const inner = inUnitInterval(kept, c - turned, c, z / (z - 1), 1 / (1 - z));
    return { sign: inner.sign, log: inner.log - kept * Math.log1p(-z) };
  }
  return inUnitInterval(a, b, c, z, 1 - z);
}

/** Gauss's theorem. */
function atOne(a: number, b: number, c: number): Scaled {
  const s = c - a - b;
  if (!(s > 0)) return { sign: 1, log: Number.POSITIVE_INFINITY };
  if (c - a > 0 && c - b > 0) return { sign: 1, log: logGamma(c) + logGamma(s) - logGamma(c - a) - logGamma(c - b) };
  return powerSeries(a, b, c, 1);
}

const longSeries = 400;

/** 0 < z < 1. */
function inUnitInterval(a: number, b: number, c: number, z: number, complement: number): Scaled {
  if (a === 0 || b === 0) return one;
  if (isTermination(a) || isTermination(b)) return powerSeries(a, b, c, z);
  // Euler's transformation gives smaller parameters when a + b > c, and a series with terms of one sign when both
  // exceed c or neither does.
  const s = c - a - b;
  if (s < 0 && c - a > 0 && c - b > 0 && seriesLength(c - a, c - b, c, z) <= longSeries) {
    const series = powerSeries(c - a, c - b, c, z);
    return { sign: series.sign, log: series.log + s * Math.log(complement) };
  }
  if (seriesLength(a, b, c, z) <= longSeries) return powerSeries(a, b, c, z);
  if (a > 0 && a < c) return { sign: 1, log: logEulerIntegral(a, b, c, z) };
  if (b > 0 && b < c) return { sign: 1, log: logEulerIntegral(b, a, c, z) };
  if (a > 0 && b > 0) return downwardsInC(a, b, c, z, complement);
  return powerSeries(a, b, c, z);
}

function isTermination(a: number): boolean {
  return a < 0 && a === Math.floor(a);
}

/** About how many terms the series needs; Infinity where they would cancel. */
function seriesLength(a: number, b: number, c: number, z: number): number {
  if ((a < -2 || b < -2) && z > 0.5) return Number.POSITIVE_INFINITY;
  // Terms grow while (a+n)(b+n)z > (c+n)(1+n), and then fall like zⁿ n^(a+b−c−1).
  const growth = Math.max(0, a + b - c - 1);
  const decay = -Math.log(z);
  let length = 40 / decay;
  length += (growth * Math.log1p((growth + length) / (1 + c))) / decay;
  const hill = Math.sqrt(Math.max(0, a * b * z));
  return length + hill;
}

function powerSeries(a: number, b: number, c: number, z: number): Scaled {
  let term = 1;
  let sum = 1;
  let log = 0;
  let largest = 1;
  let n = 0;
  for (; n < 1e6; n++) {
    const ratio = (((a + n) / (c + n)) * (b + n) * z) / (1 + n);
    term *= ratio;
    if (term === 0) break;
    sum += term;
    largest = Math.max(largest, Math.abs(term));
    if (Math.abs(sum) > 1e250 || Math.abs(term) > 1e250) {
      term *= 1e-250;
      sum *= 1e-250;
      largest *= 1e-250;
      log += 250 * Math.LN10;
    }
    const magnitude = Math.abs(ratio);
    // What is left is at most a geometric series.
    if (magnitude < 1 && Math.abs(term) * magnitude < 1e-17 * (1 - magnitude) * Math.abs(sum)) break;
  }
  if (sum === 0) return nothing;
  if (n === 1e6 || largest > 1e5 * Math.abs(sum)) return unknown;
  return { sign: Math.sign(sum), log: log + Math.log(Math.abs(sum)) };
}

/**
 * c ≤ a and c ≤ b: from above, where Euler's integral holds. The first step down is F(c) = F(c+1) + abz/(c(c+1)) F(a+1,
 * b+1; c+2), the others the recurrence c(c−1)(1−z) F(c−1) = c[(a+b+1−2c)z + c−1] F(c) + (a−c)(b−c)z F(c+1); every term
 * is positive.
 */
function downwardsInC(a: number, b: number, c: number, z: number, complement: number): Scaled {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  const steps = Math.floor(small - c) + 1;
  let place = c + steps - 1;
  const above = logEulerIntegral(small, large, place + 1, z);
  const beyond = logEulerIntegral(small + 1, large + 1, place + 2, z);
  const added = Math.exp(beyond - above + Math.log((a * z) / place) + Math.log(b / (place + 1)));
  let log = above + Math.log1p(added);
  let upper = 1 / (1 + added);
  for (let step = 1; step < steps; step++) {
    const middle = place * ((a + b + 1 - 2 * place) * z + place - 1);
    const lower = (middle + (a - place) * (b - place) * z * upper) / (place * (place - 1) * complement);
    upper = 1 / lower;
    log += Math.log(lower);
    place -= 1;
  }
  return { sign: 1, log };
}
