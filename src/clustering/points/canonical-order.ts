/**
 * The order in which clusters are numbered: by the first coordinate of the center ascending, then the next. So the same
 * clusters get the same numbers whatever the start was. `order[i]` is the old number of cluster i.
 */
export function canonicalOrder(centers: Float64Array, k: number, columns: number): Int32Array {
  const order = Array.from({ length: k }, (_, j) => j);
  order.sort((a, b) => {
    for (let f = 0; f < columns; f++) {
      const difference = centers[a * columns + f]! - centers[b * columns + f]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  return Int32Array.from(order);
}

/** Renumbers labels in place after {@link canonicalOrder}. */
export function renumber(labels: Int32Array, order: Int32Array): void {
  if (order.every((old, i) => old === i)) return;
  const numberOf = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) numberOf[order[i]!] = i;
  for (let row = 0; row < labels.length; row++) labels[row] = numberOf[labels[row]!]!;
}

/** How many points have each label. */
export function countLabels(labels: Int32Array, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (let row = 0; row < labels.length; row++) sizes[labels[row]!]!++;
  return sizes;
}
