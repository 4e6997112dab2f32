import { refuseRow, showValue } from "../../errors/index.js";
import { findColumn, keyColumn, type TableInput, toTable } from "../../table/index.js";
import { placesOfIds } from "../logs/known-ids.js";
import type { PurchaseLog } from "../logs/purchase-log.js";
import type { Prices } from "./offer-limits.js";
import type { PurchaseHistory } from "./purchase-history.js";

/** Dearer items of one group that are looked at for a customer, those that most customers buy. */
const mostDearer = 30;

/** Items in groups, with what each costs. */
export interface PriceLadder {
  /** The group of each item; items that are in no group are groups of their own. */
  readonly groupOf: Int32Array;
  /** The names of the groups; null for an item that is in none. */
  readonly names: readonly (string | null)[];
  /** NaN where the price is not known. */
  readonly price: Float64Array;
  /** Of each group, the items with a price, those that most customers bought first. */
  readonly members: readonly Int32Array[];
}

/**
 * Reads which group each item is in: a table with the columns `item` and `group`. Errors: those of `keyColumn`,
 * `duplicate-name` for an item in two groups.
 */
export function readLadder(
  caller: string,
  log: PurchaseLog,
  history: PurchaseHistory,
  groups: TableInput | undefined,
  prices: Prices | null,
): PriceLadder {
  const groupOf = new Int32Array(log.items.length).fill(-1);
  const names: (string | null)[] = [];
  if (groups !== undefined) names.push(...readGroups(caller, log, groups, groupOf));
  for (let item = 0; item < groupOf.length; item++) if (groupOf[item]! < 0) groupOf[item] = names.push(null) - 1;
  const price = prices?.price ?? new Float64Array(groupOf.length).fill(Number.NaN);
  const members: number[][] = names.map(() => []);
  for (let item = 0; item < groupOf.length; item++) {
    if (!Number.isNaN(price[item]!)) members[groupOf[item]!]!.push(item);
  }
  const { buyers } = history;
  return {
    groupOf,
    names,
    price,
    members: members.map((items) => Int32Array.from(items.sort((a, b) => buyers[b]! - buyers[a]! || a - b))),
  };
}

function readGroups(caller: string, log: PurchaseLog, groups: TableInput, groupOf: Int32Array): string[] {
  const table = toTable(caller, groups);
  const item = findColumn(caller, table, "item");
  const items = keyColumn(caller, table, "item");
  const named = keyColumn(caller, table, "group");
  const names = named.labels.toArray().map(String);
  const groupOfGiven = new Int32Array(items.count).fill(-1);
  const places = placesOfIds(caller, log.items, item);
  for (let row = 0; row < places.length; row++) {
    const [given, group] = [items.codes[row]!, named.codes[row]!];
    const known = groupOfGiven[given]!;
    if (known >= 0 && known !== group) {
      const both = `${showValue(names[known])} and ${showValue(names[group])}`;
      refuseRow(caller, "item", row, item.at(row), `the item is in two groups, ${both}`, "duplicate-name");
    }
    groupOfGiven[given] = group;
    if (places[row]! >= 0) groupOf[places[row]!] = group;
  }
  return names;
}

/**
 * Where a customer stands in each group: whether anything was bought from it, and the dearest price paid for an item of
 * it at today's prices.
 */
export function standingOn(
  ladder: PriceLadder,
  { start, item }: PurchaseHistory,
): (customer: number) => ReadonlyMap<number, number> {
  return (customer) => {
    const dearest = new Map<number, number>();
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      const group = ladder.groupOf[item[i]!]!;
      const price = ladder.price[item[i]!]!;
      const known = dearest.get(group);
      if (known === undefined || Number.isNaN(known) || price > known) dearest.set(group, price);
    }
    return dearest;
  };
}

/** Items dearer than what a customer buys from the same group, those that most customers buy. */
export function dearerItems(ladder: PriceLadder, standing: ReadonlyMap<number, number>): number[] {
  const items: number[] = [];
  for (const [group, dearest] of standing) {
    if (Number.isNaN(dearest)) continue;
    let put = 0;
    for (const item of ladder.members[group]!) {
      if (ladder.price[item]! <= dearest) continue;
      items.push(item);
      if (++put === mostDearer) break;
    }
  }
  return items;
}
