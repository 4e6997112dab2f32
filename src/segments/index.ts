/**
 * Who are the best customers, and how concentrated is what they bring? RFM scores and segments with a linter for their
 * rules, Pareto analysis and ABC classes.
 */

export {
  type AbcAttributes,
  type AbcClasses,
  type AbcColumns,
  type AbcOptions,
  type AbcSummaryColumns,
  abcClasses,
} from "./abc-classes.js";
export type { AbcPoints, CurvePoint } from "./abc-geometry.js";
export {
  analyzePareto,
  type IntervalOptions,
  type LorenzColumns,
  type ParetoAnalysis,
  type ParetoOptions,
  type ParetoSummaryColumns,
  type WhaleColumns,
} from "./analyze-pareto.js";
export type { ConcentrationInterval, IntervalEstimate } from "./concentration-interval.js";
export { defaultSegments, rfmPackageSegments } from "./default-segments.js";
export { fitRfm } from "./fit-rfm.js";
export type { RfmInnerEdges } from "./given-edges.js";
export { lintSegments, type SegmentGap, type SegmentLint, type SegmentOverlap } from "./lint-segments.js";
export type { PerMeasure, RfmMeasure } from "./rfm-measure.js";
export { type RfmModel, rfmFormat, type ScoreCounts } from "./rfm-model.js";
export type { RfmBinning, RfmInput, RfmOptions } from "./rfm-options.js";
export type { RfmLedger } from "./rfm-values.js";
export { type RfmAttributes, type RfmColumns, type RfmModelOptions, type RfmScores, scoreRfm } from "./score-rfm.js";
export type { ScoreRange, SegmentBox, SegmentRule } from "./segment-rule.js";
export type { SegmentSummary, SegmentSummaryColumns } from "./segment-summary.js";
