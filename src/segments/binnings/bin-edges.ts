import { countEdges } from "../../numeric/index.js";
import type { RfmMeasure } from "./rfm-measure.js";

/** Where the bins of a measure meet, and to which of the two a value on an edge belongs. */
export interface BinEdges {
  /** Inner edges, ascending; equal edges leave a bin empty. */
  readonly edges: readonly number[];
  /** `"upper"`: bins `(lower, upper]`. `"lower"`: bins `[lower, upper)`. */
  readonly closed: "upper" | "lower";
}

/** The score 1..bins of each value; less is better for recency. */
export function scoresByEdges(values: Float64Array, { edges, closed }: BinEdges, measure: RfmMeasure): Uint8Array {
  const scores = countEdges(values, edges, closed === "upper" ? "below" : "upTo");
  const bins = edges.length + 1;
  const lessIsBetter = measure === "recencyDays";
  for (let row = 0; row < scores.length; row++) scores[row] = lessIsBetter ? bins - scores[row]! : scores[row]! + 1;
  return scores;
}
