import { describe, expect, it } from "vitest";
import { invertSymmetric, matrix, solve } from "../../../src/numeric/index.js";
import { leastSquares } from "../../../src/numeric/linear-algebra/least-squares.js";
import { largestDifference, multiply, randomMatrix, transpose } from "./matrices.js";

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
