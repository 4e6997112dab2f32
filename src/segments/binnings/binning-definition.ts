import type { ScoreBins } from "../rules/score-bins.js";
import type { SegmentBox } from "../rules/segment-rule.js";
import { type BinEdges, scoresByEdges } from "./bin-edges.js";
import type { RfmMeasure } from "./rfm-measure.js";

/** Bins fitted to the values of a measure. */
export interface FittedBins extends BinEdges {
  /** The score 1..bins of each value. */
  readonly scores: Uint8Array;
  /** What the values make doubtful, in sentences. */
  readonly warnings: readonly string[];
}

/** One way to divide customers by a measure: all that depends on which way it is. */
export interface BinningDefinition {
  /** How few customers can be divided into so many bins. */
  readonly fewestCustomers: (bins: number) => number;
  /** The bins of a measure, with the scores of the values they are fitted to. */
  readonly fit: (values: Float64Array, bins: number, measure: RfmMeasure) => FittedBins;
  /** Why a score may be without customers, for a warning. */
  readonly whyEmpty: string;
  /** The segments that go with it unless others are given. */
  readonly segments: (bins: ScoreBins) => SegmentBox[];
}

/** Bins by their edges alone, so that equal values get equal scores. */
export function binsByEdges(values: Float64Array, edges: BinEdges, measure: RfmMeasure): FittedBins {
  return { ...edges, scores: scoresByEdges(values, edges, measure), warnings: [] };
}
