import { cosine, multiply, one, pi } from "./fixed-point.js";

/** The first coefficients of the Chebyshev series of f on [−1, 1], from its values at `nodes` Chebyshev nodes. */
export function chebyshevSeries(f: (t: bigint) => bigint, count: number, nodes: number): bigint[] {
  const sums = new Array<bigint>(count).fill(0n);
  for (let j = 0; j < nodes; j++) {
    const t = cosine((pi * BigInt(2 * j + 1)) / BigInt(2 * nodes));
    const value = f(t);
    let before = one;
    let current = t;
    for (let k = 0; k < count; k++) {
      sums[k]! += multiply(value, before);
      [before, current] = [current, 2n * multiply(t, current) - before];
    }
  }
  return sums.map((sum, k) => ((k === 0 ? 1n : 2n) * sum) / BigInt(nodes));
}

/** A Chebyshev series as coefficients of the powers of t. */
export function powersOf(series: readonly bigint[]): bigint[] {
  const total = new Array<bigint>(series.length).fill(0n);
  let before = [1n];
  let current = [0n, 1n];
  for (const coefficient of series) {
    before.forEach((factor, k) => {
      total[k]! += coefficient * factor;
    });
    const next = [0n, ...current.map((factor) => 2n * factor)];
    before.forEach((factor, k) => {
      next[k]! -= factor;
    });
    [before, current] = [current, next];
  }
  return total;
}
