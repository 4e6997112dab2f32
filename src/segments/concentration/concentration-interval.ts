import { createRandom, normalQuantile, quantile } from "../../numeric/index.js";
import { topCount } from "./ranked-values.js";

/** An estimate with its uncertainty. */
export interface IntervalEstimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/** How sure the concentration is; see {@link ParetoAnalysis}. */
export interface ConcentrationInterval {
  /** 0..1, the confidence level. */
  readonly level: number;
  readonly method: "bootstrap-t" | "influence";
  /** Null where the estimates do not exist, as for negative values. */
  readonly gini: IntervalEstimate | null;
  /** Of the share that the top `top` hold. */
  readonly topShare: IntervalEstimate | null;
  /** 0..1, which top share was asked for. */
  readonly top: number;
  readonly reason: string | null;
}

/** What {@link concentrationIntervals} needs to know. */
export interface IntervalSettings {
  readonly level: number;
  readonly top: number;
  readonly samples: number;
  readonly seed: number;
}

/** Up to this many values are resampled; beyond, the normal approximation is as good and much faster. */
const bootstrapUpTo = 20_000;

/**
 * Intervals for the Gini coefficient and a top share of values that are a sample of customers. Standard errors come
 * from the influence functions; since sales are heavy-tailed, the normal approximation is replaced by the studentized
 * bootstrap on the logit scale, which Davidson and Flachaire (2007) and Davidson (2009) found far more reliable; above
 * 20,000 values the normal approximation on the same scale.
 */
export function concentrationIntervals(
  descending: Float64Array,
  settings: IntervalSettings,
): Pick<ConcentrationInterval, "method" | "gini" | "topShare"> {
  const { level, top, samples, seed } = settings;
  const n = descending.length;
  const once = new Int32Array(n).fill(1);
  const estimated = estimates(descending, once, n, top);
  if (n > bootstrapUpTo) {
    const z = normalQuantile(0.5 + level / 2);
    return {
      method: "influence",
      gini: onLogitScale(estimated.gini, -z, z),
      topShare: onLogitScale(estimated.topShare, -z, z),
    };
  }
  const random = createRandom(seed);
  const counts = new Int32Array(n);
  const pivots: { readonly gini: number[]; readonly topShare: number[] } = { gini: [], topShare: [] };
  for (let sample = 0; sample < samples; sample++) {
    counts.fill(0);
    for (let draw = 0; draw < n; draw++) counts[random.integer(n)]!++;
    const resampled = estimates(descending, counts, n, top);
    for (const what of ["gini", "topShare"] as const) {
      const pivot = logitPivot(resampled[what], estimated[what].estimate);
      if (Number.isFinite(pivot)) pivots[what].push(pivot);
    }
  }
  const tail = (1 - level) / 2;
  const interval = (what: "gini" | "topShare"): IntervalEstimate =>
    onLogitScale(estimated[what], -quantile(pivots[what], 1 - tail), -quantile(pivots[what], tail));
  return { method: "bootstrap-t", gini: interval("gini"), topShare: interval("topShare") };
}

interface Estimate {
  readonly estimate: number;
  readonly standardError: number;
}

/**
 * Gini and top share with their standard errors, from values in descending order of which each counts so many times.
 * With F the mid-rank share of smaller values and U the mean of what is larger (half of equal values), the influence of
 * x is 2 (x F + U) / μ − (G + 1)(1 + x/μ) on G, and [(x − q)⁺ + q p − S x] / μ on the share S of the top p above the
 * value q.
 */
function estimates(
  descending: Float64Array,
  counts: Int32Array,
  n: number,
  top: number,
): { readonly gini: Estimate; readonly topShare: Estimate } {
  const k = topCount(top, n);
  let total = 0;
  let weighted = 0;
  let topTotal = 0;
  let threshold = 0;
  let before = 0;
  for (let i = 0; i < descending.length; i++) {
    const count = counts[i]!;
    if (count === 0) continue;
    const value = descending[i]!;
    weighted += count * value * (n - before - count / 2);
    const inTop = Math.min(count, Math.max(0, k - before));
    topTotal += inTop * value;
    if (inTop > 0) threshold = value;
    total += count * value;
    before += count;
  }
  const mean = total / n;
  const gini = (2 * weighted) / (n * total) - 1;
  const share = topTotal / total;
  let giniSquares = 0;
  let shareSquares = 0;
  let larger = 0;
  before = 0;
  for (let i = 0; i < descending.length; i++) {
    const count = counts[i]!;
    if (count === 0) continue;
    const value = descending[i]!;
    const belowShare = (n - before - count / 2) / n;
    const largerMean = (larger + (count * value) / 2) / n;
    const onGini = (2 * (value * belowShare + largerMean)) / mean - (gini + 1) * (1 + value / mean);
    const onShare = (Math.max(0, value - threshold) + (threshold * k) / n - share * value) / mean;
    giniSquares += count * onGini * onGini;
    shareSquares += count * onShare * onShare;
    larger += count * value;
    before += count;
  }
  return {
    gini: { estimate: gini, standardError: Math.sqrt(giniSquares) / n },
    topShare: { estimate: share, standardError: Math.sqrt(shareSquares) / n },
  };
}

/** (logit of the resampled estimate − logit of the estimate) over the resampled standard error on that scale. */
function logitPivot(resampled: Estimate, estimate: number): number {
  const slope = resampled.estimate * (1 - resampled.estimate);
  return ((logit(resampled.estimate) - logit(estimate)) * slope) / resampled.standardError;
}

/** The interval from `low` to `high` standard errors around the estimate on the logit scale. */
function onLogitScale({ estimate, standardError }: Estimate, low: number, high: number): IntervalEstimate {
  const slope = estimate * (1 - estimate);
  // Nothing varies, as when all values are equal.
  if (!(slope > 1e-12 && standardError > 1e-12)) return { estimate, standardError, lower: estimate, upper: estimate };
  const at = (deviates: number): number => 1 / (1 + Math.exp(-(logit(estimate) + (deviates * standardError) / slope)));
  return { estimate, standardError, lower: at(low), upper: at(high) };
}

function logit(p: number): number {
  return Math.log(p / (1 - p));
}
