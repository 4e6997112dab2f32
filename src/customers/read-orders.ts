import { ClienteleError, counted, knownOptions, oneOf, requireColumnName, showValue } from "../errors/index.js";
import {
  type DateUnit,
  dateColumn,
  dateUnitOption,
  dayOf,
  type Keys,
  keyColumn,
  localMoments,
  numberColumn,
  requireRows,
  type Table,
  type TableInput,
  timeZoneOption,
  toTable,
} from "../table/index.js";

/** Which columns of an order table hold what. */
export interface OrderColumns {
  /** The customer's id: numbers or text. Blank text counts as missing. */
  readonly customer: string;
  /** The day or moment of the order: dates, ISO text (no zone means UTC), or numbers in `dateUnit`. */
  readonly date: string;
  /** The amount of money, or the quantity and the unit price whose product it is. */
  readonly amount?: string | { readonly quantity: string; readonly price: string };
  /** The order (invoice) to which a row belongs. Without it every row is an order of its own. */
  readonly order?: string;
  /** What numbers in the date column count since 1970-01-01 UTC [`"ms"`], or `"excel"` for serial days of a sheet. */
  readonly dateUnit?: DateUnit;
  /**
   * Where days are cut: an IANA name such as `"Asia/Shanghai"` [UTC]. Moments are UTC unless they say otherwise; a
   * column of days without times, and dates at midnight UTC in options, stay the days that they are.
   */
  readonly timeZone?: string;
}

/** What to do with rows that are not plain purchases. */
export interface OrderPolicies {
  /** Rows without a customer id: `"error"` [default] names the first, `"drop"` leaves them out and counts them. */
  readonly missingCustomer?: "error" | "drop";
  /**
   * Rows with a negative amount: `"net"` [default] reduces revenue and never makes a purchase, `"drop"` leaves them
   * out, `"keep"` treats them like any row.
   */
  readonly refunds?: "net" | "drop" | "keep";
  /** Rows with an amount of 0: `"keep"` [default] counts them as purchases, `"drop"` leaves them out. */
  readonly zeroAmounts?: "keep" | "drop";
}

/** The names of the options in {@link OrderColumns} and {@link OrderPolicies}. */
export const orderOptionNames = [
  "customer",
  "date",
  "amount",
  "order",
  "dateUnit",
  "timeZone",
  "missingCustomer",
  "refunds",
  "zeroAmounts",
] as const;

/** An order table as typed arrays; a row whose customer code is −1 has been dropped. */
export interface OrderRows {
  readonly table: Table;
  readonly rows: number;
  readonly customers: Keys;
  /**
   * The moment of each row in milliseconds since 1970 UTC, or as the clocks of the time zone show it; its day is
   * `dayOf(moments[row])`.
   */
  readonly moments: Float64Array;
  /** The amount of each row, or null when no column of amounts was named. */
  readonly amounts: Float64Array | null;
  /** The order of each row, or null when no column of orders was named. */
  readonly orders: Keys | null;
  readonly nettingRefunds: boolean;
  readonly dropped: DroppedRows;
}

/** How many rows were left out, by reason. */
export interface DroppedRows {
  readonly missingCustomer: number;
  readonly refunds: number;
  readonly zeroAmounts: number;
  readonly afterEnd: number;
}

/**
 * Reads an order table: ids as dense codes, days, amounts; rows that the policies leave out are marked and counted.
 * Rows after `lastDay` are left out too. Errors: `empty-table`, `unknown-column`, `missing-customer`, `missing-value`,
 * `not-a-number`, `not-finite`, `not-a-date`, `out-of-range`, `invalid-option`.
 */
export function readOrders(
  caller: string,
  input: TableInput,
  options: OrderColumns & OrderPolicies,
  lastDay: number = Number.POSITIVE_INFINITY,
): OrderRows {
  checkColumnNames(caller, options);
  requireColumnName(caller, "customer", options.customer);
  requireColumnName(caller, "date", options.date);
  const orders = toTable(caller, input);
  requireRows(caller, orders);
  const missingCustomer = oneOf(caller, "missingCustomer", options.missingCustomer, ["error", "drop"], "error");
  const refunds = oneOf(caller, "refunds", options.refunds, ["net", "drop", "keep"], "net");
  const zeroAmounts = oneOf(caller, "zeroAmounts", options.zeroAmounts, ["keep", "drop"], "keep");
  const keys = keyColumn(caller, orders, options.customer, { missing: "keep" });
  if (missingCustomer === "error") refuseMissingCustomer(caller, options.customer, keys);

  const zone = timeZoneOption(caller, options.timeZone);
  const dateUnit = dateUnitOption(caller, options.dateUnit);
  const moments = localMoments(dateColumn(caller, orders, options.date, { dateUnit, missing: "keep" }), zone);
  const amounts = readAmounts(caller, orders, options.amount);
  const orderKeys = options.order === undefined ? null : keyColumn(caller, orders, options.order, { missing: "keep" });

  const rows = orders.numRows;
  const dropped = { missingCustomer: 0, refunds: 0, zeroAmounts: 0, afterEnd: 0 };
  const { codes } = keys;
  let moved = 0;
  for (let row = 0; row < rows; row++) {
    if (codes[row]! < 0) {
      dropped.missingCustomer++;
      continue;
    }
    const moment = moments[row]!;
    if (Number.isNaN(moment)) {
      throw missingCell(caller, options.date, row, "the date is missing");
    }
    if (dayOf(moment) > lastDay) {
      dropped.afterEnd++;
      codes[row] = -1;
      continue;
    }
    if (amounts === null) continue;
    const amount = amounts[row]!;
    moved += Math.abs(amount);
    if (amount > 0) continue;
    if (amount < 0) {
      if (refunds !== "drop") continue;
      dropped.refunds++;
      codes[row] = -1;
    } else if (amount === 0) {
      if (zeroAmounts === "keep") continue;
      dropped.zeroAmounts++;
      codes[row] = -1;
    } else {
      throw missingCell(caller, amountName(options.amount), row, "the amount is missing");
    }
  }
  if (!Number.isFinite(moved)) refuseOverflow(caller, options.amount, amounts);
  if (orderKeys !== null) refuseMissingOrder(caller, options.order, codes, orderKeys.codes);
  return {
    table: orders,
    rows,
    customers: compactKeys(keys, dropped),
    moments,
    amounts,
    orders: orderKeys,
    nettingRefunds: refunds === "net",
    dropped,
  };
}

/** Refuses columns that are given, but not by their names. Errors: `invalid-option`. */
export function checkColumnNames(caller: string, { customer, date, amount, order }: Partial<OrderColumns>): void {
  for (const [option, name] of Object.entries({ customer, date, order })) {
    if (name !== undefined) requireColumnName(caller, option, name);
  }
  if (amount === undefined || typeof amount === "string") return;
  if (typeof amount !== "object" || amount === null) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: amount },
      `option "amount" must be the name of a column or { quantity, price }, got ${showValue(amount)}`,
    );
  }
  knownOptions(caller, amount, ["quantity", "price"]);
  requireColumnName(caller, "amount.quantity", amount.quantity);
  requireColumnName(caller, "amount.price", amount.price);
}

function readAmounts(caller: string, orders: Table, amount: OrderColumns["amount"]): Float64Array | null {
  if (amount === undefined) return null;
  if (typeof amount === "string") return numberColumn(caller, orders, amount, { missing: "keep" });
  const quantities = numberColumn(caller, orders, amount.quantity, { missing: "keep" });
  const prices = numberColumn(caller, orders, amount.price, { missing: "keep" });
  const products = new Float64Array(quantities.length);
  for (let row = 0; row < products.length; row++) products[row] = quantities[row]! * prices[row]!;
  return products;
}

/** Sums that overflow would come out as nothing or as infinite revenue. */
function refuseOverflow(caller: string, amount: OrderColumns["amount"], amounts: Float64Array | null): never {
  const row = amounts?.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY) ?? -1;
  const column = amountName(amount);
  if (row < 0) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column },
      "the amounts add up to more than a number can hold",
    );
  }
  throw new ClienteleError(
    "not-finite",
    { function: caller, column, row: row + 1, value: amounts?.[row] },
    "the product is not a finite number",
  );
}

function amountName(amount: OrderColumns["amount"]): string | undefined {
  return typeof amount === "object" ? `${amount.quantity} × ${amount.price}` : amount;
}

function missingCell(caller: string, column: string | undefined, row: number, problem: string): ClienteleError {
  return new ClienteleError("missing-value", { function: caller, column, row: row + 1, value: null }, problem);
}

function refuseMissingCustomer(caller: string, column: string, keys: Keys): void {
  const first = keys.codes.indexOf(-1);
  if (first < 0) return;
  let count = 0;
  for (const code of keys.codes) if (code < 0) count++;
  throw new ClienteleError(
    "missing-customer",
    { function: caller, column, row: first + 1, value: null },
    `the customer id is missing (${counted(count, "such row")}); set missingCustomer: "drop" to leave them out`,
  );
}

function refuseMissingOrder(
  caller: string,
  column: string | undefined,
  codes: Int32Array,
  orderCodes: Int32Array,
): void {
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! >= 0 && orderCodes[row]! < 0) throw missingCell(caller, column, row, "the order id is missing");
  }
}

/** Renumbers customers so that only those with a row left remain, still in the order of first appearance. */
function compactKeys(keys: Keys, dropped: DroppedRows): Keys {
  if (dropped.refunds === 0 && dropped.zeroAmounts === 0 && dropped.afterEnd === 0) return keys;
  const newCode = new Int32Array(keys.count).fill(-1);
  const kept = new Int32Array(keys.count);
  let count = 0;
  const { codes } = keys;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    if (newCode[code]! < 0) {
      kept[count] = code;
      newCode[code] = count++;
    }
    codes[row] = newCode[code]!;
  }
  return { codes, count, labels: keys.labels.take(kept.subarray(0, count)) };
}
