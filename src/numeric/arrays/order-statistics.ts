import { bucketCount, bucketOf, firstHighWord, wordsOf } from "./radix-buckets.js";
import { select } from "./select.js";

/** From so many values on buckets pay off against selecting in a copy of everything. */
const bucketsFrom = 20_000;

/**
 * The values that a full ascending sort would put at `positions` (ascending, from 0). The input is left as it is and
 * must hold no NaN. Two passes over a long input, however many positions.
 */
export function orderStatistics(values: Float64Array, positions: Int32Array): Float64Array {
  if (values.length < bucketsFrom) return selectAll(values.slice(), positions, 0);
  // Count the values by their leading 16 bits, then copy only the buckets that hold a wanted position and select there.
  const words = wordsOf(values);
  const counts = new Int32Array(bucketCount);
  for (let i = firstHighWord; i < words.length; i += 2) counts[bucketOf(words[i]!)]!++;
  const wanted = wantedBuckets(counts, positions);
  const members = gather(values, words, wanted);
  const answers = new Float64Array(positions.length);
  wanted.forEach(({ before, from, to }, i) => {
    answers.set(selectAll(members[i]!, positions.subarray(from, to), before), from);
  });
  return answers;
}

interface WantedBucket {
  readonly bucket: number;
  /** How many values lie in lower buckets. */
  readonly before: number;
  /** The positions from..to − 1 lie in this bucket. */
  readonly from: number;
  readonly to: number;
  /** How many values it holds. */
  readonly size: number;
}

function wantedBuckets(counts: Int32Array, positions: Int32Array): WantedBucket[] {
  const wanted: WantedBucket[] = [];
  let bucket = 0;
  let before = 0;
  for (let from = 0; from < positions.length; ) {
    while (before + counts[bucket]! <= positions[from]!) before += counts[bucket++]!;
    let to = from + 1;
    while (to < positions.length && positions[to]! < before + counts[bucket]!) to++;
    wanted.push({ bucket, before, from, to, size: counts[bucket]! });
    from = to;
  }
  return wanted;
}

/** Copies the members of each wanted bucket, in one pass. */
function gather(values: Float64Array, words: Uint32Array, wanted: readonly WantedBucket[]): Float64Array[] {
  const slotOf = new Uint16Array(bucketCount);
  wanted.forEach(({ bucket }, i) => {
    slotOf[bucket] = i + 1;
  });
  const starts = new Int32Array(wanted.length + 1);
  wanted.forEach(({ size }, i) => {
    starts[i + 1] = starts[i]! + size;
  });
  const pool = new Float64Array(starts[wanted.length]!);
  const next = starts.slice();
  for (let i = 0; i < values.length; i++) {
    const slot = slotOf[bucketOf(words[2 * i + firstHighWord]!)]!;
    if (slot > 0) pool[next[slot - 1]!++] = values[i]!;
  }
  return wanted.map((_, i) => pool.subarray(starts[i]!, starts[i + 1]!));
}

/** Selects from left to right: what lies before the last position found is settled. Reorders `values`. */
function selectAll(values: Float64Array, positions: Int32Array, offset: number): Float64Array {
  if (allEqual(values)) return new Float64Array(positions.length).fill(values[0]!);
  let settled = -1;
  return Float64Array.from(positions, (position) => {
    const k = position - offset;
    if (k > settled) {
      select(values, k, settled + 1);
      settled = k;
    }
    return values[k]!;
  });
}

/** Counts and other whole numbers often fill a bucket with one value. */
function allEqual(values: Float64Array): boolean {
  const first = values[0];
  for (let i = 1; i < values.length; i++) if (values[i] !== first) return false;
  return true;
}
