/**
 * The squared Euclidean distance between a row of one row-major matrix and a row of another, both given by their first
 * places.
 */
export function squaredDistance(
  a: Float64Array,
  startA: number,
  b: Float64Array,
  startB: number,
  columns: number,
): number {
  let sum = 0;
  for (let f = 0; f < columns; f++) {
    const difference = a[startA + f]! - b[startB + f]!;
    sum += difference * difference;
  }
  return sum;
}
