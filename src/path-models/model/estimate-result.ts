import type { ItemRanges } from "../moments/item-answers.js";
import type { ReducedAnswers } from "../moments/path-statistics.js";
import type { PlsOutcome } from "../solver/pls-state.js";
import type { PathEstimator } from "./path-estimator.js";
import type { PathPreset } from "./path-model.js";

/** A finished estimate, and what it was made from. */
export interface EstimateResult {
  readonly estimator: PathEstimator;
  readonly outcome: PlsOutcome;
  readonly reduced: ReducedAnswers;
  readonly ranges: ItemRanges;
  readonly preset: PathPreset | null;
}
