import { closerSimd } from "../nearest/closer-simd.js";
import { nearestScalar } from "../nearest/nearest-center-scalar.js";
import { type SimdSearch, searchSimd } from "../nearest/nearest-simd.js";
import { squaredDistance } from "../points/squared-distance.js";
import { movePoint, type SumChanges } from "./cluster-sums.js";
import { type KMeansState, scalar } from "./k-means-state.js";
import { type Candidates, kanungoFilter } from "./kanungo-filtering.js";
import { createSeedingScratch, gainOfCandidates, type SeedingScratch, updateClosest } from "./seeding-tasks.js";
import { mostRowsOfCell } from "./z-order-grid.js";

/**
 * The parts of a fit that run over all blocks, in any order and on any thread:
 * - `assign-all`, `assign`: give each point its nearest center, checking every point, or those whose cluster can have
 *   changed
 * - `seed`: distances to the center chosen last · `try`: what each tried center would gain · `inertia`: weighted
 *   squared distances to the own center
 */
export type BlockTask = "assign-all" | "assign" | "seed" | "try" | "inertia";

/** Working memory of one thread. */
export interface Scratch {
  readonly list: Int32Array;
  readonly nearest: Int32Array;
  readonly gaps: Float64Array;
  /** Where {@link prefetchRows} leaves its sum. */
  readonly prefetched: Float64Array;
  readonly candidates: Candidates;
  /** Null where points are looked at one by one. */
  readonly simd: SimdSearch | null;
  readonly seeding: SeedingScratch | null;
}

/** Working memory for one thread of a fit. */
export function createScratch(state: KMeansState): Scratch {
  const { algorithm, columns, k, trials } = state;
  const rows = algorithm === "kanungo" ? 0 : state.blockRows;
  const withSimd = algorithm === "hamerly-simd";
  const closer = withSimd ? closerSimd(columns, trials) : null;
  return {
    candidates: {
      ofGroup: new Int32Array(k),
      ofCell: new Int32Array(k),
      coordinates: new Float64Array(k * columns),
      nearest: new Int32Array(mostRowsOfCell),
    },
    seeding: closer === null ? null : createSeedingScratch(closer, columns, trials),
    simd: withSimd ? searchSimd(columns, k) : null,
    list: new Int32Array(rows),
    nearest: new Int32Array(rows),
    gaps: new Float64Array(rows),
    prefetched: new Float64Array(1),
  };
}

/** The rows of a block, `from … to − 1`. */
export interface BlockRows {
  readonly block: number;
  readonly from: number;
  readonly to: number;
}

/** Runs one task on one block. */
export function runBlockTask(state: KMeansState, scratch: Scratch, task: BlockTask, block: number): void {
  const from = block * state.blockRows;
  const to = Math.min(from + state.blockRows, state.rows);
  if (task === "seed") updateClosest(state, scratch.seeding, block, from, to);
  else if (task === "try") gainOfCandidates(state, scratch.seeding, block, from, to);
  else if (task === "inertia") addInertia(state, block, from, to);
  else assign(state, scratch, task === "assign-all", { block, from, to });
}

function assign(state: KMeansState, scratch: Scratch, all: boolean, rows: BlockRows): void {
  const { algorithm, blocks, groupStarts, reports } = state;
  const { block } = rows;
  const changes = changesOfBlock(state, block);
  if (algorithm !== "kanungo") {
    reports[block] = assignByBounds(state, scratch, all, rows, changes);
    return;
  }
  const groups = groupStarts.length - 1;
  const fromGroup = Math.floor((block * groups) / blocks);
  const toGroup = Math.floor(((block + 1) * groups) / blocks);
  reports[block] = kanungoFilter(state, scratch.candidates, fromGroup, toGroup, changes);
}

/** Where a block writes what it changes in the sums of the clusters; cleared. */
function changesOfBlock({ k, columns, sumChanges, countChanges }: KMeansState, block: number): SumChanges {
  const length = k * (columns + 1);
  const start = 2 * block * length;
  const changes = {
    leading: sumChanges.subarray(start, start + length),
    trailing: sumChanges.subarray(start + length, start + 2 * length),
    counts: countChanges.subarray(block * k, (block + 1) * k),
  };
  changes.leading.fill(0);
  changes.trailing.fill(0);
  changes.counts.fill(0);
  return changes;
}

/** Hamerly (2010): only points whose bound no longer holds are looked at. Returns how many moved. */
function assignByBounds(
  state: KMeansState,
  scratch: Scratch,
  all: boolean,
  rows: BlockRows,
  changes: SumChanges,
): number {
  const { points, centers, columns, untestedPasses } = state;
  const { list, nearest, gaps, simd } = scratch;
  if (all) untestedPasses[rows.block] = 0;
  if (simd !== null && untestedPasses[rows.block]! > 0) return assignUntested(state, scratch, simd, rows, changes);
  let count = all ? listAll(list, rows) : listOpen(state, list, rows);
  if (simd === null) nearestScalar(points, centers, columns, list, count, nearest, gaps);
  else count = searchOpen(state, scratch, simd, all, rows, count);
  keepSlack(state, scratch, count);
  return moveListed(state, scratch, count, changes);
}

/**
 * Searches for the listed rows, whose bounds no longer hold. Where they are many, it is faster to search for all rows
 * of the block where they lie, and for some passes not even to test the bounds. Returns how many rows are listed now.
 */
function searchOpen(
  { points, simdPoints, middle, centers, k, untestedPasses }: KMeansState,
  { list, nearest, gaps }: Scratch,
  simd: SimdSearch,
  all: boolean,
  rows: BlockRows,
  open: number,
): number {
  const takeAll = open > leastShare(k) * (rows.to - rows.from);
  const count = takeAll ? listAll(list, rows) : open;
  if (takeAll && !all) untestedPasses[rows.block] = passesUntested;
  simd.load(centers, middle);
  simd.find(points, takeAll ? simdPoints : null, list, count, nearest, gaps);
  return count;
}

/**
 * A pass over a block that tests no bounds and computes none: looks at all rows, for clusters alone. Returns how many
 * points moved.
 */
function assignUntested(
  state: KMeansState,
  scratch: Scratch,
  simd: SimdSearch,
  { block, from, to }: BlockRows,
  changes: SumChanges,
): number {
  const { points, simdPoints, middle, centers, labels, slack, untestedPasses } = state;
  const { list, nearest } = scratch;
  untestedPasses[block] = untestedPasses[block]! - 1;
  simd.load(centers, middle);
  const changed = simd.findChanged(points, simdPoints, from, to, labels, list, nearest);
  const moved = moveListed(state, scratch, changed, changes);
  // The bounds of the other rows still hold or are known not to; those of these rows were for another cluster.
  for (let place = 0; place < moved; place++) slack[list[place]!] = Number.NEGATIVE_INFINITY;
  return moved;
}

/**
 * From which share of open rows it is faster to search for all rows of a block where they lie than to lay out the open
 * ones for the SIMD search: measured, as costs of 8 + 0.7 k and 45 + 0.7 k.
 */
function leastShare(k: number): number {
  return (8 + 0.7 * k) / (45 + 0.7 * k);
}

/** After so many open rows, passes over a block in which no bounds are tested or kept. */
const passesUntested = 3;

function listAll(list: Int32Array, { from, to }: BlockRows): number {
  for (let row = from; row < to; row++) list[row - from] = row;
  return to - from;
}

/** Lists the open rows: those whose bound no longer holds. */
function listOpen({ labels, slack, drift }: KMeansState, list: Int32Array, { from, to }: BlockRows): number {
  let count = 0;
  for (let row = from; row < to; row++) {
    // Written down in any case and over the next time: a branch would be mispredicted too often.
    list[count] = row;
    count += Number(slack[row]! <= drift[labels[row]!]!);
  }
  return count;
}

/** Sets the bounds of the listed rows. */
function keepSlack({ slack, drift, scalars }: KMeansState, { list, nearest, gaps }: Scratch, count: number): void {
  const rounding = scalars[scalar.rounding]!;
  for (let place = 0; place < count; place++) {
    slack[list[place]!] = gaps[place]! - rounding + drift[nearest[place]!]!;
  }
}

/** Gives the listed rows their nearest clusters. Returns how many moved; they are then in front of the list. */
function moveListed(
  { points, columns, weights, labels }: KMeansState,
  { list, nearest, prefetched }: Scratch,
  count: number,
  changes: SumChanges,
): number {
  let moved = 0;
  for (let place = 0; place < count; place++) {
    const row = list[place]!;
    const now = nearest[place]!;
    list[moved] = row;
    nearest[moved] = now;
    moved += Number(labels[row]! !== now);
  }
  prefetched[0] = prefetchRows(points, columns, list, moved);
  for (let place = 0; place < moved; place++) {
    const row = list[place]!;
    const now = nearest[place]!;
    movePoint(points, columns, weights, row, labels[row]!, now, changes);
    labels[row] = now;
  }
  return moved;
}

/**
 * A prefetch: reads both ends of every listed row, so that the cache misses overlap; adding the rows to the sums one by
 * one would wait for each. Returns the sum of what was read, because V8 would drop reads without a use as dead code.
 */
function prefetchRows(points: Float64Array, columns: number, list: Int32Array, count: number): number {
  let sum = 0;
  for (let place = 0; place < count; place++) {
    const first = list[place]! * columns;
    sum += points[first]! + points[first + columns - 1]!;
  }
  return sum;
}

/** `reports` gets the sum in two parts, leading and trailing, so that it does not depend on the order of the rows. */
function addInertia(state: KMeansState, block: number, from: number, to: number): void {
  const { points, weights, centers, columns, labels, reports } = state;
  let total = 0;
  let lost = 0;
  for (let row = from; row < to; row++) {
    const distance = squaredDistance(points, row * columns, centers, labels[row]! * columns, columns);
    const term = weights.length === 0 ? distance : weights[row]! * distance;
    const sum = total + term;
    const rounded = sum - total;
    lost += total - (sum - rounded) + (term - rounded);
    total = sum;
  }
  reports[2 * block] = total;
  reports[2 * block + 1] = lost;
}
