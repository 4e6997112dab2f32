import { sortedOrder } from "../../numeric/index.js";

/** A rising curve: linear between its points, level beyond them. */
export interface RisingCurve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Isotonic regression by pooling adjacent violators (Barlow et al. 1972): the rising curve nearest to the values in
 * weighted squares. Rows with equal x are one point. Only the two ends of each level stretch are kept.
 */
export function isotonicRegression(x: Float64Array, y: Float64Array, cases: Float64Array | null): RisingCurve {
  const order = sortedOrder(x);
  const starts: number[] = [];
  const ends: number[] = [];
  const means: number[] = [];
  const sizes: number[] = [];
  let row = 0;
  while (row < order.length) {
    const at = x[order[row]!]!;
    let size = 0;
    let total = 0;
    for (; row < order.length && x[order[row]!] === at; row++) {
      const weight = cases === null ? 1 : cases[order[row]!]!;
      size += weight;
      total += weight * y[order[row]!]!;
    }
    if (size === 0) continue;
    let start = at;
    let mean = total / size;
    while (means.length > 0 && means[means.length - 1]! >= mean) {
      const before = sizes.pop()!;
      mean = (mean * size + means.pop()! * before) / (size + before);
      size += before;
      start = starts.pop()!;
      ends.pop();
    }
    starts.push(start);
    ends.push(at);
    means.push(mean);
    sizes.push(size);
  }
  const points = means.flatMap((mean, i) =>
    starts[i] === ends[i]
      ? [[starts[i]!, mean]]
      : [
          [starts[i]!, mean],
          [ends[i]!, mean],
        ],
  );
  return { x: Float64Array.from(points, ([at]) => at!), y: Float64Array.from(points, ([, mean]) => mean!) };
}

/** The height of a rising curve: linear between its points, level beyond them. */
export function heightAt(x: ArrayLike<number>, y: ArrayLike<number>, at: number): number {
  const last = x.length - 1;
  if (!(at > x[0]!)) return y[0]!;
  if (at >= x[last]!) return y[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= at) low = middle;
    else high = middle;
  }
  const share = (at - x[low]!) / (x[high]! - x[low]!);
  return y[low]! + share * (y[high]! - y[low]!);
}
