import { ClienteleError, knownOptions, levelOption, numberOption, oneOf, requireModel } from "../../errors/index.js";
import { normalSurvival } from "../../numeric/index.js";
import { createTable, type SurveyWeights, type Table, type TableInput } from "../../table/index.js";
import type { PathModel } from "../model/path-model.js";
import { pathModelFormat } from "../model/path-model-format.js";
import type { ParameterGroup, PathParameter } from "../model/path-parameters.js";
import { type BootstrapInterval, type ResampledNumber, resampledNumber } from "./bootstrap-intervals.js";
import { readModelAnswers, requireSameAnswers } from "./model-answers.js";
import {
  bootstrapRunner,
  collectDraws,
  createBootstrapState,
  type JobMemory,
  ownMemory,
  type PathBootstrapState,
} from "./path-bootstrap-job.js";
import { createReestimator, type DropCounts, leaveOutEstimates, type PathDraws } from "./path-draws.js";

/** Options of {@link bootstrapPathModel}. */
export interface BootstrapOptions {
  /** Resamples [1000], at most 100,000. */
  readonly samples?: number;
  /** [0] The same seed gives the same numbers. */
  readonly seed?: number;
  /** [`"percentile"`] `"bca"` corrects for bias and skewness. */
  readonly interval?: BootstrapInterval;
  /** Confidence of the intervals [0.95]. */
  readonly level?: number;
  /** Survey weights, where the model was fitted with weights given as numbers. */
  readonly weights?: SurveyWeights;
}

/** What every table of a bootstrap says of a number. */
export type ResampledColumns = {
  value: number;
  /** Mean of the resamples less the value. */
  bias: number;
  standardError: number;
  lower: number;
  upper: number;
  /** Resamples in which the number is known. */
  draws: number;
};

/** A number for an arrow or a chain of arrows; `pValue` is two-sided against 0, value over standard error as normal. */
export type ResampledPathColumns = { from: string; to: string } & ResampledColumns & { pValue: number };

/** A number for an item of a construct. */
export type ResampledItemColumns = { construct: string; item: string } & ResampledColumns & { pValue: number };

/** A number for a construct. */
export type ResampledConstructColumns = { construct: string } & ResampledColumns;

/** A measure of the reliability of a construct. */
export type ResampledReliabilityColumns = { construct: string; measure: string } & ResampledColumns;

/** A heterotrait-monotrait ratio of two constructs. */
export type ResampledPairColumns = { construct: string; other: string; convention: string } & ResampledColumns;

/** How far the numbers of a path model would vary from survey to survey. */
export interface PathBootstrap {
  readonly model: PathModel;
  readonly samples: number;
  readonly seed: number;
  readonly interval: BootstrapInterval;
  readonly level: number;
  /** Resamples that gave an estimate. */
  readonly draws: number;
  /** Resamples that did not, by cause. */
  readonly dropped: DropCounts;
  readonly paths: Table<ResampledPathColumns>;
  readonly totalEffects: Table<ResampledPathColumns>;
  readonly indirectEffects: Table<ResampledPathColumns>;
  readonly weights: Table<ResampledItemColumns>;
  readonly loadings: Table<ResampledItemColumns>;
  readonly indices: Table<ResampledConstructColumns>;
  readonly rSquared: Table<ResampledConstructColumns>;
  readonly reliability: Table<ResampledReliabilityColumns>;
  readonly htmt: Table<ResampledPairColumns>;
  /** Every number of every resample: `data[draw * parameters.length + parameter]`, NaN where it is unknown. */
  readonly estimates: {
    readonly parameters: readonly PathParameter[];
    readonly data: Float64Array;
    readonly rows: number;
  };
}

/**
 * How sure are the index and the paths? Draws respondents with replacement, estimates the model on every resample, and
 * reads standard errors and intervals from what comes out.
 *
 * The resamples follow the model in everything: missing answers, survey weights, stopping rule, both stages of a
 * higher-order model. A resample without an estimate (an item that happens to be constant, weights that do not settle,
 * …) is left out and counted in `dropped` by cause; an index that a resample cannot give (a negative weight) is counted
 * in the `draws` of its row. Signs are those of the model.
 *
 * `answers` must be those the model was fitted on. Errors: `unusable-model` (another kind of model, or other answers),
 * `invalid-option`, and as {@link fitPathModel} for the answers.
 *
 * Source: Efron (1987); DiCiccio and Efron (1996) for `"bca"`.
 *
 * @example
 * ```ts
 * const model = acsi(answers, options);
 * const sure = bootstrapPathModel(model, answers, { samples: 2000, seed: 1, interval: "bca" });
 * sure.indices.where((row) => row.construct === "satisfaction").toRows(); // value, lower, upper
 * ```
 */
export function bootstrapPathModel(
  model: PathModel,
  answers: TableInput,
  options: BootstrapOptions = {},
): PathBootstrap {
  const caller = "bootstrapPathModel";
  const job = preparePathBootstrap(caller, model, answers, options, ownMemory);
  const run = bootstrapRunner(job.state);
  for (let block = 0; block < job.state.blocks; block++) run(block);
  return job.finish();
}

/**
 * A bootstrap whose blocks can be computed in any order and on any thread ({@link bootstrapRunner}); `finish` when all
 * are.
 */
export interface PathBootstrapJob {
  readonly state: PathBootstrapState;
  readonly finish: () => PathBootstrap;
}

/** Checks and lays out a bootstrap in the given memory. Errors: as {@link bootstrapPathModel}. */
export function preparePathBootstrap(
  caller: string,
  model: PathModel,
  answers: TableInput,
  options: BootstrapOptions,
  memory: JobMemory,
): PathBootstrapJob {
  const { samples, seed, interval, level } = readOptions(caller, options);
  requireModel(caller, model, [pathModelFormat]);
  const prepared = readModelAnswers(caller, model, answers, options.weights);
  if (prepared.answers.rows < 2) {
    throw new ClienteleError("too-few-rows", { function: caller }, "a bootstrap needs at least 2 respondents");
  }
  const state = createBootstrapState(prepared, model, { samples, seed }, memory);
  const reestimator = createReestimator(prepared, state.from);
  const estimate = new Float64Array(reestimator.writer.parameters.length).fill(Number.NaN);
  reestimator.run(prepared.answers.weights, estimate);
  requireSameAnswers(caller, model, prepared.answers, reestimator.moments().means);
  return {
    state,
    finish: () => {
      const draws = collectDraws(state);
      const leftOut = interval === "bca" ? leaveOutEstimates(prepared, state.from) : null;
      const { parameters } = reestimator.writer;
      return summarize(model, { samples, seed, interval, level }, { parameters, estimate, draws, leftOut });
    },
  };
}

/** So many resamples of a large model still fit into memory. */
const mostSamples = 100_000;

function readOptions(caller: string, options: BootstrapOptions): ReadOptions {
  knownOptions(caller, options, ["samples", "seed", "interval", "level", "weights"]);
  return {
    samples: numberOption(caller, "samples", options.samples ?? 1000, { min: 1, max: mostSamples, integer: true }),
    seed: numberOption(caller, "seed", options.seed ?? 0),
    interval: oneOf(caller, "interval", options.interval, ["percentile", "bca"], "percentile"),
    level: levelOption(caller, "level", options.level),
  };
}

interface ReadOptions {
  readonly samples: number;
  readonly seed: number;
  readonly interval: BootstrapInterval;
  readonly level: number;
}

/** What the resampling left behind. */
interface Resampling {
  readonly parameters: readonly PathParameter[];
  readonly estimate: Float64Array;
  readonly draws: PathDraws;
  readonly leftOut: PathDraws | null;
}

function summarize(
  model: PathModel,
  options: ReadOptions,
  { parameters, estimate, draws, leftOut }: Resampling,
): PathBootstrap {
  const { data, rows, dropped } = draws;
  const results = parameters.map((_, column) =>
    resampledNumber(
      estimate[column]!,
      columnOf(data, rows, parameters.length, column),
      leftOut === null ? null : columnOf(leftOut.data, leftOut.rows, parameters.length, column),
      options.interval,
      options.level,
    ),
  );
  const group = (name: ParameterGroup): Group => {
    const places = parameters.flatMap((parameter, place) => (parameter.group === name ? [place] : []));
    return {
      first: places.map((place) => parameters[place]!.first),
      second: places.map((place) => parameters[place]!.second),
      values: Float64Array.from(places, (place) => estimate[place]!),
      results: places.map((place) => results[place]!),
    };
  };
  return {
    model,
    ...options,
    draws: rows,
    dropped,
    paths: pathTable(group("path")),
    totalEffects: pathTable(group("totalEffect")),
    indirectEffects: pathTable(group("indirectEffect")),
    weights: itemTable(group("weight")),
    loadings: itemTable(group("loading")),
    indices: constructTable(group("index")),
    rSquared: constructTable(group("rSquared")),
    reliability: reliabilityTable(group("reliability")),
    htmt: pairTable(group("htmtAbsolute"), group("htmtSigned")),
    estimates: { parameters, data, rows },
  };
}

interface Group {
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly values: Float64Array;
  readonly results: readonly ResampledNumber[];
}

function columnOf(data: Float64Array, rows: number, width: number, column: number): Float64Array {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = data[row * width + column]!;
  return values;
}

function numbersOf({ values, results }: Group) {
  return {
    value: values,
    bias: Float64Array.from(results, ({ bias }) => bias),
    standardError: Float64Array.from(results, ({ standardError }) => standardError),
    lower: Float64Array.from(results, ({ lower }) => lower),
    upper: Float64Array.from(results, ({ upper }) => upper),
    draws: Float64Array.from(results, ({ draws }) => draws),
  };
}

function pValues({ values, results }: Group): Float64Array {
  return values.map((value, i) => 2 * normalSurvival(Math.abs(value) / results[i]!.standardError));
}

function pathTable(group: Group): Table<ResampledPathColumns> {
  return createTable<ResampledPathColumns>({
    from: group.first,
    to: group.second,
    ...numbersOf(group),
    pValue: pValues(group),
  });
}

function itemTable(group: Group): Table<ResampledItemColumns> {
  return createTable<ResampledItemColumns>({
    construct: group.first,
    item: group.second,
    ...numbersOf(group),
    pValue: pValues(group),
  });
}

function constructTable(group: Group): Table<ResampledConstructColumns> {
  return createTable<ResampledConstructColumns>({ construct: group.first, ...numbersOf(group) });
}

function reliabilityTable(group: Group): Table<ResampledReliabilityColumns> {
  return createTable<ResampledReliabilityColumns>({
    construct: group.first,
    measure: group.second,
    ...numbersOf(group),
  });
}

function pairTable(absolute: Group, signed: Group): Table<ResampledPairColumns> {
  const both: Group = {
    first: [...absolute.first, ...signed.first],
    second: [...absolute.second, ...signed.second],
    values: Float64Array.from([...absolute.values, ...signed.values]),
    results: [...absolute.results, ...signed.results],
  };
  return createTable<ResampledPairColumns>({
    construct: both.first,
    other: both.second,
    convention: both.first.map((_, i) => (i < absolute.first.length ? "absolute" : "signed")),
    ...numbersOf(both),
  });
}
