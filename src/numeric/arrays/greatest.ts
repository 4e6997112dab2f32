import { select } from "./select.js";

/** Fewer values are not worth a sample. */
const leastForSample = 1024;
const sampleSize = 256;

/** The places of the `count` greatest values, ascending; of equal values at the limit the first. NaN is not allowed. */
export function greatest(values: Float64Array, count: number): number[] {
  if (count >= values.length) return Array.from(values.keys());
  if (count <= 0) return [];
  const among = likelyGreatest(values, count);
  select(among, among.length - count);
  const limit = among[among.length - count]!;
  let above = 0;
  for (let i = among.length - count; i < among.length; i++) if (among[i]! > limit) above++;
  let ties = count - above;
  const places: number[] = [];
  for (let i = 0; i < values.length && places.length < count; i++) {
    if (values[i]! > limit) places.push(i);
    else if (values[i] === limit && ties > 0) {
      places.push(i);
      ties--;
    }
  }
  return places;
}

/** A copy of the values, without most of those that are too small, as far as a sample of them tells. */
function likelyGreatest(values: Float64Array, count: number): Float64Array {
  const copy = new Float64Array(values.length);
  if (values.length >= leastForSample) {
    const stride = values.length / sampleSize;
    const sample = new Float64Array(sampleSize);
    for (let i = 0; i < sampleSize; i++) sample[i] = values[Math.floor(i * stride)]!;
    sample.sort();
    const expected = (count / values.length) * sampleSize;
    const rank = sampleSize - Math.ceil(expected + 3 * Math.sqrt(expected) + 2);
    const floor = rank < 0 ? Number.NEGATIVE_INFINITY : sample[rank]!;
    let kept = 0;
    for (let i = 0; i < values.length; i++) if (values[i]! >= floor) copy[kept++] = values[i]!;
    if (kept >= count) return copy.subarray(0, kept);
  }
  copy.set(values);
  return copy;
}
