import { describe, expect, it } from "vitest";
import { alongEigenvectors, dot, matrix, symmetricEigen, trustRegionStep } from "../../../src/numeric/index.js";

/** gᵀs − ½ sᵀKs */
function model(k: Float64Array, g: Float64Array, s: Float64Array): number {
  const ks = s.map((_, i) => dot(k.subarray(i * s.length, (i + 1) * s.length), s));
  return dot(g, s) - 0.5 * dot(s, ks);
}

function solve(k: Float64Array, g: Float64Array, radius: number, exact: boolean) {
  const eigen = symmetricEigen(matrix(g.length, g.length, k));
  return trustRegionStep(eigen, alongEigenvectors(eigen, g), radius, exact);
}

describe("trustRegionStep", () => {
  const curved = Float64Array.of(4, 1, 1, 3);
  const saddle = Float64Array.of(2, 0, 0, -1);

  it.each([false, true])("is Newton's step where that lies inside (exact: %s)", (exact) => {
    const { step, gain } = solve(curved, Float64Array.of(5, 4), 10, exact);
    expect(step[0]).toBeCloseTo(1, 14);
    expect(step[1]).toBeCloseTo(1, 14);
    expect(gain).toBeCloseTo(4.5, 14);
  });

  it.each([
    [curved, [50, 40], false],
    [curved, [50, 40], true],
    [saddle, [1, 0.3], false],
    [saddle, [1, 0.3], true],
    [saddle, [1, 0], true],
  ] as const)("reaches the border with a gain that no other step on it exceeds (%#)", (k, slope, exact) => {
    const g = Float64Array.from(slope);
    const { step, gain } = solve(k, g, 2, exact);
    expect(Math.sqrt(dot(step, step))).toBeCloseTo(2, exact ? 8 : 4);
    expect(gain).toBeCloseTo(model(k, g, step), 12);
    const best = Math.max(
      ...Array.from({ length: 3600 }, (_, i) => {
        const angle = (i * Math.PI) / 1800;
        return model(k, g, Float64Array.of(2 * Math.cos(angle), 2 * Math.sin(angle)));
      }),
    );
    expect(gain).toBeGreaterThan(best - 1e-4 * Math.abs(best));
  });

  it("goes nowhere where there is neither slope nor negative curvature", () => {
    expect(solve(curved, new Float64Array(2), 1, true)).toEqual({ step: new Float64Array(2), gain: 0 });
  });
});
