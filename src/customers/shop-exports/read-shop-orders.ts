import { ClienteleError, knownOptions, oneOf, showNames, showValue } from "../../errors/index.js";
import { createTable, dateColumnOf, requireRows, type Table, type TableInput, toTable } from "../../table/index.js";
import { type ExportRows, exportRows, stateOf } from "./export-rows.js";
import { type OrderState, type Shop, type ShopFormat, shopFormats } from "./shop-formats.js";

/** Options of {@link readShopOrders}. */
export interface ShopOrdersOptions {
  readonly shop: Shop;
  /** The currency to keep, by its code; needed where orders are in several [the one that there is]. */
  readonly currency?: string;
}

/** A row per line of an order, or per order where the export has no lines; and one per refund. */
export type ShopOrderColumns = {
  /** The customer's address of mail, in lower case, or what the export has in its place; missing where nothing is. */
  customer: string | number;
  date: Date;
  /** The money of the line after discounts, without shipping and taxes on top; of a refund below 0. */
  amount: number;
  order: string;
  product: string;
  quantity: number;
};

/** What became of the rows of an export. */
export interface ShopLedger {
  readonly shop: Shop;
  /** Rows of the export. */
  readonly rows: number;
  /** Orders and rows that count. */
  readonly orders: number;
  readonly lines: number;
  /** Rows of orders that were cancelled, are not paid, or whose payment failed. */
  readonly droppedCancelled: number;
  readonly droppedUnpaid: number;
  readonly droppedFailed: number;
  /** Rows in another currency than the one that was asked for. */
  readonly droppedOtherCurrency: number;
  /** Rows without an order or without money, which only continue the row before. */
  readonly droppedContinuation: number;
  /** Refunds, each a row of its own with a negative amount on the day of its order. */
  readonly refunds: number;
  readonly refundedAmount: number;
  /** Rows that count but name no customer. */
  readonly withoutCustomer: number;
  /** The currency of the amounts; null where the export does not say. */
  readonly currency: string | null;
  /** States that are not known, whose rows count. */
  readonly unknownStates: readonly string[];
}

/** What {@link readShopOrders} gives. */
export interface ShopOrders {
  readonly orders: Table<ShopOrderColumns>;
  readonly ledger: ShopLedger;
}

/**
 * Which orders are in this export of a shop? Reads what Shopify, WooCommerce, Magento, Amazon and Stripe export into
 * rows that every analysis takes, with `customer: "customer", date: "date", amount: "amount", order: "order"`: totals
 * that stand on the first line of an order only, or on each of its lines, are counted once; amounts are what the goods
 * came to after discounts, without shipping and taxes on top, or what was paid where an export says no more; cancelled,
 * unpaid and failed orders are left out; refunds become rows with negative amounts. The ledger counts all of it.
 *
 * @param table - the export, in any form {@link table} reads; `readCsv` and `readCsvFile` read it as it comes
 * @param options - `shop`; `currency`, where orders are in several
 *
 * Errors: `unknown-column` (no export of this shop), `not-a-number`, `not-a-date`, `missing-value` (an order without a
 * date), `invalid-option` (several currencies and none chosen), `empty-table`, `unsupported-input`.
 *
 * @example
 * ```ts
 * const { orders, ledger } = readShopOrders(await readCsvFile("orders_export_1.csv"), { shop: "shopify" });
 * console.log(ledger);
 * const customers = summarizeCustomers(orders, {
 *   customer: "customer", date: "date", amount: "amount", order: "order", missingCustomer: "drop",
 * });
 * ```
 */
export function readShopOrders(table: TableInput, options: ShopOrdersOptions): ShopOrders {
  const caller = "readShopOrders";
  knownOptions(caller, options, ["shop", "currency"]);
  const shops = Object.keys(shopFormats) as Shop[];
  const shop = oneOf(caller, "shop", options.shop, shops, options.shop);
  const format = shopFormats[shop] ?? refuseShop(caller, shops, options.shop);
  const input = toTable(caller, table);
  requireRows(caller, input);
  const rows = exportRows(caller, input, shop, format);
  const orders = ordersOf(rows);
  const currency = chooseCurrency(caller, orders, options.currency);
  const counts = { cancelled: 0, unpaid: 0, failed: 0, otherCurrency: 0 };
  const unknownStates = new Set<string>();
  const lines: Line[] = [];
  let [kept, refunds, refundedAmount, ownLines] = [0, 0, 0, 0];
  for (const order of orders) {
    dropByState(rows, order, format, counts, unknownStates);
    if (order.rows.length === 0) continue;
    if (currency !== null && order.currency !== null && order.currency !== currency) {
      counts.otherCurrency += order.rows.length;
      continue;
    }
    requireDate(caller, order);
    const money = linesOf(rows, order, format);
    kept++;
    ownLines += money.length;
    const refund = refundOf(order, money, format);
    lines.push(...money);
    if (refund > 0) {
      refunds++;
      refundedAmount += refund;
      lines.push({ order, amount: -refund, product: null, quantity: Number.NaN });
    }
  }
  return {
    orders: tableOf(lines),
    ledger: Object.freeze({
      shop,
      rows: rows.rows,
      orders: kept,
      lines: ownLines,
      droppedCancelled: counts.cancelled,
      droppedUnpaid: counts.unpaid,
      droppedFailed: counts.failed,
      droppedOtherCurrency: counts.otherCurrency,
      droppedContinuation:
        rows.rows - ownLines - counts.cancelled - counts.unpaid - counts.failed - counts.otherCurrency,
      refunds,
      refundedAmount,
      withoutCustomer: lines.filter(({ order, amount }) => order.customer === null && amount >= 0).length,
      currency,
      unknownStates: Object.freeze([...unknownStates]),
    }),
  };
}

function refuseShop(caller: string, shops: readonly Shop[], given: unknown): never {
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: given },
    `option "shop" must be one of ${showNames(shops)}, got ${showValue(given)}`,
  );
}

/** What belongs to an order as a whole: each the first that one of its rows says. */
interface ShopOrder {
  readonly name: string;
  rows: number[];
  customer: string | number | null;
  date: number;
  status: string | null;
  cancelled: boolean;
  currency: string | null;
  goods: number;
  total: number;
  refunded: number;
}

/** The orders in the order of their first rows; a row without an order continues the one before. */
function ordersOf(rows: ExportRows): ShopOrder[] {
  const orders = new Map<string, ShopOrder>();
  let name: string | null = null;
  for (let row = 0; row < rows.rows; row++) {
    name = rows.order[row] ?? name;
    if (name === null) continue;
    let order = orders.get(name);
    if (order === undefined) {
      order = {
        ...{ name, rows: [], customer: null, date: Number.NaN, status: null, cancelled: false, currency: null },
        ...{ goods: Number.NaN, total: Number.NaN, refunded: Number.NaN },
      };
      orders.set(name, order);
    }
    order.rows.push(row);
    order.customer ??= rows.customer[row] ?? null;
    order.status ??= rows.status?.[row] ?? null;
    order.currency ??= rows.currency?.[row]?.toUpperCase() ?? null;
    order.cancelled ||= rows.cancelled[row]!;
    order.date = firstOf(order.date, rows.date, row);
    order.goods = firstOf(order.goods, rows.goods, row);
    order.total = firstOf(order.total, rows.total, row);
    order.refunded = firstOf(order.refunded, rows.refunded, row);
  }
  return [...orders.values()];
}

function firstOf(known: number, values: Float64Array | null, row: number): number {
  return Number.isNaN(known) && values !== null ? values[row]! : known;
}

function chooseCurrency(caller: string, orders: readonly ShopOrder[], asked: string | undefined): string | null {
  const found = [...new Set(orders.map(({ currency }) => currency).filter((one) => one !== null))];
  if (asked === undefined) {
    if (found.length <= 1) return found[0] ?? null;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: found },
      `the orders are in several currencies (${showNames(found)}), which cannot be added; keep one with the option ` +
        `currency: ${showValue(found[0])}`,
    );
  }
  if (typeof asked === "string" && found.includes(asked.toUpperCase())) return asked.toUpperCase();
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: asked },
    `option "currency" must be one of those in the export (${showNames(found)}), got ${showValue(asked)}`,
  );
}

/** Takes rows out of an order that do not count: lines have a state of their own, or that of their order. */
function dropByState(
  rows: ExportRows,
  order: ShopOrder,
  format: ShopFormat,
  counts: Record<Exclude<OrderState, "counts">, number>,
  unknown: Set<string>,
): void {
  const kept = order.rows.filter((row) => {
    const status = rows.status?.[row] ?? order.status;
    const known = status === null ? "counts" : stateOf(format, status);
    if (known === null) unknown.add(status!);
    const state = known === null || known === "counts" ? (order.cancelled ? "cancelled" : "counts") : known;
    if (state === "counts") return true;
    counts[state]++;
    return false;
  });
  order.rows = kept;
}

function requireDate(caller: string, order: ShopOrder): void {
  if (!Number.isNaN(order.date)) return;
  throw new ClienteleError(
    "missing-value",
    { function: caller, row: order.rows[0]! + 1, value: null },
    `order ${showValue(order.name)} has no date`,
  );
}

/** A row of the result. */
interface Line {
  readonly order: ShopOrder;
  readonly amount: number;
  readonly product: string | null;
  readonly quantity: number;
}

/** The lines of an order, or the order as one line where the export has none. */
function linesOf(rows: ExportRows, order: ShopOrder, format: ShopFormat): Line[] {
  const whole = Number.isNaN(order.goods) ? order.total : order.goods;
  const own = rows.line === null ? [] : order.rows.filter((row) => !Number.isNaN(rows.line![row]!));
  if (own.length === 0) {
    const row = order.rows[0]!;
    const quantity = rows.quantity?.[row] ?? Number.NaN;
    return Number.isNaN(whole) ? [] : [{ order, amount: whole, product: rows.product?.[row] ?? null, quantity }];
  }
  const sum = own.reduce((total, row) => total + rows.line![row]!, 0);
  // A discount on the whole order is spread over its lines in proportion.
  const hasGoods = format.linePrice.length > 0 && !Number.isNaN(order.goods) && sum > 0;
  const share = hasGoods ? order.goods / sum : 1;
  return own.map((row) => ({
    order,
    amount: rows.line![row]! * share,
    product: rows.product?.[row] ?? null,
    quantity: rows.quantity?.[row] ?? Number.NaN,
  }));
}

/** What of the lines went back: the share of what was paid that was refunded, shipping and taxes among it. */
function refundOf(order: ShopOrder, lines: readonly Line[], format: ShopFormat): number {
  const sum = lines.reduce((total, { amount }) => total + amount, 0);
  const isAll = order.status !== null && format.refundedStates.includes(order.status);
  const refunded = Number.isNaN(order.refunded) || order.refunded === 0 ? (isAll ? Number.NaN : 0) : order.refunded;
  if (sum <= 0) return 0;
  if (Number.isNaN(refunded)) return sum;
  const paid = Number.isNaN(order.total) ? sum : order.total;
  return paid <= 0 ? 0 : sum * Math.min(1, Math.abs(refunded) / paid);
}

function tableOf(lines: readonly Line[]): Table<ShopOrderColumns> {
  return createTable<ShopOrderColumns>({
    customer: lines.map(({ order }) => order.customer),
    date: dateColumnOf(Float64Array.from(lines, ({ order }) => order.date)),
    amount: lines.map(({ amount }) => amount),
    order: lines.map(({ order }) => order.name),
    product: lines.map(({ product }) => product),
    quantity: Float64Array.from(lines, ({ quantity }) => quantity),
  });
}
