import { sortedOrder } from "../../numeric/index.js";

/** Cases by score, best first: distinct scores with how many positives and negatives have each. */
export interface ScoreGroups {
  readonly scores: Float64Array;
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/** Row numbers by descending score; rows with equal scores keep their order. */
export function descendingOrder(scores: Float64Array): Int32Array {
  return sortedOrder(scores.map((score) => -score));
}

/** Counts positives and negatives at each distinct score, highest score first. */
export function groupByScore(
  scores: Float64Array,
  y: Float64Array,
  count: Float64Array | null,
  order: Int32Array,
): ScoreGroups {
  const distinct = new Float64Array(scores.length);
  const positives = new Float64Array(scores.length);
  const negatives = new Float64Array(scores.length);
  let groups = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    if (i > 0 && scores[row] !== scores[order[i - 1]!]) groups++;
    distinct[groups] = scores[row]!;
    const size = count === null ? 1 : count[row]!;
    if (y[row] === 1) positives[groups]! += size;
    else negatives[groups]! += size;
  }
  const length = order.length === 0 ? 0 : groups + 1;
  const used = (values: Float64Array): Float64Array => values.subarray(0, length);
  return { scores: used(distinct), positives: used(positives), negatives: used(negatives) };
}
