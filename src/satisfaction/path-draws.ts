import { createRandom } from "../numeric/index.js";
import type { ItemMoments } from "./item-moments.js";
import type { ModelAnswers } from "./model-answers.js";
import { createMomentPass } from "./moment-pass.js";
import { createEstimator, type PathEstimator, type StartingWeights } from "./path-estimator.js";
import { type ParameterWriter, parameterWriter } from "./path-parameters.js";

/** Why a resample gave no estimate. */
export type DropCause = "constantItem" | "notConverged" | "singular" | "degenerate" | "inadmissible" | "emNotSettled";

/** How many resamples gave no estimate, by cause. */
export type DropCounts = Record<DropCause, number>;

/** Resamples that gave no estimate, none so far. */
export function noDrops(): DropCounts {
  return { constantItem: 0, notConverged: 0, singular: 0, degenerate: 0, inadmissible: 0, emNotSettled: 0 };
}

/** Estimates of a range of resamples. */
export interface PathDraws {
  /** The numbers of the resamples that gave an estimate, row-major, in the order of the resamples. */
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
export function createReestimator({ compiled, answers, ranges }: ModelAnswers, from?: StartingWeights): Reestimator {
  const pass = createMomentPass(answers, compiled.specification.missing);
  const estimator = createEstimator(compiled);
  const writer = parameterWriter(compiled, ranges);
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

/**
 * Resamples `first` to `end − 1` of a bootstrap: respondents drawn with replacement, each with its survey weight. Resample d depends on the seed and on d alone, so that any division of
 * the work gives the same numbers.
 */
export function drawResamples(
  model: ModelAnswers,
  from: StartingWeights | undefined,
  seed: number,
  first: number,
  end: number,
): PathDraws {
  const { answers } = model;
  const reestimator = createReestimator(model, from);
  const width = reestimator.writer.parameters.length;
  const random = createRandom(seed);
  const data = new Float64Array(Math.max(0, end - first) * width);
  const multiplicity = new Float64Array(answers.rows);
  const dropped = noDrops();
  let rows = 0;
  for (let draw = first; draw < end; draw++) {
    const stream = random.fork(draw);
    multiplicity.fill(0);
    for (let i = 0; i < answers.rows; i++) multiplicity[stream.integer(answers.rows)]!++;
    if (answers.weights !== null) for (let i = 0; i < answers.rows; i++) multiplicity[i]! *= answers.weights[i]!;
    const cause = reestimator.run(multiplicity, data.subarray(rows * width, (rows + 1) * width));
    if (cause === null) rows++;
    else dropped[cause]++;
  }
  return { data: data.subarray(0, rows * width), rows, dropped };
}

/** The largest number of groups of respondents that are left out in turn. */
const mostGroups = 500;
const groupsOfMany = 200;

/** Estimates with every respondent left out in turn, or above 500 respondents every one of 200 groups; rows of those that gave an estimate. */
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
