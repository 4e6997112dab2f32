import { describe, expect, test } from "vitest";
import { logitRecalibration } from "../../../src/learning/scoring/logit-recalibration.js";
import { createRandom } from "../../../src/numeric/index.js";

/** Σ size · (σ(a + b x) − target) · (1, x), over Σ size: 0 and 0 at the likeliest line. */
function meanGradient(
  { intercept, slope }: { readonly intercept: number; readonly slope: number },
  x: Float64Array,
  targets: Float64Array,
  cases: Float64Array | null,
): readonly [number, number] {
  let [byIntercept, bySlope, total] = [0, 0, 0];
  for (let row = 0; row < x.length; row++) {
    const size = cases?.[row] ?? 1;
    const residual = size * (1 / (1 + Math.exp(-(intercept + slope * x[row]!))) - targets[row]!);
    byIntercept += residual;
    bySlope += residual * x[row]!;
    total += size;
  }
  return [byIntercept / total, bySlope / total];
}

describe("The line of a recalibration", () => {
  test.each([
    ["few rows", 500, 0.8, 1],
    ["many rows", 30_000, 0.8, 1],
    ["many rows of steep scores", 30_000, 6, 1],
    ["many rows with one far from all others", 30_000, 0.8, 1e4],
  ])("leaves no derivative of the likelihood: %s", (_, rows, slope, farthest) => {
    const random = createRandom(rows);
    const x = Float64Array.from({ length: rows }, (_, row) => (row === 7 ? farthest : 3) * random.normal() + 2);
    const y = x.map((score) => (random.uniform() < 1 / (1 + Math.exp(1 - slope * score)) ? 1 : 0));
    for (const cases of [null, x.map((__, row) => 1 + (row % 3))]) {
      const line = logitRecalibration(x, y, cases)!;
      expect(line.slope).toBeGreaterThan(slope / 2);
      for (const value of meanGradient(line, x, y, cases)) expect(Math.abs(value)).toBeLessThan(1e-10);
    }
  });

  test("does not exist where the scores separate many rows", () => {
    const x = Float64Array.from({ length: 20_000 }, (_, row) => row - 10_000.5);
    expect(
      logitRecalibration(
        x,
        x.map((score) => (score > 0 ? 1 : 0)),
        null,
      ),
    ).toBeNull();
  });
});
