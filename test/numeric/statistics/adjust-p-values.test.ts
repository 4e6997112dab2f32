import { describe, expect, it } from "vitest";
import { adjustPValues } from "../../../src/numeric/statistics/adjust-p-values.js";

describe("adjustPValues", () => {
  it("follows Holm, and Benjamini and Hochberg, by hand", () => {
    const p = [0.01, 0.04, 0.03, 0.005, Number.NaN];
    expect(adjustPValues(p, "holm")).toEqual(
      [0.03, 0.06, 0.06, 0.02, Number.NaN].map((x) => (Number.isNaN(x) ? x : expect.closeTo(x, 12))),
    );
    expect(adjustPValues(p, "benjamini-hochberg")).toEqual(
      [0.02, 0.04, 0.04, 0.02, Number.NaN].map((x) => (Number.isNaN(x) ? x : expect.closeTo(x, 12))),
    );
  });

  it("counts hypotheses that were looked at and are not given as certain chance", () => {
    const p = [0.01, 0.04, 0.03, 0.005];
    for (const adjustment of ["holm", "benjamini-hochberg"] as const) {
      const all = adjustPValues([...p, 1, 1, 1], adjustment);
      expect(adjustPValues(p, adjustment, 7)).toEqual(all.slice(0, 4));
      expect(adjustPValues(p, adjustment, 4)).toEqual(adjustPValues(p, adjustment));
    }
  });
});
