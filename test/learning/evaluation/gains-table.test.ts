import { describe, expect, it } from "vitest";
import { evaluateClassifier, gainsTable } from "../../../src/learning/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { expectRefusal } from "../expect-refusal.js";
import { repeated } from "../simulated-cases.js";

function scored(rows: number, seed: number) {
  const random = createRandom(seed);
  const p = Array.from({ length: rows }, () => random.integer(30) / 30);
  return { p, y: p.map((value) => Number(random.uniform() < value)) };
}

describe("the parts", () => {
  it.each([
    [103, 10],
    [100, 7],
    [5, 10],
    [1000, 1],
    [64, 64],
  ])("are cut at floor(n i / bins), ties spread evenly: %d rows in %d", (rows, bins) => {
    const { y, p } = scored(rows, rows);
    const order = p.map((_, row) => row).sort((a, b) => p[b]! - p[a]! || a - b);
    const parts = Math.min(bins, rows);
    const gains = gainsTable(y, p, { bins, contactCost: 2, valuePerPositive: 9 }).toRows();
    expect(gains).toHaveLength(parts);
    const total = y.reduce((sum, value) => sum + value, 0);
    const shareOf = (row: number): number => {
      const tied = y.filter((_, other) => p[other] === p[row]);
      return tied.reduce((sum, value) => sum + value, 0) / tied.length;
    };
    let [above, found] = [0, 0];
    gains.forEach((part, i) => {
      const members = order.slice(Math.floor((rows * i) / parts), Math.floor((rows * (i + 1)) / parts));
      const positives = members.reduce((sum, row) => sum + shareOf(row), 0);
      above += members.length;
      found += positives;
      expect(part).toMatchObject({
        bin: i + 1,
        rows: members.length,
        positives: expect.closeTo(positives, 9),
        cumulativeRows: above,
        cumulativePositives: expect.closeTo(found, 9),
      });
      expect(part.rate).toBeCloseTo(positives / members.length, 9);
      expect(part.lift).toBeCloseTo(positives / members.length / (total / rows), 9);
      expect(part.cumulativeLift).toBeCloseTo(found / above / (total / rows), 9);
      expect(part.cumulativeGain).toBeCloseTo(found / total, 9);
      expect(part.ks).toBeCloseTo(found / total - (above - found) / (rows - total), 9);
      expect(part.lowestScore).toBe(p[members.at(-1)!]);
      expect(part.profit).toBeCloseTo(9 * positives - 2 * members.length, 9);
      expect(part.cumulativeProfit).toBeCloseTo(9 * found - 2 * above, 9);
    });
  });

  it.each([[[1, 1, 0, 0]], [[0, 0, 1, 1]]])("find nothing in equal scores, whatever the order of the rows: %j", (y) => {
    const gains = gainsTable(y, [0.5, 0.5, 0.5, 0.5], { bins: 2 });
    expect(gains.column("positives").toArray()).toEqual([1, 1]);
    expect(gains.column("lift").toArray()).toEqual([1, 1]);
    expect(gains.column("ks").toArray()).toEqual([0, 0]);
  });

  it("enclose the area that the AUC is, and reach the KS of the classifier", () => {
    const { y, p } = scored(400, 9);
    const { auc, ks } = evaluateClassifier(y, p);
    const gains = gainsTable(y, p, { bins: y.length }).toRows();
    const positives = y.reduce((sum, value) => sum + value, 0);
    let [area, gainBefore, missedBefore] = [0, 0, 0];
    for (const { cumulativeGain, cumulativeRows, cumulativePositives } of gains) {
      const missed = (cumulativeRows! - cumulativePositives!) / (y.length - positives);
      area += ((missed - missedBefore) * (cumulativeGain! + gainBefore)) / 2;
      [gainBefore, missedBefore] = [cumulativeGain!, missed];
    }
    expect(area).toBeCloseTo(auc, 10);
    expect(Math.max(...gains.map((row) => row.ks!))).toBeCloseTo(ks, 10);
  });

  it("with a count are those of the cases, a row divided where an edge falls into it", () => {
    const gains = gainsTable([1, 0], [0.9, 0.1], { bins: 4, count: [6, 2] });
    expect(gains.column("rows").toArray()).toEqual([2, 2, 2, 2]);
    expect(gains.column("positives").toArray()).toEqual([2, 2, 2, 0]);
    const { y, p } = scored(60, 3);
    const count = y.map((_, row) => row % 5);
    expect(gainsTable(y, p, { count }).toColumns()).toEqual(
      gainsTable(repeated(y, count), repeated(p, count)).toColumns(),
    );
  });
});

it("takes any score", () => {
  const { y, p } = scored(80, 4);
  const [plain, other] = [
    gainsTable(y, p),
    gainsTable(
      y,
      p.map((value) => 1e300 * (value - 0.5)),
    ),
  ];
  expect(other.column("positives").toArray()).toEqual(plain.column("positives").toArray());
});

it("has no profit without a cost or value, and takes the other as 1 or nothing", () => {
  const [y, p] = [
    [1, 0, 1],
    [0.9, 0.8, 0.1],
  ];
  expect(gainsTable(y, p, { bins: 1 }).toRows()[0]).toMatchObject({ profit: null, cumulativeProfit: null });
  expect(gainsTable(y, p, { bins: 1, contactCost: 0.5 }).column("profit").at(0)).toBeCloseTo(2 - 1.5, 12);
  expect(gainsTable(y, p, { bins: 1, valuePerPositive: 4 }).column("profit").at(0)).toBe(8);
});

it("refuses what cannot be ranked", () => {
  const caller = { function: "gainsTable" };
  expectRefusal(() => gainsTable([], []), "empty-table", caller);
  expectRefusal(() => gainsTable([1, 1], [0.1, 0.2]), "one-class", caller);
  expectRefusal(() => gainsTable([1, 0], [0.1, Number.POSITIVE_INFINITY]), "not-finite", {
    ...caller,
    column: "p",
    row: 2,
    value: Number.POSITIVE_INFINITY,
  });
  expectRefusal(() => gainsTable([1, 0], [0.1, 0.2], { bins: 0 }), "invalid-option", caller);
  expectRefusal(() => gainsTable([1, 0], [0.1, 0.2], { bins: 2.5 }), "invalid-option", caller);
  expectRefusal(() => gainsTable([1, 0], [0.1, 0.2], { contactCost: Number.NaN }), "invalid-option", caller);
  expectRefusal(() => gainsTable([1, 0], [0.1, 0.2], { count: [1, -1] }), "out-of-range", {
    ...caller,
    column: "count",
    row: 2,
    value: -1,
  });
});
