import type { CalendarPeriod, ErrorCode, ReduceOptions } from "../../../src/index.js";

/** A cell of an order table. */
export type GoldenCell = string | number | boolean | null;

/** What a column of a golden order table holds; quantity and price go together and take the place of the amount. */
export type GoldenRole = "customer" | "date" | "amount" | "order" | "quantity" | "price";

/** A small order table. */
export interface GoldenOrders {
  /** What the case shows, as the end of a sentence. */
  readonly name: string;
  /** What the cells of a row hold, in this order [customer, date, amount]. */
  readonly columns?: readonly GoldenRole[];
  /** Names of columns that are not called after what they hold. */
  readonly names?: Partial<Record<GoldenRole, string>>;
  readonly orders: readonly (readonly GoldenCell[])[];
}

/** How many rows the policies leave out, by reason [0 each]. */
export interface GoldenDrops {
  readonly missingCustomer?: number;
  readonly refunds?: number;
  readonly zeroAmounts?: number;
  readonly afterEnd?: number;
}

/** What is expected of one customer; worked by hand. */
export interface GoldenCustomer {
  readonly customer: string | number | boolean;
  /** The purchase days (purchases with `sameDay: "keep"`) in the order of time, with their spend where it is known. */
  readonly purchases: readonly (readonly [day: string, spend?: number])[];
  /** Rows that count. */
  readonly rows: number;
  /** Orders [as many as rows]. */
  readonly orders?: number;
  /** Missing where no amount is known. */
  readonly revenue?: number;
  /** Σ |amount| [the revenue: no refund]. */
  readonly gross?: number;
  /** Rows merged into another row's day [0]. */
  readonly merged?: number;
  /** Refund rows netted [0]. */
  readonly netted?: number;
  /** Days with purchases of which refunds left nothing [0]. */
  readonly cancelled?: number;
}

/** Orders with the statistics and the ledger that they come to, or with the code of the error that refuses them. */
export type GoldenCustomerCase = GoldenOrders & {
  readonly options?: Pick<
    ReduceOptions,
    "sameDay" | "refunds" | "zeroAmounts" | "missingCustomer" | "end" | "dateUnit"
  >;
} & (
    | { readonly customers: readonly GoldenCustomer[]; readonly end: string; readonly dropped?: GoldenDrops }
    | { readonly error: ErrorCode }
  );

/** Orders with the table of cohorts they come to. */
export interface GoldenCohortCase extends GoldenOrders {
  readonly options: {
    readonly by?: CalendarPeriod;
    readonly measure?: "customers" | "orders" | "revenue";
    readonly end?: string;
    readonly refunds?: "net" | "drop" | "keep";
  };
  /** The values of each cohort from offset 0 on; null where the period has not begun by the end. */
  readonly cohorts: Readonly<Record<string, readonly (number | null)[]>>;
  /** Of each cohort, how many offsets from 0 on are complete. */
  readonly complete: Readonly<Record<string, number>>;
  readonly dropped?: GoldenDrops;
  readonly customersWithoutPurchase?: number;
  readonly rowsBeforeFirstPurchase?: number;
}

/** Orders with the three measures that RFM scores. */
export interface GoldenRfmCase extends GoldenOrders {
  readonly options?: {
    readonly asOf?: string;
    readonly refunds?: "net" | "drop" | "keep";
    readonly zeroAmounts?: "keep" | "drop";
    readonly missingCustomer?: "error" | "drop";
  };
  readonly asOf: string;
  /** `recencyDays` is null for a customer without a purchase. */
  readonly measures: readonly (readonly [
    customer: string | number,
    recencyDays: number | null,
    orders: number,
    revenue: number,
  ])[];
  /** `afterEnd` counts rows after `asOf`. */
  readonly dropped?: GoldenDrops;
}
