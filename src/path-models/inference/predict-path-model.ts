import { ClienteleError, counted, knownOptions, numberOption, oneOf, requireModel } from "../../errors/index.js";
import { createRandom } from "../../numeric/index.js";
import type { SurveyWeights, Table, TableInput } from "../../table/index.js";
import { modelLayout } from "../model/model-layout.js";
import type { PathModel } from "../model/path-model.js";
import { pathModelFormat } from "../model/path-model-format.js";
import { fittedWeights, readModelAnswers } from "./model-answers.js";
import { createReestimator, noDrops } from "./path-draws.js";
import { foldPredictor, predictedItems } from "./path-prediction.js";
import {
  addErrors,
  createErrorSums,
  type PredictionColumns,
  type PredictionReport,
  summarizeErrors,
} from "./prediction-errors.js";

/** Options of {@link predictPathModel}. */
export interface PredictOptions {
  /** Parts into which the respondents are divided; each is predicted from the others [10]. */
  readonly folds?: number;
  /** How often the division is drawn anew [1]. */
  readonly repetitions?: number;
  /** [0] */
  readonly seed?: number;
  /**
   * `"direct"` [default] predicts a construct from the scores of those that lead to it; `"earliest"` from the
   * constructs that nothing leads to, through all between.
   */
  readonly from?: "direct" | "earliest";
  /** Survey weights, where the model was fitted with weights given as numbers. */
  readonly weights?: SurveyWeights;
}

/**
 * Does the model predict answers of respondents it has not seen? Divides the respondents into folds, estimates the
 * model without each and predicts its answers (PLSpredict), beside the mean of the others and a plain regression on the
 * predictors' items.
 *
 * Weights, paths and loadings of every fold come from the other folds alone. Predictions always rest on scores, also
 * for a model fitted with `consistent`. Open answers of a predictor count as its mean; open answers to be predicted are
 * left out.
 *
 * Errors: `unusable-model`, `too-few-rows` (fewer respondents than folds, or nothing to predict), `invalid-option`, and
 * as {@link fitPathModel} for the answers.
 *
 * Source: Shmueli, Ray, Velasquez Estrada and Chatla (2016), Journal of Business Research 69, 4552-4564; Liengaard et
 * al. (2021), Decision Sciences 52(2), 362-392, for the tests.
 *
 * @example
 * ```ts
 * const ahead = predictPathModel(model, answers, { folds: 10, repetitions: 10, seed: 1 });
 * ahead.where((row) => row.qSquared <= 0).toRows(); // items that the mean predicts as well
 * ```
 */
export function predictPathModel(
  model: PathModel,
  answers: TableInput,
  options: PredictOptions = {},
): Table<PredictionColumns, PredictionReport> {
  const caller = "predictPathModel";
  requireModel(caller, model, [pathModelFormat]);
  knownOptions(caller, options, ["folds", "repetitions", "seed", "from", "weights"]);
  const folds = numberOption(caller, "folds", options.folds ?? 10, { min: 2, integer: true });
  const repetitions = numberOption(caller, "repetitions", options.repetitions ?? 1, {
    min: 1,
    max: 10_000,
    integer: true,
  });
  const seed = numberOption(caller, "seed", options.seed ?? 0);
  const from = oneOf(caller, "from", options.from, ["direct", "earliest"], "direct");
  const read = readModelAnswers(caller, model, answers, options.weights);
  const layout = modelLayout({ ...model.specification, consistent: false });
  const prepared = { ...read, layout };
  const rows = prepared.answers.rows;
  if (rows < folds) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, value: rows },
      `${counted(rows, "respondent")} cannot be divided into ${folds} folds`,
    );
  }
  const items = predictedItems(layout);
  const reestimator = createReestimator(prepared, fittedWeights(layout, model));
  const predict = foldPredictor(prepared, reestimator, items, from);
  const sums = createErrorSums(items, rows);
  const dropped = noDrops();
  const multiplicity = new Float64Array(rows);
  const parameters = new Float64Array(reestimator.writer.parameters.length);
  const random = createRandom(seed);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const order = random.fork(repetition).shuffle(Array.from({ length: rows }, (_, row) => row));
    for (let fold = 0; fold < folds; fold++) {
      const held = order.filter((_, place) => place % folds === fold);
      for (let row = 0; row < rows; row++) multiplicity[row] = prepared.answers.weights?.[row] ?? 1;
      for (const row of held) multiplicity[row] = 0;
      const cause = reestimator.run(multiplicity, parameters);
      if (cause === null) predict(held, (row, item, errors) => addErrors(sums, row, item, errors));
      else dropped[cause]++;
    }
  }
  return summarizeErrors(sums, prepared.answers.weights, { folds, repetitions, from, dropped });
}
