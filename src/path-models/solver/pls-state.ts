import type { PlsPlan } from "./pls-plan.js";

/** How a run ended: `"solved"`, or why some or all of its numbers are unknown. */
export type PlsOutcome =
  | "solved"
  | "notConverged"
  /** Items of a formative construct depend on each other. */
  | "collinearItems"
  /** Antecedents of a construct depend on each other: weights are fine, the paths to it are not determined. */
  | "collinearConstructs"
  /** A construct's score does not vary: its items cancel out, or the matrix is not positive definite. */
  | "degenerate"
  /** The correction for unreliability gives values that no correlation can have. */
  | "inadmissible";

/** The numbers of one run, overwritten by the next. */
export interface PlsState {
  /** By slot, for standardized items; the scores have variance 1. */
  readonly weights: Float64Array;
  /** By slot: correlation of item and score, or the factor loading where the construct is corrected. */
  readonly loadings: Float64Array;
  /** Construct × slot: correlation of score and item. */
  readonly cross: Float64Array;
  /** Construct × construct: correlation of the scores. */
  readonly correlations: Float64Array;
  /** As `correlations`, corrected for unreliability where the plan says so. */
  readonly latent: Float64Array;
  /** Dijkstra and Henseler's ρA of every construct. */
  readonly rhoA: Float64Array;
  /** By path; NaN where the antecedents are collinear. */
  readonly coefficients: Float64Array;
  /** By construct; NaN for those that nothing leads to. */
  readonly rSquared: Float64Array;
  iterations: number;
  /** The construct, or for `"collinearItems"` the slot, at which the outcome arose; −1 when solved. */
  culprit: number;
  /** Constructs whose sign was turned to agree with the weights given at the start. */
  turned: number;
}

/** The state of a solver that has not run. */
export function createPlsState({ constructs, slotItem, paths }: PlsPlan): PlsState {
  const slots = slotItem.length;
  return {
    weights: new Float64Array(slots),
    loadings: new Float64Array(slots),
    cross: new Float64Array(constructs * slots),
    correlations: new Float64Array(constructs * constructs),
    latent: new Float64Array(constructs * constructs),
    rhoA: new Float64Array(constructs),
    coefficients: new Float64Array(paths.length),
    rSquared: new Float64Array(constructs),
    iterations: 0,
    culprit: -1,
    turned: 0,
  };
}

/** Makes every number unknown, so that none of an earlier run is left. */
export function clearState(state: PlsState, outcome: PlsOutcome): PlsOutcome {
  const { weights, loadings, cross, correlations, latent, rhoA, coefficients, rSquared } = state;
  for (const numbers of [weights, loadings, cross, correlations, latent, rhoA, coefficients, rSquared]) {
    numbers.fill(Number.NaN);
  }
  return outcome;
}
