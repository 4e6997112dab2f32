import { sortedOrder } from "../../numeric/index.js";
import { bucketScores, sortBucket } from "./bucketed-scores.js";

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
  return count === null ? sortedGroups(scores, y) : countedGroups(scores, y, count);
}

/** Where each row is one case, scores are sorted bucket by bucket, without row numbers. */
function sortedGroups(given: Float64Array, y: Float64Array): ScoreGroups {
  const bucketed = bucketScores(given, y);
  const { scores, outcomes, starts } = bucketed;
  const groups = emptyGroups(given.length);
  let last = -1;
  for (let bucket = starts.length - 2; bucket >= 0; bucket--) {
    const from = starts[bucket]!;
    const to = starts[bucket + 1]!;
    if (to - from > 1) sortBucket(bucketed, from, to);
    for (let place = to - 1; place >= from; place--) {
      const score = scores[place]!;
      if (last < 0 || score !== groups.scores[last]!) groups.scores[++last] = score + 0;
      const outcome = outcomes[place]!;
      groups.positives[last]! += outcome;
      groups.negatives[last]! += 1 - outcome;
    }
  }
  return firstGroups(groups, last + 1);
}

function countedGroups(scores: Float64Array, y: Float64Array, count: Float64Array): ScoreGroups {
  const order = descendingOrder(scores);
  const groups = emptyGroups(scores.length);
  let last = -1;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    if (i === 0 || scores[row] !== scores[order[i - 1]!]) last++;
    groups.scores[last] = scores[row]! + 0;
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
