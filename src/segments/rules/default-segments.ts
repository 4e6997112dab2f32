import { oneOf } from "../../errors/index.js";
import { type AxisBins, type ScoreBins, scoreBins } from "./score-bins.js";
import { axes, type SegmentBox } from "./segment-rule.js";

/**
 * The well-known segments on five scores. Recency and frequency place a customer as in the usual 5 × 5 map; money
 * decides between Champions and Loyal Customers, between Can't Lose Them and At Risk, and between Hibernating and Lost.
 * Every combination of scores belongs to exactly one of them.
 */
const fiveScoreSegments: readonly SegmentBox[] = [
  { name: "Champions", r: [5, 5], f: [4, 5], m: [3, 5] },
  { name: "Loyal Customers", r: [3, 4], f: [4, 5], m: [1, 5] },
  { name: "Loyal Customers", r: [5, 5], f: [4, 5], m: [1, 2] },
  { name: "Potential Loyalists", r: [4, 5], f: [2, 3], m: [1, 5] },
  { name: "New Customers", r: [5, 5], f: [1, 1], m: [1, 5] },
  { name: "Promising", r: [4, 4], f: [1, 1], m: [1, 5] },
  { name: "Need Attention", r: [3, 3], f: [3, 3], m: [1, 5] },
  { name: "About To Sleep", r: [3, 3], f: [1, 2], m: [1, 5] },
  { name: "Can't Lose Them", r: [1, 2], f: [4, 5], m: [4, 5] },
  { name: "At Risk", r: [1, 2], f: [4, 5], m: [1, 3] },
  { name: "At Risk", r: [1, 2], f: [3, 3], m: [1, 5] },
  { name: "Hibernating", r: [2, 2], f: [1, 2], m: [1, 5] },
  { name: "Hibernating", r: [1, 1], f: [1, 2], m: [3, 5] },
  { name: "Lost", r: [1, 1], f: [1, 2], m: [1, 2] },
];

/**
 * The ten segments of the R package rfm's README, in its order. They overlap and leave gaps; the first match counts and
 * the rest are "Others".
 */
const rfmPackageFive: readonly SegmentBox[] = [
  { name: "Champions", r: [5, 5], f: [5, 5], m: [5, 5] },
  { name: "Potential Loyalist", r: [3, 5], f: [3, 5], m: [2, 5] },
  { name: "Loyal Customers", r: [2, 4], f: [2, 4], m: [2, 4] },
  { name: "Promising", r: [3, 4], f: [1, 3], m: [3, 5] },
  { name: "New Customers", r: [4, 5], f: [1, 3], m: [1, 5] },
  { name: "Can't Lose Them", r: [1, 2], f: [3, 4], m: [4, 5] },
  { name: "At Risk", r: [1, 2], f: [2, 5], m: [4, 5] },
  { name: "Need Attention", r: [1, 3], f: [3, 5], m: [3, 5] },
  { name: "About To Sleep", r: [2, 3], f: [1, 3], m: [1, 4] },
  { name: "Lost", r: [1, 1], f: [1, 5], m: [1, 5] },
];

/** The name of customers that no rule covers. */
export const otherwiseName = "Others";

/**
 * The segments that {@link scoreRfm} uses unless told otherwise, as rules that can be changed and given back as
 * `segments`. For another number of scores than five, each score takes the place on the five-score map where the middle
 * of its customers lies; segments without a score of their own then fall away. Complete and free of overlaps for every
 * number of scores.
 *
 * @param bins - how many scores, 2 to 100 [5]; or `{ recencyDays, orders, revenue }`
 *
 * Errors: `invalid-option`.
 *
 * @example
 * ```ts
 * defaultSegments()[0]; // { name: "Champions", r: [5, 5], f: [4, 5], m: [3, 5] }
 * lintSegments(defaultSegments(10), { bins: 10 }).clean; // true
 * ```
 */
export function defaultSegments(bins: ScoreBins = 5): SegmentBox[] {
  return scaled(fiveScoreSegments, scoreBins("defaultSegments", bins));
}

/**
 * The ten segments of the R package rfm, as its README gives them. They overlap and leave gaps: the first match counts,
 * and customers that none covers are "Others".
 *
 * @param bins - how many scores, 2 to 100 [5]; other numbers than five are mapped as in {@link defaultSegments}
 *
 * Errors: `invalid-option`.
 *
 * @example
 * ```ts
 * lintSegments(rfmPackageSegments()).clean; // false
 * ```
 */
export function rfmPackageSegments(bins: ScoreBins = 5): SegmentBox[] {
  return scaled(rfmPackageFive, scoreBins("rfmPackageSegments", bins));
}

/**
 * The eleven groups by which the large marketing tools divide customers: on recency and on one score for frequency and
 * money together, (F + M) / 2, halves rounded up. The usual tables of these tools overlap; here every combination of
 * scores belongs to exactly one group.
 *
 * @param bins - how many scores, 2 to 100 [5]; other numbers than five are mapped as in {@link defaultSegments}
 *
 * Errors: `invalid-option`.
 *
 * @example
 * ```ts
 * scoreRfm(orders, { customer: "customer", date: "date", amount: "amount", segments: elevenGroupSegments() });
 * lintSegments(elevenGroupSegments()).clean; // true
 * ```
 */
export function elevenGroupSegments(bins: ScoreBins = 5): SegmentBox[] {
  return scaled(elevenGroupFive.flatMap(boxesOfMeanScore), scoreBins("elevenGroupSegments", bins));
}

/** The named sets of segments. */
export type SegmentPreset = "default" | "eleven-groups" | "rfm-package";

const presetNames: readonly SegmentPreset[] = ["default", "eleven-groups", "rfm-package"];

/** The segments of a preset. Errors: `invalid-option`. */
export function presetSegments(caller: string, preset: SegmentPreset, bins: ScoreBins): SegmentBox[] {
  switch (oneOf(caller, "segments", preset, presetNames, "default")) {
    case "default":
      return defaultSegments(bins);
    case "eleven-groups":
      return elevenGroupSegments(bins);
    case "rfm-package":
      return rfmPackageSegments(bins);
  }
}

/** On a five-score map: recency, and (F + M) / 2 rounded, halves up. */
const elevenGroupFive = [
  { name: "Champions", r: [5, 5], fm: [4, 5] },
  { name: "Loyal Customers", r: [3, 4], fm: [4, 5] },
  { name: "Potential Loyalists", r: [4, 5], fm: [2, 3] },
  { name: "New Customers", r: [5, 5], fm: [1, 1] },
  { name: "Promising", r: [4, 4], fm: [1, 1] },
  { name: "Need Attention", r: [3, 3], fm: [3, 3] },
  { name: "About To Sleep", r: [3, 3], fm: [1, 2] },
  { name: "Can't Lose Them", r: [1, 2], fm: [5, 5] },
  { name: "At Risk", r: [1, 2], fm: [3, 4] },
  { name: "Hibernating", r: [2, 2], fm: [1, 2] },
  { name: "Lost", r: [1, 1], fm: [1, 2] },
] as const;

/** For each frequency the scores of money with which the mean lies in the range. */
function boxesOfMeanScore({ name, r, fm }: (typeof elevenGroupFive)[number]): SegmentBox[] {
  const scores = [1, 2, 3, 4, 5];
  return scores.flatMap((f) => {
    const fitting = scores.filter((m) => Math.round((f + m) / 2) >= fm[0] && Math.round((f + m) / 2) <= fm[1]);
    return fitting.length === 0 ? [] : [{ name, r, f: [f, f], m: [fitting[0]!, fitting.at(-1)!] } as SegmentBox];
  });
}

/** The boxes on another number of scores: the scores whose place on the five-score map lies inside. */
function scaled(segments: readonly SegmentBox[], bins: AxisBins): SegmentBox[] {
  const result: SegmentBox[] = [];
  for (const segment of segments) {
    const [r, f, m] = axes.map((axis) => {
      const [from, to] = segment[axis];
      // Score s covers the shares (s − 1)/bins to s/bins of the customers; their middle lies in this fifth.
      const place = Array.from({ length: bins[axis] }, (_, i) => Math.ceil((5 * (i + 0.5)) / bins[axis]));
      const first = place.findIndex((five) => five >= from);
      const last = place.filter((five) => five <= to).length;
      return first >= 0 && first < last ? ([first + 1, last] as const) : null;
    });
    if (r && f && m) result.push({ name: segment.name, r, f, m });
  }
  return result;
}
