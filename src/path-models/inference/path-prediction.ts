import { factorSmall, solveSmall } from "../../numeric/index.js";
import { type IndexSlot, indexSlots } from "../model/index-parts.js";
import type { ModelLayout } from "../model/model-layout.js";
import type { ModelAnswers } from "./model-answers.js";
import type { Reestimator } from "./path-draws.js";

/** An item whose answers can be predicted, because something leads to its construct. */
export interface PredictedItem {
  readonly construct: string;
  readonly item: string;
  /** Its column among the observed items. */
  readonly column: number;
  /** Its construct among those of the final stage. */
  readonly target: number;
  /**
   * Where its loading stands: in the final stage, or for a part of a higher-order construct in the first, then through
   * the loading of the part.
   */
  readonly slot: IndexSlot;
}

/** What was predicted for one answer, less the answer. */
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

/** Prepares predictions from the estimates that `reestimator` leaves behind. */
export function foldPredictor(
  { layout, answers }: ModelAnswers,
  reestimator: Reestimator,
  items: readonly PredictedItem[],
  from: "direct" | "earliest",
): FoldPredictor {
  const { final, reported } = layout;
  const { constructs } = final;
  const width = layout.items.length;
  const slots = indexSlots(layout);
  const exogenous = Array.from({ length: constructs }, (_, j) => j).filter(
    (j) => final.antecedentStart[j] === final.antecedentStart[j + 1],
  );
  const predictorColumns = Array.from({ length: constructs }, (_, target) => {
    const sources =
      from === "earliest"
        ? exogenous
        : Array.from(final.antecedents.subarray(final.antecedentStart[target]!, final.antecedentStart[target + 1]!));
    const columns = sources.flatMap((source) => {
      const place = reported.findIndex((one) => one.stage === "final" && one.place === source);
      return slots[place]!.map((slot) => slot.item);
    });
    return [...new Set(columns)];
  });
  const standardized = new Float64Array(width);
  const scores = new Float64Array(constructs);
  const expected = new Float64Array(constructs);

  return (held, report) => {
    const moments = reestimator.moments();
    const { estimator } = reestimator;
    const { state } = estimator.final;
    const weights = finalWeights();
    const slopes = items.map(({ column, target }) =>
      regression(moments.correlation, width, predictorColumns[target]!, column),
    );
    for (const row of held) {
      for (let i = 0; i < width; i++) {
        const answer = answers.data[row * width + i]! + answers.shift[i]!;
        const value = (answer - moments.means[i]!) / Math.sqrt(moments.variances[i]!);
        standardized[i] = Number.isNaN(value) ? 0 : value;
      }
      for (let j = 0; j < constructs; j++) {
        let score = 0;
        for (let i = 0; i < width; i++) score += weights[j * width + i]! * standardized[i]!;
        scores[j] = score;
      }
      predictScores();
      items.forEach(({ column, target, slot }, item) => {
        const shifted = answers.data[row * width + column]!;
        if (Number.isNaN(shifted)) return;
        const deviation = Math.sqrt(moments.variances[column]!);
        const actual = (shifted + answers.shift[column]! - moments.means[column]!) / deviation;
        const inner = slot.stage === "first" && estimator.first !== null ? estimator.first.state : state;
        const loading = inner.loadings[slot.slot]! * (slot.through < 0 ? 1 : state.loadings[slot.through]!);
        let linear = 0;
        predictorColumns[target]!.forEach((predictor, a) => {
          linear += slopes[item]![a]! * standardized[predictor]!;
        });
        report(row, item, {
          model: (loading * expected[target]! - actual) * deviation,
          linear: (linear - actual) * deviation,
          mean: -actual * deviation,
        });
      });
    }

    /** Weights of observed items in the scores of the final stage, construct × item. */
    function finalWeights(): Float64Array {
      const all = new Float64Array(constructs * width);
      reported.forEach((construct, r) => {
        if (construct.stage !== "final") return;
        for (const { item, stage, slot, through } of slots[r]!) {
          const own = (stage === "first" && estimator.first !== null ? estimator.first.state : state).weights[slot]!;
          all[construct.place * width + item]! += through < 0 ? own : own * state.weights[through]!;
        }
      });
      return all;
    }

    /** Scores as the paths lead one to expect them. */
    function predictScores(): void {
      for (const to of final.order) {
        const first = final.antecedentStart[to]!;
        const end = final.antecedentStart[to + 1]!;
        let sum = first === end ? scores[to]! : 0;
        for (let a = first; a < end; a++) {
          const source = final.antecedents[a]!;
          const known = from === "earliest" ? expected[source]! : scores[source]!;
          sum += state.coefficients[final.antecedentPath[a]!]! * known;
        }
        expected[to] = sum;
      }
    }
  };
}

/** Coefficients of one standardized item on others; those that depend on others before them get 0. */
function regression(
  correlation: Float64Array,
  width: number,
  predictors: readonly number[],
  target: number,
): Float64Array {
  const count = predictors.length;
  const system = new Float64Array(count * count);
  const right = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    right[a] = correlation[predictors[a]! * width + target]!;
    for (let b = 0; b < count; b++) system[a * count + b] = correlation[predictors[a]! * width + predictors[b]!]!;
  }
  factorSmall(system, count);
  solveSmall(system, count, right);
  return right;
}
