import { createRandom } from "../../numeric/index.js";
import { moveCenters } from "./center-update.js";
import { addExactly, emptySums, takeChanges } from "./cluster-sums.js";
import { refillEmpty } from "./empty-clusters.js";
import type { BlockTask } from "./k-means-block-tasks.js";
import { type KMeansState, scalar } from "./k-means-state.js";
import { seedPlusPlus, seedRandomly, swapCenter } from "./seeding.js";

/** How a fit starts and when it ends. */
export interface FitPlan {
  readonly caller: string;
  /** Row-major centers, or how to draw them. */
  readonly init: "k-means++" | "random" | Float64Array;
  readonly restarts: number;
  /** Tries to better the best restart by moving one center elsewhere. */
  readonly swaps: number;
  readonly maxIterations: number;
  /** A pass whose squared moves sum to this or less is the last; 0 waits until no point changes its cluster. */
  readonly smallestMove: number;
  readonly seed: number;
}

/** The best of the restarts. */
export interface Fit {
  readonly centers: Float64Array;
  readonly labels: Int32Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly status: "converged" | "iterationLimit";
  /** Which start it was, from 0; swaps count on after the restarts. */
  readonly restart: number;
}

/** A task that has to run over all blocks before the fit can go on. */
export interface FitStep {
  readonly task: BlockTask;
  readonly restart: number;
  readonly iteration: number;
}

/**
 * The whole fit, written once for one thread and for many: it yields each task that has to run over all blocks and goes
 * on when that is done.
 *
 * The best of the restarts is then bettered by random swaps (Fränti 2018, J. Big Data 5): one center is moved to a
 * point drawn as in k-means++, and the fit goes on from there. Restarts miss shallow optima that lie a few customers
 * apart; swaps, which wait for smaller moves, find them.
 */
export function* fitSteps(state: KMeansState, plan: FitPlan): Generator<FitStep, Fit, void> {
  const random = createRandom(plan.seed);
  let best: Fit | undefined;
  for (let restart = 0; restart < plan.restarts; restart++) {
    if (plan.init === "random") seedRandomly(state, random.fork(restart));
    else if (plan.init !== "k-means++") state.centers.set(plan.init);
    else for (const task of seedPlusPlus(state, random.fork(restart))) yield { task, restart, iteration: 0 };
    best = yield* fitFromHere(state, plan, restart, best);
  }
  const patient = { ...plan, smallestMove: plan.smallestMove / 100 };
  for (let swap = 0; swap < plan.swaps; swap++) {
    const restart = plan.restarts + swap;
    state.centers.set(best!.centers);
    // The first goes on from the best as it is.
    if (swap > 0) for (const task of swapCenter(state, random.fork(restart))) yield { task, restart, iteration: 0 };
    best = yield* fitFromHere(state, patient, restart, best);
  }
  return best!;
}

/** A fit from the centers of the state; returned where it is better than the best so far. */
function* fitFromHere(
  state: KMeansState,
  plan: FitPlan,
  restart: number,
  best: Fit | undefined,
): Generator<FitStep, Fit, void> {
  const end = yield* iterate(state, plan, restart);
  yield { task: "inertia", restart, iteration: end.iterations };
  const inertia = totalInertia(state);
  if (best !== undefined && inertia >= best.inertia) return best;
  return { ...end, inertia, restart, centers: state.centers.slice(), labels: state.labels.slice() };
}

function totalInertia({ blocks, reports }: KMeansState): number {
  const leading = new Float64Array(1);
  const trailing = new Float64Array(1);
  for (let block = 0; block < blocks; block++) {
    addExactly(leading, trailing, 0, reports[2 * block]!);
    trailing[0] = trailing[0]! + reports[2 * block + 1]!;
  }
  return leading[0]! + trailing[0]!;
}

function* iterate(
  state: KMeansState,
  plan: FitPlan,
  restart: number,
): Generator<FitStep, Pick<Fit, "iterations" | "status">, void> {
  const sums = emptySums(state.k, state.columns);
  state.labels.fill(-1);
  state.drift.fill(0);
  state.cellLabels.fill(-1);
  for (let iteration = 1; ; iteration++) {
    yield { task: iteration === 1 ? "assign-all" : "assign", restart, iteration };
    const moved = takeChanges(state, sums) + refillEmpty(plan.caller, state, sums);
    if (moved === 0) return { iterations: iteration, status: "converged" };
    const squaredMoves = moveCenters(state, sums);
    const settled = plan.smallestMove > 0 && squaredMoves <= plan.smallestMove;
    if (!settled && iteration < plan.maxIterations) continue;
    // The centers have moved once more: a last pass gives every point the nearest of those that are returned.
    yield { task: "assign", restart, iteration };
    takeChanges(state, sums);
    return { iterations: iteration, status: settled ? "converged" : "iterationLimit" };
  }
}

/**
 * No computed distance is off by more than this: each of the terms and the root lose at most half a unit in the last
 * place.
 */
export function setRounding(state: KMeansState, diagonal: number): void {
  state.scalars[scalar.rounding] = (state.columns + 8) * 2 ** -51 * diagonal;
  state.scalars[scalar.squareRounding] = (state.columns + 8) * 2 ** -49 * diagonal * diagonal;
}
