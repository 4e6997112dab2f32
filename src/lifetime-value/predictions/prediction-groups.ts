import { groupTuples } from "../../numeric/index.js";
import type { TableInput } from "../../table/index.js";
import type { PurchaseProcess } from "../fitting/purchase-process.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";
import { type Prediction, preparePrediction } from "./prediction.js";

/**
 * Customers grouped for predictions: rows with the same frequency and age (and recency, where the future depends on
 * it, and covariates) have the same future as long as they are active, which is worked out once.
 */
export interface PredictionGroups extends Prediction {
  /** The unit of time: the model's, or else that of the customers; null when neither says. */
  readonly unit: string | null;
  /** By row: the probability of being active, and the group of the row. */
  readonly alive: Float64Array;
  readonly groupOf: Int32Array;
  /** By group: one of its rows. */
  readonly representative: Int32Array;
}

/** Reads customers for a model of purchases. Errors: as for the fits, `unit-mismatch`, `unusable-model`. */
export function predictionGroups(caller: string, model: PurchaseModel, customers: TableInput): PredictionGroups {
  const prediction = preparePrediction(caller, model, customers);
  const { history, processes, patternOf } = prediction;
  const { frequency, recency, age, rows } = history;
  const pattern = patternOf === null ? [] : [Float64Array.from(patternOf)];
  const recencies = processes[0]!.usesRecency ? [recency] : [];
  const tuples = groupTuples([frequency, age, ...recencies, ...pattern]);
  const alive = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const process = processes[patternOf === null ? 0 : patternOf[row]!]!;
    alive[row] = process.alive(frequency[row]!, recency[row]!, age[row]!);
  }
  return {
    ...prediction,
    unit: model.unit ?? history.unit,
    alive,
    groupOf: tuples.group,
    representative: tuples.representative,
  };
}

/** Computes a quantity of the active customers of each group from their process and history. */
export function byGroup(
  { history, processes, patternOf, representative }: PredictionGroups,
  compute: (process: PurchaseProcess, x: number, last: number, age: number) => number,
): Float64Array {
  const { frequency, recency, age } = history;
  return Float64Array.from(representative, (row) =>
    compute(processes[patternOf === null ? 0 : patternOf[row]!]!, frequency[row]!, recency[row]!, age[row]!),
  );
}

/**
 * The distance from now to the nearest moment, in the past, at which expected purchases of any customer are singular;
 * null where time is discrete.
 */
export function singularDistance({ processes, history }: PredictionGroups): number | null {
  let nearest = Number.POSITIVE_INFINITY;
  for (const { singularity } of processes) {
    if (singularity === null) return null;
    nearest = Math.min(nearest, singularity);
  }
  return nearest + history.age.reduce((least, age) => Math.min(least, age), Number.POSITIVE_INFINITY);
}
