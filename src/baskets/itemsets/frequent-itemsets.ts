import { ClienteleError, counted, knownOptions, numberOption, oneOf, showValue } from "../../errors/index.js";
import { type FrequentItems, frequentItems } from "./frequent-items.js";
import { groupItems, type ItemHierarchy } from "./item-groups.js";
import { ItemsetList } from "./itemset-list.js";
import { createItemsets, type Itemsets } from "./itemsets.js";
import { mineAll } from "./mine-all.js";
import { mineClosed } from "./mine-closed.js";
import { type BasketOptions, type BasketsInput, basketOptionNames, readBaskets } from "./read-baskets.js";

/** Options of {@link frequentItemsets}. */
export interface FrequentItemsetsOptions extends BasketOptions {
  /** The least share of all baskets, above 0 and at most 1. The threshold is exact: 7 of 100 baskets are 0.07. */
  readonly minSupport?: number;
  /** The fewest baskets, in place of `minSupport`. */
  readonly minCount?: number;
  /** The longest sets to look for [any length]. */
  readonly maxLength?: number;
  /**
   * `"all"` (the default); `"closed"`: sets to which no item can be added without losing a basket; `"maximal"`: sets to
   * which none can be added without becoming infrequent. The last two say the same in fewer lines.
   */
  readonly kind?: "all" | "closed" | "maximal";
  /**
   * How many sets may be found [1,000,000]. Where there are more, only lengths up to which they are complete are given,
   * and `truncated` says so: thirty baskets with the same fifty items hold 10¹⁵ frequent sets.
   */
  readonly maxItemsets?: number;
  /** Groups of items to count in place of the items, or beside them. */
  readonly hierarchy?: ItemHierarchy;
}

/**
 * What is bought together? Finds every set of items that enough baskets hold.
 *
 * An item counts once a basket; an empty basket counts as a basket. Thresholds are compared as whole numbers of
 * baskets.
 *
 * @param baskets - lists of items, or a table with a row for every item of a basket
 * @returns the sets, the most frequent first; `table()` lists them, `truncated` says where the list ends early
 *
 * Errors: `empty-table`, `invalid-option`, `missing-value`, `column-type`, `unknown-column`, `duplicate-name`, and
 * those of `count` (`length-mismatch`, `out-of-range`, `inconsistent-row`).
 *
 * Source: Uno, Kiyomi and Arimura (2004), "LCM ver. 2: efficient mining algorithms for frequent/closed/maximal
 * itemsets".
 *
 * @example
 * ```ts
 * const baskets = [["bread", "milk"], ["bread", "milk", "jam"], ["milk"], ["bread"]];
 * frequentItemsets(baskets, { minSupport: 0.5 }).table().column("items").toArray(); // ["bread", "milk", "bread, milk"]
 * ```
 */
export function frequentItemsets(baskets: BasketsInput, options: FrequentItemsetsOptions): Itemsets {
  const caller = "frequentItemsets";
  knownOptions(caller, options, [
    ...basketOptionNames,
    "minSupport",
    "minCount",
    "maxLength",
    "kind",
    "maxItemsets",
    "hierarchy",
  ]);
  const kind = oneOf(caller, "kind", options.kind, ["all", "closed", "maximal"], "all");
  const maxLength = positiveWhole(caller, "maxLength", options.maxLength);
  const limit = positiveWhole(caller, "maxItemsets", options.maxItemsets) ?? 1_000_000;
  const read = readBaskets(caller, baskets, options);
  const minCount = countThreshold(caller, options, read.total);
  const { baskets: counted, groupOf } =
    options.hierarchy === undefined ? { baskets: read, groupOf: null } : groupItems(caller, read, options.hierarchy);
  if (groupOf !== null && kind !== "all") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: kind },
      `groups beside items are in every basket of their items, so that kind ${showValue(kind)} would list only sets ` +
        'that hold both; use kind "all", or hierarchy.as "replace"',
    );
  }
  const frequent = frequentItems(counted, minCount);
  const search = (length: number): ItemsetList => {
    const found = new ItemsetList(limit);
    if (kind === "all") mineAll(frequent, { minCount, maxLength: length, together: apart(frequent, groupOf) }, found);
    else mineClosed(frequent, { minCount, maxLength: length, maximal: kind === "maximal" }, found);
    return found;
  };
  const { found, completeLength } = searchUpTo(search, maxLength ?? Number.POSITIVE_INFINITY);
  return createItemsets(
    {
      labels: counted.labels,
      starts: found.starts,
      members: Int32Array.from(found.members, (number) => frequent.item[number]!),
      counts: found.counts,
    },
    {
      kind,
      baskets: read.total,
      emptyBaskets: read.empty,
      minCount,
      maxLength: maxLength ?? null,
      truncated: completeLength === null ? null : truncation(completeLength, limit),
    },
  );
}

function positiveWhole(caller: string, option: string, value: number | undefined): number | undefined {
  return value === undefined ? undefined : numberOption(caller, option, value, { min: 1, integer: true });
}

/**
 * The fewest baskets that make a set frequent: the least whole number c with c / n ≥ minSupport. The quotient and the
 * option are both rounded from the exact decimal, so that 7 of 100 are 0.07, where ⌈0.07 · 100⌉ would be 8.
 */
function countThreshold(caller: string, options: FrequentItemsetsOptions, total: number): number {
  const { minSupport, minCount } = options;
  if ((minSupport === undefined) === (minCount === undefined)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: minSupport },
      "say what is frequent by minSupport (a share of the baskets) or by minCount (a number of baskets), not both",
    );
  }
  if (minCount !== undefined) return numberOption(caller, "minCount", minCount, { min: 1, integer: true });
  const share = numberOption(caller, "minSupport", minSupport, { min: 0, max: 1 });
  if (share === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: 0 },
      'option "minSupport" must be above 0; for all sets that occur use minCount: 1',
    );
  }
  let least = Math.max(1, Math.floor(share * total) - 1);
  while (least / total < share) least++;
  return least;
}

/** Keeps an item and its own group out of one set. */
function apart({ item }: FrequentItems, groupOf: Int32Array | null): ((a: number, b: number) => boolean) | undefined {
  if (groupOf === null) return undefined;
  return (a, b) => groupOf[item[a]!] !== item[b] && groupOf[item[b]!] !== item[a];
}

/** Searches for sets of any length, and where these are too many for the greatest length that is not. */
function searchUpTo(
  search: (maxLength: number) => ItemsetList,
  maxLength: number,
): { readonly found: ItemsetList; readonly completeLength: number | null } {
  const whole = search(maxLength);
  if (!whole.full) return { found: whole, completeLength: null };
  let found = new ItemsetList(0);
  let completeLength = 0;
  for (let length = 1; length < maxLength; length++) {
    const longer = search(length);
    if (longer.full) break;
    found = longer;
    completeLength = length;
  }
  return { found, completeLength };
}

function truncation(completeLength: number, limit: number): NonNullable<Itemsets["truncated"]> {
  const items = `${completeLength} ${completeLength === 1 ? "item" : "items"}`;
  return Object.freeze({
    maxLength: completeLength,
    reason:
      `there ${limit === 1 ? "is" : "are"} more than ${counted(limit, "set")}; complete up to ${items}. ` +
      'Raise minSupport, set maxLength, use kind "closed" or "maximal", or raise maxItemsets',
  });
}
