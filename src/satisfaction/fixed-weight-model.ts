import { ClienteleError } from "../errors/index.js";
import type { TableInput } from "../table/index.js";
import { assemblePathModel } from "./assemble-path-model.js";
import { compileModel } from "./compiled-model.js";
import { fittedWeights, readModelAnswers } from "./model-answers.js";
import { createEstimator } from "./path-estimator.js";
import type { PathModel } from "./path-model.js";
import { reduceAnswers } from "./path-statistics.js";
import type { SurveyWeights } from "./survey-weights.js";

/** The model as it looks for other respondents when its weights stay what they are. Errors: `unusable-model` (weights unknown), and as `fitPathModel` for the answers. */
export function estimateWithWeights(
  caller: string,
  model: PathModel,
  answers: TableInput,
  weights: SurveyWeights | undefined,
): PathModel {
  const prepared = readModelAnswers(caller, model, answers, weights);
  const from = fittedWeights(prepared.compiled, model);
  if (from === undefined) {
    throw new ClienteleError(
      "unusable-model",
      { function: caller },
      `the weights of the model are not known: ${model.reason ?? "the fit failed"}`,
    );
  }
  const compiled = compileModel({ ...model.specification, maxIterations: 0, fSquared: "fixed" });
  const estimator = createEstimator(compiled);
  const reduced = reduceAnswers(caller, prepared.answers);
  const outcome = estimator.estimate(reduced.moments.correlation, from);
  return assemblePathModel({ estimator, outcome, reduced, ranges: prepared.ranges, preset: model.preset });
}
