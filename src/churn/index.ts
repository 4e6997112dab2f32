/**
 * Who left, who will leave, and whom does it pay to keep or win back? Labels and features without leakage, churn rates
 * of contracts, stated reasons, and contact plans under a budget.
 */

export type { Capacity, ColumnOrNumber, ContactColumns, ContactPlan } from "./actions/contact-plan.js";
export {
  type RemainingLifetimeAttributes,
  type RemainingLifetimeColumns,
  type RemainingLifetimeOptions,
  remainingLifetime,
} from "./actions/remaining-lifetime.js";
export {
  type TargetRetentionColumns,
  type TargetRetentionOptions,
  targetRetention,
} from "./actions/target-retention.js";
export { type WinBackColumns, type WinBackOptions, winBack } from "./actions/win-back.js";
export {
  type ChurnRateColumns,
  type ChurnRatesAttributes,
  type ChurnRatesOptions,
  churnRates,
} from "./contracts/churn-rates.js";
export type { ContractColumns } from "./contracts/contract-spells.js";
export {
  type BalanceOutlook,
  type CustomerBalanceAttributes,
  type CustomerBalanceColumns,
  customerBalance,
} from "./contracts/customer-balance.js";
export type { ContractStateColumns, LapseColumns, RelationshipColumns } from "./contracts/customer-states.js";
export {
  type LeaveReasonColumns,
  type LeaveReasonsAttributes,
  type LeaveReasonsOptions,
  leaveReasons,
} from "./contracts/leave-reasons.js";
export type { PeriodOptions } from "./contracts/period-tally.js";
export type { RevenueRetention } from "./contracts/revenue-retention.js";
export {
  type ContractSummaryAttributes,
  type ContractSummaryColumns,
  type SummarizeContractsOptions,
  summarizeContracts,
} from "./contracts/summarize-contracts.js";
export { type ChurnFeatures, type ChurnFeaturesOptions, churnFeatures } from "./labels/churn-features.js";
export type { ExtraCombination, ExtraFeatures, ExtraInput } from "./labels/extra-features.js";
export type { ChurnFeatureOptions } from "./labels/feature-table.js";
export {
  type ChurnLabels,
  type ChurnLedger,
  type LabelChurnOptions,
  type LabeledCustomerColumns,
  labelChurn,
} from "./labels/label-churn.js";
export { checkFeatureDates, type FeatureDateOptions } from "./labels/leakage.js";
export type { PurchaseFeature } from "./labels/purchase-features.js";
