import { ClienteleError, oneOf, requireColumnName } from "../../errors/index.js";
import {
  type DateUnit,
  dateColumn,
  dateUnitOption,
  dayOf,
  keyColumn,
  localMoments,
  numberColumn,
  requireRows,
  type StoredColumn,
  type TableInput,
  timeZoneOption,
  toTable,
} from "../../table/index.js";
import { numberedById } from "./known-ids.js";

/** Which columns of a table of purchases hold what. */
export interface PurchaseColumns {
  readonly customer: string;
  readonly item: string;
  readonly date: string;
  /** Rows with a quantity of 0 or less (returns) are left out and counted. Without it every row is a purchase. */
  readonly quantity?: string;
  /** What numbers in the date column count since 1970-01-01 UTC [`"ms"`]. */
  readonly dateUnit?: DateUnit;
  /** Where days are cut: an IANA name such as `"Asia/Shanghai"` [UTC]. */
  readonly timeZone?: string;
  /** Rows without a customer id: `"error"` [default] names the first, `"drop"` leaves them out and counts them. */
  readonly missingCustomer?: "error" | "drop";
}

export const purchaseColumnNames = [
  "customer",
  "item",
  "date",
  "quantity",
  "dateUnit",
  "timeZone",
  "missingCustomer",
] as const;

/** Rows that were read, and those that were left out. */
export interface PurchaseLedger {
  readonly rows: number;
  readonly missingCustomer: number;
  /** Rows with a quantity of 0 or less. */
  readonly notBought: number;
}

/**
 * Who bought what on which day, each once: the purchases of customer c are those from `start[c]` to `start[c + 1] − 1`,
 * by item and day. Customers and items are numbered in the order of their ids.
 */
export interface PurchaseLog {
  readonly start: Int32Array;
  readonly item: Int32Array;
  /** Days since 1970-01-01 UTC. */
  readonly day: Int32Array;
  readonly customers: StoredColumn;
  /** The customers in the order of their first appearance in the table. */
  readonly appearance: Int32Array;
  readonly items: StoredColumn;
  readonly lastDay: number;
  readonly ledger: PurchaseLedger;
  /** The customer of each row of the table, −1 where it was left out. */
  readonly customerOfRow: Int32Array;
  readonly dayOfRow: Int32Array;
}

/**
 * Reads purchases. Errors: those of `keyColumn`, `dateColumn` and `numberColumn`; `empty-table`, `missing-customer`.
 */
export function readPurchaseLog(caller: string, input: TableInput, options: PurchaseColumns): PurchaseLog {
  for (const name of ["customer", "item", "date"] as const) requireColumnName(caller, name, options[name]);
  const table = toTable(caller, input);
  requireRows(caller, table);
  const missingCustomer = oneOf(caller, "missingCustomer", options.missingCustomer, ["error", "drop"], "error");
  const dateUnit = dateUnitOption(caller, options.dateUnit);
  const customers = numberedById(keyColumn(caller, table, options.customer, { missing: "keep" }));
  const quantity = options.quantity === undefined ? null : numberColumn(caller, table, options.quantity);
  const items = numberedById(keyColumn(caller, table, options.item, { missing: "keep" }));
  const zone = timeZoneOption(caller, options.timeZone);
  const moments = localMoments(dateColumn(caller, table, options.date, { dateUnit }), zone);
  const ledger = { rows: table.numRows, missingCustomer: 0, notBought: 0 };
  const customerOfRow = customers.codes;
  for (let row = 0; row < customerOfRow.length; row++) {
    if (customerOfRow[row]! < 0) {
      if (missingCustomer === "error") refuseRow(caller, "missing-customer", options.customer, row, "customer");
      ledger.missingCustomer++;
    } else if (quantity !== null && !(quantity[row]! > 0)) {
      ledger.notBought++;
      customerOfRow[row] = -1;
    } else if (items.codes[row]! < 0) refuseRow(caller, "missing-value", options.item, row, "item");
  }
  const dayOfRow = Int32Array.from(moments, dayOf);
  if (!customerOfRow.some((customer) => customer >= 0)) {
    throw new ClienteleError("empty-table", { function: caller }, "no purchase is left: every row was left out");
  }
  const sorted = sortPurchases(customers.labels.length, customerOfRow, items.codes, dayOfRow);
  const { labels, appearance } = customers;
  return { ...sorted, customers: labels, appearance, items: items.labels, ledger, customerOfRow, dayOfRow };
}

function refuseRow(
  caller: string,
  code: "missing-customer" | "missing-value",
  column: string,
  row: number,
  what: string,
): never {
  throw new ClienteleError(
    code,
    { function: caller, column, row: row + 1, value: null },
    code === "missing-customer"
      ? `the ${what} is missing; missingCustomer: "drop" leaves such rows out and counts them`
      : `the ${what} is missing`,
  );
}

/** Rows by customer (a counting sort), then by item and day, each once. */
function sortPurchases(
  customers: number,
  customerOfRow: Int32Array,
  itemOfRow: Int32Array,
  dayOfRow: Int32Array,
): Pick<PurchaseLog, "start" | "item" | "day" | "lastDay"> {
  const from = new Int32Array(customers + 1);
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < customerOfRow.length; row++) {
    const customer = customerOfRow[row]!;
    if (customer < 0) continue;
    from[customer + 1]!++;
    firstDay = Math.min(firstDay, dayOfRow[row]!);
    lastDay = Math.max(lastDay, dayOfRow[row]!);
  }
  for (let customer = 0; customer < customers; customer++) from[customer + 1]! += from[customer]!;
  const span = lastDay - firstDay + 1;
  const next = from.slice(0, customers);
  const keys = new Float64Array(from[customers]!);
  for (let row = 0; row < customerOfRow.length; row++) {
    const customer = customerOfRow[row]!;
    if (customer >= 0) keys[next[customer]!++] = itemOfRow[row]! * span + (dayOfRow[row]! - firstDay);
  }
  const start = new Int32Array(customers + 1);
  const item = new Int32Array(keys.length);
  const day = new Int32Array(keys.length);
  let length = 0;
  for (let customer = 0; customer < customers; customer++) {
    const own = keys.subarray(from[customer], from[customer + 1]).sort();
    for (let i = 0; i < own.length; i++) {
      if (i > 0 && own[i] === own[i - 1]) continue;
      item[length] = Math.floor(own[i]! / span);
      day[length++] = (own[i]! % span) + firstDay;
    }
    start[customer + 1] = length;
  }
  return { start, item: item.slice(0, length), day: day.slice(0, length), lastDay };
}
