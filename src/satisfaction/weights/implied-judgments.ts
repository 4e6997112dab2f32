import { createTable, type Table } from "../../table/index.js";
import type { ComparisonMatrix } from "./comparison-matrix.js";
import { perronVector } from "./perron-vector.js";

/** One judgment beside what the others imply, with the consistency ratio it would leave if it were changed. */
export type JudgmentColumns = {
  /** The item judged the more important of the two, or the first where they are equal. */
  readonly first: string;
  readonly second: string;
  /** How many times as important `first` was said to be. */
  readonly given: number;
  /** What all other judgments together imply. */
  readonly implied: number;
  /** The value of the 1/9, …, 1/2, 1, 2, …, 9 scale nearest to `implied`. */
  readonly suggested: number;
  /** The consistency ratio with `suggested` in the place of `given`; missing where there is no random index. */
  readonly consistencyRatio: number;
};

/** Saaty's scale. */
const scale = [9, 1 / 9, 8, 1 / 8, 7, 1 / 7, 6, 1 / 6, 5, 1 / 5, 4, 1 / 4, 3, 1 / 3, 2, 1 / 2, 1];

/**
 * Every judgment beside the one that the others imply, the most helpful to change first. A judgment is left out by
 * Harker's method (1987, "Incomplete pairwise comparisons in the analytic hierarchy process", Mathematical Modelling
 * 9): its two entries become 0, the diagonal of its two rows 2, and the ratio of the weights that follow is what the
 * other judgments imply.
 */
export function impliedJudgments(
  { data, order }: ComparisonMatrix,
  items: readonly string[],
  weights: Float64Array,
  ratioOf: (eigenvalue: number) => number | null,
): Table<JudgmentColumns> {
  const rows: (Omit<JudgmentColumns, "consistencyRatio"> & { eigenvalue: number })[] = [];
  const work = Float64Array.from(data);
  for (let i = 0; order > 2 && i < order; i++) {
    for (let j = i + 1; j < order; j++) {
      const [first, second] = data[i * order + j]! >= 1 ? [i, j] : [j, i];
      const implied = impliedBy(work, weights, first, second);
      const suggested = nearestOnScale(implied);
      setPair(work, order, first, second, suggested);
      const { eigenvalue } = perronVector(work, order, weights);
      const given = data[first * order + second]!;
      work[first * order + second] = given;
      work[second * order + first] = data[second * order + first]!;
      rows.push({ first: items[first]!, second: items[second]!, given, implied, suggested, eigenvalue });
    }
  }
  rows.sort((a, b) => a.eigenvalue - b.eigenvalue);
  return createTable<JudgmentColumns>({
    first: rows.map((row) => row.first),
    second: rows.map((row) => row.second),
    given: Float64Array.from(rows, (row) => row.given),
    implied: Float64Array.from(rows, (row) => row.implied),
    suggested: Float64Array.from(rows, (row) => row.suggested),
    consistencyRatio: Float64Array.from(rows, (row) => ratioOf(row.eigenvalue) ?? Number.NaN),
  });
}

/** The ratio of two items' weights with the judgment between them left out; `work` is as before afterwards. */
function impliedBy(work: Float64Array, weights: Float64Array, first: number, second: number): number {
  const order = weights.length;
  const forward = work[first * order + second]!;
  const backward = work[second * order + first]!;
  work[first * order + second] = 0;
  work[second * order + first] = 0;
  work[first * order + first] = 2;
  work[second * order + second] = 2;
  const { vector } = perronVector(work, order, weights);
  work[first * order + second] = forward;
  work[second * order + first] = backward;
  work[first * order + first] = 1;
  work[second * order + second] = 1;
  return vector[first]! / vector[second]!;
}

function setPair(work: Float64Array, order: number, first: number, second: number, judgment: number): void {
  work[first * order + second] = judgment;
  work[second * order + first] = 1 / judgment;
}

function nearestOnScale(ratio: number): number {
  let nearest = 1;
  for (const level of scale) {
    if (Math.abs(Math.log(level / ratio)) < Math.abs(Math.log(nearest / ratio))) nearest = level;
  }
  return nearest;
}
