import { sum } from "../numeric/index.js";
import type { OrderRows } from "./read-orders.js";

/** Rows of an order table, and how many were left out for what reason. */
export interface RowLedger {
  /** Rows of the order table. */
  readonly rows: number;
  readonly droppedMissingCustomer: number;
  readonly droppedRefunds: number;
  readonly droppedZeroAmounts: number;
  /** Rows after the end of observation. */
  readonly droppedAfterEnd: number;
}

/** The ledger of order rows as read. */
export function rowLedger({ rows, dropped }: OrderRows): RowLedger {
  return Object.freeze({
    rows,
    droppedMissingCustomer: dropped.missingCustomer,
    droppedRefunds: dropped.refunds,
    droppedZeroAmounts: dropped.zeroAmounts,
    droppedAfterEnd: dropped.afterEnd,
  });
}

/** The ledger of customers of whom nothing but their rows is known: nothing was left out. */
export function onlyRows(rows: Float64Array | Int32Array): RowLedger {
  return Object.freeze({
    rows: sum(rows),
    droppedMissingCustomer: 0,
    droppedRefunds: 0,
    droppedZeroAmounts: 0,
    droppedAfterEnd: 0,
  });
}
