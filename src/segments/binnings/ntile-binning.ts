import { counted } from "../../errors/index.js";
import { sortedOrder } from "../../numeric/index.js";
import { defaultSegments } from "../rules/default-segments.js";
import type { BinEdges } from "./bin-edges.js";
import type { BinningDefinition, FittedBins } from "./binning-definition.js";
import type { RfmMeasure } from "./rfm-measure.js";

/**
 * Like NTILE in SQL: groups of equal size from worst to best, ties in the order of the rows; the first n mod bins
 * groups have one more. The edges between the groups score customers later, when ties are not split.
 */
export const ntileBinning: BinningDefinition = {
  fewestCustomers: (bins) => bins,
  fit: fitNtile,
  whyEmpty: "equal values share a score",
  segments: defaultSegments,
};

function fitNtile(values: Float64Array, bins: number, measure: RfmMeasure): FittedBins {
  const order = sortedOrder(worstFirst(values, measure));
  const scores = groupsInOrder(order, bins);
  const split = splitTies(values, order, scores);
  const warnings =
    split === 0
      ? []
      : [
          `${measure}: ${split} of ${counted(values.length, "customer")} ` +
            `${split === 1 ? "shares the" : "share their"} value with customers of another score, ` +
            'because "ntile" makes groups of equal size and splits ties by row; "quantile" and "rank" do not',
        ];
  return { ...edgesBetween(values, scores, bins, measure), scores, warnings };
}

function worstFirst(values: Float64Array, measure: RfmMeasure): Float64Array {
  return measure === "recencyDays" ? values.map((value) => -value) : values;
}

/** The group, counted from 1, of each row. */
function groupsInOrder(order: Int32Array, bins: number): Uint8Array {
  const n = order.length;
  const groups = new Uint8Array(n);
  const size = Math.floor(n / bins);
  const larger = n % bins;
  let next = 0;
  for (let group = 0; group < bins; group++) {
    const end = next + size + (group < larger ? 1 : 0);
    for (; next < end; next++) groups[order[next]!] = group + 1;
  }
  return groups;
}

/** How many values have an equal one in another group. */
function splitTies(values: Float64Array, order: Int32Array, scores: Uint8Array): number {
  let split = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    if (scores[order[start]!] !== scores[order[end - 1]!]) split += end - start;
    start = end;
  }
  return split;
}

/**
 * The edges between the groups: for what grows the smallest value of groups 2, 3, …, `[lower, upper)`; for recency the
 * largest of all groups but the worst, `(lower, upper]`. Every group has a value.
 */
function edgesBetween(values: Float64Array, scores: Uint8Array, bins: number, measure: RfmMeasure): BinEdges {
  const lessIsBetter = measure === "recencyDays";
  // The worst value of each group; that of the worst group is no edge.
  const worst = new Float64Array(bins + 1).fill(lessIsBetter ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  for (let row = 0; row < values.length; row++) {
    const score = scores[row]!;
    worst[score] = lessIsBetter ? Math.max(worst[score]!, values[row]!) : Math.min(worst[score]!, values[row]!);
  }
  const edges = Array.from(worst.subarray(2));
  return lessIsBetter ? { edges: edges.reverse(), closed: "upper" } : { edges, closed: "lower" };
}
