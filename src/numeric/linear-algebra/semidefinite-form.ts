import type { Matrix } from "./matrix.js";

/**
 * What is left of a variable's variance once those of other variables are known; below this share it is the rounding of
 * 0.
 */
const rankTolerance = 1e-10;

/**
 * uᵀ V⁻ u and the rank of V for a positive semidefinite V in whose range u lies, so that any generalized inverse does:
 * that of a Cholesky decomposition with complete pivoting (Golub & Van Loan, section 4.2.8), which takes the largest
 * remaining variance first and stops where only rounding is left. V and u are used up.
 */
export function semidefiniteForm({ rows: n, data: rest }: Matrix, u: Float64Array): { value: number; rank: number } {
  const variance = Float64Array.from({ length: n }, (_, k) => rest[k * n + k]!);
  const open = Int32Array.from({ length: n }, (_, k) => k);
  let value = 0;
  let rank = 0;
  for (let left = n; left > 0; left--) {
    let largest = 0;
    for (let i = 1; i < left; i++) {
      if (rest[open[i]! * (n + 1)]! > rest[open[largest]! * (n + 1)]!) largest = i;
    }
    const k = open[largest]!;
    open[largest] = open[left - 1]!;
    const pivot = rest[k * (n + 1)]!;
    if (!(pivot > rankTolerance * variance[k]!)) continue;
    rank++;
    value += u[k]! ** 2 / pivot;
    for (let i = 0; i + 1 < left; i++) {
      const row = open[i]! * n;
      const factor = rest[row + k]! / pivot;
      if (factor === 0) continue;
      u[open[i]!]! -= factor * u[k]!;
      for (let j = 0; j + 1 < left; j++) rest[row + open[j]!]! -= factor * rest[k * n + open[j]!]!;
    }
  }
  return { value, rank };
}
