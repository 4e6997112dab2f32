import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numeric/index.js";

describe("integrate", () => {
  it("equals known integrals, finite and infinite, smooth and singular at an end", () => {
    const known: [(x: number) => number, number, number, number][] = [
      [Math.exp, 0, 1, Math.E - 1],
      [Math.sin, 0, Math.PI, 2],
      [(x) => Math.exp(-x * x), Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Math.sqrt(Math.PI)],
      [(x) => 1 / (1 + x * x), 0, Number.POSITIVE_INFINITY, Math.PI / 2],
      [(x) => 1 / (1 + x * x), Number.NEGATIVE_INFINITY, 1, (3 * Math.PI) / 4],
      [(x) => 1 / Math.sqrt(x), 0, 1, 2],
      [Math.log, 0, 1, -1],
      [(x) => Math.abs(x - 1 / 3), 0, 1, 5 / 18],
      [(x) => 1 / (1e-6 + x * x), -1, 1, 2000 * Math.atan(1000)],
      [(x) => Math.cos(100 * x), 0, 1, Math.sin(100) / 100],
    ];
    for (const [f, a, b, value] of known) {
      const found = integrate(f, a, b);
      expect(Math.abs(found / value - 1)).toBeLessThan(2e-11);
      expect(integrate(f, b, a)).toBe(-found);
    }
    expect(integrate(Math.exp, 3, 3)).toBe(0);
    expect(integrate(() => Number.NaN, 0, 1)).toBeNaN();
  });
});
