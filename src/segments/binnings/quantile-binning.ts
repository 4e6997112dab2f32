import { quantiles } from "../../numeric/index.js";
import { defaultSegments } from "../rules/default-segments.js";
import { type BinningDefinition, binsByEdges } from "./binning-definition.js";

/**
 * Bins `(lower, upper]` between type-7 quantiles. Equal values share a score; where they are many, a score is empty.
 */
export const quantileBinning: BinningDefinition = {
  fewestCustomers: () => 1,
  fit: (values, bins, measure) => binsByEdges(values, { edges: quantileEdges(values, bins), closed: "upper" }, measure),
  whyEmpty: "equal values share a score",
  segments: defaultSegments,
};

/** Type-7 quantiles (Hyndman and Fan 1996) at 1/bins, 2/bins, … */
export function quantileEdges(values: Float64Array, bins: number): number[] {
  const shares = Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins);
  return Array.from(quantiles(values, shares));
}
