import { createRandom } from "../../numeric/index.js";
import { modelLayout } from "../model/model-layout.js";
import { parameterWriter } from "../model/parameter-writer.js";
import type { StartingWeights } from "../model/path-estimator.js";
import type { PathModel } from "../model/path-model.js";
import type { PathSpecification } from "../model/path-specification.js";
import type { ItemAnswers, ItemRanges } from "../moments/item-answers.js";
import { fittedWeights, type ModelAnswers } from "./model-answers.js";
import { createReestimator, dropCauses, noDrops, type PathDraws } from "./path-draws.js";

/** Allocates the arrays of a job, in memory of its own or in memory that threads share. */
export interface JobMemory {
  readonly doubles: (length: number) => Float64Array;
  readonly integers: (length: number) => Int32Array;
  /** The same numbers in this memory; the array itself where it lies there already. */
  readonly keep: (numbers: Float64Array) => Float64Array;
}

/** Memory of a single thread. */
export const ownMemory: JobMemory = {
  doubles: (length) => new Float64Array(length),
  integers: (length) => new Int32Array(length),
  keep: (numbers) => numbers,
};

/** Resamples of a block, the unit of work of a thread. */
const blockDraws = 25;
const solved = 1;

/** A bootstrap under way: plain data, the large arrays in the memory of the job. */
export interface PathBootstrapState {
  readonly specification: PathSpecification;
  readonly answers: ItemAnswers;
  readonly ranges: ItemRanges;
  readonly from: StartingWeights | undefined;
  readonly seed: number;
  readonly samples: number;
  readonly blocks: number;
  /** Resample × parameter. */
  readonly results: Float64Array;
  /** By resample: 0 not computed, 1 solved, otherwise 2 and the place of the cause. */
  readonly outcomes: Int32Array;
}

/** Lays a bootstrap out. */
export function createBootstrapState(
  { layout, answers, ranges }: ModelAnswers,
  model: PathModel,
  options: { readonly samples: number; readonly seed: number },
  memory: JobMemory,
): PathBootstrapState {
  const { samples, seed } = options;
  const width = parameterWriter(layout, ranges).parameters.length;
  return {
    specification: layout.specification,
    answers: { ...answers, data: memory.keep(answers.data) },
    ranges,
    from: fittedWeights(layout, model),
    seed,
    samples,
    blocks: Math.ceil(samples / blockDraws),
    results: memory.doubles(samples * width),
    outcomes: memory.integers(samples),
  };
}

/**
 * Computes blocks of resamples, in any order and on any thread: respondents drawn with replacement, each with its
 * survey weight. Resample d depends on the seed and on d alone, so that any division of the work gives the same
 * numbers.
 */
export function bootstrapRunner(state: PathBootstrapState): (block: number) => void {
  const { answers, ranges, from, seed, samples, results, outcomes } = state;
  const layout = modelLayout(state.specification);
  const reestimator = createReestimator({ layout, answers, ranges }, from);
  const width = reestimator.writer.parameters.length;
  const random = createRandom(seed);
  const multiplicity = new Float64Array(answers.rows);
  return (block) => {
    const end = Math.min(samples, (block + 1) * blockDraws);
    for (let draw = block * blockDraws; draw < end; draw++) {
      const stream = random.fork(draw);
      multiplicity.fill(0);
      for (let i = 0; i < answers.rows; i++) multiplicity[stream.integer(answers.rows)]!++;
      if (answers.weights !== null) for (let i = 0; i < answers.rows; i++) multiplicity[i]! *= answers.weights[i]!;
      const cause = reestimator.run(multiplicity, results.subarray(draw * width, (draw + 1) * width));
      outcomes[draw] = cause === null ? solved : solved + 1 + dropCauses.indexOf(cause);
    }
  };
}

/** The resamples that gave an estimate, moved to the front of the results. */
export function collectDraws({ results, outcomes, samples }: PathBootstrapState): PathDraws {
  const width = results.length / samples;
  const dropped = noDrops();
  let rows = 0;
  for (let draw = 0; draw < samples; draw++) {
    const outcome = outcomes[draw]!;
    if (outcome !== solved) {
      dropped[dropCauses[outcome - solved - 1]!]++;
      continue;
    }
    if (rows !== draw) results.copyWithin(rows * width, draw * width, (draw + 1) * width);
    rows++;
  }
  return { data: results.subarray(0, rows * width), rows, dropped };
}
