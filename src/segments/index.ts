/**
 * Who are the best customers, and how concentrated is what they bring? RFM scores and segments with a linter for their
 * rules, Pareto analysis and ABC classes.
 */

export type { RfmInnerEdges } from "./binnings/given-edges.js";
export type { PerMeasure, RfmMeasure } from "./binnings/rfm-measure.js";
export type { ClassSummary, ClassSummaryColumns } from "./classification/class-summary.js";
export type { Classification, ClassificationAttributes, ClassRule } from "./classification/classification.js";
export {
  type AbcAttributes,
  type AbcClasses,
  type AbcColumns,
  type AbcOptions,
  type AbcSummaryColumns,
  abcClasses,
} from "./concentration/abc-classes.js";
export type { AbcPoints, CurvePoint } from "./concentration/abc-geometry.js";
export {
  analyzePareto,
  type IntervalOptions,
  type LorenzColumns,
  type ParetoAnalysis,
  type ParetoOptions,
  type ParetoSummaryColumns,
  type WhaleColumns,
} from "./concentration/analyze-pareto.js";
export type { ConcentrationInterval, IntervalEstimate } from "./concentration/concentration-interval.js";
export type { DataSufficiency } from "./rfm/data-sufficiency.js";
export { fitRfm } from "./rfm/fit-rfm.js";
export { type RfmModel, rfmFormat, type ScoreCounts } from "./rfm/rfm-model.js";
export type { RfmBinning, RfmInput, RfmOptions, SufficiencyGate } from "./rfm/rfm-options.js";
export {
  type RfmTransitions,
  type RfmTransitionsOptions,
  rfmTransitions,
  type TransitionDirection,
  type TransitionFlowColumns,
  type TransitionMoverColumns,
} from "./rfm/rfm-transitions.js";
export { type RfmLedger, valuesOfStatistics } from "./rfm/rfm-values.js";
export {
  checkRfmOptions,
  type RfmAttributes,
  type RfmColumns,
  type RfmModelOptions,
  type RfmScores,
  scoreRfm,
  scoreValues,
} from "./rfm/score-rfm.js";
export type { SegmentSummary, SegmentSummaryColumns } from "./rfm/segment-summary.js";
export type { ColumnCondition, ColumnRule, RuleValue, SegmentBasis } from "./rules/column-rule.js";
export {
  defaultSegments,
  elevenGroupSegments,
  rfmPackageSegments,
  type SegmentPreset,
} from "./rules/default-segments.js";
export type { ColumnRuleLint, RuleGap, RuleOverlap, RuleRegion } from "./rules/lint-column-rules.js";
export {
  type LintColumnRulesOptions,
  lintSegments,
  type SegmentGap,
  type SegmentLint,
  type SegmentOverlap,
} from "./rules/lint-segments.js";
export { type GridAxis, type GridBand, type RuleGridOptions, ruleGrid } from "./rules/rule-grid.js";
export { type RulePreset, type RulePresetOptions, rulePreset } from "./rules/rule-presets.js";
export type { ScoreBins } from "./rules/score-bins.js";
export {
  type RuleSegments,
  type RuleSegmentsAttributes,
  type SegmentByRulesOptions,
  segmentByRules,
} from "./rules/segment-by-rules.js";
export type { ScoreRange, SegmentBox, SegmentRule } from "./rules/segment-rule.js";
