import { describe, expect, it } from "vitest";
import { createRandom, normalSurvival } from "../../../src/numeric/index.js";
import { regularizedBeta } from "../../../src/numeric/special-functions/incomplete-beta.js";
import { noValues, ownSeries, shapeOf, surprise } from "../../../src/signals/false-alarms/own-values.js";

describe("surprise", () => {
  it.each([1, 2.5, 8, 40])("has the tail of the F distribution, shape %d", (shape) => {
    for (const count of [3, 10, 100]) {
      for (const value of [0.5, 1, 2, 3, 5]) {
        // value / (value + sum) of gamma variables is beta distributed.
        const exact = 1 - regularizedBeta(value / (value + count), shape, shape * count);
        if (exact < 1e-9) continue;
        const approximate = normalSurvival(surprise(value, { count, sum: count, logs: 0 }, shape));
        expect(Math.abs(Math.log(approximate / exact))).toBeLessThan(exact > 1e-3 ? 0.1 : 0.6);
      }
    }
  });

  it("grows with the value and does not depend on its unit", () => {
    const own = { count: 4, sum: 40, logs: 4 * Math.log(9) };
    const scores = [1, 10, 20, 40, 400].map((value) => surprise(value, own, 3));
    expect([...scores].sort((a, b) => a - b)).toEqual(scores);
    expect(surprise(2000, { ...own, sum: 4000 }, 3)).toBeCloseTo(surprise(20, own, 3), 12);
  });
});

describe("shapeOf", () => {
  it("finds the shape that gamma distributed values were drawn with", () => {
    const random = createRandom(5);
    for (const shape of [1, 3, 9]) {
      const values = Float64Array.from({ length: 40_000 }, () => random.gamma(shape));
      const start = Int32Array.from({ length: 4001 }, (_, i) => 10 * i);
      const { spread } = ownSeries(start, values);
      expect(shapeOf(noValues(), spread) / shape).toBeGreaterThan(0.95);
      expect(shapeOf(noValues(), spread) / shape).toBeLessThan(1.05);
    }
  });

  it("stays finite where all values are equal, and passes over what is not positive", () => {
    const { spread, logs } = ownSeries(Int32Array.of(0, 5), Float64Array.of(7, 7, 0, Number.NaN, 7));
    expect(spread).toBe(0.01);
    expect([...logs].map(Number.isNaN)).toEqual([false, false, true, true, false]);
    expect(shapeOf({ count: 3, sum: 21, logs: 3 * Math.log(7) }, spread)).toBeLessThan(60);
  });
});
