/** How many different points of positive weight there are, counted up to `enough`. */
export function countDistinct(
  points: Float64Array,
  columns: number,
  weights: Float64Array | undefined,
  enough: number,
): number {
  const seen = new Set<string>();
  const rows = columns === 0 ? 0 : points.length / columns;
  for (let row = 0; row < rows && seen.size < enough; row++) {
    if (weights !== undefined && weights[row] === 0) continue;
    seen.add(points.subarray(row * columns, (row + 1) * columns).join());
  }
  return seen.size;
}
