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
});
