import type { KMeansState } from "./k-means-state.js";

/**
 * Adds a number to a sum held as a leading and a trailing part. What rounding takes from the leading part goes to the
 * trailing one (Knuth's TwoSum), so a point that comes and goes a thousand times leaves nothing behind and the mean
 * does not depend on the order of the rows.
 */
export function addExactly(leading: Float64Array, trailing: Float64Array, place: number, value: number): void {
  const before = leading[place]!;
  const sum = before + value;
  const rounded = sum - before;
  trailing[place] = trailing[place]! + (before - (sum - rounded) + (value - rounded));
  leading[place] = sum;
}

/** What a block changes in the sums of the clusters and in their numbers of points of positive weight. */
export interface SumChanges {
  readonly leading: Float64Array;
  readonly trailing: Float64Array;
  readonly counts: Int32Array;
}

/** Moves a point from one cluster (−1: from nowhere) to another in the sums that a block changes. */
export function movePoint(
  points: Float64Array,
  columns: number,
  weights: Float64Array,
  row: number,
  from: number,
  to: number,
  { leading, trailing, counts }: SumChanges,
): void {
  const weight = weights.length === 0 ? 1 : weights[row]!;
  if (weight === 0) return;
  const width = columns + 1;
  const first = row * columns;
  const target = to * width;
  counts[to] = counts[to]! + 1;
  addExactly(leading, trailing, target + columns, weight);
  if (from < 0) {
    for (let f = 0; f < columns; f++) addExactly(leading, trailing, target + f, weight * points[first + f]!);
    return;
  }
  const source = from * width;
  counts[from] = counts[from]! - 1;
  addExactly(leading, trailing, source + columns, -weight);
  for (let f = 0; f < columns; f++) {
    const value = weight * points[first + f]!;
    addExactly(leading, trailing, target + f, value);
    addExactly(leading, trailing, source + f, -value);
  }
}

/** The sums of all clusters, kept up to date by what the blocks change. */
export interface ClusterSums {
  readonly leading: Float64Array;
  readonly trailing: Float64Array;
  /** Points of positive weight. */
  readonly counts: Int32Array;
}

/** Sums of no points. */
export function emptySums(k: number, columns: number): ClusterSums {
  const length = k * (columns + 1);
  return { leading: new Float64Array(length), trailing: new Float64Array(length), counts: new Int32Array(k) };
}

/** Takes up what the last pass changed, block by block in their order, and returns how many points it moved. */
export function takeChanges(state: KMeansState, sums: ClusterSums): number {
  const { blocks, k, columns, reports, sumChanges, countChanges } = state;
  const length = k * (columns + 1);
  let moved = 0;
  for (let block = 0; block < blocks; block++) {
    const movedHere = reports[block]!;
    if (movedHere === 0) continue;
    moved += movedHere;
    const start = 2 * block * length;
    for (let place = 0; place < length; place++) {
      addExactly(sums.leading, sums.trailing, place, sumChanges[start + place]!);
      sums.trailing[place] = sums.trailing[place]! + sumChanges[start + length + place]!;
    }
    for (let j = 0; j < k; j++) sums.counts[j] = sums.counts[j]! + countChanges[block * k + j]!;
  }
  return moved;
}
