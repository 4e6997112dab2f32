import { describe, expect, it } from "vitest";
import { gapStatistic } from "../../../src/clustering/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { bestCuts, meanOf } from "../cuts-oracle.js";

/** Two groups of ten on a line. */
function twoGroups(): number[] {
  const random = createRandom(4);
  return Array.from({ length: 20 }, (_, row) => 6 * (row % 2) + random.normal());
}

const asPoints = (values: readonly number[]) => values.map((value) => [value]);

describe("gapStatistic", () => {
  const values = twoGroups();

  it("is mean ln W of even spreads over the same range less ln W of the points, with the error of Tibshirani et al.", () => {
    const references = 200;
    const gaps = gapStatistic(asPoints(values), { to: 3, references });
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const random = createRandom(99);
    const spreads = Array.from({ length: references }, () =>
      values.map(() => least + (most - least) * random.uniform()),
    );
    for (const { k, inertia, gap, gapError } of gaps) {
      const own = bestCuts(values, k!).inertia;
      expect(inertia).toBeCloseTo(own, 9);
      const logs = spreads.map((spread) => Math.log(bestCuts(spread, k!).inertia));
      const deviation = Math.sqrt(meanOf(logs.map((log) => (log - meanOf(logs)) ** 2)));
      // Two independent means of 200, and a standard deviation of 200 whose own error is about 5 %.
      const error = deviation * Math.sqrt(2 / references);
      expect(Math.abs(gap! - (meanOf(logs) - Math.log(own)))).toBeLessThan(4 * error);
      expect(gapError! / (deviation * Math.sqrt(1 + 1 / references))).toBeGreaterThan(0.7);
      expect(gapError! / (deviation * Math.sqrt(1 + 1 / references))).toBeLessThan(1.4);
    }
  });

  it("takes the error over n of few references as √(1 + 1/n) of their deviation", () => {
    // Of the same two references, one gives the mean ln W of the first, both the mean of two: their deviation follows.
    const two = gapStatistic(asPoints(values), { to: 1, references: 2 }).head(1).toRows()[0]!;
    const three = gapStatistic(asPoints(values), { to: 1, references: 3 }).head(1).toRows()[0]!;
    // With logs a, b, c: 2·gap2 = a + b and 3·gap3 = a + b + c up to ln W; the spreads of two and of three fix a and b.
    const logW = Math.log(two.inertia!);
    const sumOfTwo = 2 * (two.gap! + logW);
    const third = 3 * (three.gap! + logW) - sumOfTwo;
    const halfDifference = two.gapError! / Math.sqrt(1 + 1 / 2);
    const logs = [sumOfTwo / 2 - halfDifference, sumOfTwo / 2 + halfDifference, third];
    const deviation = Math.sqrt(meanOf(logs.map((log) => (log - meanOf(logs)) ** 2)));
    expect(three.gapError).toBeCloseTo(deviation * Math.sqrt(1 + 1 / 3), 12);
  });

  it.each([1, 2, 3, 4, 5])("recommends the least k that is within one error of the next, for data %i", (seed) => {
    const random = createRandom(seed);
    const points = Array.from({ length: 60 }, (_, row) => [seed * (row % 3) + random.normal(), random.uniform()]);
    const gaps = gapStatistic(points, { to: 6, seed });
    const rows = gaps.toRows();
    const chosen = rows.find(
      (row, i) => rows[i + 1] !== undefined && row.gap! >= rows[i + 1]!.gap! - rows[i + 1]!.gapError!,
    );
    expect(gaps.recommended).toBe(chosen?.k ?? null);
    expect(gapStatistic(points, { to: 6, seed }).toRows()).toEqual(rows);
  });

  it("finds one cluster in noise and two in two groups", () => {
    const random = createRandom(5);
    const noise = Array.from({ length: 150 }, () => [random.uniform(), random.uniform()]);
    expect(gapStatistic(noise, { to: 4 }).recommended).toBe(1);
    expect(gapStatistic(asPoints(values), { to: 4 }).recommended).toBe(2);
  });

  it("stops below the number of different points, and has no gap where nothing is left to explain", () => {
    const few = [[1], [2], [9], [10], [11], [1], [2]];
    expect(gapStatistic(few).toColumns().k).toEqual([1, 2, 3, 4]);
    const all = gapStatistic(few, { to: 5 });
    expect(all.column("inertia").at(4)).toBe(0);
    expect(all.column("gap").at(4)).toBeNull();
    expect(all.column("gapError").at(4)).toBeNull();
    expect(gapStatistic([[3], [3]]).toRows()).toEqual([{ k: 1, inertia: 0, gap: null, gapError: null }]);
  });

  it("takes a constant column and columns a few doubles wide", () => {
    const flat = gapStatistic(
      [
        [1, 0],
        [1, 1],
        [1, 5],
        [1, 6],
      ],
      { to: 2 },
    );
    expect(flat.column("gap").toArray().every(Number.isFinite)).toBe(true);
    expect(gapStatistic([[1], [1 + 2 ** -52], [1 + 2 ** -51]], { to: 3 }).numRows).toBe(3);
  });

  it.each([
    ["invalid-option", asPoints(values), { from: 3, to: 2 }],
    ["invalid-option", asPoints(values), { references: 1 }],
    ["invalid-option", asPoints(values), { from: 0 }],
    ["invalid-option", asPoints(values), { bootstrap: 5 }],
    ["too-many-clusters", [[1], [2]], { to: 3 }],
    ["empty-table", [], {}],
    ["missing-value", [[1], [Number.NaN]], {}],
    ["out-of-range", [[1e200], [-1e200]], {}],
  ])("refuses with %s (%#)", (code, points, options) => {
    expect(() => gapStatistic(points, options as object)).toThrow(
      expect.objectContaining({ name: "ClienteleError", code }),
    );
  });
});
