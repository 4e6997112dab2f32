import { describe, expect, it } from "vitest";
import * as numeric from "../../src/numeric/index.js";
import { preciseValues } from "./precise-values.js";

/**
 * What each function is held to, relative to the value. Tails below 1e-30 carry the rounding of their large exponents.
 */
const tolerances: Readonly<Record<string, number>> = {
  logGamma: 1e-15,
  digamma: 2e-15,
  trigamma: 1e-15,
  logBeta: 1e-14,
  erf: 1e-15,
  erfc: 1e-15,
  regularizedGammaP: 5e-14,
  regularizedGammaQ: 5e-14,
  regularizedBeta: 2e-13,
  normalCdf: 1e-15,
  normalSurvival: 1e-15,
  normalQuantile: 1e-15,
  studentTTwoSided: 2e-14,
  studentTQuantile: 1e-14,
  gammaQuantile: 2e-14,
  betaQuantile: 2e-14,
  fSurvival: 2e-13,
  poissonCdf: 1e-14,
  binomialCdf: 2e-14,
  chiSquareSurvival: 5e-14,
};

function functionNamed(name: string): (...values: readonly number[]) => number {
  const found = Object.entries(numeric).find(([key]) => key === name)?.[1];
  if (typeof found !== "function") throw new Error(`no function ${name}`);
  return (...values) => Number(Reflect.apply(found, undefined, values));
}

describe("special functions and distributions equal high-precision values", () => {
  for (const [name, rows] of Object.entries(preciseValues)) {
    it(`${name}: ${rows.length} values to ${tolerances[name]} relative`, () => {
      const compute = functionNamed(name);
      const worst = Math.max(
        ...rows.map((row) => {
          const value = row[row.length - 1]!;
          const error = Math.abs(compute(...row.slice(0, -1)) - value);
          return value === 0 ? error : error / Math.abs(value);
        }),
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(worst).toBeLessThanOrEqual(tolerances[name]!);
    });
  }
});

describe("special functions at their ends", () => {
  const { logGamma, digamma, trigamma, logBeta, logChoose, logFactorial, log1mexp, logSumExp, logDifference } = numeric;

  it("the gamma family has its poles at zero and is not defined below", () => {
    expect(logGamma(0)).toBe(Number.POSITIVE_INFINITY);
    expect(logGamma(-1.5)).toBeNaN();
    expect(logGamma(Number.NaN)).toBeNaN();
    expect(logGamma(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
    expect(digamma(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(digamma(-1)).toBeNaN();
    expect(trigamma(0)).toBe(Number.POSITIVE_INFINITY);
    expect(logBeta(0, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(logBeta(-1, 1)).toBeNaN();
    expect(logBeta(1, 1)).toBeCloseTo(0, 15);
  });

  it("log factorials and binomial coefficients equal the whole numbers they stand for", () => {
    let factorial = 1n;
    for (let n = 1; n <= 170; n++) {
      factorial *= BigInt(n);
      expect(logFactorial(n)).toBeCloseTo(Math.log(Number(factorial)), 10);
    }
    expect(logFactorial(0)).toBe(0);
    expect(logFactorial(1000)).toBeCloseTo(5912.128178488163, 9);
    expect(Math.exp(logChoose(52, 5))).toBeCloseTo(2_598_960, 6);
    expect(logChoose(5, 0)).toBe(0);
    expect(logChoose(5, 6)).toBe(Number.NEGATIVE_INFINITY);
    expect(logChoose(5, -1)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("the logarithms of sums and differences neither overflow nor cancel", () => {
    expect(logSumExp(1000, 1000)).toBeCloseTo(1000 + Math.LN2, 12);
    expect(logSumExp(Number.NEGATIVE_INFINITY, 3)).toBe(3);
    expect(logSumExp(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
    expect(logDifference(1000, 999)).toBeCloseTo(1000 + Math.log1p(-Math.exp(-1)), 12);
    expect(logDifference(5, 5)).toBe(Number.NEGATIVE_INFINITY);
    expect(logDifference(5, Number.NEGATIVE_INFINITY)).toBe(5);
    expect(logDifference(4, 5)).toBeNaN();
    expect(log1mexp(-1e-20)).toBeCloseTo(Math.log(1e-20), 12);
    expect(log1mexp(-50)).toBeCloseTo(-Math.exp(-50), 30);
    expect(log1mexp(0)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("arguments outside the domain give NaN, and the ends give 0 and 1", () => {
    const { regularizedBeta, regularizedGammaP, regularizedGammaQ } = numeric;
    expect(regularizedGammaP(0, 1)).toBeNaN();
    expect(regularizedGammaP(1, -1)).toBeNaN();
    expect(regularizedGammaP(2, 0)).toBe(0);
    expect(regularizedGammaQ(2, 0)).toBe(1);
    expect(regularizedGammaP(2, Number.POSITIVE_INFINITY)).toBe(1);
    expect(regularizedGammaQ(2, Number.POSITIVE_INFINITY)).toBe(0);
    expect(regularizedBeta(0, 2, 3)).toBe(0);
    expect(regularizedBeta(1, 2, 3)).toBe(1);
    expect(regularizedBeta(1.1, 2, 3)).toBeNaN();
    expect(regularizedBeta(0.5, 0, 3)).toBeNaN();
    expect(numeric.fSurvival(0, 1, 2)).toBe(1);
    expect(numeric.fSurvival(Number.POSITIVE_INFINITY, 1, 2)).toBe(0);
    expect(numeric.poissonCdf(-1, 3)).toBe(0);
    expect(numeric.poissonCdf(0, 0)).toBe(1);
    expect(numeric.binomialCdf(-1, 3, 0.5)).toBe(0);
    expect(numeric.binomialCdf(3, 3, 0.5)).toBe(1);
    expect(numeric.chiSquareCdf(-1, 2)).toBe(0);
    expect(numeric.chiSquareSurvival(-1, 2)).toBe(1);
  });
});

describe("quantiles", () => {
  const probabilities = [1e-200, 1e-10, 1e-4, 0.01, 0.3, 0.5, 0.7, 0.99, 0.9999999];
  const shapes = [1e-3, 0.1, 0.9, 3, 100, 1e5];

  it("lead back to the probability for any shape, where the quantile is a number that a double can hold", () => {
    for (const p of probabilities) {
      for (const a of shapes) {
        const x = numeric.gammaQuantile(p, a);
        if (x > 0) expect(Math.abs(numeric.regularizedGammaP(a, x) / p - 1)).toBeLessThan(1e-12);
        for (const b of shapes) {
          const share = numeric.betaQuantile(p, a, b);
          // Nearer to 1 a double cannot tell shares apart finely enough.
          if (share > 0 && share < 0.99) {
            expect(Math.abs(numeric.regularizedBeta(share, a, b) / p - 1)).toBeLessThan(2e-12);
          }
        }
      }
    }
  });

  it("are infinite or at the border for the probabilities 0 and 1, and NaN outside", () => {
    expect(numeric.normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(numeric.normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(numeric.normalQuantile(0.5)).toBe(0);
    expect(numeric.normalQuantile(-0.1)).toBeNaN();
    expect(numeric.normalQuantile(Number.NaN)).toBeNaN();
    expect(numeric.gammaQuantile(0, 2)).toBe(0);
    expect(numeric.gammaQuantile(1, 2)).toBe(Number.POSITIVE_INFINITY);
    expect(numeric.gammaQuantile(0.5, -2)).toBeNaN();
    expect(numeric.betaQuantile(0, 2, 2)).toBe(0);
    expect(numeric.betaQuantile(1, 2, 2)).toBe(1);
    expect(numeric.studentTQuantile(0, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(numeric.studentTQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(numeric.studentTQuantile(0.5, 3)).toBe(0);
    expect(numeric.studentTQuantile(0.5, -3)).toBeNaN();
  });

  it("of Student's t become those of the normal distribution as the degrees of freedom grow", () => {
    expect(numeric.studentTQuantile(0.975, Number.POSITIVE_INFINITY)).toBe(numeric.normalQuantile(0.975));
    expect(numeric.studentTQuantile(0.975, 1e10)).toBeCloseTo(numeric.normalQuantile(0.975), 9);
    expect(numeric.studentTTwoSided(2, 1e10)).toBeCloseTo(2 * numeric.normalSurvival(2), 9);
    expect(numeric.studentTCdf(-1.3, 7) + numeric.studentTCdf(1.3, 7)).toBeCloseTo(1, 14);
  });

  it("of chi-square equal the familiar table", () => {
    expect(numeric.chiSquareQuantile(0.95, 1)).toBeCloseTo(3.841458820694124, 13);
    expect(numeric.chiSquareQuantile(0.95, 10)).toBeCloseTo(18.307038053275146, 12);
    expect(numeric.chiSquareCdf(3.841458820694124, 1)).toBeCloseTo(0.95, 14);
  });
});

describe("the incomplete functions agree with integration", () => {
  it("over a grid of shapes", () => {
    for (const a of [0.7, 2.5, 40, 800]) {
      for (const ratio of [0.5, 0.9, 1.1, 1.6]) {
        const x = a * ratio;
        const area = numeric.integrate(
          (t) => Math.exp((a - 1) * Math.log(t) - t - numeric.logGamma(a)),
          x,
          Number.POSITIVE_INFINITY,
        );
        expect(numeric.regularizedGammaQ(a, x)).toBeCloseTo(area, 11);
      }
      for (const b of [0.8, 3, 60]) {
        const density = (t: number): number =>
          Math.exp((a - 1) * Math.log(t) + (b - 1) * Math.log1p(-t) - numeric.logBeta(a, b));
        expect(numeric.regularizedBeta(0.6, a, b)).toBeCloseTo(numeric.integrate(density, 0, 0.6), 10);
      }
    }
  });
});
