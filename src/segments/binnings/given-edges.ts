import { defaultSegments } from "../rules/default-segments.js";
import { type BinningDefinition, binsByEdges } from "./binning-definition.js";
import type { PerMeasure } from "./rfm-measure.js";

/** Inner edges of the bins of each measure, ascending: `n` edges make `n + 1` bins `(lower, upper]`. */
export type RfmInnerEdges = PerMeasure<readonly number[]>;

/** Bins `(lower, upper]` between the caller's edges. */
export function givenEdges(edges: RfmInnerEdges): BinningDefinition {
  return {
    fewestCustomers: () => 1,
    fit: (values, _bins, measure) => binsByEdges(values, { edges: edges[measure], closed: "upper" }, measure),
    whyEmpty: "no value lies between these edges",
    segments: defaultSegments,
  };
}
