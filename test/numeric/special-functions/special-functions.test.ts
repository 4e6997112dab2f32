import { describe, expect, it } from "vitest";
import { digamma, integrate, log1mexp, logBeta, logGamma, trigamma } from "../../../src/numeric/index.js";
import { erf, expMinusSquare, scaledErfc } from "../../../src/numeric/special-functions/error-function.js";
import { regularizedBeta } from "../../../src/numeric/special-functions/incomplete-beta.js";
import { regularizedGammaP, regularizedGammaQ } from "../../../src/numeric/special-functions/incomplete-gamma.js";
import { logFactorial } from "../../../src/numeric/special-functions/log-gamma.js";
import { largestError, preciseValues } from "../precise-values.js";

/**
 * What each function is held to, relative to the value. Tails below 1e-30 carry the rounding of their large exponents.
 */
const functions: Readonly<Record<string, readonly [compute: (...values: number[]) => number, tolerance: number]>> = {
  logGamma: [logGamma, 1e-15],
  digamma: [digamma, 2e-15],
  trigamma: [trigamma, 1e-15],
  logBeta: [logBeta, 1e-14],
  erf: [erf, 1e-15],
  erfc: [(x) => expMinusSquare(x, 1) * scaledErfc(x), 1e-15],
  regularizedGammaP: [regularizedGammaP, 5e-14],
  regularizedGammaQ: [regularizedGammaQ, 5e-14],
  regularizedBeta: [regularizedBeta, 2e-13],
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

describe("special functions at their ends", () => {
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

  it("log factorials equal the whole numbers they stand for", () => {
    let factorial = 1n;
    for (let n = 1; n <= 170; n++) {
      factorial *= BigInt(n);
      expect(logFactorial(n)).toBeCloseTo(Math.log(Number(factorial)), 10);
    }
    expect(logFactorial(0)).toBe(0);
    expect(logFactorial(1000)).toBeCloseTo(5912.128178488163, 9);
  });

  it("the logarithm of 1 − eˣ does not cancel", () => {
    expect(log1mexp(-1e-20)).toBeCloseTo(Math.log(1e-20), 12);
    expect(log1mexp(-50)).toBeCloseTo(-Math.exp(-50), 30);
    expect(log1mexp(0)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("arguments outside the domain give NaN, and the ends give 0 and 1", () => {
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
  });
});

describe("the incomplete functions agree with integration", () => {
  it("over a grid of shapes", () => {
    for (const a of [0.7, 2.5, 40, 800]) {
      for (const ratio of [0.5, 0.9, 1.1, 1.6]) {
        const x = a * ratio;
        const area = integrate((t) => Math.exp((a - 1) * Math.log(t) - t - logGamma(a)), x, Number.POSITIVE_INFINITY);
        expect(regularizedGammaQ(a, x)).toBeCloseTo(area, 11);
      }
      for (const b of [0.8, 3, 60]) {
        const density = (t: number): number =>
          Math.exp((a - 1) * Math.log(t) + (b - 1) * Math.log1p(-t) - logBeta(a, b));
        expect(regularizedBeta(0.6, a, b)).toBeCloseTo(integrate(density, 0, 0.6), 10);
      }
    }
  });
});
