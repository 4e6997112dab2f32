import type { ItemRanges } from "./item-answers.js";
import type { PathEstimator } from "./path-estimator.js";
import type { PathPreset } from "./path-model.js";
import type { ReducedAnswers } from "./path-statistics.js";
import type { StageOutcome } from "./stage-state.js";

/** All that a finished estimate leaves behind. */
export interface FinishedEstimate {
  readonly estimator: PathEstimator;
  readonly outcome: StageOutcome;
  readonly reduced: ReducedAnswers;
  readonly ranges: ItemRanges;
  readonly preset: PathPreset | null;
}
