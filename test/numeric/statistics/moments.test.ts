import { describe, expect, it } from "vitest";
import {
  correlation,
  createRandom,
  mean,
  standardDeviation,
  variance,
  weightedMean,
} from "../../../src/numeric/index.js";

function manyNormals(n: number, seed = 1): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: n }, () => random.normal());
}

describe("means and spreads", () => {
  it("equal their textbook values", () => {
    expect(mean([2, 4, 9])).toBe(5);
    expect(variance([2, 4, 9])).toBe(13);
    expect(variance([2, 4, 9], { sample: false })).toBeCloseTo(26 / 3, 14);
    expect(standardDeviation([2, 4, 9])).toBeCloseTo(Math.sqrt(13), 14);
    expect(weightedMean([1, 2, 3], [1, 0, 3])).toBe(2.5);
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 15);
    expect(correlation([1, 2, 3], [1, 0, -1])).toBeCloseTo(-1, 15);
    expect(correlation([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 14);
  });

  it("keep their digits far from zero", () => {
    const values = manyNormals(10_000);
    const shifted = values.map((value) => Math.round(value * 1024) / 1024 + 2 ** 30);
    const near = values.map((value) => Math.round(value * 1024) / 1024);
    expect(variance(shifted)).toBeCloseTo(variance(near), 10);
  });

  it("are NaN where there is nothing to say", () => {
    expect(mean([])).toBeNaN();
    expect(variance([3])).toBeNaN();
    expect(variance([3], { sample: false })).toBe(0);
    expect(correlation([1, 1], [2, 3])).toBeNaN();
    expect(weightedMean([1], [0])).toBeNaN();
  });
});
