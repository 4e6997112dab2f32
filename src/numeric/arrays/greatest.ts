import { select } from "./select.js";

/** Fewer values are not worth a sample. */
const leastForSample = 1024;
const sampleSize = 128;

/** The places of the `count` greatest values, ascending; of equal values at the limit the first. NaN is not allowed. */
export function greatest(values: Float64Array, count: number): number[] {
  if (count >= values.length) return Array.from(values.keys());
  if (count <= 0) return [];
  const likely = likelyPlaces(values, count);
  const among = new Float64Array(likely.length);
  for (let i = 0; i < among.length; i++) among[i] = values[likely[i]!]!;
  select(among, among.length - count);
  const limit = among[among.length - count]!;
  let above = 0;
  for (let i = among.length - count; i < among.length; i++) if (among[i]! > limit) above++;
  let ties = count - above;
  const places: number[] = [];
  for (let i = 0; i < likely.length && places.length < count; i++) {
    const value = values[likely[i]!]!;
    if (value > limit) places.push(likely[i]!);
    else if (value === limit && ties > 0) {
      places.push(likely[i]!);
      ties--;
    }
  }
  return places;
}

/** Places among which the greatest values surely are, without most of the others where a sample tells which. */
function likelyPlaces(values: Float64Array, count: number): number[] {
  const floor = values.length < leastForSample ? Number.NEGATIVE_INFINITY : likelyFloor(values, count);
  const places: number[] = [];
  for (let i = 0; i < values.length; i++) if (values[i]! >= floor) places.push(i);
  return places.length >= count ? places : Array.from(values.keys());
}

/** A value that almost surely at least `count` values reach: by an even sample, three standard deviations below. */
function likelyFloor(values: Float64Array, count: number): number {
  const stride = values.length / sampleSize;
  const sample = new Float64Array(sampleSize);
  for (let i = 0; i < sampleSize; i++) sample[i] = values[Math.floor(i * stride)]!;
  const expected = (count / values.length) * sampleSize;
  const rank = sampleSize - Math.ceil(expected + 3 * Math.sqrt(expected) + 1);
  if (rank < 0) return Number.NEGATIVE_INFINITY;
  select(sample, rank);
  return sample[rank]!;
}
