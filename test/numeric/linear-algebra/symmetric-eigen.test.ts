import { describe, expect, it } from "vitest";
import { matrix, symmetricEigen } from "../../../src/numeric/index.js";
import { identity, largestDifference, multiply, positiveDefinite, transpose } from "./matrices.js";

describe("symmetricEigen", () => {
  it("gives back the matrix from orthonormal vectors, largest value first", () => {
    for (const n of [1, 2, 5, 20]) {
      const a = positiveDefinite(n, 70 + n);
      const { values, vectors } = symmetricEigen(a);
      expect([...values]).toEqual([...values].sort((x, y) => y - x));
      expect(largestDifference(multiply(transpose(vectors), vectors), identity(n))).toBeLessThan(1e-13 * n);
      const scaled = matrix(
        n,
        n,
        vectors.data.map((value, i) => value * values[i % n]!),
      );
      expect(largestDifference(multiply(scaled, transpose(vectors)), a)).toBeLessThan(1e-12 * n * values[0]!);
    }
  });

  it("knows the eigenvalues of the second difference matrix, and handles zeros and repeated values", () => {
    const n = 8;
    const a = matrix(n, n);
    for (let i = 0; i < n; i++) {
      a.data[i * n + i] = 2;
      if (i + 1 < n) {
        a.data[i * n + i + 1] = -1;
        a.data[(i + 1) * n + i] = -1;
      }
    }
    symmetricEigen(a).values.forEach((value, k) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((n - k) * Math.PI) / (n + 1)), 13);
    });
    expect([...symmetricEigen(matrix(3, 3)).values]).toEqual([0, 0, 0]);
    expect([...symmetricEigen(identity(3)).values]).toEqual([1, 1, 1]);
    expect([...symmetricEigen(matrix(2, 2, Float64Array.of(0, 1, 1, 0))).values]).toEqual([1, -1]);
  });
});
