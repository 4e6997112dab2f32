import type { CheckOrdersOptions, OrderColumns, OrderPolicies, ReadingOptions, Row, Table } from "../../src/index.js";

/** An order as it truly was. */
export interface TrueOrder {
  readonly order: string;
  readonly customer: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly amount: number;
}

/** A small order file as shops, clerks and spreadsheets write them, and what must happen to it. */
export interface MessyFile {
  /** Also the name of the file, in kebab-case. */
  readonly name: string;
  readonly content: string | Uint8Array;
  /** The orders in it; those of `trueOrders` unless said otherwise. */
  readonly orders?: readonly TrueOrder[];
  /**
   * What happens where nothing is known of the file: `"right"`, the numbers are right at once; otherwise a part of the
   * error or of a finding of `checkOrders` that names what mends it.
   */
  readonly says: "right" | string;
  /** What mends it; nothing to mend where it is right at once, and null where only the file itself can be mended. */
  readonly mended?: Mended | null;
}

/** How a file is read by one who has done what the message says. */
export interface Mended {
  readonly reading?: ReadingOptions;
  readonly change?: (table: Table) => Table;
  readonly rows?: (row: Row) => boolean;
  readonly columns?: Partial<OrderColumns> & OrderPolicies & CheckOrdersOptions;
}
