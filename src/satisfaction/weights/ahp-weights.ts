import { knownOptions, oneOf } from "../../errors/index.js";
import type { Row, Table } from "../../table/index.js";
import { itemNames } from "../surveys/item-names.js";
import { type Comparisons, comparisonMatrix } from "./comparison-matrix.js";
import { impliedJudgments, type JudgmentColumns } from "./implied-judgments.js";
import { perronVector } from "./perron-vector.js";
import { type RandomIndexTable, randomIndexOf } from "./random-index.js";

/** Options of {@link ahpWeights}. */
export interface AhpOptions {
  /** The table of random indices [`"saaty"`]; they differ at 10 and 12 items. */
  readonly randomIndex?: RandomIndexTable;
  /** Names of the items, for reading [`"1"`, `"2"`, …]. */
  readonly items?: readonly string[];
}

/** Weights from pairwise comparisons, and how well the comparisons agree with each other. */
export interface AhpWeights {
  readonly items: readonly string[];
  /** In the order of the items, summing to 1. */
  readonly weights: readonly number[];
  /** The principal eigenvalue; equal to the number of items when the judgments agree perfectly. */
  readonly lambdaMax: number;
  /** (λmax − n) / (n − 1). */
  readonly consistencyIndex: number;
  /** The mean consistency index of random judgments; null beyond 15 items, where the tables end. */
  readonly randomIndex: number | null;
  /** Consistency index over random index; 0 for one or two items, null where there is no random index. */
  readonly consistencyRatio: number | null;
  /** Whether the ratio is at most 0.1, Saaty's limit; null where there is no ratio. */
  readonly consistent: boolean | null;
  /** The judgment whose change helps most, when the judgments are inconsistent; null otherwise. */
  readonly mend: Row<JudgmentColumns> | null;
  /** Every judgment beside what the others imply, the most helpful to change first. */
  readonly judgments: Table<JudgmentColumns>;
}

const largestConsistentRatio = 0.1;

/**
 * How much does each item weigh, by the judgment of people who compared them two at a time?
 *
 * The analytic hierarchy process (Saaty 1980): the weights are the principal eigenvector of the matrix of comparisons,
 * the consistency ratio says whether the judgments fit together, and `mend` names the one to think over first when they
 * do not, with the value that the other judgments imply.
 *
 * `comparisons[i][j]` = how many times as important item i is as item j; fractions may be text (`"1/3"`), and one entry
 * of each pair may be null.
 *
 * Errors: `unsupported-input`, `length-mismatch` (not square), `out-of-range` (not positive), `inconsistent-row` (a
 * pair that is not reciprocal), `missing-value`, `invalid-option`.
 *
 * @example
 * ```ts
 * const judged = ahpWeights([[1, "1/3", 5], [3, 1, 7], ["1/5", "1/7", 1]]);
 * judged.weights; // 0.279, 0.649, 0.072
 * judged.consistent; // true: the ratio is 0.056
 * ```
 */
export function ahpWeights(comparisons: Comparisons, options: AhpOptions = {}): AhpWeights {
  const caller = "ahpWeights";
  knownOptions(caller, options, ["randomIndex", "items"]);
  const table = oneOf(caller, "randomIndex", options.randomIndex, ["saaty", "tummala-ling"], "saaty");
  const items = itemNames(caller, options.items, Array.isArray(comparisons) ? comparisons.length : 0);
  const matrix = comparisonMatrix(caller, comparisons, items);
  const { order } = matrix;
  const { vector, eigenvalue } = perronVector(matrix.data, order);
  const randomIndex = randomIndexOf(table, order);
  const ratioOf = (lambda: number): number | null => {
    if (randomIndex === null) return null;
    return randomIndex === 0 ? 0 : consistencyIndexOf(lambda, order) / randomIndex;
  };
  const consistencyRatio = ratioOf(eigenvalue);
  const consistent = consistencyRatio === null ? null : consistencyRatio <= largestConsistentRatio;
  const judgments = impliedJudgments(matrix, items, vector, ratioOf);
  return {
    items,
    weights: Array.from(vector),
    lambdaMax: eigenvalue,
    consistencyIndex: consistencyIndexOf(eigenvalue, order),
    randomIndex,
    consistencyRatio,
    consistent,
    mend: consistent === false ? (judgments.head(1).toRows()[0] ?? null) : null,
    judgments,
  };
}

/** 0 for one or two items, which cannot contradict each other; below 0 only by rounding, and then 0. */
function consistencyIndexOf(lambda: number, order: number): number {
  return order < 3 ? 0 : Math.max(0, (lambda - order) / (order - 1));
}
