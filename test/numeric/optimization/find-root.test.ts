import { describe, expect, it } from "vitest";
import { findRoot } from "../../../src/numeric/index.js";

describe("findRoot", () => {
  it("finds roots to the last digit", () => {
    expect(findRoot((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 15);
    expect(findRoot((x) => Math.cos(x) - x, 0, 1)).toBeCloseTo(0.7390851332151607, 15);
    expect(findRoot((x) => Math.exp(x) - 1e10, -50, 50)).toBeCloseTo(Math.log(1e10), 13);
    expect(Math.abs(findRoot((x) => x ** 9, -1, 2))).toBeLessThan(1e-12);
    expect(findRoot((x) => x, 0, 5)).toBe(0);
    expect(findRoot((x) => x - 5, 0, 5)).toBe(5);
    expect(findRoot((x) => 1 / x, -1, 2)).toBeCloseTo(0, 10);
  });

  it("says NaN when there is no change of sign", () => {
    expect(findRoot((x) => x * x + 1, -1, 1)).toBeNaN();
    expect(findRoot(() => Number.NaN, -1, 1)).toBeNaN();
  });
});
