import { searchCell } from "./cell-search.js";
import { movePoint, type SumChanges } from "./cluster-sums.js";
import { type KMeansState, scalar } from "./k-means-state.js";

/**
 * Working memory for {@link kanungoFilter}: centers that can be nearest to some point of a group, and of a cell; their
 * coordinates.
 */
export interface Candidates {
  readonly ofGroup: Int32Array;
  readonly ofCell: Int32Array;
  readonly coordinates: Float64Array;
  /** For each row of a cell, the place of its nearest center among those of the cell. */
  readonly nearest: Int32Array;
}

/**
 * Gives the points of some groups of cells their nearest centers, by filtering (Kanungo et al. 2002): a center that is
 * farther than another one from all of a box is no candidate for the points in it. Most cells have one candidate and
 * are done at once. Only what is strictly farther, rounding allowed for, is filtered, so ties fall as in the textbook
 * loop. Returns how many points moved.
 */
export function kanungoFilter(
  state: KMeansState,
  candidates: Candidates,
  fromGroup: number,
  toGroup: number,
  changes: SumChanges,
): number {
  const { k, groupStarts, cellStarts } = state;
  const { ofGroup, ofCell } = candidates;
  const cells = cellStarts.length - 1;
  let moved = 0;
  for (let group = fromGroup; group < toGroup; group++) {
    for (let j = 0; j < k; j++) ofGroup[j] = j;
    const groupCount = filter(state, cells + group, ofGroup, k, ofGroup);
    for (let cell = groupStarts[group]!; cell < groupStarts[group + 1]!; cell++) {
      const count = groupCount === 1 ? 1 : filter(state, cell, ofGroup, groupCount, ofCell);
      if (count > 1) moved += scanCell(state, candidates, cell, count, changes);
      else moved += takeCell(state, cell, groupCount === 1 ? ofGroup[0]! : ofCell[0]!, changes);
    }
  }
  return moved;
}

/** Keeps the centers that can be nearest to some point of a box, in their order; returns how many. */
function filter(state: KMeansState, box: number, from: Int32Array, count: number, into: Int32Array): number {
  const { boxes, centers, columns, scalars } = state;
  const least = box * 2 * columns;
  const most = least + columns;
  let best = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const center = from[i]! * columns;
    let distance = 0;
    for (let f = 0; f < columns; f++) {
      const e = centers[center + f]! - 0.5 * (boxes[least + f]! + boxes[most + f]!);
      distance += e * e;
    }
    if (distance >= smallest) continue;
    smallest = distance;
    best = from[i]!;
  }
  const guard = scalars[scalar.squareRounding]!;
  const own = best * columns;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const j = from[i]!;
    if (j !== best) {
      // The corner of the box that favors this center most decides.
      const center = j * columns;
      let excess = 0;
      for (let f = 0; f < columns; f++) {
        const mine = centers[center + f]!;
        const other = centers[own + f]!;
        const corner = mine > other ? boxes[most + f]! : boxes[least + f]!;
        excess += (mine - corner) * (mine - corner) - (other - corner) * (other - corner);
      }
      if (excess > guard) continue;
    }
    into[kept++] = j;
  }
  return kept;
}

function takeCell(state: KMeansState, cell: number, label: number, changes: SumChanges): number {
  const { cellStarts, cellLabels, labels } = state;
  if (cellLabels[cell] === label) return 0;
  cellLabels[cell] = label;
  let moved = 0;
  for (let row = cellStarts[cell]!; row < cellStarts[cell + 1]!; row++) {
    if (labels[row] === label) continue;
    moved += moveTo(state, row, label, changes);
  }
  return moved;
}

function moveTo({ points, columns, weights, labels }: KMeansState, row: number, label: number, changes: SumChanges): 1 {
  movePoint(points, columns, weights, row, labels[row]!, label, changes);
  labels[row] = label;
  return 1;
}

/** Compares every point of a cell with the centers left; returns how many points moved. */
function scanCell(
  state: KMeansState,
  { ofCell, coordinates, nearest }: Candidates,
  cell: number,
  count: number,
  changes: SumChanges,
): number {
  const { points, cellStarts, cellLabels, centers, labels, columns } = state;
  cellLabels[cell] = -1;
  for (let i = 0; i < count; i++) {
    for (let f = 0; f < columns; f++) coordinates[i * columns + f] = centers[ofCell[i]! * columns + f]!;
  }
  const from = cellStarts[cell]!;
  const to = cellStarts[cell + 1]!;
  searchCell(points, columns, from, to, coordinates, count, nearest);
  let moved = 0;
  for (let row = from; row < to; row++) {
    const label = ofCell[nearest[row - from]!]!;
    if (labels[row] !== label) moved += moveTo(state, row, label, changes);
  }
  return moved;
}
