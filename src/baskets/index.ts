/**
 * What is bought together, and what comes next? Frequent itemsets, association rules, and what to offer a customer.
 */

export {
  type FrequentItemsetsOptions,
  frequentItemsets,
} from "./itemsets/frequent-itemsets.js";
export type { ItemHierarchy } from "./itemsets/item-groups.js";
export type { ItemsetColumns, Itemsets } from "./itemsets/itemsets.js";
export type { BasketOptions, BasketsInput } from "./itemsets/read-baskets.js";
export type { Eligibility } from "./offers/eligibility.js";
export type { IdList } from "./offers/known-ids.js";
export type { OfferLimits } from "./offers/offer-limits.js";
export type {
  RecommendationAttributes,
  RecommendationColumns,
  RecommendationLedger,
  Recommendations,
} from "./offers/offer-lists.js";
export type { PurchaseColumns, PurchaseLedger } from "./offers/purchase-log.js";
export { type RecommendNextOptions, recommendNext } from "./offers/recommend-next.js";
export {
  type RecommendationReport,
  type RecommendationReportAttributes,
  type RecommendationReportColumns,
  type ValidateRecommendationsOptions,
  validateRecommendations,
} from "./offers/validate-recommendations.js";
export type { HoldingColumns } from "./products/holdings.js";
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
  type AssociationRules,
  type AssociationRulesOptions,
  associationRules,
  type RuleAttributes,
  type RuleColumns,
} from "./rules/association-rules.js";
