/** The root of an element's set; the way there is halved (Tarjan and van Leeuwen 1984). */
export function rootOf(parent: Int32Array, element: number): number {
  let at = element;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]!]!;
    at = parent[at]!;
  }
  return at;
}

/** Disjoint sets with their sizes, numbered from 0 in the order of their first elements. */
export interface NumberedSets {
  readonly cluster: Int32Array;
  readonly count: number;
  readonly sizes: Int32Array;
}

/** Numbers the sets of a forest of parents. */
export function numberSets(parent: Int32Array): NumberedSets {
  const cluster = new Int32Array(parent.length);
  const numberOf = new Int32Array(parent.length).fill(-1);
  let count = 0;
  for (let element = 0; element < parent.length; element++) {
    const root = rootOf(parent, element);
    if (numberOf[root] === -1) numberOf[root] = count++;
    cluster[element] = numberOf[root]!;
  }
  const sizes = new Int32Array(count);
  for (let element = 0; element < parent.length; element++) sizes[cluster[element]!]!++;
  return { cluster, count, sizes };
}
