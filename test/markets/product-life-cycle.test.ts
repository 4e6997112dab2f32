import fc from "fast-check";
import { expect, it } from "vitest";
import { productLifeCycle } from "../../src/index.js";
import { errorOf } from "../error-of.js";

const columns = { period: "period", sales: "sales", profit: "profit" } as const;

it("names stages by the change of sales, and a loss at the beginning introduction", () => {
  const life = productLifeCycle(
    { period: [1, 2, 3, 4, 5, 6], sales: [5, 10, 20, 22, 19.8, 10], profit: [-4, -1, 3, 4, 4, 0] },
    columns,
  );
  // +100 % at a loss; +100 %; exactly +10 %; exactly −10 %; −49 %.
  expect(life.column("stage").toArray()).toEqual([
    "introduction",
    "introduction",
    "growth",
    "maturity",
    "maturity",
    "decline",
  ]);
  expect(life.profitPeak).toBe(4);
  expect(life.salesPeak).toBe(4);
  expect(life.products.toRows()).toMatchObject([{ stage: "decline", renewFrom: 5 }]);
});

it("begins the work on a successor earlier by the time it takes", () => {
  const series = { period: [1, 2, 3, 4], sales: [1, 5, 10, 10], profit: [-1, 2, 5, 4] };
  expect(productLifeCycle(series, columns).products.column("renewFrom").toArray()).toEqual([4]);
  expect(
    productLifeCycle(series, { ...columns, leadTime: 2 })
      .products.column("renewFrom")
      .toArray(),
  ).toEqual([2]);
  expect(
    productLifeCycle(series, { ...columns, leadTime: 9 })
      .products.column("renewFrom")
      .toArray(),
  ).toEqual([1]);
});

it("gives the first period of a product already in the market the stage of the second", () => {
  const life = productLifeCycle({ period: [1, 2], sales: [100, 80], profit: [9, 5] }, columns);
  expect(life.column("stage").toArray()).toEqual(["decline", "decline"]);
  expect(life.column("reason").at(0)).toContain("begins here");
});

it("says nothing of a single period with a profit", () => {
  const life = productLifeCycle({ period: [1], sales: [100], profit: [9] }, columns);
  expect(life.toRows()).toMatchObject([{ stage: null, reason: "a single period tells no change" }]);
});

it("follows sales that end, and that begin again", () => {
  const life = productLifeCycle({ period: [1, 2, 3, 4], sales: [0, 10, 0, 5], profit: [0, 1, 0, 1] }, columns);
  expect(life.column("stage").toArray()).toEqual(["introduction", "growth", "decline", "growth"]);
});

it("reads periods written as months, quarters, weeks, dates or numbers in any order of rows", () => {
  const expected = ["growth", "introduction", "decline"];
  for (const period of [
    ["2025-11", "2025-2", "2026-01"],
    ["2025-Q4", "2025-Q3", "2026-Q1"],
    ["2025-W52", "2025-W51", "2026-W01"],
    ["2025-11-30", "2025-10-31", "2025-12-31"],
    [10, 9, 11],
    ["10", "9", "11"],
  ]) {
    const life = productLifeCycle({ period, sales: [50, 10, 20], profit: [5, -1, 1] }, columns);
    expect(life.column("stage").toArray(), String(period)).toEqual(expected);
    expect(life.salesPeak === period[0] || life.salesPeak === Date.UTC(2025, 10, 30), String(period)).toBe(true);
  }
});

it("keeps several products apart", () => {
  const life = productLifeCycle(
    { product: ["b", "a", "b", "a"], period: [1, 1, 2, 2], sales: [1, 10, 9, 5], profit: [-1, 3, 4, 1] },
    { ...columns, product: "product" },
  );
  expect(life.column("stage").toArray()).toEqual(["introduction", "decline", "growth", "decline"]);
  expect(life.profitPeak).toBeNull();
  expect(life.products.toRows()).toMatchObject([
    { product: "b", profitPeak: 2, salesPeak: 2, stage: "growth", renewFrom: null },
    { product: "a", profitPeak: 1, salesPeak: 1, stage: "decline", renewFrom: 2 },
  ]);
});

it("gives every period of two or more exactly one stage, counted in the summary", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ sales: fc.nat(50), profit: fc.integer({ min: -20, max: 20 }) }), {
        minLength: 2,
        maxLength: 20,
      }),
      (rows) => {
        const series = rows.map((row, period) => ({ ...row, period }));
        const life = productLifeCycle(series, columns);
        expect(life.column("stage").toArray()).not.toContain(null);
        const periods = life.summary().column("periods").toArray() as number[];
        expect(periods.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
        const backwards = productLifeCycle([...series].reverse(), columns);
        expect(backwards.column("stage").toArray().reverse()).toEqual(life.column("stage").toArray());
      },
    ),
    { numRuns: 60 },
  );
});

it("warns of periods that are missing in between", () => {
  const life = productLifeCycle({ period: [1, 2, 5], sales: [1, 2, 3], profit: [1, 1, 1] }, columns);
  expect(life.warnings).toEqual(["the periods are not evenly spaced; each is compared with the row before it"]);
});

it("refuses what it cannot read, by row and value", () => {
  const series = { period: [1, 2], sales: [1, 2], profit: [1, 1] };
  expect(errorOf(() => productLifeCycle({ ...series, sales: [1, -2] }, columns)).message).toContain("row 2");
  expect(errorOf(() => productLifeCycle({ ...series, period: [1, 1] }, columns)).code).toBe("duplicate-name");
  expect(errorOf(() => productLifeCycle({ ...series, period: ["2026-01", "2026-Q1"] }, columns)).code).toBe(
    "not-a-date",
  );
  expect(errorOf(() => productLifeCycle({ ...series, period: ["2026-01", "2026-13"] }, columns)).code).toBe(
    "not-a-date",
  );
  expect(errorOf(() => productLifeCycle({ ...series, period: [1, null] }, columns)).code).toBe("missing-value");
  expect(errorOf(() => productLifeCycle({ ...series, stage: ["", ""] }, columns)).code).toBe("duplicate-column");
  expect(errorOf(() => productLifeCycle(series, { ...columns, threshold: -1 })).code).toBe("invalid-option");
});
