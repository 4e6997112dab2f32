/**
 * Who are the best customers, how concentrated is what they bring, and which customers are to be developed, kept,
 * served cheaply or let go? RFM scores and segments, Pareto analysis and ABC classes, value matrices, tiers and their
 * migration, life cycles, grades, the share of the wallet, and the choice of customers and segments, each with its
 * reasons.
 */

export type { RfmInnerEdges } from "./binnings/given-edges.js";
export type { PerMeasure, RfmMeasure } from "./binnings/rfm-measure.js";
export type { Amount } from "./classification/amounts-of.js";
export type { ClassSummary, ClassSummaryColumns } from "./classification/class-summary.js";
export type { Classification, ClassificationAttributes, ClassRule } from "./classification/classification.js";
export type { Cuts } from "./classification/cut-levels.js";
export type { NamedShare } from "./classification/named-shares.js";
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
export {
  type BankClass,
  type BankClasses,
  type BankClassesOptions,
  type BankCuts,
  bankClasses,
} from "./grades/bank-classes.js";
export {
  type CustomerGrades,
  type CustomerGradesAttributes,
  type GradeCustomersOptions,
  gradeCustomers,
} from "./grades/grade-customers.js";
export type { GradeIndicator } from "./grades/grade-indicators.js";
export type { Grade, GradeRules } from "./grades/grade-rules.js";
export {
  type LifecycleStage,
  type LifecycleStages,
  type LifecycleStagesOptions,
  lifecycleStages,
} from "./life-cycle/lifecycle-stages.js";
export {
  type RelationshipState,
  type RelationshipStates,
  type RelationshipStatesOptions,
  relationshipStates,
} from "./life-cycle/relationship-states.js";
export {
  type RelationshipStrengthOptions,
  type RelationshipStrengths,
  relationshipStrength,
  type Strength,
  type StrengthCuts,
  type StrengthIndicator,
} from "./life-cycle/relationship-strength.js";
export {
  type RelationalCondition,
  type RelationalGroup,
  type TransactionalRelational,
  type TransactionalRelationalOptions,
  transactionalRelational,
} from "./life-cycle/transactional-relational.js";
export type { DataSufficiency } from "./rfm/data-sufficiency.js";
export { fitRfm } from "./rfm/fit-rfm.js";
export { type RfmModel, rfmFormat, type ScoreCounts } from "./rfm/rfm-model.js";
export type { RfmBinning, RfmInput, RfmOptions, SufficiencyGate } from "./rfm/rfm-options.js";
export {
  type RfmTransitions,
  type RfmTransitionsOptions,
  rfmTransitions,
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
export type {
  TransitionDirection,
  TransitionFlowColumns,
  TransitionMoverColumns,
} from "./rfm/transition-tables.js";
export {
  type CheckedCondition,
  type ColumnCondition,
  type ColumnRule,
  checkedCondition,
  type RuleValue,
  type SegmentBasis,
} from "./rules/column-rule.js";
export {
  defaultSegments,
  elevenGroupSegments,
  rfmPackageSegments,
  type SegmentPreset,
} from "./rules/default-segments.js";
export { contains } from "./rules/interval.js";
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
export {
  type AssessSegmentsOptions,
  assessSegments,
  type MarketForce,
  type SegmentAssessment,
  type SegmentAssessmentAttributes,
  type SegmentAssessmentColumns,
  type SegmentCriteriaColumns,
} from "./selection/assess-segments.js";
export {
  type ChannelKind,
  type ChannelPreference,
  type ChannelPreferenceOptions,
  type ChannelPreferences,
  channelPreference,
} from "./selection/channel-preference.js";
export type { HandScores } from "./selection/hand-scores.js";
export type { AbilityItem } from "./selection/own-ability.js";
export type { SegmentCriterion } from "./selection/segment-criteria.js";
export {
  type CustomerChoice,
  type SelectCustomersOptions,
  type SelectedCustomers,
  type SelectedCustomersAttributes,
  selectCustomers,
} from "./selection/select-customers.js";
export {
  type CustomerPyramid,
  type CustomerPyramidAttributes,
  type CustomerPyramidOptions,
  customerPyramid,
} from "./tiers/customer-pyramid.js";
export {
  type LossMakerColumns,
  type LossMakers,
  type LossMakersAttributes,
  type MendLossMakersOptions,
  mendLossMakers,
} from "./tiers/mend-loss-makers.js";
export type { TierFlowColumns, TierMove } from "./tiers/tier-flows.js";
export {
  type TierMigration,
  type TierMigrationOptions,
  type TierMoveColumns,
  type TierProjectionColumns,
  tierMigration,
} from "./tiers/tier-migration.js";
export {
  type UpgradeCandidateColumns,
  type UpgradeCandidates,
  type UpgradeCandidatesAttributes,
  type UpgradeCandidatesOptions,
  upgradeCandidates,
} from "./tiers/upgrade-candidates.js";
export type { ContributionAxis, HeadroomAxis, LoyaltyAxis, MatrixAxis } from "./value/matrix-axis.js";
export type { MatrixCell } from "./value/matrix-cells.js";
export type { MatrixPreset } from "./value/matrix-presets.js";
export type { ValueCube, ValueCubeColumns } from "./value/value-cube.js";
export {
  type ValueMatrix,
  type ValueMatrixAttributes,
  type ValueMatrixOptions,
  valueMatrix,
} from "./value/value-matrix.js";
export {
  type WalletShareAttributes,
  type WalletShareColumns,
  type WalletShareOptions,
  type WalletShares,
  walletShare,
} from "./value/wallet-share.js";
