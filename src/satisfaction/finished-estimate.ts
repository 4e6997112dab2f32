import type { ItemRanges } from "./item-answers.js";
import type { StageOutcome } from "./partial-least-squares.js";
import type { PathEstimator } from "./path-estimator.js";
import type { PathPreset } from "./path-model.js";
import type { ReducedAnswers } from "./path-statistics.js";

/** All that a finished estimate leaves behind. */
export interface FinishedEstimate {
  readonly estimator: PathEstimator;
  readonly outcome: StageOutcome;
  readonly reduced: ReducedAnswers;
  readonly ranges: ItemRanges;
  readonly preset: PathPreset | null;
}
