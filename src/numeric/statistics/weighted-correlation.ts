/**
 * Pearson's correlation of the rows where neither value is missing, under survey weights; null where one of them is
 * constant or fewer than two rows are left.
 */
export function weightedCorrelation(a: Float64Array, b: Float64Array, weights: Float64Array): number | null {
  let weight = 0;
  let meanA = 0;
  let meanB = 0;
  for (let row = 0; row < a.length; row++) {
    if (Number.isNaN(a[row]! + b[row]!)) continue;
    weight += weights[row]!;
    meanA += weights[row]! * a[row]!;
    meanB += weights[row]! * b[row]!;
  }
  meanA /= weight;
  meanB /= weight;
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let row = 0; row < a.length; row++) {
    if (Number.isNaN(a[row]! + b[row]!)) continue;
    const left = a[row]! - meanA;
    const right = b[row]! - meanB;
    squaresA += weights[row]! * left * left;
    squaresB += weights[row]! * right * right;
    products += weights[row]! * left * right;
  }
  const tiny = 1e-28 * weight;
  if (!(squaresA > tiny * meanA * meanA && squaresB > tiny * meanB * meanB) || squaresA === 0 || squaresB === 0) {
    return null;
  }
  return Math.max(-1, Math.min(1, products / Math.sqrt(squaresA * squaresB)));
}
