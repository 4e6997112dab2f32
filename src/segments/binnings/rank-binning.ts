import { sortedOrder } from "../../numeric/index.js";
import { defaultSegments } from "../rules/default-segments.js";
import type { BinEdges } from "./bin-edges.js";
import { type BinningDefinition, binsByEdges } from "./binning-definition.js";
import type { RfmMeasure } from "./rfm-measure.js";

/** Score ⌈bins · rank / n⌉, ranks from worst to best, equal values sharing the highest of their ranks. */
export const rankBinning: BinningDefinition = {
  fewestCustomers: () => 1,
  fit: (values, bins, measure) => binsByEdges(values, rankEdges(values, bins, measure), measure),
  whyEmpty: "equal values share a score",
  segments: defaultSegments,
};

/**
 * The best customer always gets the highest score, so every edge is a value of the data: for orders and revenue the
 * smallest with a higher score, `[lower, upper)`; for recency, where less is better, the largest with at least that
 * score, `(lower, upper]`.
 */
function rankEdges(values: Float64Array, bins: number, measure: RfmMeasure): BinEdges {
  const n = values.length;
  const order = sortedOrder(values);
  const lessIsBetter = measure === "recencyDays";
  const edges = new Array<number>(bins - 1);
  for (let start = 0; start < n; ) {
    const value = values[order[start]!]!;
    let end = start + 1;
    while (end < n && values[order[end]!] === value) end++;
    if (lessIsBetter) {
      // Recency ascending: what has at least score s is on or below edge bins − s (counted from 0).
      const score = Math.ceil((bins * (n - start)) / n);
      for (let edge = bins - score; edge < bins - 1; edge++) edges[edge] = value;
    } else {
      const score = Math.ceil((bins * end) / n);
      for (let edge = 0; edge < score - 1; edge++) edges[edge] ??= value;
    }
    start = end;
  }
  return { edges, closed: lessIsBetter ? "upper" : "lower" };
}
