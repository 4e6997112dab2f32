/** Scores with their outcomes in buckets by score: bucket b holds the places `starts[b]` to `starts[b + 1] − 1`. */
export interface BucketedScores {
  readonly scores: Float64Array;
  /** 1 for positives, 0 for negatives. */
  readonly outcomes: Uint8Array;
  readonly starts: Int32Array;
}

/** Buckets at most. */
const mostBuckets = 1 << 20;

/**
 * Brings scores into buckets of equal width between the lowest and the highest, about one bucket a score; within a
 * bucket they are in no order. All in one where they span no finite range.
 */
export function bucketScores(scores: Float64Array, y: Float64Array): BucketedScores {
  const rows = scores.length;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    const score = scores[row]!;
    if (score < low) low = score;
    if (score > high) high = score;
  }
  const buckets = Math.min(mostBuckets, rows);
  const perUnit = buckets / (high - low);
  // Every step rounds in one direction only, so that a higher score is never in a lower bucket.
  const scale = perUnit > 0 && perUnit < Number.POSITIVE_INFINITY ? perUnit : 0;
  const last = buckets - 1;
  const starts = new Int32Array(buckets + 1);
  for (let row = 0; row < rows; row++) starts[Math.min(last, (scores[row]! - low) * scale) | 0]!++;
  // Each start becomes the end of its bucket, and is counted down as the bucket is filled.
  for (let bucket = 1; bucket <= buckets; bucket++) starts[bucket]! += starts[bucket - 1]!;
  const placed = new Float64Array(rows);
  const outcomes = new Uint8Array(rows);
  for (let row = rows - 1; row >= 0; row--) {
    const bucket = Math.min(last, (scores[row]! - low) * scale) | 0;
    const place = starts[bucket]! - 1;
    starts[bucket] = place;
    placed[place] = scores[row]!;
    outcomes[place] = y[row]!;
  }
  return { scores: placed, outcomes, starts };
}

/** Larger buckets are sorted by the engine. */
const mostForInsertion = 24;

/** Sorts a bucket by score, ascending; equal scores come in no order. */
export function sortBucket({ scores, outcomes }: BucketedScores, from: number, to: number): void {
  if (to - from > mostForInsertion) {
    sortLargeBucket(scores.subarray(from, to), outcomes.subarray(from, to));
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const score = scores[i]!;
    if (!(score < scores[i - 1]!)) continue;
    const outcome = outcomes[i]!;
    let j = i;
    for (; j > from && score < scores[j - 1]!; j--) {
      scores[j] = scores[j - 1]!;
      outcomes[j] = outcomes[j - 1]!;
    }
    scores[j] = score;
    outcomes[j] = outcome;
  }
}

/** The scores of each class are sorted by themselves and merged, without row numbers. */
function sortLargeBucket(scores: Float64Array, outcomes: Uint8Array): void {
  const isOf = (outcome: number) => (_: number, i: number) => outcomes[i] === outcome;
  const positives = scores.filter(isOf(1)).sort();
  const negatives = scores.filter(isOf(0)).sort();
  for (let place = 0, i = 0, j = 0; place < scores.length; place++) {
    const isPositive = j === negatives.length || (i < positives.length && positives[i]! < negatives[j]!);
    scores[place] = isPositive ? positives[i++]! : negatives[j++]!;
    outcomes[place] = isPositive ? 1 : 0;
  }
}
