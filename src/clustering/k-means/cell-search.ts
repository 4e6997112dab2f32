// Written by scripts/unrolled/cell-search.ts (npm run build:unrolled): make changes there.

/**
 * Finds the nearest of the first `count` centers for the rows from `from` to `to`, a tie going to the lower place:
 * `nearest` gets their places, from 0 on. Few columns have functions of their own, without a loop over the columns,
 * whose start and end would take most of the time.
 */
export function searchCell(
  points: Float64Array,
  columns: number,
  from: number,
  to: number,
  centers: Float64Array,
  count: number,
  nearest: Int32Array,
): void {
  if (columns === 2) searchIn2(points, from, to, centers, count, nearest);
  else if (columns === 3) searchIn3(points, from, to, centers, count, nearest);
  else if (columns === 4) searchIn4(points, from, to, centers, count, nearest);
  else searchInAny(points, columns, from, to, centers, count, nearest);
}

function searchInAny(
  points: Float64Array,
  columns: number,
  from: number,
  to: number,
  centers: Float64Array,
  count: number,
  nearest: Int32Array,
): void {
  for (let row = from; row < to; row++) {
    const first = row * columns;
    let least = Number.POSITIVE_INFINITY;
    let place = 0;
    for (let j = 0; j < count; j++) {
      let distance = 0;
      for (let f = 0; f < columns; f++) {
        const difference = points[first + f]! - centers[j * columns + f]!;
        distance += difference * difference;
      }
      if (distance >= least) continue;
      least = distance;
      place = j;
    }
    nearest[row - from] = place;
  }
}

function searchIn2(
  points: Float64Array,
  from: number,
  to: number,
  centers: Float64Array,
  count: number,
  nearest: Int32Array,
): void {
  for (let row = from; row < to; row++) {
    const x = points[2 * row]!;
    const y = points[2 * row + 1]!;
    let least = Number.POSITIVE_INFINITY;
    let place = 0;
    for (let j = 0; j < count; j++) {
      const dx = x - centers[2 * j]!;
      const dy = y - centers[2 * j + 1]!;
      const distance = dx * dx + dy * dy;
      if (distance >= least) continue;
      least = distance;
      place = j;
    }
    nearest[row - from] = place;
  }
}

function searchIn3(
  points: Float64Array,
  from: number,
  to: number,
  centers: Float64Array,
  count: number,
  nearest: Int32Array,
): void {
  for (let row = from; row < to; row++) {
    const x = points[3 * row]!;
    const y = points[3 * row + 1]!;
    const z = points[3 * row + 2]!;
    let least = Number.POSITIVE_INFINITY;
    let place = 0;
    for (let j = 0; j < count; j++) {
      const dx = x - centers[3 * j]!;
      const dy = y - centers[3 * j + 1]!;
      const dz = z - centers[3 * j + 2]!;
      const distance = dx * dx + dy * dy + dz * dz;
      if (distance >= least) continue;
      least = distance;
      place = j;
    }
    nearest[row - from] = place;
  }
}

function searchIn4(
  points: Float64Array,
  from: number,
  to: number,
  centers: Float64Array,
  count: number,
  nearest: Int32Array,
): void {
  for (let row = from; row < to; row++) {
    const x = points[4 * row]!;
    const y = points[4 * row + 1]!;
    const z = points[4 * row + 2]!;
    const w = points[4 * row + 3]!;
    let least = Number.POSITIVE_INFINITY;
    let place = 0;
    for (let j = 0; j < count; j++) {
      const dx = x - centers[4 * j]!;
      const dy = y - centers[4 * j + 1]!;
      const dz = z - centers[4 * j + 2]!;
      const dw = w - centers[4 * j + 3]!;
      const distance = dx * dx + dy * dy + dz * dz + dw * dw;
      if (distance >= least) continue;
      least = distance;
      place = j;
    }
    nearest[row - from] = place;
  }
}
