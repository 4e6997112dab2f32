import { numberOption } from "../../errors/index.js";
import { createTable, type Present, type Table } from "../../table/index.js";

/** The columns of {@link Itemsets.table}. */
export type ItemsetColumns = {
  /** The items in alphabetical order, separated by ", ". */
  items: Present<string>;
  length: Present<number>;
  /** Baskets that hold all of them. */
  count: Present<number>;
  /** count / baskets. */
  support: Present<number>;
};

/** What a search for frequent itemsets found, the most frequent first. */
export interface Itemsets {
  /** Which sets are listed: `"all"`, `"closed"` or `"maximal"`. */
  readonly kind: "all" | "closed" | "maximal";
  /** Baskets that were looked at, empty ones included. */
  readonly baskets: number;
  /** Baskets without an item. */
  readonly emptyBaskets: number;
  /** The fewest baskets that make a set frequent. */
  readonly minCount: number;
  /** The longest sets that were looked for; null where any length was. */
  readonly maxLength: number | null;
  /** Where there were too many sets: the length up to which they are complete, and why the search stopped there. */
  readonly truncated: { readonly maxLength: number; readonly reason: string } | null;
  /** How many sets were found. */
  readonly size: number;
  /** The names of the items that occur in the sets. */
  readonly labels: readonly string[];
  /** The items of set i, as places in `labels`, are `members[starts[i]]` to `members[starts[i + 1] − 1]`. */
  readonly starts: Int32Array;
  readonly members: Int32Array;
  /** How many baskets hold set i. */
  readonly counts: Float64Array;
  /** The names of the items of set i. */
  itemsOf(set: number): string[];
  /** A row for every set. */
  table(): Table<ItemsetColumns>;
}

/** Sets as they were found: places in `labels`, in any order. */
export interface FoundSets {
  readonly labels: readonly string[];
  readonly starts: readonly number[];
  readonly members: ArrayLike<number>;
  readonly counts: readonly number[];
}

/** The results of searches, so that what merely looks like one is told apart. */
const genuine = /* @__PURE__ */ new WeakSet<object>();

/** Whether this is what a search for itemsets gave. */
export function isItemsets(candidate: unknown): candidate is Itemsets {
  return typeof candidate === "object" && candidate !== null && genuine.has(candidate);
}

/** Itemsets in a fixed order: by count, then the shorter, then by name. */
export function createItemsets(
  found: FoundSets,
  facts: Pick<Itemsets, "kind" | "baskets" | "emptyBaskets" | "minCount" | "maxLength" | "truncated">,
): Itemsets {
  const { labels, rankOf } = alphabetical(found);
  const size = found.counts.length;
  const sets = Array.from({ length: size }, (_, set) => {
    const members: number[] = [];
    for (let i = found.starts[set]!; i < found.starts[set + 1]!; i++) members.push(rankOf[found.members[i]!]!);
    return members.sort((a, b) => a - b);
  });
  const order = Array.from(sets.keys()).sort(
    (a, b) => found.counts[b]! - found.counts[a]! || comparePlaces(sets[a]!, sets[b]!),
  );
  const starts = new Int32Array(size + 1);
  const members = new Int32Array(found.starts[size]!);
  order.forEach((set, i) => {
    members.set(sets[set]!, starts[i]!);
    starts[i + 1] = starts[i]! + sets[set]!.length;
  });
  const counts = Float64Array.from(order, (set) => found.counts[set]!);
  const itemsOf = (set: number): string[] => {
    numberOption("itemsOf", "set", set, { min: 0, max: Math.max(0, size - 1), integer: true });
    return Array.from(members.subarray(starts[set], starts[set + 1]), (member) => labels[member]!);
  };
  const itemsets = Object.freeze({
    ...facts,
    size,
    labels,
    starts,
    members,
    counts,
    itemsOf,
    table: () => itemsetTable(counts, starts, itemsOf, facts.baskets),
  });
  genuine.add(itemsets);
  return itemsets;
}

/** The labels that occur, sorted by their code units, and the place there of each label that was found. */
function alphabetical({ labels, members }: FoundSets): { labels: readonly string[]; rankOf: Int32Array } {
  const used = new Uint8Array(labels.length);
  for (let i = 0; i < members.length; i++) used[members[i]!] = 1;
  const order = Array.from(labels.keys())
    .filter((item) => used[item] === 1)
    .sort((a, b) => (labels[a]! < labels[b]! ? -1 : 1));
  const rankOf = new Int32Array(labels.length).fill(-1);
  order.forEach((item, rank) => {
    rankOf[item] = rank;
  });
  return { labels: Object.freeze(order.map((item) => labels[item]!)), rankOf };
}

/** Shorter sets first, then by the first item that differs. */
function comparePlaces(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

function itemsetTable(
  counts: Float64Array,
  starts: Int32Array,
  itemsOf: (set: number) => string[],
  baskets: number,
): Table<ItemsetColumns> {
  const names = Array.from(counts.keys(), (set) => itemsOf(set).join(", "));
  return createTable<ItemsetColumns>({
    items: names,
    length: Int32Array.from(counts.keys(), (set) => starts[set + 1]! - starts[set]!),
    count: counts,
    support: counts.map((count) => count / baskets),
  });
}
