/** All frequent sets by looking at every subset of the items: for a handful of items. */
export function everyFrequentSet(baskets: readonly (readonly string[])[], minCount: number): Map<string, number> {
  const items = [...new Set(baskets.flat())].sort();
  const found = new Map<string, number>();
  for (let bits = 1; bits < 2 ** items.length; bits++) {
    const set = items.filter((_, i) => (bits & (1 << i)) !== 0);
    const count = baskets.filter((basket) => set.every((item) => basket.includes(item))).length;
    if (count >= minCount) found.set(set.join(), count);
  }
  return found;
}

/** Of all frequent sets, those that no larger one of the same count (closed) or of any count (maximal) contains. */
export function outermost(all: ReadonlyMap<string, number>, kind: "closed" | "maximal"): Map<string, number> {
  const sets = [...all].map(([key, count]) => ({ key, items: key.split(","), count }));
  const kept = sets.filter(({ items, count }) =>
    sets.every(
      (other) =>
        other.items.length <= items.length ||
        (kind === "closed" && other.count !== count) ||
        !items.every((item) => other.items.includes(item)),
    ),
  );
  return new Map(kept.map(({ key, count }) => [key, count]));
}
