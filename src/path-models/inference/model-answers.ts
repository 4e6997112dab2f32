import { ClienteleError, counted } from "../../errors/index.js";
import type { SurveyWeights, TableInput } from "../../table/index.js";
import { rangesOf, readingOf } from "../model/fit-path-model.js";
import { type ModelLayout, modelLayout } from "../model/model-layout.js";
import type { StartingWeights } from "../model/path-estimator.js";
import type { PathModel } from "../model/path-model.js";
import { type ItemAnswers, type ItemRanges, readAnswers } from "../moments/item-answers.js";

/** A fitted model laid out for another estimate, with answers to its items. */
export interface ModelAnswers {
  readonly layout: ModelLayout;
  readonly answers: ItemAnswers;
  readonly ranges: ItemRanges;
}

/**
 * Reads answers as a fitted model reads them: its items, its policy for missing answers, its scale, its survey weights.
 * Weights that came as numbers have to be given again. Errors: as `fitPathModel`, and `invalid-option` for weights that
 * are missing or not wanted.
 */
export function readModelAnswers(
  caller: string,
  model: PathModel,
  answers: TableInput,
  weights: SurveyWeights | undefined,
): ModelAnswers {
  const { specification } = model;
  if (specification.weightsGiven && weights === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: weights },
      'the model was fitted with survey weights given as numbers: give those of these respondents in option "weights"',
    );
  }
  const layout = modelLayout(specification);
  const ranges = rangesOf(specification, layout.items);
  const reading = readingOf(layout, ranges, weights ?? specification.weights ?? undefined);
  return { layout, ranges, answers: readAnswers(caller, answers, reading) };
}

/** The weights of a fitted model, to begin another estimate with; undefined where they are not all known. */
export function fittedWeights(layout: ModelLayout, model: PathModel): StartingWeights | undefined {
  const final = new Float64Array(layout.final.slotItem.length);
  const first = layout.first === null ? undefined : new Float64Array(layout.first.slotItem.length);
  for (const construct of layout.reported) {
    const own = model.outerWeights[construct.name];
    const inFirst = layout.firstNames.indexOf(construct.name);
    for (let i = 0; i < construct.parts.length; i++) {
      const weight = own?.[construct.parts[i]!];
      if (weight === undefined || weight === null) return undefined;
      if (construct.stage === "final") final[layout.final.start[construct.place]! + i] = weight;
      if (inFirst >= 0) first![layout.first!.start[inFirst]! + i] = weight;
    }
  }
  return { first, final };
}

/** Refuses answers that are not those the model was fitted on: another number of respondents, or another mean. */
export function requireSameAnswers(caller: string, model: PathModel, answers: ItemAnswers, means: Float64Array): void {
  const { statistics } = model;
  const same =
    statistics.respondents === answers.rows &&
    answers.items.every((item, i) => {
      const place = statistics.items.indexOf(item);
      const spread = Math.sqrt(statistics.covariance[place]?.[place] ?? 0);
      return Math.abs(means[i]! - statistics.means[place]!) <= 1e-6 * spread;
    });
  if (same) return;
  throw new ClienteleError(
    "unusable-model",
    { function: caller, value: answers.rows },
    `these are not the answers that the model was fitted on (${counted(statistics.respondents, "respondent")} there, ` +
      `${answers.rows} here, or other means)`,
  );
}
