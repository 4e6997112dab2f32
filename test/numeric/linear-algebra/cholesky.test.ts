import { describe, expect, it } from "vitest";
import {
  type CholeskyFactor,
  cholesky,
  combinationOf,
  factorInPlace,
  inverseDiagonal,
  invertCholesky,
  invertSymmetric,
  type Matrix,
  matrix,
  partialCholesky,
  solveCholesky,
  solveInPlace,
} from "../../../src/numeric/index.js";
import { hilbert, largestDifference, multiply, positiveDefinite, randomMatrix, transpose } from "./matrices.js";

function lowerTriangle({ lower, size }: CholeskyFactor): Matrix {
  return matrix(
    size,
    size,
    lower.map((value, k) => (k % size <= Math.floor(k / size) ? value : 0)),
  );
}

describe("cholesky", () => {
  it("factors positive definite matrices and solves with them", () => {
    for (let n = 1; n <= 12; n++) {
      const a = positiveDefinite(n, 50 + n);
      const factor = cholesky(a)!;
      const lower = lowerTriangle(factor);
      expect(largestDifference(multiply(lower, transpose(lower)), a)).toBeLessThan(1e-12 * n);
      const right = Float64Array.from({ length: n }, (_, i) => i - 2);
      const residual = multiply(a, matrix(n, 1, solveCholesky(factor, right)));
      expect(largestDifference(residual, matrix(n, 1, right))).toBeLessThan(1e-10);
    }
  });

  it("is null for indefinite, singular and non-finite matrices", () => {
    expect(cholesky(matrix(2, 2, Float64Array.of(1, 2, 2, 1)))).toBeNull();
    expect(cholesky(matrix(2, 2, Float64Array.of(1, 1, 1, 1)))).toBeNull();
    expect(cholesky(matrix(1, 1))).toBeNull();
    expect(cholesky(matrix(1, 1, Float64Array.of(Number.NaN)))).toBeNull();
    expect(cholesky(matrix(1, 1, Float64Array.of(Number.POSITIVE_INFINITY)))).toBeNull();
    expect(invertSymmetric(matrix(2, 2, Float64Array.of(1, 2, 2, 1)))).toBeNull();
    expect(invertSymmetric(matrix(2, 2, Float64Array.of(-1, 0, 0, 1)))).toBeNull();
  });

  it("inverts the Hilbert matrix and matrices of very different scales", () => {
    const found = invertSymmetric(hilbert(4))!;
    [16, -120, 240, -140, -120, 1200, -2700, 1680].forEach((value, i) => {
      expect(found.data[i]! / value).toBeCloseTo(1, 10);
    });
    const uneven = invertSymmetric(matrix(2, 2, Float64Array.of(1e-12, 0.5, 0.5, 1e12)))!;
    expect(uneven.data[0]! / (1e12 / 0.75)).toBeCloseTo(1, 13);
    expect(uneven.data[1]).toBe(uneven.data[2]);
  });
});

describe("cholesky of dependent parameters", () => {
  /** The fourth parameter is twice the first less the third; the second stands alone. */
  function dependentProducts(): Matrix {
    const x = randomMatrix(12, 4, 31);
    for (let i = 0; i < 12; i++) x.data[4 * i + 3] = 2 * x.data[4 * i]! - x.data[4 * i + 2]!;
    return multiply(transpose(x), x);
  }

  it("holds the last of them at 0 and says how it is made of the others", () => {
    const a = dependentProducts();
    const factor = partialCholesky(a.data, 4, 1e-12);
    expect([...factor.held]).toEqual([0, 0, 0, 1]);
    [2, 0, -1, 0].forEach((weight, i) => {
      expect(combinationOf(factor, 3)[i]).toBeCloseTo(weight, 12);
    });
    const b = multiply(a, matrix(4, 1, Float64Array.of(1, 2, 3, 0))).data;
    const x = solveCholesky(factor, b);
    [1, 2, 3, 0].forEach((value, i) => {
      expect(x[i]).toBeCloseTo(value, 10);
    });
  });

  it("inverts what is left, with rows and columns of 0 for what is held", () => {
    const a = dependentProducts();
    const inverse = invertCholesky(partialCholesky(a.data, 4, 1e-12));
    const free = matrix(
      3,
      3,
      Float64Array.from({ length: 9 }, (_, k) => a.data[4 * Math.floor(k / 3) + (k % 3)]!),
    );
    const expected = invertSymmetric(free)!;
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        expect(inverse[4 * i + j]).toBeCloseTo(i < 3 && j < 3 ? expected.data[3 * i + j]! : 0, 12);
      }
    }
  });

  it("holds parameters that are known to be dependent, whatever their pivot", () => {
    const a = positiveDefinite(3, 5);
    const factor = partialCholesky(a.data, 3, 1e-12, Uint8Array.of(0, 1, 0));
    expect([...factor.held]).toEqual([0, 1, 0]);
    expect(solveCholesky(factor, [1, 5, 2])[1]).toBeCloseTo(0, 15);
  });

  it("in place gives the first dependent row, or −1, and the same solution", () => {
    const a = dependentProducts();
    expect(factorInPlace(a.data.slice(), 4)).toBe(3);
    const small = positiveDefinite(5, 6);
    const factor = small.data.slice();
    expect(factorInPlace(factor, 5)).toBe(-1);
    const b = Float64Array.of(1, -2, 0, 4, 3);
    const expected = solveCholesky(cholesky(small)!, b);
    solveInPlace(factor, 5, b);
    expect([...b]).toEqual([...expected]);
    inverseDiagonal(factor, 5).forEach((value, i) => {
      expect(value).toBeCloseTo(invertSymmetric(small)!.data[6 * i]!, 12);
    });
  });
});
