/** Precision and recall of clusters, counted in pairs of records, and the number of pairs of one person. */
export function pairQuality(clusters: ArrayLike<unknown>, truth: ArrayLike<unknown>) {
  const matches = pairsOf(truth, (row) => `${truth[row]}`);
  const both = pairsOf(truth, (row) => `${clusters[row]} ${truth[row]}`);
  return { precision: both / pairsOf(clusters, (row) => `${clusters[row]}`), recall: both / matches, matches };
}

function pairsOf(rows: ArrayLike<unknown>, keyOf: (row: number) => string): number {
  const counts = new Map<string, number>();
  for (let row = 0; row < rows.length; row++) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  let pairs = 0;
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}
