import type { Baskets } from "./read-baskets.js";

/**
 * Baskets cut down to their frequent items, which are numbered from the rarest to the most frequent: a search that adds
 * more frequent items to rarer ones keeps the lists of baskets short.
 */
export interface FrequentItems {
  /** Of each number, the item's place in `Baskets.labels`. */
  readonly item: Int32Array;
  readonly support: Float64Array;
  /** The items of basket b are `items[start[b]]` to `items[start[b + 1] − 1]`, ascending. */
  readonly start: Int32Array;
  readonly items: Int32Array;
  readonly count: Float64Array;
  readonly total: number;
}

/** The items in at least `minCount` baskets. Equally frequent items stand in the order of their names. */
export function frequentItems({ labels, start, items, count, total }: Baskets, minCount: number): FrequentItems {
  const support = new Float64Array(labels.length);
  for (let basket = 0; basket < count.length; basket++) {
    for (let i = start[basket]!; i < start[basket + 1]!; i++) support[items[i]!]! += count[basket]!;
  }
  const kept = Array.from(labels.keys()).filter((item) => support[item]! >= minCount);
  kept.sort((a, b) => support[a]! - support[b]! || (labels[a]! < labels[b]! ? -1 : 1));
  const numberOf = new Int32Array(labels.length).fill(-1);
  kept.forEach((item, number) => {
    numberOf[item] = number;
  });
  const newStart = new Int32Array(start.length);
  const numbers = new Int32Array(items.length);
  let length = 0;
  for (let basket = 0; basket < count.length; basket++) {
    for (let i = start[basket]!; i < start[basket + 1]!; i++) {
      const number = numberOf[items[i]!]!;
      if (number >= 0) numbers[length++] = number;
    }
    numbers.subarray(newStart[basket]!, length).sort();
    newStart[basket + 1] = length;
  }
  return {
    item: Int32Array.from(kept),
    support: Float64Array.from(kept, (item) => support[item]!),
    start: newStart,
    items: numbers.slice(0, length),
    count,
    total,
  };
}
