import { ClienteleError, counted, freezeModel } from "../../errors/index.js";
import type { SurveyWeights, TableInput } from "../../table/index.js";
import { type AnswerReading, type ItemRanges, readAnswers } from "../moments/item-answers.js";
import {
  isPathStatistics,
  momentsOf,
  type PathStatistics,
  type ReducedAnswers,
  reduceAnswers,
} from "../moments/path-statistics.js";
import { assemblePathModel } from "./assemble-path-model.js";
import { type ModelLayout, modelLayout } from "./model-layout.js";
import { createEstimator, type PathEstimator } from "./path-estimator.js";
import type { PathModel, PathPreset } from "./path-model.js";
import type { PathModelOptions, PathSpecification } from "./path-specification.js";
import { readSpecification } from "./read-specification.js";

/**
 * What drives satisfaction, and what does satisfaction drive? A path model by partial least squares: constructs seen
 * through several questions each, and the arrows between them.
 *
 * `answers` has a row per respondent and a numeric column per item, or is the result of {@link pathStatistics}. With
 * `scale`, every construct gets an index from 0 to 100. All numbers come from the covariances of the items: one pass
 * over respondents, then iterations on a small matrix, so the size of the survey hardly matters.
 *
 * The result is plain data of kind `"path-model"`: weights, loadings, paths, R², effects, f², variance inflation,
 * reliability, HTMT, SRMR, information criteria, indices, and a report of what was missing. It does not throw for
 * answers that are merely hard: see `status` and `reason`.
 *
 * Errors: `invalid-option` (a construct without items, an unknown construct in a path, …), `cyclic-paths`,
 * `unknown-column` (an item in no column), `out-of-range` (an answer outside the scale, with item and respondent),
 * `missing-value`, `constant-column`, `collinear-columns` (items of a mode B construct), `too-few-rows` (fewer
 * respondents than items), `not-positive-definite` (EM cannot settle).
 *
 * Source: Wold (1982); Lohmöller (1989); Dijkstra and Henseler (2015) for `consistent`; Fornell et al. (1996) for the
 * index.
 *
 * @example
 * ```ts
 * const model = fitPathModel(answers, {
 *   constructs: {
 *     quality: { items: ["reliable", "fast", "friendly"] },
 *     satisfaction: { items: ["overall", "expected", "ideal"] },
 *     loyalty: { items: ["buyAgain", "recommend"] },
 *   },
 *   paths: [
 *     { from: "quality", to: "satisfaction" },
 *     { from: "satisfaction", to: "loyalty" },
 *   ],
 *   scale: [1, 10],
 * });
 * model.indices.satisfaction; // 0 to 100
 * ```
 */
export function fitPathModel(answers: TableInput | PathStatistics, options: PathModelOptions): PathModel {
  const caller = "fitPathModel";
  return estimatePathModel(caller, answers, readSpecification(caller, options), options.weights, null);
}

/** Fits a checked specification; `weights` are those of the options. */
export function estimatePathModel(
  caller: string,
  answers: TableInput | PathStatistics,
  specification: PathSpecification,
  weights: SurveyWeights | undefined,
  preset: PathPreset | null,
): PathModel {
  const layout = modelLayout(specification);
  const ranges = rangesOf(specification, layout.items);
  const reduced = isPathStatistics(answers)
    ? fromStatistics(caller, answers, layout, ranges, weights)
    : reduceAnswers(caller, readAnswers(caller, answers, readingOf(layout, ranges, weights)));
  requireEnough(caller, reduced.statistics, layout.items.length);
  const estimator = createEstimator(layout);
  const outcome = estimator.estimate(reduced.moments.correlation);
  if (outcome === "collinearItems") throw collinearItems(caller, estimator);
  return freezeModel(assemblePathModel({ estimator, outcome, reduced, ranges, preset }));
}

/** Refuses fewer respondents than items, also where it is uneven weights that leave so few of effect. */
function requireEnough(caller: string, statistics: PathStatistics, items: number): void {
  const { respondents, effectiveRespondents: effective } = statistics;
  if (Math.min(respondents, effective) >= items) return;
  throw new ClienteleError(
    "too-few-rows",
    { function: caller, value: Math.min(respondents, effective) },
    respondents < items
      ? `there are fewer respondents (${respondents}) than items (${items})`
      : `weights leave ${counted(respondents, "respondent")} the effect of ${effective.toFixed(1)} (Kish), fewer ` +
          `than the ${items} items; cap the largest weights`,
  );
}

/** How the answers to the items of a model are to be read. */
export function readingOf(
  layout: ModelLayout,
  ranges: ItemRanges | null,
  weights: SurveyWeights | undefined,
): AnswerReading {
  const { items, specification } = layout;
  const usedBy = items.map((item) => specification.constructs.find((one) => one.items.includes(item))!.name);
  return { items, usedBy, missing: specification.missing, weights, ranges, codes: specification };
}

/** Ranges of the items in the order of the model, NaN where no scale is known. */
export function rangesOf(specification: PathSpecification, items: readonly string[]): ItemRanges {
  const known = new Map(specification.ranges.map((range) => [range.item, range]));
  return {
    minimum: Float64Array.from(items, (item) => known.get(item)?.minimum ?? Number.NaN),
    maximum: Float64Array.from(items, (item) => known.get(item)?.maximum ?? Number.NaN),
  };
}

function fromStatistics(
  caller: string,
  statistics: PathStatistics,
  layout: ModelLayout,
  ranges: ItemRanges,
  weights: SurveyWeights | undefined,
): ReducedAnswers {
  if (weights !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: weights },
      "statistics are weighted already: give the weights to pathStatistics",
    );
  }
  return { statistics, warnings: [], moments: momentsOf(caller, statistics, layout.items, ranges) };
}

function collinearItems(caller: string, estimator: PathEstimator): ClienteleError {
  const { plan, state } = estimator.failedIn();
  const row = plan.slotItem[state.culprit]!;
  const { items, scores, reported } = estimator.layout;
  const item =
    row < items.length
      ? items[row]!
      : reported.find((one) => one.stage === "first" && one.place === scores[row - items.length])!.name;
  return new ClienteleError(
    "collinear-columns",
    { function: caller, column: item },
    "the item is a copy or a linear combination of others of its construct, which mode B cannot weigh; leave it " +
      "out or use mode A",
  );
}
