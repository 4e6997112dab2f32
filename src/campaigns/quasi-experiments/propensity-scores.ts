import { inNameOf } from "../../errors/index.js";
import { encodeFor, fitLogistic, type MissingAdvice, predictProbability } from "../../learning/index.js";
import { standardDeviation } from "../../numeric/index.js";
import type { FeatureMatrix, Table } from "../../table/index.js";
import { joinTies, tieTolerance } from "./tied-scores.js";

/** Which columns say how customers differ. */
export interface MatchingFeatures {
  readonly numeric: readonly string[] | undefined;
  readonly categorical: readonly string[] | undefined;
}

/** What is known of customers before the treatment, and how likely that made it. */
export interface PropensityScores {
  readonly features: FeatureMatrix;
  /** Log-odds of being treated; those that differ by rounding alone are equal. */
  readonly score: Float64Array;
  /** Distances between scores that differ by no more are equal. */
  readonly tolerance: number;
  /** √((s² of the treated + s² of the control) / 2) of the scores. */
  readonly deviation: number;
  readonly warnings: readonly string[];
}

/** The farthest log-odds that are told apart: probabilities of 1e-15 and 1 − 1e-15. */
const farthest = 35;

const missingAdvice: MissingAdvice = {
  number: "fill it with withColumn, or leave such rows out with where",
  category: 'fill it with withColumn, by "unknown" for one, or leave such rows out with where',
};

/** Log-odds of being treated, by logistic regression on z-scores. Errors: those of `encodeFeatures`, `fitLogistic`. */
export function propensityScores(
  caller: string,
  table: Table,
  treated: Float64Array,
  { l2, ...columns }: MatchingFeatures & { readonly l2: number },
): PropensityScores {
  const { X, warnings } = encodeFor(caller, table, columns, missingAdvice);
  return inNameOf(caller, () => {
    const model = fitLogistic(X, treated, { l2, standardize: true });
    const score = predictProbability(model, X).map((chance) =>
      Math.max(-farthest, Math.min(farthest, Math.log(chance) - Math.log1p(-chance))),
    );
    const spread = (group: number): number =>
      standardDeviation(score.filter((_, row) => treated[row] === group)) ** 2 || 0;
    const deviation = Math.sqrt((spread(1) + spread(0)) / 2);
    const tolerance = tieTolerance(deviation);
    return { features: X, score: joinTies(score, tolerance), tolerance, deviation, warnings };
  });
}
