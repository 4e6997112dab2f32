import { innerWeights } from "./inner-weights.js";
import { factorBlocks, outerWeights, scaleWeights } from "./outer-weights.js";
import { createPlsMemory, type PlsMemory, setCorrelations } from "./pls-memory.js";
import type { PlsPlan } from "./pls-plan.js";
import { clearState, type PlsOutcome, type PlsState } from "./pls-state.js";
import { solveStructure } from "./pls-structure.js";
import { alignSigns, scoreCorrelations } from "./score-correlations.js";

/** When the iterations end. */
export interface StopRule {
  /** Σ|Δw| (seminr) or Σ(|w| − |w'|)² (plspm) below the tolerance. */
  readonly rule: "absolute" | "squared";
  readonly tolerance: number;
  /** 0 keeps the weights that the run begins with. */
  readonly maxIterations: number;
}

/** A solver with its own working memory. */
export interface PlsSolver {
  readonly plan: PlsPlan;
  readonly state: PlsState;
  /** Set to 1 to estimate as if that path were not there; its coefficient is then 0. */
  readonly removed: Uint8Array;
  /**
   * Runs on a correlation matrix (row-major, order `plan.items`). `from` are weights to begin with, in place of ones;
   * signs are then turned to agree with them, otherwise so that the loadings of a construct have a positive sum.
   */
  solve(correlation: Float64Array, from?: Float64Array): PlsOutcome;
}

/**
 * Partial least squares path modeling on a correlation matrix alone (Wold 1982; Lohmöller 1989, chapter 2): everything
 * the iterations need of the respondents is in there.
 *
 * One iteration, with w_j the weights of block j and R the correlations of the items: {@link scoreCorrelations} of
 * scores with items and with each other, {@link innerWeights}, {@link outerWeights}, {@link scaleWeights}.
 */
export function createPlsSolver(plan: PlsPlan, stop: StopRule): PlsSolver {
  const memory = createPlsMemory(plan);
  const { state, removed } = memory;
  return {
    plan,
    state,
    removed,
    solve(correlation, from) {
      const failed = begin(memory, correlation, from);
      if (failed !== null) return clearState(state, failed);
      const settled = iterate(memory, stop);
      if (settled === null) return clearState(state, "degenerate");
      alignSigns(memory, from);
      const outcome = solveStructure(plan, state, memory.regression);
      return settled ? outcome : "notConverged";
    },
  };
}

/** Sets the weights that the iterations begin with; the outcome where there are none, otherwise null. */
function begin(memory: PlsMemory, correlation: Float64Array, from: Float64Array | undefined): PlsOutcome | null {
  const { plan, state, next } = memory;
  const { start } = plan;
  state.culprit = -1;
  state.turned = 0;
  state.iterations = 0;
  setCorrelations(memory, correlation);
  if (!factorBlocks(memory)) return "collinearItems";
  if (from === undefined) next.fill(1);
  else next.set(from);
  for (let j = 0; j < plan.constructs; j++) if (plan.modes[j] === "unit") next.fill(1, start[j]!, start[j + 1]!);
  if (!scaleWeights(memory)) return "degenerate";
  state.weights.set(next);
  scoreCorrelations(memory);
  return null;
}

/** Iterates to the stop rule: whether the weights settled, or null where a score lost its variance. */
function iterate(memory: PlsMemory, { rule, tolerance, maxIterations }: StopRule): boolean | null {
  const { plan, state, next } = memory;
  // Unit weights and those of single items are final from the start.
  let change = plan.iterates ? Number.POSITIVE_INFINITY : 0;
  while (change >= tolerance && state.iterations < maxIterations) {
    innerWeights(memory);
    outerWeights(memory);
    if (!scaleWeights(memory)) return null;
    change = rule === "absolute" ? absoluteChange(next, state.weights) : squaredChange(next, state.weights);
    state.weights.set(next);
    scoreCorrelations(memory);
    state.iterations++;
  }
  return !(change >= tolerance) || maxIterations === 0;
}

function absoluteChange(next: Float64Array, weights: Float64Array): number {
  let change = 0;
  for (let slot = 0; slot < next.length; slot++) change += Math.abs(next[slot]! - weights[slot]!);
  return change;
}

function squaredChange(next: Float64Array, weights: Float64Array): number {
  let change = 0;
  for (let slot = 0; slot < next.length; slot++) {
    const difference = Math.abs(next[slot]!) - Math.abs(weights[slot]!);
    change += difference * difference;
  }
  return change;
}
