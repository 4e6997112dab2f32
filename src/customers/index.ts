/**
 * Who are the customers in this order file? Orders become one row per customer, with a ledger of what was left out; and
 * from there cohorts, holdout splits, purchase cycles, profit and profiles of groups.
 */

export type { PAdjustment } from "../numeric/index.js";
export { type CalendarPeriod, type PeriodNumbers, periodNumbers } from "./calendar-period.js";
export { type CohortCells, type CohortMeasure, cohortMeasures } from "./cohort-statistics.js";
export {
  type CohortAttributes,
  type CohortColumns,
  type CohortLedger,
  type CohortTable,
  cohortTable,
} from "./cohort-table.js";
export { type CohortOptions, cohorts } from "./cohorts.js";
export {
  type CustomerProfits,
  customerProfit,
  type ProfitColumns,
  type ProfitLedger,
  type ProfitOptions,
} from "./customer-profit.js";
export type { CustomerColumns, Customers, CustomersAttributes, OrderLedger } from "./customers.js";
export { type CustomersFromOptions, customersFrom, customersOf } from "./customers-from.js";
export type { DirectCost } from "./direct-cost.js";
export { type GroupedColumns, type GroupedCustomers, groupStatistics } from "./group-statistics.js";
export {
  type CompareSegmentsOptions,
  compareSegments,
  type SegmentComparison,
  type SegmentComparisonAttributes,
  type SegmentComparisonColumns,
} from "./groups/compare-segments.js";
export {
  type GroupProfile,
  type GroupProfileAttributes,
  type GroupProfileColumns,
  type ProfileGroupsOptions,
  profileGroups,
} from "./groups/profile-groups.js";
export type { CompareColumn, ComparedAs, IdentityLibraries } from "./identity/compare-option.js";
export type { PairExplanation, PairExplanationColumns } from "./identity/explain-pair.js";
export type { PhoneLibrary } from "./identity/fold-contact.js";
export type { PinyinLibrary } from "./identity/fold-text.js";
export {
  type GroupHouseholdsOptions,
  groupHouseholds,
  type HouseholdAttributes,
  type HouseholdColumns,
  type HouseholdLedger,
  type HouseholdMembers,
  type Households,
} from "./identity/group-households.js";
export { type AgreementColumn, type IdentityModel, identityFormat } from "./identity/identity-model.js";
export type {
  IdentityBlockingColumns,
  IdentityClusterColumns,
  IdentityPairColumns,
} from "./identity/resolution-tables.js";
export {
  type ResolvedIdentities,
  type ResolveIdentitiesOptions,
  resolveIdentities,
} from "./identity/resolve-identities.js";
export type { MergeCounts, MergeLedger, MergeLedgerColumns, SurvivorshipPolicy } from "./identity/survivorship.js";
export type { TermFrequencies } from "./identity/term-frequencies.js";
export { mergeStatistics } from "./merge-statistics.js";
export { type CheckOrdersOptions, checkOrders, type OrderCheck } from "./order-check/check-orders.js";
export type { ColumnReportColumns } from "./order-check/column-facts.js";
export type { FindingColumns } from "./order-check/finding.js";
export type { CandidateColumns } from "./order-check/suggest-columns.js";
export { orderCounts } from "./order-counts.js";
export { type ProfitByTenureOptions, profitByTenure, type TenureColumns } from "./profit-by-tenure.js";
export {
  type PurchaseCycleAttributes,
  type PurchaseCycleColumns,
  type PurchaseCycleOptions,
  purchaseCycles,
} from "./purchase-cycles.js";
export { type PurchaseDays, purchaseDays } from "./purchase-days.js";
export {
  checkColumnNames,
  type DroppedRows,
  type OrderColumns,
  type OrderPolicies,
  type OrderRows,
  orderOptionNames,
  readOrders,
} from "./read-orders.js";
export {
  type FieldColumns,
  type FreshnessAge,
  type FreshnessAttributes,
  type FreshnessColumns,
  type RecordFreshness,
  type RecordFreshnessOptions,
  recordFreshness,
  type ShareTarget,
} from "./record-freshness.js";
export {
  latestDay,
  type ReduceOptions,
  type Reduction,
  readPurchases,
  reduceOptionNames,
  reduceOrders,
  reducePolicies,
  requireCustomers,
  statisticsTable,
} from "./reduce-orders.js";
export type { RowLedger } from "./row-ledger.js";
export {
  readShopOrders,
  type ShopLedger,
  type ShopOrderColumns,
  type ShopOrders,
  type ShopOrdersOptions,
} from "./shop-exports/read-shop-orders.js";
export type { Shop } from "./shop-exports/shop-formats.js";
export {
  type HoldoutAttributes,
  type HoldoutColumns,
  type HoldoutLedger,
  type HoldoutSplit,
  type SplitHoldoutOptions,
  splitHoldout,
} from "./split-holdout.js";
export {
  type CustomerStatistics,
  ordersOfBuyers,
  type StatisticsArrays,
  type StatisticsAttributes,
  type StatisticsColumns,
  settledRevenue,
  spansOf,
} from "./statistics.js";
export { type SummarizeOptions, summarizeCustomers, summarizeOptionNames } from "./summarize-customers.js";
export { prepareSummary, type SummaryJob, type SummaryState, summaryRunner } from "./summary-job.js";
export { daysPerUnit, type TimeUnit, timeUnit } from "./time-unit.js";
