import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cube } from "../../../src/index.js";
import { errorOf } from "../../error-of.js";
import { describeWithSharedData, sharedPath } from "../../shared-data.js";

const sales = {
  region: ["north", "north", "north", "south", "south", null],
  product: ["tea", "tea", "coffee", "tea", "coffee", "tea"],
  year: [2025, 2026, 2026, 2025, 2026, 2026],
  amount: [10, 30, 5, 20, 25, 10],
  customer: ["a", "b", "b", "c", "c", "d"],
};
const revenue = { revenue: { sum: "amount" } } as const;

describe("the cells of a cube", () => {
  it("has no figure where a sum is too large to be held, with and without totals", () => {
    const rows = { region: ["x", "y"], amount: [1, Number.POSITIVE_INFINITY] };
    for (const totals of [false, true]) {
      const cells = cube(rows, { dimensions: ["region"], measures: { revenue: { sum: "amount" } }, totals });
      expect(cells.column("revenue").toArray()).toEqual(totals ? [1, null, null] : [1, null]);
    }
  });

  it("has no share of a sum that is too large to be held", () => {
    const rows = { region: ["x", "y", "y"], amount: [1, Number.MAX_VALUE, Number.MAX_VALUE] };
    const measures = { part: { share: "amount" } } as const;
    const cells = cube(rows, { dimensions: ["region"], measures, totals: true });
    expect(cells.column("part").toArray()).toEqual([null, null, null]);
    const negative = { ...rows, amount: [1, -Number.MAX_VALUE, -Number.MAX_VALUE] };
    expect(
      cube(negative, { dimensions: ["region"], measures })
        .column("part")
        .toArray(),
    ).toEqual([null, null]);
  });

  it("are those that occur, sorted, with a missing value last", () => {
    const cells = cube(sales, { dimensions: ["region", "product"], measures: revenue });
    expect(cells.toRows()).toEqual([
      { region: "north", product: "coffee", revenue: 5 },
      { region: "north", product: "tea", revenue: 40 },
      { region: "south", product: "coffee", revenue: 25 },
      { region: "south", product: "tea", revenue: 20 },
      { region: null, product: "tea", revenue: 10 },
    ]);
  });

  it("are one where there are no dimensions, and none where there are no rows", () => {
    expect(cube(sales, { dimensions: [], measures: revenue }).toRows()).toEqual([{ revenue: 100 }]);
    const none = cube({ region: [], amount: [] }, { dimensions: ["region"], measures: revenue, totals: true });
    expect(none.numRows).toBe(0);
  });
});

describe("totals", () => {
  it("are missing in the dimensions that they add up, and say how many these are", () => {
    const totals = cube(sales, { dimensions: ["region", "product"], measures: revenue, totals: true });
    expect(totals.toRows().slice(5)).toEqual([
      { region: "north", product: null, rolledUp: 1, revenue: 45 },
      { region: "south", product: null, rolledUp: 1, revenue: 45 },
      { region: null, product: null, rolledUp: 1, revenue: 10 },
      { region: null, product: "coffee", rolledUp: 1, revenue: 30 },
      { region: null, product: "tea", rolledUp: 1, revenue: 70 },
      { region: null, product: null, rolledUp: 2, revenue: 100 },
    ]);
  });

  it("roll up the last dimension first", () => {
    const rolled = cube(sales, { dimensions: ["year", "product"], measures: revenue, totals: "rollup" });
    expect(rolled.where((row) => row["rolledUp"] !== 0).toRows()).toEqual([
      { year: 2025, product: null, rolledUp: 1, revenue: 30 },
      { year: 2026, product: null, rolledUp: 1, revenue: 70 },
      { year: null, product: null, rolledUp: 2, revenue: 100 },
    ]);
  });

  it("of every measure are those of grouping the rows anew", () => {
    const measures = {
      sum: { sum: "n" },
      mean: { mean: "n" },
      min: { min: "n" },
      max: { max: "n" },
      median: { median: "n" },
      q: { quantile: ["n", 0.9] },
      distinct: { countDistinct: "t" },
      rows: { count: true },
      share: { share: "n" },
    } as const;
    const cell = fc.record({
      a: fc.option(fc.constantFrom("x", "y"), { nil: null }),
      b: fc.integer({ min: 1, max: 3 }),
      c: fc.boolean(),
      n: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
      t: fc.constantFrom("p", "q", "r"),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 25 }), (given) => {
        const rows = [{ a: "x", b: 1, c: true, n: 1, t: "p" }, ...given];
        const made = cube(rows, { dimensions: ["a", "b", "c"], measures, totals: "all" });
        const kept = [["a", "b", "c"], ["a", "b"], ["a", "c"], ["b", "c"], ["a"], ["b"], ["c"], []];
        const expected = kept.flatMap((dimensions) => {
          const plain = cube(rows, { dimensions, measures }).toRows();
          return plain.map((row) => ({ a: null, b: null, c: null, rolledUp: 3 - dimensions.length, ...row }));
        });
        const rounded = (all: readonly object[]) =>
          all.map((row) =>
            Object.entries(row)
              .map(([name, value]) => [name, typeof value === "number" ? Number(value.toFixed(9)) : value])
              .sort(),
          );
        expect(rounded(made.toRows())).toEqual(rounded(expected));
        const turned = cube([...rows].reverse(), { dimensions: ["a", "b", "c"], measures, totals: "all" });
        expect(rounded(turned.toRows())).toEqual(rounded(made.toRows()));
      }),
      { numRuns: 40 },
    );
  });
});

describe("changes", () => {
  it("are relative and in points, each by its name, and missing where there is nothing before", () => {
    const changed = cube(sales, { dimensions: ["product", "year"], measures: revenue, compare: { by: "year" } });
    expect(changed.toRows()).toEqual([
      { product: "coffee", year: 2026, revenue: 30, revenueChange: null, revenuePoints: null },
      { product: "tea", year: 2025, revenue: 30, revenueChange: null, revenuePoints: null },
      { product: "tea", year: 2026, revenue: 40, revenueChange: 1 / 3, revenuePoints: 10 },
    ]);
  });

  it("are those of totals, too, but not of what adds up the periods", () => {
    const changed = cube(sales, {
      dimensions: ["product", "year"],
      measures: revenue,
      compare: { by: "year" },
      totals: true,
    });
    const byYear = changed.where((row) => row["product"] === null && row["year"] !== null).toRows();
    expect(byYear.map((row) => row["revenuePoints"])).toEqual([null, 40]);
    const overYears = changed.where((row) => row["year"] === null).toRows();
    expect(overYears.every((row) => row["revenuePoints"] === null)).toBe(true);
  });

  it("go back one month or one year, over gaps to nothing", () => {
    const month = ["2025-01", "2025-02", "2025-04", "2026-01", "2026-02"];
    const rows = { month, amount: [10, 20, 30, 15, 10] };
    const points = (previous: "period" | "year") =>
      cube(rows, { dimensions: ["month"], measures: revenue, compare: { by: "month", previous } })
        .column("revenuePoints")
        .toArray();
    expect(points("period")).toEqual([null, 10, null, null, -5]);
    expect(points("year")).toEqual([null, null, null, 5, -10]);
    const dates = { month: month.map((text) => new Date(`${text}-01`)), amount: rows.amount };
    const dated = cube(dates, { dimensions: ["month"], measures: revenue, compare: { by: "month", previous: "year" } });
    expect(dated.column("revenuePoints").toArray()).toEqual([null, null, null, 5, -10]);
    expect(dated.column("month").type).toBe("date");
  });

  it("of a fall from 0 have points alone", () => {
    const rows = { year: [1, 2], amount: [0, 5] };
    const [, row] = cube(rows, { dimensions: ["year"], measures: revenue, compare: { by: "year" } }).toRows();
    expect(row).toMatchObject({ revenueChange: null, revenuePoints: 5 });
  });
});

describe("ratios and shares", () => {
  it("divide one measure by another, in totals, too", () => {
    const perHead = cube(sales, {
      dimensions: ["region"],
      measures: { ...revenue, heads: { countDistinct: "customer" } },
      ratios: { perHead: ["revenue", "heads"] },
      totals: true,
    });
    expect(perHead.column("perHead").toArray()).toEqual([22.5, 45, 10, 25]);
  });

  it("give the share of key accounts at each site", () => {
    const rows = { site: ["a", "a", "b", "b"], key: [true, false, true, false], amount: [30, 70, 60, 20] };
    const shared = cube(rows, {
      dimensions: ["site", "key"],
      measures: revenue,
      shares: { atSite: { of: "revenue", within: ["site"] }, ofAll: { of: "revenue" } },
    });
    expect(shared.column("atSite").toArray()).toEqual([0.7, 0.3, 0.25, 0.75]);
    expect(
      shared
        .column("ofAll")
        .toArray()
        .map((share) => Number(Number(share).toFixed(4))),
    ).toEqual([0.3889, 0.1667, 0.1111, 0.3333]);
  });
});

describe("shares of measures that do not add up", () => {
  const visits = { region: ["n", "s", "s"], customer: ["x", "x", "y"], minutes: [4, 1, 1] };
  const measures = { customers: { countDistinct: "customer" }, mean: { mean: "minutes" } } as const;
  const shares = { ofCustomers: { of: "customers" }, ofMean: { of: "mean" } } as const;

  it("are of the total that is shown", () => {
    const made = cube(visits, { dimensions: ["region"], measures, shares, totals: true });
    expect(made.toRows()).toEqual([
      { region: "n", rolledUp: 0, customers: 1, mean: 4, ofCustomers: 1 / 2, ofMean: 2 },
      { region: "s", rolledUp: 0, customers: 2, mean: 1, ofCustomers: 1, ofMean: 1 / 2 },
      { region: null, rolledUp: 1, customers: 2, mean: 2, ofCustomers: 1, ofMean: 1 },
    ]);
    const without = cube(visits, { dimensions: ["region"], measures, shares });
    expect(without.column("ofCustomers").toArray()).toEqual([1 / 2, 1]);
  });

  it("are those of dividing by the row of totals, whatever the rows", () => {
    const row = fc.record({
      a: fc.constantFrom("x", "y"),
      b: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
      n: fc.option(fc.integer({ min: -2, max: 20 }), { nil: null }),
      t: fc.constantFrom("p", "q", "r"),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (given) => {
        const rows = [{ a: "x", b: 1, n: 1, t: "p" }, ...given];
        for (const measure of [{ countDistinct: "t" }, { median: "n" }, { sum: "n" }, { max: "n" }] as const) {
          const made = cube(rows, {
            dimensions: ["a", "b"],
            measures: { m: measure },
            shares: { inA: { of: "m", within: ["a"] } },
            totals: true,
          }).toRows();
          for (const { a, rolledUp, m, inA } of made.slice(0, -1)) {
            const whole = made.find((one) => one["a"] === a && one["rolledUp"] === (a === null ? 2 : 1))!["m"];
            if (m === null || whole === null || Number(whole) <= 0) expect(inA).toBeNull();
            else expect(inA).toBeCloseTo(Number(m) / Number(whole), 12);
            if (a !== null && rolledUp === 1 && inA !== null) expect(inA).toBe(1);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("slice and drill", () => {
  const made = cube(sales, {
    dimensions: ["region", "year"],
    measures: revenue,
    totals: true,
    compare: { by: "year" },
  });

  it("leave the cells with a value, without its dimension", () => {
    const slice = made.slice({ region: "north" });
    expect(slice.columnNames).not.toContain("region");
    expect(
      slice
        .where((row) => row["rolledUp"] === 0)
        .column("revenue")
        .toArray(),
    ).toEqual([10, 35]);
    expect(
      slice
        .where((row) => row["rolledUp"] === 1)
        .column("revenue")
        .toArray(),
    ).toEqual([45]);
    expect(
      made
        .slice({ region: null })
        .where((row) => row["rolledUp"] === 0)
        .column("revenue")
        .toArray(),
    ).toEqual([10]);
    expect(made.slice({ year: 2026 }).slice({ region: "south" }).column("revenue").toArray()).toEqual([25]);
  });

  it("divide the rows of a value by one more column", () => {
    const drilled = made.drill("product", { region: "north", year: 2026 });
    expect(drilled.where((row) => row["rolledUp"] === 0).toRows()).toMatchObject([
      { region: "north", year: 2026, product: "coffee", revenue: 5 },
      { region: "north", year: 2026, product: "tea", revenue: 30 },
    ]);
    expect(made.slice({ region: "north" }).drill("product").column("revenue").at(0)).toBe(10);
  });

  it("take dates as texts, and refuse values of another type than the dimension", () => {
    const days = ["2025-01-01", "2025-01-02"].map((text) => new Date(text));
    const dated = cube({ day: days, year: [1, 2], amount: [3, 4] }, { dimensions: ["day", "year"], measures: revenue });
    expect(dated.slice({ day: "2025-01-02" }).toRows()).toEqual([{ year: 2, revenue: 4 }]);
    expect(dated.slice({ day: days[0]! }).toRows()).toEqual([{ year: 1, revenue: 3 }]);
    expect(errorOf(() => dated.slice({ year: "2" })).code).toBe("column-type");
    expect(errorOf(() => dated.slice({ day: 2025 })).code).toBe("column-type");
    expect(errorOf(() => dated.slice({ day: "soon" })).code).toBe("not-a-date");
  });

  it("refuse what is no dimension", () => {
    expect(errorOf(() => made.slice({ product: "tea" })).code).toBe("invalid-option");
    expect(errorOf(() => made.drill("region")).message).toContain("already");
    expect(errorOf(() => made.drill("site")).code).toBe("unknown-column");
    expect(errorOf(() => made.drill("product", { region: "west" })).code).toBe("empty-table");
  });
});

it("refuses what it cannot measure, divide or compare", () => {
  const make = (options: object) =>
    errorOf(() => cube(sales, { dimensions: ["region"], measures: revenue, ...options }));
  expect(make({ dimensions: ["site"] }).code).toBe("unknown-column");
  expect(make({ dimensions: ["region", "region"] }).code).toBe("duplicate-column");
  expect(make({ measures: { region: { count: true } } }).code).toBe("duplicate-column");
  expect(make({ measures: { x: { total: "amount" } } }).code).toBe("invalid-option");
  expect(make({ measures: { x: { sum: "product" } } }).code).toBe("column-type");
  expect(make({ compare: { by: "year" } }).message).toContain('"compare.by"');
  expect(make({ compare: { by: "region" } }).code).toBe("missing-value");
  expect(make({ dimensions: ["product"], compare: { by: "product" } }).code).toBe("not-a-date");
  expect(make({ ratios: { x: ["revenue", "heads"] } }).message).toContain('"ratios"');
  expect(make({ shares: { x: { of: "revenue", within: ["year"] } } }).message).toContain('"shares"');
  expect(make({ totals: "some" }).code).toBe("invalid-option");
  expect(make({ total: true }).code).toBe("invalid-option");
});

describeWithSharedData("the worked examples of cubes", () => {
  const read = () =>
    JSON.parse(readFileSync(sharedPath("reference/worked-examples.json"), "utf8")) as {
      id: string;
      inputs: never;
      value: Record<string, number | number[]>;
      tolerance: number;
    }[];
  const example = (id: string) => read().find((one) => one.id === id)!;

  it("gas-station: changes are relative, and in points, each by its name", () => {
    const { inputs, value, tolerance } = example("gas-station");
    const [first, second, { "card share now": now, change }] = inputs as [number[], number[], Record<string, number>];
    const rows = [first, second].flatMap((pair, station) => pair.map((liters, year) => ({ station, year, liters })));
    const changed = cube(rows, {
      dimensions: ["station", "year"],
      measures: { liters: { sum: "liters" } },
      compare: { by: "year" },
    });
    const found = changed
      .column("litersChange")
      .toArray()
      .filter((one) => one !== null) as number[];
    found.forEach((one, i) => {
      expect(Math.abs(one - (value["changes"] as number[])[i]!)).toBeLessThan(tolerance);
    });
    // The share of cards that is 0.3885 now was one of two, as the change is read.
    const shareOf = (earlier: number) =>
      cube(
        { year: [1, 2], share: [earlier, now!] },
        { dimensions: ["year"], measures: { share: { mean: "share" } }, compare: { by: "year" } },
      ).toRows()[1]!;
    expect(
      Math.abs(Number(shareOf(value["earlier share if relative"] as number)["shareChange"]) - change!),
    ).toBeLessThan(2 * tolerance);
    expect(Math.abs(Number(shareOf(value["earlier share if points"] as number)["sharePoints"]) - change!)).toBeLessThan(
      2 * tolerance,
    );
  });

  it("sms: per head and penetration", () => {
    const { inputs, value } = example("sms");
    const {
      messages,
      users,
      "users of the service": service,
    } = inputs as { messages: number; users: number; "users of the service": number[] };
    const found = cube(
      { messages: [messages], users: [users], served: [service[0]], asked: [service[1]] },
      {
        dimensions: [],
        measures: {
          messages: { sum: "messages" },
          users: { sum: "users" },
          served: { sum: "served" },
          asked: { sum: "asked" },
        },
        ratios: { perHead: ["messages", "users"], penetration: ["served", "asked"] },
      },
    );
    expect(found.toRows()).toMatchObject([value]);
  });
});
