import { select } from "./select.js";

/** The places of the `count` greatest values, ascending; of equal values at the limit the first. NaN is not allowed. */
export function greatest(values: Float64Array, count: number): number[] {
  if (count >= values.length) return Array.from(values.keys());
  if (count <= 0) return [];
  const sorted = values.slice();
  select(sorted, values.length - count);
  const limit = sorted[values.length - count]!;
  let above = 0;
  for (let i = values.length - count; i < values.length; i++) if (sorted[i]! > limit) above++;
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
