import type { Present, Table } from "../table/index.js";
import type { RowLedger } from "./row-ledger.js";
import type { TimeUnit } from "./time-unit.js";

/** The columns of {@link Customers}. */
export type CustomerColumns = {
  /** The id, as in the orders. */
  customer: Present<number | string | boolean>;
  /** Distinct orders, or rows where no order column was named; never merged by day. */
  orders: Present<number>;
  /** Repeat purchase days: purchase days − 1. */
  frequency: number;
  /** Age at the last purchase: last − first purchase day, in the unit. */
  recency: number;
  /** Time from the first purchase day to the end of observation, in the unit. */
  age: number;
  /** Mean spend of the repeat purchase days; missing where there are none. */
  monetary: number;
  /** Σ ln(time between successive purchase days), in the unit; 0 where frequency is 0. */
  logIntervals: number;
  /** All money of the customer, refunds netted. */
  revenue: number;
  /** The first purchase day. */
  firstOrder: Date;
  /** The last purchase day. */
  lastOrder: Date;
};

/** What was done to how many rows on the way from orders to customers. */
export interface OrderLedger extends RowLedger {
  /** Rows that became part of a purchase day another row had begun. */
  readonly mergedSameDay: number;
  /** Refund rows whose amount reduced revenue. */
  readonly nettedRefunds: number;
  /** Days with purchases of which a refund left nothing, so that they count as no purchase day. */
  readonly cancelledDays: number;
  /** Customers in the table. */
  readonly customers: number;
  /** Customers that keep a row although no purchase day is left. */
  readonly customersWithoutPurchase: number;
}

/** What a {@link Customers} table says about itself. */
export interface CustomersAttributes {
  readonly unit: TimeUnit;
  /** The last day of observation. */
  readonly end: Date;
  readonly ledger: OrderLedger;
}

/** One row per customer, in the order of first appearance among the rows that count. */
export type Customers = Table<CustomerColumns, CustomersAttributes>;
