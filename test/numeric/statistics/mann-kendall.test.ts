import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mannKendall } from "../../../src/numeric/index.js";

describe("the test of Mann and Kendall", () => {
  it("gives the hand-computed values of a short series with ties", () => {
    // Pairs of 1, 3, 3, 2, 5: eight rise or fall as 6 − ... : S = (1+1+1+1) + (0−1+1) + (−1+1) + (1) = 5.
    const { s, pValue, slope } = mannKendall(Float64Array.of(1, 3, 3, 2, 5));
    expect(s).toBe(5);
    // Var S = (5·4·15 − 2·1·9)/18 = 282/18; z = 4/√15.6667 = 1.0106; p = .3122.
    expect(pValue).toBeCloseTo(0.3122, 4);
    // Slopes 2, 1, 1/3, 1, 0, −1/2, 2/3, −1, 1, 3: sorted −1, −.5, 0, .333, .667, 1, 1, 1, 2, 3.
    expect(slope).toBeCloseTo((2 / 3 + 1) / 2, 12);
  });

  it("counts S as the definition does, over all pairs", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 0, maxLength: 15 }), (values) => {
        let s = 0;
        for (let i = 0; i < values.length; i++) for (let j = 0; j < i; j++) s += Math.sign(values[i]! - values[j]!);
        const test = mannKendall(Float64Array.from(values));
        expect(test.s).toBe(s);
        const turned = mannKendall(Float64Array.from(values, (value) => -value));
        expect(turned.pValue).toBe(test.pValue);
        if (values.length > 1) expect(turned.slope).toBeCloseTo(-test.slope, 12);
      }),
    );
  });

  it("has under no trend about as many small p-values as it should, over all orders of seven values", () => {
    const orders = permutations([1, 2, 3, 4, 5, 6, 7]);
    const rejected = orders.filter((order) => mannKendall(Float64Array.from(order)).pValue < 0.05).length;
    // The exact distribution of S at n = 7 gives P(|S| ≥ 15) = .030 and P(|S| ≥ 13) = .069.
    expect(rejected / orders.length).toBeCloseTo(0.0302, 3);
  });

  it("takes moments that are unevenly spaced", () => {
    expect(mannKendall(Float64Array.of(0, 2, 8), Float64Array.of(0, 1, 4)).slope).toBe(2);
  });

  it("finds nothing in a constant, and says nothing below four values", () => {
    expect(mannKendall(new Float64Array(9).fill(4))).toEqual({ s: 0, pValue: 1, slope: 0 });
    expect(mannKendall(Float64Array.of(3, 2, 1)).pValue).toBeNaN();
    expect(mannKendall(Float64Array.of(3)).slope).toBeNaN();
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
