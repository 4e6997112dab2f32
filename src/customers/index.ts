export type { CustomerColumns, Customers, CustomersAttributes, OrderLedger } from "./customers.js";
export { type PurchaseDays, purchaseDays } from "./purchase-days.js";
export {
  type DroppedRows,
  type OrderColumns,
  type OrderPolicies,
  type OrderRows,
  orderOptionNames,
  readOrders,
} from "./read-orders.js";
export {
  type HoldoutColumns,
  type HoldoutLedger,
  type HoldoutSplit,
  type SplitHoldoutOptions,
  splitHoldout,
} from "./split-holdout.js";
export { latestDay, type SummarizeOptions, summarizeCustomers } from "./summarize-customers.js";
export { daysPerUnit, type TimeUnit, timeUnit } from "./time-unit.js";
