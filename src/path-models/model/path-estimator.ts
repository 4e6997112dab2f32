import { createPlsSolver, type PlsSolver, type StopRule } from "../solver/partial-least-squares.js";
import type { PlsOutcome } from "../solver/pls-state.js";
import type { ModelLayout, Stage } from "./model-layout.js";

/** Weights of both stages, to begin an estimate with. */
export interface StartingWeights {
  readonly first?: Float64Array | undefined;
  readonly final: Float64Array;
}

/** Estimates a model from one correlation matrix after another. */
export interface PathEstimator {
  readonly layout: ModelLayout;
  readonly first: PlsSolver | null;
  readonly final: PlsSolver;
  /** The matrix of the final stage: observed items, then scores of lower-order constructs. */
  readonly matrix: () => Float64Array;
  /** The solver of the stage in which the last outcome other than `"solved"` arose. */
  readonly failedIn: () => PlsSolver;
  estimate(correlation: Float64Array, from?: StartingWeights): PlsOutcome;
  /** Leaves out one path of the specification, and no other, from the next estimate on. */
  remove(path: number): void;
}

/** An estimator with its own working memory. */
export function createEstimator(layout: ModelLayout): PathEstimator {
  const { specification, scores } = layout;
  const stop: StopRule = {
    rule: specification.stopRule,
    tolerance: specification.tolerance,
    maxIterations: specification.maxIterations,
  };
  const first = layout.first === null ? null : createPlsSolver(layout.first, stop);
  const final = createPlsSolver(layout.final, stop);
  const extended = first === null ? null : new Float64Array(layout.final.items * layout.final.items);
  const observed = layout.items.length;
  let matrix: Float64Array = new Float64Array(0);
  let failedIn = final;

  return {
    layout,
    first,
    final,
    matrix: () => matrix,
    failedIn: () => failedIn,
    remove(path) {
      for (let p = 0; p < final.removed.length; p++) final.removed[p] = p === path ? 1 : 0;
      if (first === null) return;
      for (let p = 0; p < first.removed.length; p++) first.removed[p] = layout.firstOrigin[p] === path ? 1 : 0;
    },
    estimate(correlation, from) {
      failedIn = final;
      let outcome: PlsOutcome = "solved";
      matrix = correlation;
      if (first !== null && extended !== null) {
        failedIn = first;
        outcome = first.solve(correlation, from?.first);
        // Collinear constructs of the first stage leave its weights as they are, and its paths are not reported.
        if (outcome === "collinearConstructs") outcome = "solved";
        if (outcome !== "solved" && outcome !== "notConverged") return outcome;
        extendMatrix(extended, correlation, observed, first, scores);
        matrix = extended;
      }
      const last = final.solve(matrix, from?.final);
      if (last === "solved") return outcome;
      if (outcome === "solved") failedIn = final;
      return outcome === "solved" ? last : outcome;
    },
  };
}

/**
 * Appends the scores of lower-order constructs to the correlations of the items. Where they are common factors, their
 * correlations are corrected for unreliability (van Riel, Henseler, Kemény and Sasovova 2017).
 */
function extendMatrix(
  extended: Float64Array,
  correlation: Float64Array,
  observed: number,
  first: PlsSolver,
  scores: readonly number[],
): void {
  const order = observed + scores.length;
  const { plan, state } = first;
  for (let i = 0; i < observed; i++) {
    for (let j = 0; j < observed; j++) extended[i * order + j] = correlation[i * observed + j]!;
  }
  for (let s = 0; s < scores.length; s++) {
    const place = scores[s]!;
    const row = observed + s;
    const attenuation = plan.corrected[place] === 1 ? Math.sqrt(state.rhoA[place]!) : 1;
    for (let i = 0; i < observed; i++) {
      const slot = plan.slotItem.indexOf(i);
      const value = state.cross[place * plan.slotItem.length + slot]! / attenuation;
      extended[row * order + i] = value;
      extended[i * order + row] = value;
    }
    for (let t = 0; t < scores.length; t++) {
      extended[row * order + observed + t] = state.latent[place * plan.constructs + scores[t]!]!;
    }
  }
}

/** The solver of a stage. */
export function solverOf({ first, final }: PathEstimator, stage: Stage): PlsSolver {
  return stage === "first" && first !== null ? first : final;
}
