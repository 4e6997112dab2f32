/**
 * What is bought together, and what comes next? Frequent itemsets, association rules, and what to offer a customer.
 */

export type { BrowsingColumns } from "./browsing/browsing-log.js";
export type { BrowsingPathColumns } from "./browsing/frequent-paths.js";
export type { BrowsedPageColumns } from "./browsing/page-figures.js";
export type { PageTransitionColumns } from "./browsing/page-steps.js";
export {
  type SimilarHabits,
  type SimilarHabitsAttributes,
  type SimilarHabitsColumns,
  type SimilarHabitsOptions,
  similarHabits,
} from "./browsing/similar-habits.js";
export {
  type BrowsingSessionColumns,
  type BrowsingSummary,
  type SummarizeBrowsingOptions,
  summarizeBrowsing,
} from "./browsing/summarize-browsing.js";
export {
  type FrequentItemsetsOptions,
  frequentItemsets,
} from "./itemsets/frequent-itemsets.js";
export type { ItemHierarchy } from "./itemsets/item-groups.js";
export type { ItemsetColumns, Itemsets } from "./itemsets/itemsets.js";
export type { BasketOptions, BasketsInput } from "./itemsets/read-baskets.js";
export type { IdList } from "./logs/known-ids.js";
export type { PurchaseColumns, PurchaseLedger } from "./logs/purchase-log.js";
export type { Eligibility } from "./offers/eligibility.js";
export type { OfferBasisOptions, OfferFeatureWeights } from "./offers/offer-basis.js";
export type { OfferLimits } from "./offers/offer-limits.js";
export type {
  RecommendationAttributes,
  RecommendationColumns,
  RecommendationLedger,
  Recommendations,
} from "./offers/offer-lists.js";
export {
  type RecommendBySegmentOptions,
  recommendBySegment,
  type SegmentOfferAttributes,
  type SegmentOfferColumns,
  type SegmentOffers,
} from "./offers/recommend-by-segment.js";
export { type RecommendNextOptions, recommendNext } from "./offers/recommend-next.js";
export type { OfferKind } from "./offers/segment-tally.js";
export {
  type RecommendationReport,
  type RecommendationReportAttributes,
  type RecommendationReportColumns,
  type ValidateRecommendationsOptions,
  validateRecommendations,
} from "./offers/validate-recommendations.js";
export type { HoldingColumns } from "./products/holdings.js";
export {
  type LifeEventRuleAttributes,
  type LifeEventRuleColumns,
  type LifeEventRulesOptions,
  lifeEventRules,
} from "./products/life-event-rules.js";
export type { LifeLogColumns } from "./products/life-log.js";
export {
  type NextEventColumns,
  type NextEventsAttributes,
  type NextEventsOptions,
  nextEvents,
} from "./products/next-events.js";
export {
  type HoldingDepthColumns,
  type HoldingPairColumns,
  type HoldingSummary,
  type ProductHoldings,
  type ProductHoldingsOptions,
  productHoldings,
} from "./products/product-holdings.js";
export {
  type PropensityAttributes,
  type PropensityColumns,
  type PropensityOptions,
  propensity,
} from "./products/propensity.js";
export type { CustomerFeatures } from "./products/propensity-data.js";
export type { PropensityValidationColumns } from "./products/propensity-validation.js";
export {
  type AssociationRules,
  type AssociationRulesOptions,
  associationRules,
  type RuleAttributes,
  type RuleColumns,
} from "./rules/association-rules.js";
