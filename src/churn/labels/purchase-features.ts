import { type OrderRows, type PurchaseDays, settledRevenue } from "../../customers/index.js";
import { groupTuples } from "../../numeric/index.js";
import type { Keys } from "../../table/index.js";

/** Features of a customer from the orders before a day. */
export type PurchaseFeature =
  | "recencyDays"
  | "ageDays"
  | "orders"
  | "revenue"
  | "trend"
  | "regularity"
  | "products"
  | "returnShare";

/** Features with a logarithm: counts and days of at least 1, and money. */
const logarithmic: readonly PurchaseFeature[] = ["recencyDays", "ageDays", "orders", "revenue", "products"];

/** The name of a feature on a scale: `logRevenue` for the logarithm of `revenue`. */
export function featureName(feature: PurchaseFeature, scale: "raw" | "log"): string {
  if (scale === "raw" || !logarithmic.includes(feature)) return feature;
  return `log${feature.charAt(0).toUpperCase()}${feature.slice(1)}`;
}

/**
 * The features of every customer with a purchase before the cutoff, in the order of their codes; NaN for the others.
 */
export function purchaseFeature(
  feature: PurchaseFeature,
  orders: OrderRows,
  purchases: PurchaseDays,
  products: Keys | null,
  cutoff: number,
  scale: "raw" | "log",
): Float64Array {
  const values = rawFeature(feature, orders, purchases, products, cutoff);
  if (scale === "raw" || !logarithmic.includes(feature)) return values;
  return values.map(feature === "revenue" ? logOfMoney : logOfCount);
}

/** Days and counts are at least 1, except where refunds or missing product codes leave nothing to count. */
function logOfCount(count: number): number {
  return Math.log(Math.max(1, count));
}

/**
 * ln x from 1 on, and its reflection −ln(2 − x) below, so that refunds that outweigh the purchases have a place too;
 * smooth at 1.
 */
function logOfMoney(amount: number): number {
  return amount >= 1 ? Math.log(amount) : -Math.log(2 - amount);
}

function rawFeature(
  feature: PurchaseFeature,
  orders: OrderRows,
  purchases: PurchaseDays,
  products: Keys | null,
  cutoff: number,
): Float64Array {
  switch (feature) {
    case "recencyDays":
      return perCustomer(purchases, (_, to) => cutoff - purchases.days[to - 1]!);
    case "ageDays":
      return perCustomer(purchases, (from) => cutoff - purchases.days[from]!);
    case "orders":
      return purchases.totals.orders;
    case "revenue":
      return settledRevenue(purchases.totals) ?? new Float64Array(purchases.totals.orders.length);
    case "trend":
      return perCustomer(purchases, (from, to) => trend(purchases, from, to, cutoff));
    case "regularity":
      return perCustomer(purchases, (from, to) => regularity(purchases.days, from, to));
    case "products":
      return distinctProducts(orders, products);
    case "returnShare":
      return returnShares(orders);
  }
}

function perCustomer({ start }: PurchaseDays, of: (from: number, to: number) => number): Float64Array {
  const values = new Float64Array(start.length - 1);
  for (let customer = 0; customer < values.length; customer++) {
    const from = start[customer]!;
    const to = start[customer + 1]!;
    values[customer] = from === to ? Number.NaN : of(from, to);
  }
  return values;
}

/**
 * Spend of the later half of the customer's time less that of the earlier half, as a share of both: −1 to 1, 0 when
 * nothing speaks for a trend. The first purchase is left out, because the time begins with it. Without amounts purchase
 * days are counted.
 */
function trend({ days, spend }: PurchaseDays, from: number, to: number, cutoff: number): number {
  const middle = (days[from]! + cutoff) / 2;
  let earlier = 0;
  let later = 0;
  for (let i = from + 1; i < to; i++) {
    const amount = spend === null ? 1 : Math.abs(spend[i]!);
    if (days[i]! < middle) earlier += amount;
    else later += amount;
  }
  return earlier + later === 0 ? 0 : (later - earlier) / (later + earlier);
}

/**
 * 1 / (1 + c), c the coefficient of variation of the intervals between purchases: 1 for equal intervals, ½ for a
 * Poisson process (c = 1), less for bursts. The squared deviations start at mean², which shrinks few intervals towards
 * ½; customers with none or one have ½.
 */
function regularity(days: Int32Array, from: number, to: number): number {
  const intervals = to - from - 1;
  if (intervals < 1) return 0.5;
  const mean = (days[to - 1]! - days[from]!) / intervals;
  let squares = mean * mean;
  for (let i = from + 1; i < to; i++) squares += (days[i]! - days[i - 1]! - mean) ** 2;
  return 1 / (1 + Math.sqrt(squares / intervals) / mean);
}

/** Distinct products bought. */
function distinctProducts({ customers, amounts }: OrderRows, products: Keys | null): Float64Array {
  const distinct = new Float64Array(customers.count);
  if (products === null) return distinct;
  const rows: number[] = [];
  for (let row = 0; row < customers.codes.length; row++) {
    const bought = amounts === null || amounts[row]! >= 0;
    if (customers.codes[row]! >= 0 && products.codes[row]! >= 0 && bought) rows.push(row);
  }
  const { representative } = groupTuples([
    Float64Array.from(rows, (row) => customers.codes[row]!),
    Float64Array.from(rows, (row) => products.codes[row]!),
  ]);
  for (const at of representative) distinct[customers.codes[rows[at]!]!]!++;
  return distinct;
}

/** Money sent back as a share of the money spent; 0 where nothing was spent. */
function returnShares({ customers, amounts }: OrderRows): Float64Array {
  const spent = new Float64Array(customers.count);
  const returned = new Float64Array(customers.count);
  for (let row = 0; amounts !== null && row < amounts.length; row++) {
    const customer = customers.codes[row]!;
    if (customer < 0) continue;
    if (amounts[row]! < 0) returned[customer]! -= amounts[row]!;
    else spent[customer]! += amounts[row]!;
  }
  return spent.map((amount, customer) => (amount > 0 ? returned[customer]! / amount : 0));
}
