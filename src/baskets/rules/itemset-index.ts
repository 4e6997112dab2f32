import type { Itemsets } from "../itemsets/itemsets.js";

/**
 * Finds the place of a set by its items: a tree whose edges are items, from the first in alphabetical order to the
 * last. Memory: a node for every set and for every beginning of one.
 */
export class ItemsetIndex {
  readonly #items: number;
  readonly #nodes = new Map<number, number>();
  readonly #setOf: number[] = [-1];

  constructor({ labels, starts, members, size }: Itemsets) {
    this.#items = labels.length;
    for (let set = 0; set < size; set++) {
      let node = 0;
      for (let i = starts[set]!; i < starts[set + 1]!; i++) {
        const key = node * this.#items + members[i]!;
        let next = this.#nodes.get(key);
        if (next === undefined) {
          next = this.#setOf.push(-1) - 1;
          this.#nodes.set(key, next);
        }
        node = next;
      }
      this.#setOf[node] = set;
    }
  }

  /** The place of the set of these items, ascending; −1 where it was not found frequent. */
  find(items: ArrayLike<number>): number {
    let node = 0;
    for (let i = 0; i < items.length; i++) {
      const next = this.#nodes.get(node * this.#items + items[i]!);
      if (next === undefined) return -1;
      node = next;
    }
    return this.#setOf[node]!;
  }
}
