import type { ClassMeasure } from "../classification/class-measure.js";
import { showFigure, showShare } from "../classification/show-figure.js";

/** What a segment must be to be worth the effort (Kotler). */
export const segmentCriteria = ["profitable", "measurable", "accessible", "distinguishable", "actionable"] as const;

/** One of the five criteria. */
export type SegmentCriterion = (typeof segmentCriteria)[number];

/** Points of a criterion, 1 to 5, and where they come from. */
export interface CriterionScore {
  readonly points: number;
  readonly reason: string;
}

/** The customers of each segment, as codes from 0. */
export interface SegmentRows {
  readonly codes: Int32Array;
  readonly count: number;
}

/** Columns that criteria are measured on; null where the caller gave none. */
export interface CriterionData {
  readonly value: ClassMeasure;
  readonly features: readonly ClassMeasure[];
  readonly reachable: ClassMeasure | null;
}

/** From a share to points: 0 gives 1, all gives 5. */
function pointsOf(share: number): number {
  return 1 + 4 * share;
}

/**
 * The measured criteria of each segment, null where the data do not say: profitable is the share of customers of
 * positive value; measurable the share of features known; accessible the share that can be reached; distinguishable the
 * largest standardized difference from all other customers in a feature (Cohen's d, .8 being large). Each is 1 + 4 ·
 * share, d ÷ .8 up to 1 being the share.
 */
export function measuredCriteria(
  segments: SegmentRows,
  { value, features, reachable }: CriterionData,
): Readonly<Record<SegmentCriterion, readonly (CriterionScore | null)[]>> {
  const nothing = new Array<null>(segments.count).fill(null);
  return {
    profitable: shares(segments, [value], (amount) => amount > 0).map((share) =>
      scored(share, `${value.name} is positive for ${showShare(share)} of its customers`),
    ),
    measurable:
      features.length === 0
        ? nothing
        : knownShares(segments, features).map((share) =>
            scored(share, `${showShare(share)} of its features are known`),
          ),
    accessible:
      reachable === null
        ? nothing
        : shares(segments, [reachable], (flag) => flag > 0).map((share) =>
            scored(share, `${reachable.name} holds for ${showShare(share)} of its customers`),
          ),
    distinguishable: features.length === 0 ? nothing : distances(segments, features),
    actionable: nothing,
  };
}

function scored(share: number, reason: string): CriterionScore | null {
  return Number.isNaN(share) ? null : { points: pointsOf(share), reason };
}

/** The share of known cells that meet a condition, by segment; NaN where none is known. */
function shares(
  { codes, count }: SegmentRows,
  measures: readonly ClassMeasure[],
  meets: (value: number) => boolean,
): number[] {
  const known = new Float64Array(count);
  const met = new Float64Array(count);
  for (const { values } of measures) {
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row]!;
      if (code < 0 || Number.isNaN(values[row]!)) continue;
      known[code]!++;
      if (meets(values[row]!)) met[code]!++;
    }
  }
  return Array.from(met, (number, code) => number / known[code]!);
}

function knownShares({ codes, count }: SegmentRows, features: readonly ClassMeasure[]): number[] {
  const known = new Float64Array(count);
  const all = new Float64Array(count);
  for (const { values } of features) {
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row]!;
      if (code < 0) continue;
      all[code]!++;
      if (!Number.isNaN(values[row]!)) known[code]!++;
    }
  }
  return Array.from(known, (number, code) => number / all[code]!);
}

interface Moments {
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

/** Cohen's d of each segment against all others in the feature where it is largest, with the pooled deviation. */
function distances(segments: SegmentRows, features: readonly ClassMeasure[]): (CriterionScore | null)[] {
  const moments = features.map((feature) => momentsOf(segments, feature));
  return Array.from({ length: segments.count }, (_, code) => {
    let best = Number.NaN;
    let name = "";
    for (const [i, feature] of features.entries()) {
      const d = cohenD(moments[i]!, code);
      if (Number.isNaN(d) || Math.abs(d) <= Math.abs(best)) continue;
      best = d;
      name = feature.name;
    }
    const side = best < 0 ? "below" : "above";
    const reason = `${name} lies ${showFigure(Math.abs(best))} standard deviations ${side} that of the others`;
    return scored(Math.min(1, Math.abs(best) / 0.8), reason);
  });
}

/** Sums around the mean of all, so that large numbers lose no digits. */
function momentsOf({ codes, count }: SegmentRows, { values }: ClassMeasure): Moments {
  const moments = { count: new Float64Array(count), sum: new Float64Array(count), squares: new Float64Array(count) };
  let known = 0;
  let total = 0;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0 || Number.isNaN(values[row]!)) continue;
    known++;
    total += values[row]!;
  }
  const center = total / known;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0 || Number.isNaN(values[row]!)) continue;
    const difference = values[row]! - center;
    moments.count[code]!++;
    moments.sum[code]! += difference;
    moments.squares[code]! += difference ** 2;
  }
  return moments;
}

function cohenD({ count, sum, squares }: Moments, code: number): number {
  const add = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const [n1, n2] = [count[code]!, add(count) - count[code]!];
  if (n1 === 0 || n2 === 0 || n1 + n2 < 3) return Number.NaN;
  const [m1, m2] = [sum[code]! / n1, (add(sum) - sum[code]!) / n2];
  const within = squares[code]! - n1 * m1 ** 2 + (add(squares) - squares[code]! - n2 * m2 ** 2);
  const deviation = Math.sqrt(Math.max(0, within) / (n1 + n2 - 2));
  if (deviation > 1e-12 * Math.abs(m1 - m2)) return (m1 - m2) / deviation;
  // Neither varies: they are equal, or nothing could be clearer.
  return m1 === m2 ? 0 : Math.sign(m1 - m2) * Number.MAX_VALUE;
}
