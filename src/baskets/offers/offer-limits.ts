import { ClienteleError, numberOption, refuseRow } from "../../errors/index.js";
import {
  dateColumn,
  dayOf,
  findColumn,
  hasColumn,
  localMoments,
  numberColumn,
  type TableInput,
  type TimeZone,
  toTable,
} from "../../table/index.js";
import { type IdList, placesOfIds, placesOfList } from "../logs/known-ids.js";
import type { PurchaseLog } from "../logs/purchase-log.js";
import type { Permitted } from "./candidates.js";

/** What may be offered, at what price, and what became of earlier offers. */
export interface OfferLimits {
  /** Only these items. */
  readonly allow?: IdList;
  /** None of these items. */
  readonly deny?: IdList;
  /**
   * What is on sale: a table with the columns `item`, `price` and, where there are promotions, `promotion` (the price
   * while it lasts; blank without one). Items that are not listed are not offered.
   */
  readonly prices?: TableInput;
  /** Earlier offers: a table with the columns `customer`, `item`, `date` and `redeemed` (true or false). */
  readonly offers?: TableInput;
  /** An item offered so often in vain since the customer last redeemed it is not offered again [3]. */
  readonly ignoredLimit?: number;
  /** Days that have to pass after the last offers to a customer before there are new ones [0]. */
  readonly cadence?: number;
}

/** Prices by item; NaN for what is not on sale. */
export interface Prices {
  readonly price: Float64Array;
  readonly promoted: Uint8Array;
}

/** What earlier offers forbid. */
export interface OfferMemory {
  /** Customers whose last offers are too recent. */
  readonly waiting: Uint8Array;
  /** Whether an item was offered to a customer in vain too often. */
  readonly ignored: (customer: number, item: number) => boolean;
}

/**
 * The current price of every item, promotions included. Errors: `unknown-column`, `out-of-range`, `not-a-number`,
 * `duplicate-name` for an item with two prices.
 */
export function readPrices(caller: string, log: PurchaseLog, input: TableInput): Prices {
  const table = toTable(caller, input);
  const items = findColumn(caller, table, "item");
  const codes = placesOfIds(caller, log.items, items);
  const regular = numberColumn(caller, table, "price");
  const promotion = hasColumn(table, "promotion")
    ? numberColumn(caller, table, "promotion", { missing: "keep" })
    : new Float64Array(regular.length).fill(Number.NaN);
  const price = new Float64Array(log.items.length).fill(Number.NaN);
  const promoted = new Uint8Array(log.items.length);
  codes.forEach((item, row) => {
    const now = Number.isNaN(promotion[row]!) ? regular[row]! : promotion[row]!;
    if (now < 0) {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column: "price", row: row + 1, value: now },
        `a price must be at least 0, got ${now}`,
      );
    }
    if (item < 0) return;
    const known = price[item]!;
    if (!Number.isNaN(known) && known !== now) {
      refuseRow(caller, "item", row, items.at(row), `the item has two prices, ${known} and ${now}`, "duplicate-name");
    }
    price[item] = now;
    promoted[item] = Number.isNaN(promotion[row]!) ? 0 : 1;
  });
  return { price, promoted };
}

/** Which items may be offered to anyone; null where all may. */
export function permittedItems(
  caller: string,
  log: PurchaseLog,
  limits: OfferLimits,
  prices: Prices | null,
): Permitted {
  const { allow, deny } = limits;
  if (allow === undefined && deny === undefined && prices === null) return null;
  const permitted = new Uint8Array(log.items.length).fill(allow === undefined ? 1 : 0);
  if (allow !== undefined) {
    for (const item of placesOfList(caller, "allow", log.items, allow)) if (item >= 0) permitted[item] = 1;
  }
  if (deny !== undefined) {
    for (const item of placesOfList(caller, "deny", log.items, deny)) if (item >= 0) permitted[item] = 0;
  }
  prices?.price.forEach((price, item) => {
    if (Number.isNaN(price)) permitted[item] = 0;
  });
  return permitted;
}

/** What earlier offers forbid on a day. Errors: those of reading the columns, `invalid-option`. */
export function rememberOffers(
  caller: string,
  log: PurchaseLog,
  asOf: number,
  limits: OfferLimits,
  zone: TimeZone | null,
): OfferMemory {
  const cadence = numberOption(caller, "cadence", limits.cadence ?? 0, { min: 0 });
  const limit = numberOption(caller, "ignoredLimit", limits.ignoredLimit ?? 3, { min: 1, integer: true });
  const waiting = new Uint8Array(log.customers.length);
  if (limits.offers === undefined) {
    if (limits.cadence === undefined && limits.ignoredLimit === undefined) return { waiting, ignored: () => false };
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: limits.cadence ?? limits.ignoredLimit },
      'options "cadence" and "ignoredLimit" look at earlier offers: give them as option "offers"',
    );
  }
  const table = toTable(caller, limits.offers);
  const customers = placesOfIds(caller, log.customers, findColumn(caller, table, "customer"));
  const items = placesOfIds(caller, log.items, findColumn(caller, table, "item"));
  const days = Array.from(localMoments(dateColumn(caller, table, "date"), zone), dayOf);
  const redeemed = numberColumn(caller, table, "redeemed");
  const inVain = new Map<number, number>();
  const order = days.map((_, row) => row).sort((a, b) => days[a]! - days[b]!);
  for (const row of order) {
    const customer = customers[row]!;
    if (customer < 0 || days[row]! >= asOf) continue;
    if (asOf - days[row]! < cadence) waiting[customer] = 1;
    const key = customer * log.items.length + items[row]!;
    if (items[row]! >= 0) inVain.set(key, redeemed[row]! > 0 ? 0 : (inVain.get(key) ?? 0) + 1);
  }
  return { waiting, ignored: (customer, item) => (inVain.get(customer * log.items.length + item) ?? 0) >= limit };
}
