/** What became of a run: `"solved"`, or why its numbers are not, or not all, to be had. */
export type PlsOutcome =
  | "solved"
  | "notConverged"
  /** Items of a formative construct depend on each other. */
  | "collinearItems"
  /** Antecedents of a construct depend on each other: weights are fine, the paths to it are not determined. */
  | "collinearConstructs"
  /** A construct's score does not vary, because its items cancel out or the correlations are no correlations. */
  | "degenerate"
  /** The correction for unreliability went beyond what correlations can be. */
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
