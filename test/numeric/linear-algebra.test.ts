import { describe, expect, it } from "vitest";
import {
  cholesky,
  createRandom,
  inverse,
  invertSymmetric,
  leastSquares,
  type Matrix,
  matrix,
  multiply,
  solve,
  solveCholesky,
  symmetricEigen,
  transpose,
} from "../../src/numeric/index.js";

function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  const random = createRandom(seed);
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random.normal()),
  );
}

function positiveDefinite(n: number, seed: number): Matrix {
  const a = randomMatrix(n + 2, n, seed);
  return multiply(transpose(a), a);
}

function largestDifference(a: Matrix, b: Matrix): number {
  return Math.max(...a.data.map((value, i) => Math.abs(value - b.data[i]!)));
}

function identity(n: number): Matrix {
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) result.data[i * n + i] = 1;
  return result;
}

/** The Hilbert matrix, whose inverse consists of whole numbers and which is nearly singular. */
function hilbert(n: number): Matrix {
  return matrix(
    n,
    n,
    Float64Array.from({ length: n * n }, (_, k) => 1 / (Math.floor(k / n) + (k % n) + 1)),
  );
}

describe("matrices", () => {
  it("multiply and transpose as on paper, and refuse shapes that do not fit", () => {
    const a = matrix(2, 3, Float64Array.of(1, 2, 3, 4, 5, 6));
    expect([...multiply(a, transpose(a)).data]).toEqual([14, 32, 32, 77]);
    expect(transpose(a)).toMatchObject({ rows: 3, columns: 2 });
    expect(() => multiply(a, a)).toThrow("multiply");
    expect(() => matrix(2, 2, new Float64Array(3))).toThrow("needs 4 numbers, got 3");
    expect(() => inverse(a)).toThrow("not square");
  });

  it("are inverted and solved to working precision", () => {
    for (let n = 1; n <= 12; n++) {
      const a = randomMatrix(n, n, n);
      expect(largestDifference(multiply(a, inverse(a)!), identity(n))).toBeLessThan(1e-11);
      const x = createRandom(n);
      const wanted = Float64Array.from({ length: n }, () => x.normal());
      const right = multiply(a, matrix(n, 1, wanted)).data;
      solve(a, right)!.forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[i]!, 10);
      });
    }
    const scaled = matrix(2, 2, Float64Array.of(1e-200, 1, 1, 1e200));
    expect(solve(scaled, [1, 1])).toBeNull();
    expect(inverse(matrix(2, 2, Float64Array.of(1, 2, 2, 4)))).toBeNull();
    expect(solve(matrix(1, 1), [1])).toBeNull();
  });
});

describe("cholesky", () => {
  it("factors positive definite matrices and solves with them", () => {
    for (let n = 1; n <= 12; n++) {
      const a = positiveDefinite(n, 50 + n);
      const factor = cholesky(a)!;
      expect(largestDifference(multiply(factor, transpose(factor)), a)).toBeLessThan(1e-12 * n);
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

describe("leastSquares", () => {
  it("solves Longley-like hard problems and equals the normal equations on easy ones", () => {
    const x = randomMatrix(50, 4, 3);
    const y = randomMatrix(50, 1, 4).data;
    const fit = leastSquares(x, y);
    const cross = multiply(transpose(x), x);
    const expected = solve(cross, multiply(transpose(x), matrix(50, 1, y)).data)!;
    fit.coefficients.forEach((value, j) => {
      expect(value).toBeCloseTo(expected[j]!, 12);
    });
    expect(largestDifference(fit.unscaledCovariance!, invertSymmetric(cross)!)).toBeLessThan(1e-14);
    const fitted = multiply(x, matrix(4, 1, fit.coefficients)).data;
    expect(fit.residualSumOfSquares).toBeCloseTo(
      y.reduce((total, value, i) => total + (value - fitted[i]!) ** 2, 0),
      11,
    );
  });

  it("recovers a polynomial of degree 5 on 0..20, where the normal equations lose half their digits", () => {
    const rows = 21;
    const x = matrix(
      rows,
      6,
      Float64Array.from({ length: rows * 6 }, (_, k) => Math.floor(k / 6) ** (k % 6)),
    );
    const y = Float64Array.from({ length: rows }, (_, i) => 1 + i + i ** 2 + i ** 3 + i ** 4 + i ** 5);
    leastSquares(x, y).coefficients.forEach((value) => {
      expect(value).toBeCloseTo(1, 7);
    });
  });

  it("names dependent columns and leaves them out", () => {
    const base = randomMatrix(10, 2, 8).data;
    const x = matrix(
      10,
      4,
      Float64Array.from({ length: 40 }, (_, k) => {
        const i = Math.floor(k / 4);
        return [base[2 * i]!, 0, base[2 * i + 1]!, base[2 * i]! + 2 * base[2 * i + 1]!][k % 4]!;
      }),
    );
    const y = Float64Array.from({ length: 10 }, (_, i) => 3 * base[2 * i]! - base[2 * i + 1]!);
    const fit = leastSquares(x, y);
    expect(fit.dependent).toEqual([1, 3]);
    expect(fit.rank).toBe(2);
    expect(fit.unscaledCovariance).toBeNull();
    expect(fit.coefficients[0]).toBeCloseTo(3, 12);
    expect(fit.coefficients[2]).toBeCloseTo(-1, 12);
    expect(fit.residualSumOfSquares).toBeLessThan(1e-24);
  });

  it("counts a weight of 2 as a row given twice, and finds more columns than rows dependent", () => {
    const x = randomMatrix(6, 2, 12);
    const y = randomMatrix(6, 1, 13).data;
    const twice = matrix(7, 2, Float64Array.of(...x.data, x.data[0]!, x.data[1]!));
    const weighted = leastSquares(x, y, [2, 1, 1, 1, 1, 1]);
    const repeated = leastSquares(twice, [...y, y[0]!]);
    expect(weighted.coefficients[0]).toBeCloseTo(repeated.coefficients[0]!, 12);
    expect(weighted.residualSumOfSquares).toBeCloseTo(repeated.residualSumOfSquares, 12);
    expect(leastSquares(randomMatrix(2, 3, 1), [1, 2]).dependent).toEqual([2]);
    expect(() => leastSquares(x, [1])).toThrow("6 rows and 1 outcomes");
  });
});
