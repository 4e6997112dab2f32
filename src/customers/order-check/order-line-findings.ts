import type { StoredColumn } from "../../table/index.js";
import type { OrderColumns } from "../read-orders.js";
import type { ColumnFacts } from "./column-facts.js";
import { cellOf, type FindingList, quoted } from "./finding.js";

/** Finds amounts of whole orders that stand on every line of them, or on the first line alone. */
export function checkOrderAmounts(
  order: ColumnFacts,
  amount: StoredColumn,
  lines: { readonly quantity: string; readonly price: string } | null,
  findings: FindingList,
): void {
  const amounts = findings.amounts!;
  const { codes, count } = order.keys;
  const first = new Float64Array(count).fill(Number.NaN);
  const rows = new Int32Array(count);
  const known = new Int32Array(count);
  const differs = new Uint8Array(count);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    rows[code]!++;
    if (Number.isNaN(amounts[row]!)) continue;
    if (known[code]!++ === 0) first[code] = amounts[row]!;
    else if (amounts[row] !== first[code]) differs[code] = 1;
  }
  const repeated = new Set<number>();
  let [several, same, single] = [0, 0, 0];
  for (let code = 0; code < count; code++) {
    if (rows[code]! < 2) continue;
    several++;
    if (known[code] === 1) single++;
    if (known[code] !== rows[code] || differs[code] === 1) continue;
    same++;
    repeated.add(first[code]!);
  }
  if (several < 2) return;
  const perLine =
    lines === null
      ? `take it once an order: orders.where((row) => …) with the first line of each ${quoted(order.column)}, or ` +
        `orders.groupBy(…, ${quoted(order.column)}).summarize({ total: { max: ${quoted(amount)} } })`
      : `amount: { quantity: ${JSON.stringify(lines.quantity)}, price: ${JSON.stringify(lines.price)} }`;
  if (same >= 0.9 * several && repeated.size > 1) {
    const seen = new Uint8Array(count);
    const isFurther = (row: number): boolean => codes[row]! >= 0 && seen[codes[row]!]!++ > 0;
    findings.addWhere(codes.length, isFurther, {
      severity: "warning",
      code: "repeated-amount",
      column: amount,
      finding:
        `the amount in column ${quoted(amount)} is the same on every line of an order (${same} of ${several} orders ` +
        "of several lines): the total of the order, added up again for each line?",
      advice: perLine,
    });
  }
  if (single >= 0.9 * several) {
    findings.addWhere(codes.length, (row) => codes[row]! >= 0 && Number.isNaN(amounts[row]!), {
      severity: "warning",
      code: "amount-on-first-line",
      column: amount,
      finding: `column ${quoted(amount)} has the amount on one line of each order only`,
      advice:
        `keep those lines: orders.where((row) => ${cellOf(amount)} !== null); an export of a shop is read by ` +
        'readShopOrders(table, { shop: "shopify" })',
    });
  }
}

/**
 * Finds a price that is a total already: one that goes up with the quantity, or that is the same multiple of the
 * quantity wherever a product comes back.
 */
export function checkPrice(
  amount: OrderColumns["amount"],
  find: (name: string) => ColumnFacts,
  numbers: (column: StoredColumn) => Float64Array,
  facts: readonly ColumnFacts[],
  findings: FindingList,
): void {
  if (typeof amount !== "object") return;
  const [quantity, price] = [find(amount.quantity), find(amount.price)];
  const [quantities, prices] = [numbers(quantity.column), numbers(price.column)];
  const isTotal = facts.some((one) => {
    const own = one !== quantity && one !== price && one.keys.count >= 2 && one.keys.count <= 0.5 * one.column.length;
    return own && isTotalWithin(one.keys.codes, quantities, prices);
  });
  if (!isTotal && slopeOfLogs(quantities, prices) < 0.9) return;
  findings.addWhere(prices.length, (row) => Math.abs(quantities[row]!) > 1 && Number.isFinite(prices[row]!), {
    severity: "warning",
    code: "price-is-total",
    column: price.column,
    finding:
      `column ${quoted(price.column)} goes up in proportion with ${quoted(quantity.column)}: the total of the line ` +
      "already, multiplied once more?",
    advice: `amount: ${quoted(price.column)}`,
  });
}

/** Whether price / quantity stays the same within groups where price does not, between rows of different quantities. */
function isTotalWithin(codes: Int32Array, quantities: Float64Array, prices: Float64Array): boolean {
  const lastRow = new Map<number, number>();
  let [pairs, sameUnit, samePrice] = [0, 0, 0];
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0 || !(quantities[row]! > 0 && prices[row]! > 0)) continue;
    const before = lastRow.get(codes[row]!);
    lastRow.set(codes[row]!, row);
    if (before === undefined || quantities[before] === quantities[row]) continue;
    pairs++;
    const expected = (prices[before]! / quantities[before]!) * quantities[row]!;
    if (Math.abs(prices[row]! - expected) <= 0.011 * Math.max(1, quantities[row]! / quantities[before]!)) sameUnit++;
    if (Math.abs(prices[row]! - prices[before]!) <= 0.005) samePrice++;
  }
  return pairs >= 3 && sameUnit >= 0.8 * pairs && samePrice <= 0.1 * pairs;
}

/** The slope of ln(price) on ln(quantity) where it explains most of the price; 0 elsewhere. */
function slopeOfLogs(quantities: Float64Array, prices: Float64Array): number {
  let [n, meanX, meanY, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < prices.length; row++) {
    if (!(quantities[row]! > 0 && prices[row]! > 0) || !Number.isFinite(prices[row]!)) continue;
    const [x, y] = [Math.log(quantities[row]!), Math.log(prices[row]!)];
    n++;
    const [dx, dy] = [x - meanX, y - meanY];
    meanX += dx / n;
    meanY += dy / n;
    xx += dx * (x - meanX);
    yy += dy * (y - meanY);
    xy += dx * (y - meanY);
  }
  if (n < 20 || xx === 0 || yy === 0) return 0;
  return (xy * xy) / (xx * yy) > 0.5 ? xy / xx : 0;
}
