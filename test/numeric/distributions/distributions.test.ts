import { describe, expect, it } from "vitest";
import { betaQuantilePair } from "../../../src/numeric/distributions/beta-distribution.js";
import {
  binomialCdf,
  chiSquareQuantile,
  chiSquareSurvival,
  gammaQuantile,
  normalCdf,
  normalQuantile,
  normalSurvival,
  studentTCdf,
  studentTQuantile,
  studentTTwoSided,
} from "../../../src/numeric/index.js";
import { regularizedBeta } from "../../../src/numeric/special-functions/incomplete-beta.js";
import { regularizedGammaP } from "../../../src/numeric/special-functions/incomplete-gamma.js";
import { largestError, preciseValues } from "../precise-values.js";

/**
 * What each function is held to, relative to the value. Tails below 1e-30 carry the rounding of their large exponents.
 */
const functions: Readonly<Record<string, readonly [compute: (...values: number[]) => number, tolerance: number]>> = {
  normalCdf: [normalCdf, 1e-15],
  normalSurvival: [normalSurvival, 1e-15],
  normalQuantile: [normalQuantile, 1e-15],
  studentTTwoSided: [studentTTwoSided, 2e-14],
  studentTQuantile: [studentTQuantile, 1e-14],
  gammaQuantile: [gammaQuantile, 2e-14],
  betaQuantile: [(p, a, b) => betaQuantilePair(p, 1 - p, a, b).x, 2e-14],
  binomialCdf: [binomialCdf, 2e-14],
  chiSquareSurvival: [chiSquareSurvival, 5e-14],
};

describe("special functions and distributions equal high-precision values", () => {
  for (const [name, [compute, tolerance]] of Object.entries(functions)) {
    const count = preciseValues[name]!.length;
    it(`${name}: ${count} values to ${tolerance} relative`, () => {
      expect(count).toBeGreaterThan(0);
      expect(largestError(name, compute)).toBeLessThanOrEqual(tolerance);
    });
  }
});

describe("distributions at their ends", () => {
  it("have no events below the range and all of them above", () => {
    expect(binomialCdf(-1, 3, 0.5)).toBe(0);
    expect(binomialCdf(3, 3, 0.5)).toBe(1);
    expect(chiSquareSurvival(-1, 2)).toBe(1);
  });
});

describe("quantiles", () => {
  const probabilities = [1e-200, 1e-10, 1e-4, 0.01, 0.3, 0.5, 0.7, 0.99, 0.9999999];
  const shapes = [1e-3, 0.1, 0.9, 3, 100, 1e5];

  it("lead back to the probability for any shape, where the quantile is a number that a double can hold", () => {
    for (const p of probabilities) {
      for (const a of shapes) {
        const x = gammaQuantile(p, a);
        if (x > 0) expect(Math.abs(regularizedGammaP(a, x) / p - 1)).toBeLessThan(1e-12);
        for (const b of shapes) {
          const share = betaQuantilePair(p, 1 - p, a, b).x;
          // Nearer to 1 a double cannot tell shares apart finely enough.
          if (share > 0 && share < 0.99) {
            expect(Math.abs(regularizedBeta(share, a, b) / p - 1)).toBeLessThan(2e-12);
          }
        }
      }
    }
  });

  it("are infinite or at the border for the probabilities 0 and 1, and NaN outside", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalQuantile(Number.NaN)).toBeNaN();
    expect(gammaQuantile(0, 2)).toBe(0);
    expect(gammaQuantile(1, 2)).toBe(Number.POSITIVE_INFINITY);
    expect(gammaQuantile(0.5, -2)).toBeNaN();
    expect(betaQuantilePair(0, 1, 2, 2).x).toBe(0);
    expect(betaQuantilePair(1, 0, 2, 2).x).toBe(1);
    expect(studentTQuantile(0, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(studentTQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(studentTQuantile(0.5, 3)).toBe(0);
    expect(studentTQuantile(0.5, -3)).toBeNaN();
  });

  it("of Student's t become those of the normal distribution as the degrees of freedom grow", () => {
    expect(studentTQuantile(0.975, Number.POSITIVE_INFINITY)).toBe(normalQuantile(0.975));
    expect(studentTQuantile(0.975, 1e10)).toBeCloseTo(normalQuantile(0.975), 9);
    expect(studentTTwoSided(2, 1e10)).toBeCloseTo(2 * normalSurvival(2), 9);
    expect(studentTCdf(-1.3, 7) + studentTCdf(1.3, 7)).toBeCloseTo(1, 14);
  });

  it("of chi-square equal the familiar table", () => {
    expect(chiSquareQuantile(0.95, 1)).toBeCloseTo(3.841458820694124, 13);
    expect(chiSquareQuantile(0.95, 10)).toBeCloseTo(18.307038053275146, 12);
    expect(chiSquareSurvival(3.841458820694124, 1)).toBeCloseTo(0.05, 14);
  });
});
