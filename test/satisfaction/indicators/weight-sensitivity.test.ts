import { describe, expect, test } from "vitest";
import { type Indicator, weightedIndex, weightSensitivity } from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";
import { answers, tree, years } from "./two-companies.js";

describe("weightSensitivity", () => {
  test("says what moving one weight does", () => {
    const { nodes } = weightSensitivity(tree, answers, { by: "company", change: 0.2, draws: 0 });
    const price = nodes.toRows().find((row) => row.path === "index/price" && row.group === "a")!;
    expect(price.index).toBe(65);
    expect(price.smaller).toBeCloseTo(0.4 * 80 + 0.6 * 50, 12);
    expect(price.larger).toBeCloseTo(0.6 * 80 + 0.4 * 50, 12);
    expect(price.swing).toBeCloseTo(6, 12);
    expect(nodes.numRows).toBe(4);
  });

  test("finds the weight at which the order of two groups swaps", () => {
    const { reversals } = weightSensitivity(tree, answers, { by: "company", draws: 0 });
    const [first, second] = reversals.toRows();
    expect(first).toMatchObject({ ahead: "a", behind: "b", weight: 0.5 });
    expect(reversals.numRows).toBe(2);
    const price = [first!, second!].find((row) => row.path === "index/price")!;
    expect(price.reversalWeight).toBeCloseTo(0.4, 9);
  });

  test("has no reversal where one group leads in everything", () => {
    const dominated = { ...answers, service: [90, 90, 10, 10] };
    expect(weightSensitivity(tree, dominated, { by: "company", draws: 0 }).reversals.numRows).toBe(0);
  });

  test("compares groups of the same period only", () => {
    const { reversals } = weightSensitivity(tree, years, { by: "company", period: "year", draws: 0 });
    expect(new Set(reversals.column("period").toArray())).toEqual(new Set());
  });

  test("draws weights around the given ones, the same for the same seed", () => {
    const options = { by: "company", draws: 500, concentration: 20, seed: 7 } as const;
    const once = weightSensitivity(tree, answers, options).draws.toRows();
    expect(weightSensitivity(tree, answers, options).draws.toRows()).toEqual(once);
    expect(weightSensitivity(tree, answers, { ...options, seed: 8 }).draws.toRows()).not.toEqual(once);
    expect(once[0]!.firstShare! + once[1]!.firstShare!).toBeCloseTo(1, 9);
    expect(once[0]!.lower).toBeLessThan(65);
    expect(once[0]!.upper).toBeGreaterThan(65);
    // Beta(10, 10): P(weight of price > 0.4) = 0.8139
    expect(once[0]!.firstShare).toBeGreaterThan(0.75);
    expect(once[0]!.firstShare).toBeLessThan(0.88);
  });

  test("agrees with the index itself under the moved weights, also where weights are renormalized", () => {
    const gaps = { price: [80, null, 40, 60], service: [40, 60, 80, null] };
    for (const missing of ["renormalize", "mean", "listwise"] as const) {
      const { nodes } = weightSensitivity(tree, gaps, { missing, draws: 0, change: 0.5 });
      const moved = {
        name: "index",
        children: [
          { name: "price", weight: 0.25 },
          { name: "service", weight: 0.75 },
        ],
      };
      expect(nodes.column("smaller").at(0)).toBeCloseTo(weightedIndex(moved, gaps, { missing }).index!, 10);
    }
  });

  test("an only child keeps its weight", () => {
    const single: Indicator = { name: "t", children: [{ name: "u", children: [{ name: "price" }] }] };
    const { nodes } = weightSensitivity(single, { price: [10, 20] }, { draws: 3 });
    expect(nodes.column("swing").toArray()).toEqual([0, 0]);
  });

  test("refuses what makes no sense", () => {
    expect(errorOf(() => weightSensitivity(tree, answers, { change: 2 })).code).toBe("invalid-option");
    expect(errorOf(() => weightSensitivity(tree, answers, { concentration: 0 })).code).toBe("invalid-option");
    expect(errorOf(() => weightSensitivity(tree, answers, { seeds: 1 } as never)).code).toBe("invalid-option");
    expect(errorOf(() => weightSensitivity(tree, { price: [1] })).place.function).toBe("weightSensitivity");
  });
});
