import { ClienteleError } from "../../errors/index.js";
import { correlation, standardDeviation } from "../../numeric/index.js";
import type { Points, TableInput } from "../../table/index.js";
import { extremes, type ObjectiveWeightOptions, weighedItems } from "./objective-weights.js";

/** Weights by how much each item varies and how little it repeats the others. */
export interface CriticWeights {
  readonly items: readonly string[];
  /** In the order of the items, summing to 1. */
  readonly weights: readonly number[];
  /** The standard deviation (n − 1) of each item on 0..1. */
  readonly contrast: readonly number[];
  /** Σ_k (1 − r_jk): how much each item disagrees with the others. */
  readonly conflict: readonly number[];
}

/**
 * How much does each item weigh, by what it tells that the others do not?
 *
 * CRITIC (Diakoulaki, Mavrotas and Papayannakis 1995): every item is put on 0..1 by its own range; C_j = σ_j Σ_k (1 −
 * r_jk) with Pearson's r, and w_j = C_j / Σ_k C_k. Whether σ divides by n or n − 1 cancels in the weights.
 *
 * Takes a table, a matrix or an array of rows.
 *
 * Errors: `constant-column` (names the item), `collinear-columns` (all items repeat each other), `too-few-rows`,
 * `missing-value`, `unknown-column`.
 *
 * @example
 * ```ts
 * criticWeights({ price: [3, 9, 4, 6], service: [5, 2, 4, 4], speed: [5, 4, 1, 3] }).weights;
 * ```
 */
export function criticWeights(answers: TableInput | Points, options: ObjectiveWeightOptions = {}): CriticWeights {
  const caller = "criticWeights";
  const { names, columns } = weighedItems(caller, answers, options);
  if (names.length < 2) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, value: names.length },
      "weights by CRITIC need at least 2 items to compare",
    );
  }
  const scaled = columns.map((values, c) => onUnitRange(caller, names[c]!, values));
  const contrast = scaled.map((values) => standardDeviation(values, { sample: true }));
  const conflict = scaled.map(() => 0);
  for (let j = 0; j < scaled.length; j++) {
    for (let k = j + 1; k < scaled.length; k++) {
      const disagreement = 1 - correlation(scaled[j]!, scaled[k]!);
      conflict[j]! += disagreement;
      conflict[k]! += disagreement;
    }
  }
  const information = contrast.map((deviation, j) => deviation * conflict[j]!);
  const sum = information.reduce((total, value) => total + value, 0);
  if (sum <= 1e-12) {
    throw new ClienteleError(
      "collinear-columns",
      { function: caller },
      "all items rise and fall together, so none tells anything that the others do not",
    );
  }
  return { items: names, weights: information.map((value) => value / sum), contrast, conflict };
}

function onUnitRange(caller: string, column: string, values: Float64Array): Float64Array {
  const { least, most } = extremes(values);
  if (least === most) {
    throw new ClienteleError(
      "constant-column",
      { function: caller, column, value: least },
      `the item is ${least} in every row, so it cannot be weighed`,
    );
  }
  return values.map((value) => (value - least) / (most - least));
}
