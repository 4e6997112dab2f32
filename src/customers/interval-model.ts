import { digamma, logGamma, minimize, studentTCdf } from "../numeric/index.js";

/** The intervals between purchases of each customer, as sums over their logarithms. */
export interface IntervalSums {
  /** Intervals. */
  readonly count: Int32Array;
  /** Mean logarithm; NaN without intervals. */
  readonly mean: Float64Array;
  /** Squared deviations of the logarithms from their mean, the rounding to whole days included. */
  readonly squares: Float64Array;
}

/**
 * How the cycles of customers are distributed. The logarithms of a customer's intervals are normal with a mean and a
 * variance of his own; the variances are scaled inverse-chi-square with `varianceWeight` degrees of freedom around
 * `variance`, the means normal around `center` with variance σ² / `meanWeight`. The weights are in intervals: how many
 * of a customer's own it takes to count as much as what is known of all.
 */
export interface IntervalModel {
  readonly center: number;
  readonly meanWeight: number;
  readonly variance: number;
  readonly varianceWeight: number;
}

/**
 * Weak opinions about the logarithms of meanWeight, variance and varianceWeight, in this order, that keep them finite
 * when there are few customers or all are alike: a center and a standard deviation each. The variance ¼ is that of
 * intervals between two thirds and one and a half times the median.
 */
const opinions: readonly (readonly [center: number, deviation: number])[] = [
  [0, 2],
  [Math.log(0.25), 2],
  [Math.log(4), 1.5],
];

/**
 * Fits the model to all customers with an interval by the maximum of the marginal likelihood, in which each customer's
 * mean and variance are integrated out (Gelman et al., "Bayesian Data Analysis", section 3.3). Null when nobody has an
 * interval.
 */
export function fitIntervals({ count, mean, squares }: IntervalSums): IntervalModel | null {
  const most = count.reduce((largest, n) => Math.max(largest, n), 0);
  if (most === 0) return null;
  const start = startingPoint(count, mean, squares);
  const logGammas = new Float64Array(most + 1);
  const digammas = new Float64Array(most + 1);
  const { x } = minimize(
    (point, gradient) => {
      const [center, k, s, v] = [point[0]!, Math.exp(point[1]!), Math.exp(point[2]!), Math.exp(point[3]!)];
      for (let n = 0; n <= most; n++) {
        logGammas[n] = logGamma((v + n) / 2);
        digammas[n] = digamma((v + n) / 2);
      }
      let value = 0;
      gradient.fill(0);
      const base = 0.5 * v * Math.log(v * s) - logGammas[0]!;
      for (let customer = 0; customer < count.length; customer++) {
        const n = count[customer]!;
        if (n === 0) continue;
        const apart = mean[customer]! - center;
        const pull = (k * n) / (k + n);
        const total = v * s + squares[customer]! + pull * apart * apart;
        const half = (v + n) / 2;
        const log = Math.log(total);
        value -= logGammas[n]! + base + 0.5 * Math.log(k / (k + n)) - half * log;
        gradient[0]! -= (2 * half * pull * apart) / total;
        gradient[1]! -= 0.5 * (1 - k / (k + n)) - (half * k * (n / (k + n)) ** 2 * apart * apart) / total;
        gradient[2]! -= v / 2 - (half * v * s) / total;
        gradient[3]! -= v * (0.5 * (digammas[n]! - digammas[0]! + Math.log(v * s) + 1 - log) - (half * s) / total);
      }
      for (let at = 0; at < opinions.length; at++) {
        const [middle, deviation] = opinions[at]!;
        const away = (point[at + 1]! - middle) / deviation;
        value += 0.5 * away * away;
        gradient[at + 1]! += away / deviation;
      }
      return value;
    },
    start,
    { gradientTolerance: 1e-7, valueTolerance: 1e-12 },
  );
  return {
    center: x[0]!,
    meanWeight: Math.exp(x[1]!),
    variance: Math.exp(x[2]!),
    varianceWeight: Math.exp(x[3]!),
  };
}

/** Moments over the customers: the mean of their means and the pooled variance. */
function startingPoint(count: Int32Array, mean: Float64Array, squares: Float64Array): number[] {
  let customers = 0;
  let means = 0;
  let pooled = 0;
  let freedom = 0;
  for (let customer = 0; customer < count.length; customer++) {
    if (count[customer] === 0) continue;
    customers++;
    means += mean[customer]!;
    pooled += squares[customer]!;
    freedom += count[customer]!;
  }
  return [means / customers, 0, Math.log(Math.max(1e-6, pooled / freedom)), opinions[2]![0]];
}

/** The next interval of a customer with so many known ones: the logarithm is Student's t. */
export interface NextInterval {
  readonly center: number;
  readonly scale: number;
  readonly degreesOfFreedom: number;
}

/** What the model and the customer's own intervals say of the next one. */
export function nextInterval(model: IntervalModel, count: number, mean: number, squares: number): NextInterval {
  const { center, meanWeight: k, variance: s, varianceWeight: v } = model;
  const apart = count === 0 ? 0 : mean - center;
  const total = v * s + squares + ((k * count) / (k + count)) * apart * apart;
  return {
    center: count === 0 ? center : (k * center + count * mean) / (k + count),
    scale: Math.sqrt((total / (v + count)) * (1 + 1 / (k + count))),
    degreesOfFreedom: v + count,
  };
}

/** The probability that the next interval is at most so many days. */
export function probabilityWithin({ center, scale, degreesOfFreedom }: NextInterval, days: number): number {
  return days <= 0 ? 0 : studentTCdf((Math.log(days) - center) / scale, degreesOfFreedom);
}
