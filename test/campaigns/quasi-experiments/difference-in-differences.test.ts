import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DifferenceInDifferencesOptions, differenceInDifferences } from "../../../src/campaigns/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

const columns = { group: "group", treated: "shop", period: "month", outcome: "sales" } as const;

/** Values with exactly this mean and standard error of the mean. */
function sampleOf(n: number, mean: number, standardError: number): number[] {
  const raw = Array.from({ length: n }, (_, i) => ((i * 37) % n) - (n - 1) / 2);
  const deviation = Math.sqrt(raw.reduce((sum, x) => sum + x * x, 0) / (n - 1));
  return raw.map((x) => mean + (x / deviation) * standardError * Math.sqrt(n));
}

/** Customers with levels of their own, a common season, an effect, and a drift of the treated. */
function simulated(random: ReturnType<typeof createRandom>, customers: number, effect: number, drift = 0) {
  return Array.from({ length: customers }, (_, i) => {
    const level = 50 + 10 * random.normal();
    const group = i % 3 === 0 ? "shop" : "other";
    return [1, 2, 3, 4, 5, 6].map((month) => ({
      customer: `c${i}`,
      group,
      month,
      sales:
        level +
        3 * Math.sin(month) +
        (group === "shop" ? (month >= 5 ? effect : 0) + drift * month : 0) +
        4 * random.normal(),
    }));
  }).flat();
}

describe("differenceInDifferences", () => {
  it("finds what Card and Krueger (1994, table 3) published of minimum wages and jobs", () => {
    // Full-time equivalents a store, balanced sample of means: New Jersey raised its minimum wage, Pennsylvania did not.
    const cells = [
      ["shop", 1, 321, 20.44, 0.51],
      ["other", 1, 77, 23.33, 1.35],
      ["shop", 2, 319, 21.03, 0.52],
      ["other", 2, 77, 21.17, 0.94],
    ] as const;
    const rows = cells.flatMap(([group, month, n, mean, error]) =>
      sampleOf(n, mean, error).map((sales) => ({ group, month, sales })),
    );
    const { effect, treatedChange, controlChange, means } = differenceInDifferences(rows, { ...columns, start: 2 });
    expect(treatedChange).toBeCloseTo(0.59, 9);
    expect(controlChange).toBeCloseTo(-2.16, 9);
    expect(effect.estimate).toBeCloseTo(2.75, 9);
    expect(effect.standardError).toBeCloseTo(Math.hypot(0.51, 1.35, 0.52, 0.94), 9);
    expect(
      means
        .column("standardError")
        .toArray()
        .map((error) => Number(error!.toFixed(2))),
    ).toEqual([0.51, 1.35, 0.52, 0.94]);
  });

  it("compares each customer with itself", () => {
    const stores = {
      store: ["a", "a", "b", "b", "c", "c", "d", "d"],
      group: ["shop", "shop", "shop", "shop", "south", "south", "south", "south"],
      month: [1, 2, 1, 2, 1, 2, 1, 2],
      sales: [20, 27, 24, 30, 18, 20, 22, 23],
    };
    const { effect, ledger } = differenceInDifferences(stores, { ...columns, customer: "store", start: 2 });
    // Changes 7 and 6 against 2 and 1: Welch's test by hand, two degrees of freedom.
    expect(effect.estimate).toBeCloseTo(5, 12);
    expect(effect.standardError).toBeCloseTo(Math.SQRT1_2, 12);
    expect(effect.upper! - effect.estimate).toBeCloseTo(4.302653 * Math.SQRT1_2, 5);
    expect(ledger).toEqual({ rows: 8, onlyBefore: 0, onlyAfter: 0 });
  });

  it("holds the effect in its interval as often as it says, where trends are parallel", () => {
    const random = createRandom(5);
    let held = 0;
    let drifts = 0;
    for (let study = 0; study < 200; study++) {
      const rows = simulated(random, 45, 2);
      const { effect, trendBefore } = differenceInDifferences(rows, { ...columns, customer: "customer", start: 5 });
      if (effect.lower! <= 2 && effect.upper! >= 2) held++;
      if (trendBefore!.pValue! < 0.05) drifts++;
    }
    // 95 % of 200 are 190 ± 3.1.
    expect(held).toBeGreaterThanOrEqual(181);
    expect(drifts).toBeLessThanOrEqual(20);
  });

  it("sees groups that drifted apart before, and doubts the effect", () => {
    const rows = simulated(createRandom(6), 300, 0, 1.5);
    const found = differenceInDifferences(rows, { ...columns, customer: "customer", start: 5 });
    expect(found.effect.lower!).toBeGreaterThan(0);
    expect(found.trendBefore!.estimate).toBeGreaterThan(1);
    expect(found.trendBefore!.pValue!).toBeLessThan(0.001);
    expect(found.warnings.join()).toContain("the effect is in doubt");
    const before = found.periods.where((row) => row.period === 1).toRows()[0]!;
    expect(before.upper!).toBeLessThan(0);
  });

  it("finds the same slope from means as from customers who are all seen in every period", () => {
    const rows = simulated(createRandom(7), 60, 1);
    const followed = differenceInDifferences(rows, { ...columns, customer: "customer", start: 5 });
    const apart = differenceInDifferences(rows, { ...columns, start: 5 });
    expect(apart.effect.estimate).toBeCloseTo(followed.effect.estimate, 9);
    expect(apart.trendBefore!.estimate).toBeCloseTo(followed.trendBefore!.estimate, 9);
    expect(apart.effect.standardError!).toBeGreaterThan(followed.effect.standardError!);
    expect(apart.warnings.join()).toContain("name the customer");
  });

  it("leaves out and counts customers seen on one side only", () => {
    const rows = simulated(createRandom(8), 30, 1);
    const more = [
      ...rows,
      { customer: "gone", group: "shop", month: 2, sales: 900 },
      { customer: "new", group: "other", month: 6, sales: -900 },
    ];
    const options = { ...columns, customer: "customer", start: 5 };
    const found = differenceInDifferences(more, options);
    expect(found.ledger).toMatchObject({ onlyBefore: 1, onlyAfter: 1 });
    expect(found.effect).toEqual(differenceInDifferences(rows, options).effect);
  });

  it("takes dates and the time zone of none", () => {
    const rows = [1, 2, 3, 4].flatMap((month) =>
      ["shop", "other"].flatMap((group) =>
        [0, 1].map((i) => ({
          group,
          month: `2026-0${month}-01`,
          sales: month + i + (group === "shop" && month > 2 ? 5 : 0),
        })),
      ),
    );
    const found = differenceInDifferences(rows, { ...columns, start: "2026-03-01" });
    expect(found.effect.estimate).toBeCloseTo(5, 12);
    expect(found.periods.toRows()[2]!.period).toEqual(new Date("2026-03-01"));
    expect(found.trendBefore!.estimate).toBeCloseTo(0, 12);
  });

  it("does not change when everybody gains the same, or a group has another level", () => {
    const cells = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 50 })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(cells, fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), (list, season, own) => {
        const some = [0, 3].flatMap((month) =>
          [true, false].map((treated): [boolean, number, number] => [treated, month, 7]),
        );
        const rows = [...some, ...list].map(([treated, month, sales]) => ({
          group: treated ? "shop" : "other",
          month,
          sales,
        }));
        const moved = rows.map((row) => ({
          ...row,
          sales: row.sales + season * row.month + (row.group === "shop" ? own : 0),
        }));
        const plain = differenceInDifferences(
          rows.filter(({ month }) => month % 3 === 0),
          { ...columns, start: 2 },
        );
        const other = differenceInDifferences(
          moved.filter(({ month }) => month % 3 === 0),
          { ...columns, start: 2 },
        );
        expect(other.effect.estimate).toBeCloseTo(plain.effect.estimate, 9);
      }),
    );
  });

  it("says that a group of one has no interval", () => {
    const rows = [
      { group: "shop", month: 1, sales: 5 },
      { group: "shop", month: 2, sales: 9 },
      { group: "other", month: 1, sales: 5 },
      { group: "other", month: 2, sales: 6 },
    ];
    const found = differenceInDifferences(rows, { ...columns, start: 2 });
    expect(found.effect).toEqual({ estimate: 3, standardError: null, lower: null, upper: null, pValue: null });
    expect(found.warnings.join()).toContain("a group of one");
  });

  it.each([
    [
      "no control",
      [
        ["shop", 1],
        ["shop", 2],
      ],
      { start: 2 },
      "one-class",
    ],
    [
      "no such group",
      [
        ["other", 1],
        ["another", 2],
      ],
      { start: 2 },
      "invalid-option",
    ],
    [
      "nothing before the start",
      [
        ["shop", 1],
        ["other", 2],
      ],
      { start: 1 },
      "too-few-rows",
    ],
    [
      "nothing from the start on",
      [
        ["shop", 1],
        ["other", 2],
      ],
      { start: 3 },
      "too-few-rows",
    ],
    [
      "nobody seen after",
      [
        ["shop", 1],
        ["other", 1],
        ["other", 2],
      ],
      { start: 2 },
      "one-class",
    ],
    [
      "dates where numbers are",
      [
        ["shop", 1],
        ["other", 2],
      ],
      { start: "soon" },
      "not-a-date",
    ],
  ])("refuses a table with %s", (_, cells, options, code) => {
    const rows = cells.map(([group, month]) => ({ group, month, sales: 1 }));
    const error = errorOf(() => differenceInDifferences(rows, { ...columns, ...options }));
    expect([error.code, error.place.function]).toEqual([code, "differenceInDifferences"]);
  });

  it("refuses a customer who changes the group, and moments for periods", () => {
    const rows = [
      { customer: 1, group: "shop", month: 1, sales: 1 },
      { customer: 1, group: "other", month: 2, sales: 1 },
    ];
    const options = { ...columns, customer: "customer", start: 2 };
    expect(errorOf(() => differenceInDifferences(rows, options)).code).toBe("inconsistent-row");
    const moments = Array.from({ length: 1200 }, (_, i) => ({ group: i % 2 ? "shop" : "other", month: i, sales: 1 }));
    expect(errorOf(() => differenceInDifferences(moments, { ...columns, start: 600 })).message).toContain(
      "1200 different",
    );
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    [
      "a group of numbers that is named by a text",
      { group: [1, 1, 0, 0] },
      { treated: "1" },
      'no row has "1", the value of option "treated"; the groups are 1, 0; the column holds numbers: write treated: 1',
    ],
    [
      "a group of texts that is named by a number",
      { group: ["1", "1", "0", "0"] },
      { treated: 1 },
      'no row has 1, the value of option "treated"; the groups are "1", "0"; the column holds texts: write treated: "1"',
    ],
    [
      "a group of true and false that is named by a text",
      { group: [true, true, false, false] },
      { treated: "true" },
      "the groups are true, false; the column holds true and false: write treated: true",
    ],
    ["no treated group", {}, { treated: undefined }, 'option "treated" must say which of the groups it is; the groups'],
    ["a misspelt group", {}, { treated: "shp" }, 'the groups are "shop", "other"; did you mean "shop"?'],
    [
      "a start in text where periods are numbers",
      {},
      { start: "2" },
      'option "start" must be a number, as column "month" holds numbers: write start: 2, got "2"',
    ],
    [
      "a start that is a number where periods are dates in text",
      { month: ["2026-01-01", "2026-02-01", "2026-01-01", "2026-02-01"] },
      { start: 2 },
      'option "start" must be a date, as column "month" holds dates: write it like "2026-01-01", got 2',
    ],
    [
      "a start that is a number where periods are dates",
      { month: [1, 2, 1, 2].map((month) => new Date(Date.UTC(2026, month - 1))) },
      { start: 2 },
      'the column holds dates, so that "start" counts milliseconds since 1970: write it as a date',
    ],
    [
      "a start that is a date where periods are numbers",
      {},
      { start: "2026-02-01" },
      'the column holds numbers: give "start" as a number, or say with "dateUnit" what they count',
    ],
  ])("says how to write %s", (_, cells, options, message) => {
    const rows = { group: ["shop", "shop", "other", "other"], month: [1, 2, 1, 2], sales: [1, 2, 1, 1], ...cells };
    const given = { ...columns, start: 2, ...options } as DifferenceInDifferencesOptions;
    expect(errorOf(() => differenceInDifferences(rows as never, given)).message).toContain(message);
  });
});
