import { rfmPackageSegments } from "../rules/default-segments.js";
import { type BinningDefinition, binsByEdges } from "./binning-definition.js";
import { quantileEdges } from "./quantile-binning.js";

/**
 * As the R package rfm: bins `[lower, upper)` between type-7 quantiles plus 1, whatever the values are; its segments.
 */
export const rfmPackageBinning: BinningDefinition = {
  fewestCustomers: () => 1,
  fit(values, bins, measure) {
    const edges = quantileEdges(values, bins).map((edge) => edge + 1);
    return binsByEdges(values, { edges, closed: "lower" }, measure);
  },
  whyEmpty: 'equal values share a score, and "rfm-package" adds 1 to every quantile',
  segments: rfmPackageSegments,
};
