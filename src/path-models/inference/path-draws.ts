import { type ParameterWriter, parameterWriter } from "../model/parameter-writer.js";
import { createEstimator, type PathEstimator, type StartingWeights } from "../model/path-estimator.js";
import type { ItemMoments } from "../moments/item-moments.js";
import { createMomentPass } from "../moments/moment-pass.js";
import type { ModelAnswers } from "./model-answers.js";

/** Why a resample may give no estimate, in a fixed order. */
export const dropCauses = [
  "constantItem",
  "notConverged",
  "singular",
  "degenerate",
  "inadmissible",
  "emNotSettled",
] as const;

/** Why a resample gave no estimate. */
export type DropCause = (typeof dropCauses)[number];

/** How many resamples gave no estimate, by cause. */
export type DropCounts = Record<DropCause, number>;

/** Counts of 0. */
export function noDrops(): DropCounts {
  return Object.fromEntries(dropCauses.map((cause) => [cause, 0])) as DropCounts;
}

/** Estimates of one set of respondents after another. */
export interface PathDraws {
  /** The numbers of those that gave an estimate, row-major, in their order. */
  readonly data: Float64Array;
  readonly rows: number;
  readonly dropped: DropCounts;
}

/** Estimates the model on one set of multiplicities after another. */
export interface Reestimator {
  readonly writer: ParameterWriter;
  readonly estimator: PathEstimator;
  /** The moments of the last run. */
  readonly moments: () => ItemMoments;
  /** The cause for which there is no estimate; null when `row` was filled. */
  run(multiplicity: Float64Array | null, row: Float64Array): DropCause | null;
}

/** Prepares repeated estimates; they begin with the weights of the model itself and take their signs from it. */
export function createReestimator({ layout, answers, ranges }: ModelAnswers, from?: StartingWeights): Reestimator {
  const pass = createMomentPass(answers, layout.specification.missing);
  const estimator = createEstimator(layout);
  const writer = parameterWriter(layout, ranges);
  return {
    writer,
    estimator,
    moments: () => pass.moments,
    run(multiplicity, row) {
      const moments = pass.run(multiplicity);
      if (moments.constant >= 0) return "constantItem";
      if (!moments.settled) return "emNotSettled";
      const outcome = estimator.estimate(moments.correlation, from);
      if (outcome === "solved") {
        writer.write(estimator, moments, row);
        return null;
      }
      return outcome === "collinearItems" || outcome === "collinearConstructs" ? "singular" : outcome;
    },
  };
}

/** Up to so many respondents the jackknife leaves out each of them, beyond that each of `groupsOfMany` groups. */
const mostGroups = 500;
const groupsOfMany = 200;

/** The estimates of the jackknife, or above 500 respondents of the delete-a-group jackknife with 200 groups. */
export function leaveOutEstimates(model: ModelAnswers, from: StartingWeights | undefined): PathDraws {
  const { answers } = model;
  const groups = answers.rows <= mostGroups ? answers.rows : groupsOfMany;
  const reestimator = createReestimator(model, from);
  const width = reestimator.writer.parameters.length;
  const data = new Float64Array(groups * width);
  const multiplicity = new Float64Array(answers.rows);
  const dropped = noDrops();
  let rows = 0;
  for (let group = 0; group < groups; group++) {
    for (let row = 0; row < answers.rows; row++) {
      multiplicity[row] = row % groups === group ? 0 : (answers.weights?.[row] ?? 1);
    }
    const cause = reestimator.run(multiplicity, data.subarray(rows * width, (rows + 1) * width));
    if (cause === null) rows++;
    else dropped[cause]++;
  }
  return { data: data.subarray(0, rows * width), rows, dropped };
}
