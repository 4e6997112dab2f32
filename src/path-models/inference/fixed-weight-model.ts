import { ClienteleError } from "../../errors/index.js";
import type { SurveyWeights, TableInput } from "../../table/index.js";
import { assemblePathModel } from "../model/assemble-path-model.js";
import { type ModelLayout, modelLayout } from "../model/model-layout.js";
import { createEstimator, type StartingWeights } from "../model/path-estimator.js";
import type { PathModel } from "../model/path-model.js";
import type { ItemMoments } from "../moments/item-moments.js";
import { reduceAnswers } from "../moments/path-statistics.js";
import type { PlsPlan } from "../solver/pls-plan.js";
import { fittedWeights, readModelAnswers } from "./model-answers.js";

/**
 * The model estimated on other respondents with its weights held fixed. Errors: `unusable-model` (weights unknown), and
 * as `fitPathModel` for the answers.
 */
export function estimateWithWeights(
  caller: string,
  model: PathModel,
  answers: TableInput,
  weights: SurveyWeights | undefined,
): PathModel {
  const prepared = readModelAnswers(caller, model, answers, weights);
  const from = fittedWeights(prepared.layout, model);
  if (from === undefined) {
    throw new ClienteleError(
      "unusable-model",
      { function: caller },
      `the weights of the model are not known: ${model.reason ?? "the fit failed"}`,
    );
  }
  const layout = modelLayout({ ...model.specification, maxIterations: 0, fSquared: "fixed" });
  const estimator = createEstimator(layout);
  const reduced = reduceAnswers(caller, prepared.answers);
  const outcome = estimator.estimate(reduced.moments.correlation, inNewUnits(layout, model, from, reduced.moments));
  return assemblePathModel({ estimator, outcome, reduced, ranges: prepared.ranges, preset: model.preset });
}

/**
 * The weights of the model for items standardized among other respondents. Held fixed is the score in units of the
 * answers: a weight is multiplied by the ratio of the deviations of its item, that of a lower-order construct by the
 * ratio of the deviations of its score.
 */
function inNewUnits(
  layout: ModelLayout,
  model: PathModel,
  from: StartingWeights,
  moments: ItemMoments,
): StartingWeights {
  const { covariance, respondents, items } = model.statistics;
  const observed = layout.items.length;
  const growth = layout.items.map((item, i) => {
    const place = items.indexOf(item);
    return Math.sqrt((moments.variances[i]! * respondents) / (covariance[place]![place]! * (respondents - 1)));
  });
  const first = from.first?.map((weight, slot) => weight * growth[layout.first!.slotItem[slot]!]!);
  const scoreGrowth = layout.scores.map((place) => scoreDeviation(layout.first!, first!, place, moments.correlation));
  const final = from.final.map((weight, slot) => {
    const item = layout.final.slotItem[slot]!;
    return weight * (item < observed ? growth[item]! : scoreGrowth[item - observed]!);
  });
  return { first, final };
}

/** Standard deviation of one score. */
function scoreDeviation(plan: PlsPlan, weights: Float64Array, construct: number, correlation: Float64Array): number {
  let variance = 0;
  for (let a = plan.start[construct]!; a < plan.start[construct + 1]!; a++) {
    for (let b = plan.start[construct]!; b < plan.start[construct + 1]!; b++) {
      variance += weights[a]! * weights[b]! * correlation[plan.slotItem[a]! * plan.items + plan.slotItem[b]!]!;
    }
  }
  return Math.sqrt(variance);
}
