import { numberOption } from "../../errors/index.js";
import { axes, type SegmentBox } from "./segment-rule.js";

/** How many scores a measure may have at most. */
export const mostBins = 100;

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
 * @param bins - how many scores, 2 to 100 [5]
 *
 * Errors: `invalid-option`.
 *
 * @example
 * ```ts
 * defaultSegments()[0]; // { name: "Champions", r: [5, 5], f: [4, 5], m: [3, 5] }
 * lintSegments(defaultSegments(10), { bins: 10 }).clean; // true
 * ```
 */
export function defaultSegments(bins = 5): SegmentBox[] {
  return scaled(
    fiveScoreSegments,
    numberOption("defaultSegments", "bins", bins, { min: 2, max: mostBins, integer: true }),
  );
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
export function rfmPackageSegments(bins = 5): SegmentBox[] {
  return scaled(
    rfmPackageFive,
    numberOption("rfmPackageSegments", "bins", bins, { min: 2, max: mostBins, integer: true }),
  );
}

/** The boxes on another number of scores: the scores whose place on the five-score map lies inside. */
function scaled(segments: readonly SegmentBox[], bins: number): SegmentBox[] {
  // Score s covers the shares (s − 1)/bins to s/bins of the customers; their middle lies in this fifth.
  const place = Array.from({ length: bins }, (_, i) => Math.ceil((5 * (i + 0.5)) / bins));
  const result: SegmentBox[] = [];
  for (const segment of segments) {
    const [r, f, m] = axes.map((axis) => {
      const [from, to] = segment[axis];
      const first = place.findIndex((five) => five >= from);
      const last = place.filter((five) => five <= to).length;
      return first >= 0 && first < last ? ([first + 1, last] as const) : null;
    });
    if (r && f && m) result.push({ name: segment.name, r, f, m });
  }
  return result;
}
