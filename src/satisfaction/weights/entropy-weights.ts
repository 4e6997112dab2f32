import { ClienteleError } from "../../errors/index.js";
import type { Points, TableInput } from "../../table/index.js";
import { type ObjectiveWeightOptions, weighedItems } from "./objective-weights.js";

/** Weights by how unevenly the values of each item are spread. */
export interface EntropyWeights {
  readonly items: readonly string[];
  /** In the order of the items, summing to 1. */
  readonly weights: readonly number[];
  /** The entropy of each item, 0..1: 1 when all rows have the same share. */
  readonly entropy: readonly number[];
}

/**
 * How much does each item weigh, by how much it tells the rows apart?
 *
 * Entropy weights: with p_ij = x_ij / Σ_i x_ij over m rows, e_j = −Σ_i p_ij ln p_ij / ln m and w_j = (1 − e_j) / Σ_k (1
 * − e_k) (Shannon 1948; Hwang and Yoon 1981, section 3.2.2). An item with the same value in every row weighs nothing.
 *
 * Takes a table, a matrix or an array of rows; the values must not be negative.
 *
 * Errors: `out-of-range` (a negative value, an item of zeros only), `constant-column` (no item varies), `too-few-rows`,
 * `missing-value`, `unknown-column`.
 *
 * @example
 * ```ts
 * entropyWeights({ price: [3, 9, 4], service: [5, 5, 5] }).weights; // 1, 0
 * ```
 */
export function entropyWeights(answers: TableInput | Points, options: ObjectiveWeightOptions = {}): EntropyWeights {
  const caller = "entropyWeights";
  const { names, columns } = weighedItems(caller, answers, options);
  const entropy = columns.map((values, c) => entropyOf(caller, names[c]!, values));
  const spread = entropy.map((value) => 1 - value);
  const sum = spread.reduce((total, value) => total + value, 0);
  if (sum <= 0) {
    throw new ClienteleError("constant-column", { function: caller }, "no item varies, so there is nothing to weigh");
  }
  return { items: names, weights: spread.map((value) => value / sum), entropy };
}

function entropyOf(caller: string, column: string, values: Float64Array): number {
  let sum = 0;
  let same = true;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < 0) {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column, row: row + 1, value },
        `entropy weights need values of at least 0, got ${value}`,
      );
    }
    sum += value;
    same &&= value === values[0];
  }
  if (sum === 0) {
    throw new ClienteleError("out-of-range", { function: caller, column }, "the item is 0 in every row");
  }
  if (same) return 1;
  let entropy = 0;
  for (const value of values) {
    const share = value / sum;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return Math.min(1, entropy / Math.log(values.length));
}
