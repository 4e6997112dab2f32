import { knownOptions, numberOption, requireModel } from "../../errors/index.js";
import { createTable, type Features, type Table } from "../../table/index.js";
import type { FeatureEncoder } from "../features/feature-encoder.js";
import { featuresFor, logOdds } from "../scoring/log-odds.js";
import { type Classifier, classifierFormats, probabilitiesOf } from "../scoring/predict-probability.js";
import { contributionsOf } from "./contributions.js";
import { featureGroups, groupContributions } from "./feature-groups.js";
import { reasonTexts } from "./reasons.js";

/** Options of {@link explainPredictions}. */
export interface ExplainOptions {
  /**
   * How many features the reasons in words name, the strongest first [3]. All features have their column in any case.
   */
  readonly top?: number | undefined;
  /**
   * The encoder that made the features: columns made of one column of categories are then taken together and named by
   * their category.
   */
  readonly encoder?: FeatureEncoder | undefined;
}

/** What an explanation has besides a column for every feature. */
export type ExplanationColumns = {
  /** The log-odds that contributions start from: what the model expects of an average row. The same in every row. */
  baseline: number;
  /** baseline + all contributions: the log-odds of the row. */
  score: number;
  probability: number;
  /** The strongest contributions in words, as factors of the odds. */
  reasons: string;
};

/** What an explanation has besides its table. */
export interface ExplanationAttributes {
  readonly baseline: number;
  /** The columns of contributions, in their order. */
  readonly features: readonly string[];
}

/** Contributions by row: a column for every feature, between `baseline` and `score`. */
export type Explanation = Table<ExplanationColumns & { [feature: string]: number | string }, ExplanationAttributes>;

const caller = "explainPredictions";
const ownColumns = ["baseline", "score", "probability", "reasons"];

/**
 * Why each row got its probability: for every feature, what it adds to the log-odds. In every row baseline +
 * contributions = score, the log-odds, exactly (to rounding). A row for each row of X, in its order, so that columns
 * can be put beside the customers.
 *
 * For a logistic model a contribution is coefficient · (value − mean of the fit). For trees it is the Shapley value
 * that TreeSHAP defines, with the cases of the fit as the background. For a model calibrated by Platt's curve
 * contributions are stretched along; for an isotonic one they explain the score before calibration, and only
 * `probability` is calibrated.
 *
 * `reasons` tells the `top` strongest as factors of the odds: "tenure = 1 raises the odds × 3.7", "two-year contract
 * lowers the odds × 0.41". A feature called like one of the other columns has its contributions under "<name>
 * (contribution)". Contributions describe the model, not what would happen if a customer were changed; where features
 * are inseparable, see `overallDrivers`.
 *
 * Errors: those of `predictProbability`; `unusable-model` for an encoder of other features.
 *
 * Source: Lundberg et al. (2020), From local explanations to global understanding with explainable AI for trees.
 *
 * @example
 * ```ts
 * const X = [[1, 0], [2, 1], [3, 0], [4, 1], [5, 1], [6, 0], [7, 1], [8, 0]];
 * const model = fitLogistic(X, [0, 1, 0, 0, 1, 0, 1, 1], { names: ["visits", "complaints"] });
 * const why = explainPredictions(model, [[6, 1]]);
 * why.column("reasons").at(0); // "complaints = 1 raises the odds × …; visits = 6 raises the odds × …"
 * ```
 */
export function explainPredictions(model: Classifier, X: Features, options: ExplainOptions = {}): Explanation {
  knownOptions(caller, options, ["top", "encoder"]);
  requireModel<Classifier>(caller, model, classifierFormats);
  const top = numberOption(caller, "top", options.top ?? 3, { min: 0, integer: true });
  const base = model.kind === "calibrated" ? model.base : model;
  const groups = featureGroups(caller, base.names, options.encoder ?? null);
  const matrix = featuresFor(caller, base, X);
  const contributions = contributionsOf(model, matrix);
  const sums = groupContributions(contributions, groups, matrix.rows);
  const score = new Float64Array(matrix.rows).fill(contributions.baseline);
  for (const sum of sums) for (let row = 0; row < matrix.rows; row++) score[row]! += sum[row]!;
  const features = columnNames(groups.names);
  return createTable<ExplanationColumns & { [feature: string]: number | string }, ExplanationAttributes>(
    [
      ["baseline", new Float64Array(matrix.rows).fill(contributions.baseline)],
      ...features.map((name, group): [string, Float64Array] => [name, sums[group]!]),
      ["score", score],
      ["probability", probabilitiesOf(model, logOdds(base, matrix))],
      ["reasons", reasonTexts(groups, sums, matrix, top)],
    ],
    { baseline: contributions.baseline, features },
  );
}

/** The names of the features, changed where they would meet one of the other columns. */
function columnNames(names: readonly string[]): string[] {
  const taken = new Set([...names, ...ownColumns]);
  return names.map((name) => {
    let free = name;
    while (ownColumns.includes(free) || (free !== name && taken.has(free))) free = `${free} (contribution)`;
    taken.add(free);
    return free;
  });
}
