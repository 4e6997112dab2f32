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
export function groupByScore(scores: Float64Array, y: Float64Array, count: Float64Array | null): ScoreGroups {
  return count === null ? mergedGroups(scores, y) : countedGroups(scores, y, count);
}

/** Where each row is one case, the scores of each class are sorted by themselves and merged, without row numbers. */
function mergedGroups(scores: Float64Array, y: Float64Array): ScoreGroups {
  const of = [scoresOf(scores, y, 1), scoresOf(scores, y, 0)] as const;
  const [above, below] = of.map((values) => values.sort());
  const groups = emptyGroups(scores.length);
  let length = 0;
  let i = above!.length - 1;
  let j = below!.length - 1;
  while (i >= 0 || j >= 0) {
    const score = i < 0 || (j >= 0 && below![j]! > above![i]!) ? below![j]! : above![i]!;
    const [from, to] = [i, j];
    while (i >= 0 && above![i] === score) i--;
    while (j >= 0 && below![j] === score) j--;
    groups.scores[length] = score + 0;
    groups.positives[length] = from - i;
    groups.negatives[length++] = to - j;
  }
  return firstGroups(groups, length);
}

function scoresOf(scores: Float64Array, y: Float64Array, outcome: number): Float64Array {
  const found = new Float64Array(scores.length);
  let length = 0;
  for (let row = 0; row < scores.length; row++) if (y[row] === outcome) found[length++] = scores[row]!;
  return found.subarray(0, length);
}

function countedGroups(scores: Float64Array, y: Float64Array, count: Float64Array): ScoreGroups {
  const order = descendingOrder(scores);
  const groups = emptyGroups(scores.length);
  let last = -1;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    if (i === 0 || scores[row] !== scores[order[i - 1]!]) last++;
    groups.scores[last] = scores[row]!;
    const of = y[row] === 1 ? groups.positives : groups.negatives;
    of[last]! += count[row]!;
  }
  return firstGroups(groups, last + 1);
}

function emptyGroups(length: number): ScoreGroups {
  return {
    scores: new Float64Array(length),
    positives: new Float64Array(length),
    negatives: new Float64Array(length),
  };
}

function firstGroups({ scores, positives, negatives }: ScoreGroups, length: number): ScoreGroups {
  return {
    scores: scores.subarray(0, length),
    positives: positives.subarray(0, length),
    negatives: negatives.subarray(0, length),
  };
}
