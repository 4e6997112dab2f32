import { assignByCells, type Candidates, type SumChanges } from "./assign-by-cells.js";
import { createGroupScratch, type GroupScratch, nearestByGroups } from "./assign-by-groups.js";
import { movePoint } from "./cluster-sums.js";
import { type KMeansState, scalar } from "./k-means-state.js";
import { nearestTwo } from "./nearest-two.js";
import { squaredDistance } from "./squared-distance.js";

/**
 * The parts of a fit that run over all blocks, in any order and on any thread:
 * - `assign-all`, `assign`: give each point its nearest center, checking every point, or those whose cluster can have changed
 * - `seed`: distances to the center chosen last · `try`: what each tried center would gain · `inertia`: weighted squared distances to the own center
 */
export type PhaseName = "assign-all" | "assign" | "seed" | "try" | "inertia";

/** Working memory of one thread. */
export interface Scratch {
  readonly list: Int32Array;
  readonly nearest: Int32Array;
  readonly gaps: Float64Array;
  readonly candidates: Candidates;
  readonly groups: GroupScratch;
}

/** Working memory for one thread of a fit. */
export function createScratch(state: KMeansState): Scratch {
  const rows = state.algorithm === "cells" ? 0 : state.blockRows;
  const candidates = {
    ofGroup: new Int32Array(state.k),
    ofCell: new Int32Array(state.k),
    coordinates: new Float64Array(state.k * state.columns),
  };
  const groups = createGroupScratch();
  return {
    candidates,
    groups,
    list: new Int32Array(rows),
    nearest: new Int32Array(rows),
    gaps: new Float64Array(rows),
  };
}

/** Runs one phase on one block. */
export function runPhase(state: KMeansState, scratch: Scratch, phase: PhaseName, block: number): void {
  const from = block * state.blockRows;
  const to = Math.min(from + state.blockRows, state.rows);
  if (phase === "seed") updateClosest(state, block, from, to);
  else if (phase === "try") gainOfCandidates(state, block, from, to);
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
  state.reports[block] = assignByCells(state, scratch.candidates, fromGroup, toGroup, changes);
}

/** Hamerly (2010): only points whose slack is used up are looked at, in Yinyang k-means group by group. Returns how many points moved. */
function assignByGaps(
  state: KMeansState,
  scratch: Scratch,
  all: boolean,
  block: number,
  from: number,
  to: number,
  { leading, trailing, counts }: SumChanges,
): number {
  const { points, centers, columns, k, labels, slack, budget, scalars } = state;
  const { list, nearest, gaps } = scratch;
  let count = 0;
  if (all) {
    for (let row = from; row < to; row++) list[count++] = row;
  } else {
    for (let row = from; row < to; row++) {
      if (slack[row]! > budget[labels[row]!]!) continue;
      list[count++] = row;
    }
  }
  if (state.algorithm === "hamerly") nearestTwo(points, centers, columns, k, list, count, nearest, gaps);
  else nearestByGroups(state, scratch.groups, block, list, count, nearest, gaps);
  const rounding = scalars[scalar.rounding]!;
  let moved = 0;
  for (let place = 0; place < count; place++) {
    const row = list[place]!;
    const before = labels[row]!;
    const now = nearest[place]!;
    slack[row] = gaps[place]! - rounding + budget[now]!;
    if (now === before) continue;
    moved++;
    labels[row] = now;
    movePoint(state, leading, trailing, counts, row, before, now);
  }
  return moved;
}

/** k-means++: the center chosen last takes the points to which it is nearest. `remaining` gets the weighted squared distances that remain. */
function updateClosest(state: KMeansState, block: number, from: number, to: number): void {
  const { points, weights, centers, columns, labels, slack, scalars } = state;
  const last = scalars[scalar.chosen]! - 1;
  const center = last * columns;
  let total = 0;
  for (let row = from; row < to; row++) {
    const distance = squaredDistance(points, row * columns, centers, center, columns);
    if (last === 0 || distance < slack[row]!) {
      slack[row] = distance;
      labels[row] = last;
    }
    total += weights.length === 0 ? slack[row]! : weights[row]! * slack[row]!;
  }
  state.remaining[block] = total;
}

/** Greedy k-means++: by how much each tried center would lower the total of weighted squared distances. */
function gainOfCandidates(state: KMeansState, block: number, from: number, to: number): void {
  const { points, weights, columns, k, trials, labels, slack, candidates, quarters, reports } = state;
  for (let trial = 0; trial < trials; trial++) {
    const candidate = candidates[trial]! * columns;
    const quarter = trial * k;
    let gain = 0;
    for (let row = from; row < to; row++) {
      const closest = slack[row]!;
      // A center more than twice as far from the point's own one cannot be nearer (Raff 2021, Exact Acceleration of K-Means++).
      if (closest <= quarters[quarter + labels[row]!]!) continue;
      const distance = squaredDistance(points, row * columns, points, candidate, columns);
      if (distance >= closest) continue;
      gain += weights.length === 0 ? closest - distance : weights[row]! * (closest - distance);
    }
    reports[block * trials + trial] = gain;
  }
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
