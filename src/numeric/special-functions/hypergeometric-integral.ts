import { logBeta } from "./log-beta.js";

/**
 * ln of (1/B(a, c−a)) ∫₀¹ p^(a−1) (1−p)^(c−a−1) (1−zp)^(−b) dp for 0 < a < c, z < 1 and any b: Euler's integral for ln
 * ₂F₁(a, b; c; z), all of whose terms are positive.
 *
 * Over v = ln(p/(1−p)) the integrand has one peak, decays exponentially on both sides and is analytic in the strip |Im
 * v| < π, so the trapezoidal rule converges geometrically (Trefethen & Weideman 2014). The step is halved until nothing
 * changes; the exponential tails, which may be very long, are added in closed form.
 */
export function logEulerIntegral(a: number, b: number, c: number, z: number): number {
  const rest = c - a;
  const exponent = (v: number): number => {
    const q = logistic(-v);
    const p = logistic(v);
    // 1 − zp, written so that it keeps its digits where z and p are both close to 1.
    const factor = p < 0.5 ? 1 - z * p : 1 - z + z * q;
    return a * logLogistic(v) + rest * logLogistic(-v) - b * Math.log(factor);
  };
  const peak = peakOf(a, b, c, z);
  const top = exponent(peak);
  // Beyond these the logarithm of the integrand is linear, with slopes a and −rest.
  const leftEnd = -42 - Math.log(Math.max(1, Math.abs(z) * Math.max(1, Math.abs(b)), c));
  const rightEnd = 42 + Math.log(Math.max(1, Math.abs(b), c)) + Math.max(0, -Math.log(1 - z));
  const reach = { exponent, top, leftEnd, rightEnd, left: a, right: rest };
  const d = 1e-3;
  const curvature = Math.max(0, (2 * top - exponent(peak - d) - exponent(peak + d)) / (d * d));
  let step = Math.min(0.5, 1 / Math.sqrt(curvature));
  let sum = step * sumFrom(reach, peak, step);
  for (let halvings = 0; halvings < 12; halvings++) {
    const finer = 0.5 * (sum + step * sumFrom(reach, peak + 0.5 * step, step));
    const change = Math.abs(finer - sum);
    sum = finer;
    step *= 0.5;
    // The error is squared with every halving.
    if (change <= 1e-8 * sum) break;
  }
  return top + Math.log(sum) - logBeta(a, rest);
}

interface Reach {
  readonly exponent: (v: number) => number;
  readonly top: number;
  readonly leftEnd: number;
  readonly rightEnd: number;
  readonly left: number;
  readonly right: number;
}

/** Σ over start + k·step, for all whole k, of the integrand relative to its peak. */
function sumFrom({ exponent, top, leftEnd, rightEnd, left, right }: Reach, start: number, step: number): number {
  let sum = 0;
  for (let v = start; ; v += step) {
    const term = Math.exp(exponent(v) - top);
    sum += term;
    if (term < 1e-18) break;
    if (v > rightEnd) {
      sum += term / Math.expm1(right * step);
      break;
    }
  }
  for (let v = start - step; ; v -= step) {
    const term = Math.exp(exponent(v) - top);
    sum += term;
    if (term < 1e-18) break;
    if (v < leftEnd) {
      sum += term / Math.expm1(left * step);
      break;
    }
  }
  return sum;
}

/** Where the integrand is largest: its slope in v, a − cp + b·zp(1−p)/(1−zp), falls through 0 once. */
function peakOf(a: number, b: number, c: number, z: number): number {
  const slope = (v: number): number => {
    const p = logistic(v);
    const q = logistic(-v);
    const factor = p < 0.5 ? 1 - z * p : 1 - z + z * q;
    return a * q - (c - a) * p + (b * z * p * q) / factor;
  };
  let low = -1;
  let high = 1;
  while (slope(low) < 0 && low > -1e5) low *= 2;
  while (slope(high) > 0 && high < 1e5) high *= 2;
  for (let i = 0; i < 100 && high - low > 1e-6; i++) {
    const middle = 0.5 * (low + high);
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

function logistic(v: number): number {
  return v < 0 ? Math.exp(v) / (1 + Math.exp(v)) : 1 / (1 + Math.exp(-v));
}

function logLogistic(v: number): number {
  return v < 0 ? v - Math.log1p(Math.exp(v)) : -Math.log1p(Math.exp(-v));
}
