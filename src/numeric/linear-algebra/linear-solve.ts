import type { Matrix } from "./matrix.js";

interface Factors {
  readonly lu: Float64Array;
  readonly order: Int32Array;
}

/** Solves A x = b by Gaussian elimination with partial pivoting; null when A is singular to working precision. */
export function solve(a: Matrix, b: ArrayLike<number>): Float64Array | null {
  const factors = factorize(a);
  return factors === null ? null : substitute(factors, a.rows, b);
}

/** P A = L U with rows scaled by their largest element when a pivot is chosen. */
function factorize(a: Matrix): Factors | null {
  const n = a.rows;
  if (a.columns !== n) throw new RangeError(`solve: the matrix is ${n} × ${a.columns}, not square`);
  const lu = a.data.slice();
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const size = Float64Array.from({ length: n }, (_, i) => largest(lu, i * n, n));
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(lu[i * n + k]!) / size[i]! > Math.abs(lu[pivot * n + k]!) / size[pivot]!) pivot = i;
    }
    if (!(Math.abs(lu[pivot * n + k]!) > n * 2.2e-16 * size[pivot]!)) return null;
    if (pivot !== k) {
      for (let j = 0; j < n; j++) {
        const kept = lu[k * n + j]!;
        lu[k * n + j] = lu[pivot * n + j]!;
        lu[pivot * n + j] = kept;
      }
      [order[k], order[pivot]] = [order[pivot]!, order[k]!];
      [size[k], size[pivot]] = [size[pivot]!, size[k]!];
    }
    for (let i = k + 1; i < n; i++) {
      const factor = lu[i * n + k]! / lu[k * n + k]!;
      lu[i * n + k] = factor;
      for (let j = k + 1; j < n; j++) lu[i * n + j]! -= factor * lu[k * n + j]!;
    }
  }
  return { lu, order };
}

function substitute({ lu, order }: Factors, n: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from({ length: n }, (_, i) => b[order[i]!]!);
  for (let i = 0; i < n; i++) for (let k = 0; k < i; k++) x[i]! -= lu[i * n + k]! * x[k]!;
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= lu[i * n + k]! * x[k]!;
    x[i]! /= lu[i * n + i]!;
  }
  return x;
}

function largest(values: Float64Array, start: number, count: number): number {
  let size = 0;
  for (let i = start; i < start + count; i++) size = Math.max(size, Math.abs(values[i]!));
  return size;
}
