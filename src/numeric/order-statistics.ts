import { select } from "./select.js";

/** From here on buckets pay off against selecting in a copy of everything. */
const bucketsFrom = 20_000;

/**
 * The values that a full ascending sort would put at `positions` (ascending, from 0). The input is left as it is and must hold
 * no NaN.
 *
 * Long inputs are counted in 65,536 buckets by their leading 16 bits, and only the buckets that hold a wanted position are
 * copied and searched by selection: two passes over the input, however many positions.
 */
export function orderStatistics(values: Float64Array, positions: Int32Array): Float64Array {
  if (values.length < bucketsFrom) return selectAll(values.slice(), positions, 0);
  const high = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const counts = countBuckets(high);
  const answers = new Float64Array(positions.length);
  let bucket = 0;
  let before = 0;
  let next = 0;
  while (next < positions.length) {
    while (before + counts[bucket]! <= positions[next]!) before += counts[bucket++]!;
    let end = next + 1;
    while (end < positions.length && positions[end]! < before + counts[bucket]!) end++;
    const members = membersOf(values, high, bucket, counts[bucket]!);
    answers.set(selectAll(members, positions.subarray(next, end), before), next);
    next = end;
  }
  return answers;
}

/** Where the sign and exponent of a number stand among its two 32-bit words. */
const highWord = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Orders the leading 16 bits as the numbers are ordered: negative ones have all bits turned, others the sign bit. */
function bucketOf(word: number): number {
  return (word ^ ((word >> 31) | 0x80000000)) >>> 16;
}

function countBuckets(words: Uint32Array): Int32Array {
  const counts = new Int32Array(65_536);
  for (let i = highWord; i < words.length; i += 2) counts[bucketOf(words[i]!)]!++;
  return counts;
}

function membersOf(values: Float64Array, words: Uint32Array, bucket: number, count: number): Float64Array {
  const members = new Float64Array(count);
  let found = 0;
  for (let i = 0; found < count; i++) {
    if (bucketOf(words[2 * i + highWord]!) === bucket) members[found++] = values[i]!;
  }
  return members;
}

/** Selects from left to right: what lies before the last position found is settled. Reorders `values`. */
function selectAll(values: Float64Array, positions: Int32Array, offset: number): Float64Array {
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
