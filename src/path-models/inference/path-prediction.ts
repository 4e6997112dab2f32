import { type IndexSlot, indexSlots } from "../model/index-parts.js";
import type { ModelLayout } from "../model/model-layout.js";
import { solverOf } from "../model/path-estimator.js";
import { correlationRegression } from "../solver/correlation-regression.js";
import type { ModelAnswers } from "./model-answers.js";
import type { Reestimator } from "./path-draws.js";

/** An item whose answers can be predicted, because something leads to its construct. */
export interface PredictedItem {
  readonly construct: string;
  readonly item: string;
  /** Its column among the observed items. */
  readonly column: number;
  /** The place of its construct in the final stage. */
  readonly target: number;
  /**
   * Where its loading stands: in the final stage, or for a part of a higher-order construct in the first, then through
   * the loading of the part.
   */
  readonly slot: IndexSlot;
}

/** Predictions of one answer, less the answer: by the model, by the linear benchmark, and by the mean. */
export interface PredictionErrors {
  readonly model: number;
  readonly linear: number;
  readonly mean: number;
}

/** Predicts the answers of respondents that were held out of the last estimate, and hands over the errors. */
export type FoldPredictor = (
  held: readonly number[],
  report: (row: number, item: number, errors: PredictionErrors) => void,
) => void;

/** The items that something leads to. */
export function predictedItems(layout: ModelLayout): PredictedItem[] {
  const { final, reported, items, finalNames } = layout;
  const slots = indexSlots(layout);
  return reported.flatMap((construct, r) => {
    if (construct.stage !== "final") return [];
    const target = construct.place;
    if (final.antecedentStart[target + 1] === final.antecedentStart[target]) return [];
    return slots[r]!.map((slot) => ({
      construct: finalNames[target]!,
      item: items[slot.item]!,
      column: slot.item,
      target,
      slot,
    }));
  });
}

/** What predictions rest on, with working memory for one estimate and one respondent. */
interface PredictorMemory extends Pick<ModelAnswers, "layout" | "answers"> {
  readonly reestimator: Reestimator;
  /** Whether constructs are predicted from their antecedents, or from exogenous constructs through all between. */
  readonly from: "direct" | "earliest";
  /** By reported construct: the observed items behind it. */
  readonly slots: readonly (readonly IndexSlot[])[];
  /** By construct of the final stage: the items that the linear benchmark predicts it from. */
  readonly predictors: readonly (readonly number[])[];
  /** Construct of the final stage × observed item: weights of the scores. */
  readonly weights: Float64Array;
  /** The respondent's answers, standardized, and scores as they are and as the paths predict them. */
  readonly standardized: Float64Array;
  readonly scores: Float64Array;
  readonly expected: Float64Array;
}

/** Prepares predictions from the estimates that `reestimator` leaves behind. */
export function foldPredictor(
  { layout, answers }: ModelAnswers,
  reestimator: Reestimator,
  items: readonly PredictedItem[],
  from: "direct" | "earliest",
): FoldPredictor {
  const { constructs } = layout.final;
  const width = layout.items.length;
  const slots = indexSlots(layout);
  const memory: PredictorMemory = {
    layout,
    answers,
    reestimator,
    from,
    slots,
    predictors: predictorItems(layout, slots, from),
    weights: new Float64Array(constructs * width),
    standardized: new Float64Array(width),
    scores: new Float64Array(constructs),
    expected: new Float64Array(constructs),
  };
  return (held, report) => {
    const { correlation } = reestimator.moments();
    setWeights(memory);
    const slopes = items.map(
      ({ column, target }) =>
        correlationRegression(correlation, width, column, memory.predictors[target]!).coefficients,
    );
    for (const row of held) {
      setScores(memory, row);
      predictScores(memory);
      items.forEach((item, i) => {
        const errors = predictionErrors(memory, row, item, slopes[i]!);
        if (errors !== null) report(row, i, errors);
      });
    }
  };
}

function predictorItems(
  { final, reported }: ModelLayout,
  slots: readonly (readonly IndexSlot[])[],
  from: "direct" | "earliest",
): number[][] {
  const { constructs, antecedents, antecedentStart } = final;
  const places = Array.from({ length: constructs }, (_, j) => j);
  const exogenous = places.filter((j) => antecedentStart[j] === antecedentStart[j + 1]);
  return places.map((target) => {
    const direct = Array.from(antecedents.subarray(antecedentStart[target]!, antecedentStart[target + 1]!));
    const columns = (from === "earliest" ? exogenous : direct).flatMap((source) => {
      const place = reported.findIndex((one) => one.stage === "final" && one.place === source);
      return slots[place]!.map((slot) => slot.item);
    });
    return [...new Set(columns)];
  });
}

/** Weights of the observed items in the scores of the final stage. */
function setWeights({ layout, reestimator, slots, weights }: PredictorMemory): void {
  const { estimator } = reestimator;
  const width = layout.items.length;
  weights.fill(0);
  layout.reported.forEach((construct, r) => {
    if (construct.stage !== "final") return;
    for (const { item, stage, slot, through } of slots[r]!) {
      const own = solverOf(estimator, stage).state.weights[slot]!;
      weights[construct.place * width + item]! += through < 0 ? own : own * estimator.final.state.weights[through]!;
    }
  });
}

/** The scores of a respondent, open answers counting as the mean. */
function setScores(memory: PredictorMemory, row: number): void {
  const { answers, reestimator, weights, standardized, scores } = memory;
  const { means, variances } = reestimator.moments();
  const width = standardized.length;
  for (let i = 0; i < width; i++) {
    const answer = answers.data[row * width + i]! + answers.shift[i]!;
    const value = (answer - means[i]!) / Math.sqrt(variances[i]!);
    standardized[i] = Number.isNaN(value) ? 0 : value;
  }
  for (let j = 0; j < scores.length; j++) {
    let score = 0;
    for (let i = 0; i < width; i++) score += weights[j * width + i]! * standardized[i]!;
    scores[j] = score;
  }
}

/** Scores as the paths predict them, in causal order. */
function predictScores({ layout, reestimator, from, scores, expected }: PredictorMemory): void {
  const { order, antecedents, antecedentStart, antecedentPath } = layout.final;
  const { coefficients } = reestimator.estimator.final.state;
  for (const to of order) {
    const first = antecedentStart[to]!;
    const end = antecedentStart[to + 1]!;
    let sum = first === end ? scores[to]! : 0;
    for (let a = first; a < end; a++) {
      const source = antecedents[a]!;
      sum += coefficients[antecedentPath[a]!]! * (from === "earliest" ? expected[source]! : scores[source]!);
    }
    expected[to] = sum;
  }
}

/** The errors of the three predictions in units of the answers; null where the answer is open. */
function predictionErrors(
  { answers, reestimator, predictors, standardized, expected }: PredictorMemory,
  row: number,
  { column, target, slot }: PredictedItem,
  slopes: Float64Array,
): PredictionErrors | null {
  const shifted = answers.data[row * standardized.length + column]!;
  if (Number.isNaN(shifted)) return null;
  const { means, variances } = reestimator.moments();
  const { estimator } = reestimator;
  const deviation = Math.sqrt(variances[column]!);
  const actual = (shifted + answers.shift[column]! - means[column]!) / deviation;
  const own = solverOf(estimator, slot.stage).state.loadings[slot.slot]!;
  const loading = own * (slot.through < 0 ? 1 : estimator.final.state.loadings[slot.through]!);
  let linear = 0;
  predictors[target]!.forEach((predictor, a) => {
    linear += slopes[a]! * standardized[predictor]!;
  });
  return {
    model: (loading * expected[target]! - actual) * deviation,
    linear: (linear - actual) * deviation,
    mean: -actual * deviation,
  };
}
