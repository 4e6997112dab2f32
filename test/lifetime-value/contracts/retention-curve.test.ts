/// <reference path="./ml-regression.d.ts" />
import fc from "fast-check";
import { ExponentialRegression, PolynomialRegression, PowerRegression } from "ml-regression";
import { describe, expect, it } from "vitest";
import {
  compareRetentionCurves,
  discountedLifetime,
  fitRetentionCurve,
  type RetentionShape,
  retentionRates,
  retentionTable,
  survivalCurve,
} from "../../../src/lifetime-value/index.js";

const regular = [1000, 631, 468, 382, 326, 289, 262, 241];
const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491];
const later = [468, 445, 427, 409, 394];
const shapes: RetentionShape[] = ["linear", "quadratic", "exponential", "power", "logarithmic"];

describe("descriptive retention curves", () => {
  // Fader & Hardie (2007), equations 1 to 3 for the high-end and the regular segment.
  it.each([
    [highEnd, "linear", [0.925, -0.071], 0.922],
    [highEnd, "quadratic", [0.997, -0.142, 0.01], 0.998],
    [highEnd, "exponential", [Math.exp(-0.062), -0.102], null],
    [regular, "linear", [0.773, -0.092], null],
    [regular, "quadratic", [0.93, -0.249, 0.022], 0.96],
    [regular, "exponential", [Math.exp(-0.248), -0.19], null],
  ] as const)("reproduce the regressions of Fader and Hardie (%j, %s)", (survivors, shape, coefficients, rSquared) => {
    const curve = fitRetentionCurve({ survivors, shape });
    for (const [i, value] of coefficients.entries())
      expect(Math.abs(curve.coefficients[i]! - value)).toBeLessThan(6e-4);
    if (rSquared !== null) expect(curve.rSquared).toBeCloseTo(rSquared, 3);
  });

  it.each(shapes)("are found again when survivors lie on a curve of shape %s", (shape) => {
    const share: Record<RetentionShape, (t: number) => number> = {
      linear: (t) => 1 - 0.08 * t,
      quadratic: (t) => 1 - 0.11 * t + 0.004 * t * t,
      exponential: (t) => Math.exp(-0.3 * t),
      power: (t) => (t + 1) ** -0.6,
      logarithmic: (t) => 1 - 0.3 * Math.log(t + 1),
    };
    const survivors = Array.from({ length: 8 }, (_, t) => 1e6 * share[shape](t));
    const curve = fitRetentionCurve({ survivors, shape, unit: "month" });
    expect(curve.rootMeanSquareError).toBeLessThan(1e-12);
    expect(curve.rSquared).toBeCloseTo(1, 12);
    const projected = survivalCurve(curve, 10);
    for (let t = 0; t <= 10; t++) expect(projected[t]).toBeCloseTo(Math.max(0, share[shape](t)), 10);
    expect(curve).toMatchObject({ kind: "retention-curve", unit: "month", periods: 7, customers: 1e6 });
    expect(Object.isFrozen(curve.coefficients)).toBe(true);
  });

  it("are those of ml-regression", () => {
    const peer: Record<RetentionShape, (ages: number[], shares: number[]) => readonly number[]> = {
      linear: (ages, shares) => new PolynomialRegression(ages, shares, 1).coefficients,
      quadratic: (ages, shares) => new PolynomialRegression(ages, shares, 2).coefficients,
      logarithmic: (ages, shares) => new PolynomialRegression(ages.map(Math.log1p), shares, 1).coefficients,
      exponential: (ages, shares) => {
        const { A, B } = new ExponentialRegression(ages, shares);
        return [B, A];
      },
      power: (ages, shares) => {
        const { A, B } = new PowerRegression(
          ages.map((t) => t + 1),
          shares,
        );
        return [A, B];
      },
    };
    for (const survivors of [regular, highEnd, later]) {
      const ages = survivors.map((_, t) => t);
      const shares = survivors.map((count) => count / survivors[0]!);
      for (const shape of shapes) {
        const expected = peer[shape](ages, shares);
        const { coefficients } = fitRetentionCurve({ survivors, shape });
        expect(coefficients).toHaveLength(expected.length);
        for (const [i, value] of expected.entries()) expect(coefficients[i]).toBeCloseTo(value, 11);
      }
    }
  });

  it("say from when on they are nonsense, and are read without it", () => {
    const line = fitRetentionCurve({ survivors: highEnd, shape: "linear" });
    expect(line.plausibleUntil).toBe(13);
    expect(line.plausibleReason).toMatch(/below zero/);
    expect(survivalCurve(line, [14, 100])).toEqual(Float64Array.of(0, 0));
    const parabola = fitRetentionCurve({ survivors: highEnd, shape: "quadratic" });
    expect(parabola.plausibleUntil).toBe(7);
    expect(parabola.plausibleReason).toMatch(/rises/);
    const ahead = survivalCurve(parabola, 30);
    expect(ahead[30]).toBe(ahead[8]);
    expect(fitRetentionCurve({ survivors: highEnd }).plausibleUntil).toBeNull();
    expect(fitRetentionCurve({ survivors: [100, 100, 100], shape: "linear" })).toMatchObject({
      rSquared: null,
      plausibleUntil: null,
    });
  });

  it("never leave 0..1 and never rise as survival, whatever the data", () => {
    const cohort = fc
      .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 })
      .map((rates) => {
        const survivors = [1000];
        for (const rate of rates) survivors.push(survivors.at(-1)! * rate);
        return survivors;
      });
    fc.assert(
      fc.property(cohort, fc.constantFrom(...shapes), (survivors, shape) => {
        const model = fitRetentionCurve({ survivors, shape });
        const curve = survivalCurve(model, 60);
        expect(curve[0]).toBe(1);
        for (let t = 1; t <= 60; t++) {
          expect(curve[t]).toBeGreaterThanOrEqual(0);
          expect(curve[t]).toBeLessThanOrEqual(curve[t - 1]!);
        }
        const discountRate = { perUnit: 0.1 };
        const sum = survivalCurve(model, 400).reduce((total, share, t) => total + share * 1.1 ** -t, 0);
        expect(discountedLifetime(model, { discountRate })).toBeCloseTo(sum, 8);
      }),
    );
  });

  it("have no lifetime without a discount where survival stops falling", () => {
    const discountRate = { perUnit: 0 };
    const parabola = fitRetentionCurve({ survivors: highEnd, shape: "quadratic" });
    expect(discountedLifetime(parabola, { discountRate })).toBe(Number.POSITIVE_INFINITY);
    const decay = fitRetentionCurve({ survivors: [1000, 500, 250, 125], shape: "exponential" });
    expect(discountedLifetime(decay, { discountRate })).toBeCloseTo(2, 9);
    expect([...retentionRates(decay, 3)].map((rate) => rate.toFixed(6))).toEqual(["0.500000", "0.500000", "0.500000"]);
    const line = fitRetentionCurve({ survivors: [100, 75, 50, 25], shape: "linear" });
    expect(discountedLifetime(line, { discountRate })).toBeCloseTo(2.5, 9);
    expect(discountedLifetime(line, { discountRate, renewals: 9 })).toBe(0);
    expect(retentionRates(line, 6)[5]).toBeNaN();
  });

  it("refuse what cannot be drawn", () => {
    expect(() => fitRetentionCurve({ survivors: [100, 50], shape: "quadratic" })).toThrow(/needs 3 points/);
    expect(() => fitRetentionCurve({ survivors: [100, 50, 0], shape: "power" })).toThrow(/row 3.*died out/);
    expect(() => fitRetentionCurve({ survivors: [100, 50], shape: "cubic" as never })).toThrow(/"linear"/);
    expect(() => fitRetentionCurve({ survivors: [100, 50], degree: 2 } as never)).toThrow(/no option "degree"/);
  });
});

describe("the table of retention", () => {
  it("adds cohorts up and gives each rate its interval", () => {
    const table = retentionTable({ survivors: [regular.slice(0, 3), [800, 520]], unit: "month" });
    const rows = table.toRows();
    expect(table.unit).toBe("month");
    expect(rows[0]).toMatchObject({ period: 1, atRisk: 1800, kept: 1151, lost: 649 });
    expect(rows[1]).toMatchObject({ period: 2, atRisk: 631, kept: 468, lost: 163 });
    expect(rows[1]!.survival).toBeCloseTo((1151 / 1800) * (468 / 631), 14);
    // Wilson by hand: center (p + z²/2n)/(1 + z²/n), half width z √(p(1−p)/n + z²/4n²)/(1 + z²/n).
    const z2 = 1.959963984540054 ** 2;
    const p = 468 / 631;
    const center = (p + z2 / 1262) / (1 + z2 / 631);
    const half = Math.sqrt(z2 * ((p * (1 - p)) / 631 + z2 / (4 * 631 ** 2))) / (1 + z2 / 631);
    expect(rows[1]!.lower).toBeCloseTo(center - half, 12);
    expect(rows[1]!.upper).toBeCloseTo(center + half, 12);
  });

  it("has no rate where nobody was left", () => {
    const rows = retentionTable({ survivors: [10, 0, 0] }).toRows();
    expect(rows[1]).toMatchObject({ atRisk: 0, retention: null, lower: null, upper: null, survival: 0 });
  });
});

describe("comparing retention curves", () => {
  it("ranks the models of customers above the curves in a holdout, as the paper does", () => {
    const table = compareRetentionCurves({ survivors: [...highEnd, ...later], holdout: 5 });
    const rows = table.toRows();
    expect(rows).toHaveLength(7);
    expect(rows[0]!.curve).toBe("beta-discrete-weibull");
    expect(rows.at(-1)!.curve).toBe("linear");
    const quadratic = rows.find((row) => row.curve === "quadratic")!;
    expect(quadratic.plausible).toBe(false);
    // The quadratic curve describes the past best of the curves, and nothing of the future.
    expect(Math.min(...rows.filter((row) => (row.curve?.length ?? 0) < 12).map((row) => row.fitError!))).toBe(
      quadratic.fitError,
    );
    expect(quadratic.holdoutError!).toBeGreaterThan(rows[0]!.holdoutError! * 5);
    const best = table.models.get("beta-discrete-weibull")!;
    const projected = survivalCurve(best, 24);
    expect(rows[0]!.survival).toBe(projected[24]);
    const errors = later.map((count, i) => (count / 1000 - projected[8 + i]!) ** 2);
    expect(rows[0]!.holdoutError).toBeCloseTo(Math.sqrt(errors.reduce((sum, e) => sum + e, 0) / 5), 14);
  });

  it("ranks by fit without a holdout, and copes with a cohort that died out", () => {
    const rows = compareRetentionCurves({ survivors: [100, 40, 10, 0], horizon: 5 }).toRows();
    expect(rows.map((row) => row.curve)).not.toContain("power");
    expect(rows.every((row) => row.holdoutError === null)).toBe(true);
    const errors = rows.map((row) => row.fitError!);
    expect([...errors].sort((a, b) => a - b)).toEqual(errors);
  });

  it("needs two periods to fit", () => {
    expect(() => compareRetentionCurves({ survivors: [100, 40, 10], holdout: 1 })).toThrow(/leave 1/);
    expect(() => compareRetentionCurves({ survivors: [100, 40, 10], holdout: 3 })).toThrow(/holdout/);
  });
});
