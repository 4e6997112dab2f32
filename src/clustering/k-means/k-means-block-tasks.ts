import { closerSimd } from "../nearest/closer-simd.js";
import { nearestScalar } from "../nearest/nearest-center-scalar.js";
import { type SimdSearch, searchSimd } from "../nearest/nearest-simd.js";
import { squaredDistance } from "../points/squared-distance.js";
import { movePoint, type SumChanges } from "./cluster-sums.js";
import { type KMeansState, scalar } from "./k-means-state.js";
import { type Candidates, kanungoFilter } from "./kanungo-filtering.js";
import { createSeedingScratch, gainOfCandidates, type SeedingScratch, updateClosest } from "./seeding-tasks.js";

/**
 * The parts of a fit that run over all blocks, in any order and on any thread:
 * - `assign-all`, `assign`: give each point its nearest center, checking every point, or those whose cluster can have
 *   changed
 * - `seed`: distances to the center chosen last · `try`: what each tried center would gain · `inertia`: weighted
 *   squared distances to the own center
 */
export type PhaseName = "assign-all" | "assign" | "seed" | "try" | "inertia";

/** Working memory of one thread. */
export interface Scratch {
  readonly list: Int32Array;
  readonly nearest: Int32Array;
  readonly gaps: Float64Array;
  /** Where {@link touchRows} leaves its sum. */
  readonly touched: Float64Array;
  readonly candidates: Candidates;
  /** Null where points are looked at one by one. */
  readonly lanes: SimdSearch | null;
  readonly seeding: SeedingScratch | null;
}

/** Working memory for one thread of a fit. */
export function createScratch(state: KMeansState): Scratch {
  const rows = state.algorithm === "cells" ? 0 : state.blockRows;
  const closer = state.algorithm === "lanes" ? closerSimd(state.columns, state.trials) : null;
  const candidates = {
    ofGroup: new Int32Array(state.k),
    ofCell: new Int32Array(state.k),
    coordinates: new Float64Array(state.k * state.columns),
  };
  return {
    candidates,
    seeding: closer === null ? null : createSeedingScratch(closer, state.columns, state.trials),
    lanes: state.algorithm === "lanes" ? searchSimd(state.columns, state.k) : null,
    list: new Int32Array(rows),
    nearest: new Int32Array(rows),
    gaps: new Float64Array(rows),
    touched: new Float64Array(1),
  };
}

/** Runs one phase on one block. */
export function runPhase(state: KMeansState, scratch: Scratch, phase: PhaseName, block: number): void {
  const from = block * state.blockRows;
  const to = Math.min(from + state.blockRows, state.rows);
  if (phase === "seed") updateClosest(state, scratch.seeding, block, from, to);
  else if (phase === "try") gainOfCandidates(state, scratch.seeding, block, from, to);
  else if (phase === "inertia") addInertia(state, block, from, to);
  else assign(state, scratch, phase === "assign-all", block, from, to);
}

function assign(state: KMeansState, scratch: Scratch, all: boolean, block: number, from: number, to: number): void {
  const { columns, k, blocks, groupStarts } = state;
  const length = k * (columns + 1);
  const start = 2 * block * length;
  const leading = state.sumChanges.subarray(start, start + length);
  const trailing = state.sumChanges.subarray(start + length, start + 2 * length);
  const counts = state.countChanges.subarray(block * k, block * k + k);
  leading.fill(0);
  trailing.fill(0);
  counts.fill(0);
  const changes = { leading, trailing, counts };
  if (state.algorithm !== "cells") {
    state.reports[block] = assignByGaps(state, scratch, all, block, from, to, changes);
    return;
  }
  const groups = groupStarts.length - 1;
  const fromGroup = Math.floor((block * groups) / blocks);
  const toGroup = Math.floor(((block + 1) * groups) / blocks);
  state.reports[block] = kanungoFilter(state, scratch.candidates, fromGroup, toGroup, changes);
}

/**
 * Hamerly (2010): only points whose slack is used up are looked at. Where many are, lanes make it faster to look at all
 * of them where they lie, and for some passes not even to ask. Returns how many points moved.
 */
function assignByGaps(
  state: KMeansState,
  scratch: Scratch,
  all: boolean,
  block: number,
  from: number,
  to: number,
  changes: SumChanges,
): number {
  const { points, copies, middle, centers, columns, k, labels, slack, budget, scalars, unasked } = state;
  const { list, nearest, gaps, lanes } = scratch;
  if (all) unasked[block] = 0;
  if (lanes !== null && unasked[block]! > 0) {
    unasked[block] = unasked[block]! - 1;
    lanes.load(centers, middle);
    const changed = lanes.findChanged(points, copies, from, to, labels, list, nearest);
    const moved = moveListed(state, scratch, changed, changes);
    // The slack of other rows stays true without having been asked for; that of these was for another cluster.
    for (let place = 0; place < moved; place++) slack[list[place]!] = Number.NEGATIVE_INFINITY;
    return moved;
  }
  let count = all ? listAll(list, from, to) : listOpen(list, from, to, labels, slack, budget);
  if (lanes === null) nearestScalar(points, centers, columns, k, list, count, nearest, gaps);
  else {
    const takeAll = count > leastShare(k) * (to - from);
    if (takeAll) count = listAll(list, from, to);
    if (takeAll && !all) unasked[block] = passesUnasked;
    lanes.load(centers, middle);
    lanes.find(points, takeAll ? copies : null, list, count, nearest, gaps);
  }
  keepSlack(list, count, nearest, gaps, slack, budget, scalars[scalar.rounding]!);
  return moveListed(state, scratch, count, changes);
}

/**
 * From which share of open rows it is faster to look at all rows of a block in the lanes where they lie than to put the
 * open ones there: measured, as costs of 8 + 0.7 k and 45 + 0.7 k.
 */
function leastShare(k: number): number {
  return (8 + 0.7 * k) / (45 + 0.7 * k);
}

/** After so many open rows, passes over a block in which none are listed and no slack is kept. */
const passesUnasked = 3;

function listAll(list: Int32Array, from: number, to: number): number {
  for (let row = from; row < to; row++) list[row - from] = row;
  return to - from;
}

/**
 * Lists the rows whose slack is used up. Every row is written down and the next one over it if it was safe, for a
 * branch on this would be guessed wrong too often.
 */
function listOpen(
  list: Int32Array,
  from: number,
  to: number,
  labels: Int32Array,
  slack: Float64Array,
  budget: Float64Array,
): number {
  let count = 0;
  for (let row = from; row < to; row++) {
    list[count] = row;
    count += Number(slack[row]! <= budget[labels[row]!]!);
  }
  return count;
}

/** Sets the slack of the listed rows. */
function keepSlack(
  list: Int32Array,
  count: number,
  nearest: Int32Array,
  gaps: Float64Array,
  slack: Float64Array,
  budget: Float64Array,
  rounding: number,
): void {
  for (let place = 0; place < count; place++) {
    slack[list[place]!] = gaps[place]! - rounding + budget[nearest[place]!]!;
  }
}

/** Gives the listed rows their nearest clusters. Returns how many moved; they are then in front of the list. */
function moveListed(
  { points, columns, weights, labels }: KMeansState,
  { list, nearest, touched }: Scratch,
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
  touched[0] = touchRows(points, columns, list, moved);
  for (let place = 0; place < moved; place++) {
    const row = list[place]!;
    const now = nearest[place]!;
    movePoint(points, columns, weights, row, labels[row]!, now, changes);
    labels[row] = now;
  }
  return moved;
}

/**
 * Reads both ends of every listed row, so that all are on their way from memory at once; adding them to the sums one by
 * one would wait for each. The sum has no meaning, but someone has to want it.
 */
function touchRows(points: Float64Array, columns: number, list: Int32Array, count: number): number {
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
