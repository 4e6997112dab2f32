/** Labels of points as labels of the rows they come from; rows without a point get −1. */
export function spreadLabels(labels: Int32Array, sources: Int32Array, rows: number): Int32Array {
  if (labels.length === rows) return labels;
  const spread = new Int32Array(rows).fill(-1);
  for (let i = 0; i < labels.length; i++) spread[sources[i]!] = labels[i]!;
  return spread;
}
