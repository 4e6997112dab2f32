import { createRandom } from "../numeric/index.js";
import { moveCenters } from "./center-update.js";
import { emptySums, takeChanges } from "./cluster-sums.js";
import { refillEmpty } from "./empty-clusters.js";
import type { PhaseName } from "./k-means-phases.js";
import { type KMeansState, scalar } from "./k-means-state.js";
import { seedPlusPlus, seedRandomly } from "./seeding.js";

/** How a fit starts and when it ends. */
export interface FitPlan {
  readonly caller: string;
  /** Row-major centers, or how to draw them. */
  readonly init: "k-means++" | "random" | Float64Array;
  readonly restarts: number;
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
  /** Which restart it was, from 0. */
  readonly restart: number;
}

/** One phase to be run over all blocks before the fit can go on. */
export interface FitStep {
  readonly phase: PhaseName;
  readonly restart: number;
  readonly iteration: number;
}

/**
 * The whole fit, written once for one thread and for many: it yields each phase that has to run over all blocks and goes on when that is done.
 */
export function* fitSteps(state: KMeansState, plan: FitPlan): Generator<FitStep, Fit, void> {
  const random = createRandom(plan.seed);
  let best: Fit | undefined;
  for (let restart = 0; restart < plan.restarts; restart++) {
    if (plan.init === "random") seedRandomly(state, random.fork(restart));
    else if (plan.init !== "k-means++") state.centers.set(plan.init);
    else for (const phase of seedPlusPlus(state, random.fork(restart))) yield { phase, restart, iteration: 0 };
    const end = yield* iterate(state, plan, restart);
    yield { phase: "inertia", restart, iteration: end.iterations };
    const inertia = addReports(state);
    if (best === undefined || inertia < best.inertia) {
      best = { ...end, inertia, restart, centers: state.centers.slice(), labels: state.labels.slice() };
    }
  }
  return best!;
}

function* iterate(
  state: KMeansState,
  plan: FitPlan,
  restart: number,
): Generator<FitStep, Pick<Fit, "iterations" | "status">, void> {
  const sums = emptySums(state.k, state.columns);
  state.labels.fill(-1);
  state.budget.fill(0);
  for (let iteration = 1; ; iteration++) {
    yield { phase: iteration === 1 ? "assign-all" : "assign", restart, iteration };
    const moved = takeChanges(state, sums) + refillEmpty(plan.caller, state, sums);
    if (moved === 0) return { iterations: iteration, status: "converged" };
    const squaredMoves = moveCenters(state, sums);
    const settled = plan.smallestMove > 0 && squaredMoves <= plan.smallestMove;
    if (!settled && iteration < plan.maxIterations) continue;
    // The centers have moved once more: a last look gives every point the nearest of those that are returned.
    yield { phase: "assign", restart, iteration };
    takeChanges(state, sums);
    return { iterations: iteration, status: settled ? "converged" : "iterationLimit" };
  }
}

function addReports(state: KMeansState): number {
  let total = 0;
  for (let block = 0; block < state.blocks; block++) total += state.reports[block]!;
  return total;
}

/** No computed distance is off by more than this: each of the terms and the root lose at most half a unit in the last place. */
export function setRounding(state: KMeansState, diagonal: number): void {
  state.scalars[scalar.rounding] = (state.columns + 8) * 2 ** -51 * diagonal;
}
