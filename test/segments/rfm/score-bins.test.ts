import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  elevenGroupSegments,
  fitRfm,
  lintSegments,
  parseModel,
  rfmPackageSegments,
  type ScoreBins,
  scoreRfm,
} from "../../../src/index.js";
import { errorOf } from "../../error-of.js";

const customers = (n: number, orders = (i: number) => 1 + (i % 7)) => {
  const rows = Array.from({ length: n }, (_, i) => i);
  return {
    customer: rows,
    recencyDays: rows.map((i) => (i * 37) % 101),
    orders: rows.map(orders),
    revenue: rows.map((i) => ((i * 53) % 97) + 1),
  };
};

describe("bins of their own for each measure", () => {
  const bins = { recencyDays: 4, orders: 2, revenue: 12 };
  const scores = scoreRfm(customers(500), { bins });

  it("give each measure its scores", () => {
    expect(scores.model.edges.recencyDays.length).toBe(3);
    expect(scores.model.edges.orders.length).toBe(1);
    expect(scores.model.edges.revenue.length).toBe(11);
    expect([scores.counts.r, scores.counts.f, scores.counts.m].map(({ length }) => length)).toEqual([4, 2, 12]);
    expect(Math.max(...(scores.column("f").toArray() as number[]))).toBe(2);
    expect(scores.column("score").at(0)).toMatch(/^[1-4]-[12]-\d+$/);
  });

  it("leave nobody without a segment", () => {
    expect(scores.column("segment").toArray()).not.toContain("Others");
    expect(scores.model.warnings.filter((warning) => warning.startsWith("segments:"))).toEqual([]);
  });

  it("score the same by the model read back", () => {
    const model = parseModel(JSON.parse(JSON.stringify(scores.model))) as typeof scores.model;
    expect(scoreRfm(customers(500), { model }).toRows()).toEqual(scores.toRows());
  });

  it("may be as many as there are edges of each measure", () => {
    const given = scoreRfm(customers(50), { binning: { recencyDays: [30, 60], orders: [3], revenue: [20, 40, 60] } });
    expect(given.model.bins).toBe(4);
    expect(given.counts.f.length).toBe(2);
  });

  it("are refused in models that do not fit", () => {
    const model = fitRfm(customers(50), { bins });
    expect(errorOf(() => parseModel({ ...model, bins: 5 })).code).toBe("unusable-model");
    const beyond = [{ name: "x", r: [1, 5], f: [1, 1], m: [1, 1] }];
    expect(errorOf(() => parseModel({ ...model, segments: beyond })).code).toBe("unusable-model");
  });
});

describe("the eleven groups on recency and (F + M) / 2", () => {
  it("cover every combination once, for any numbers of scores", () => {
    const count = fc.integer({ min: 2, max: 12 });
    const any: fc.Arbitrary<ScoreBins> = fc.oneof(
      count,
      fc.record({ recencyDays: count, orders: count, revenue: count }),
    );
    fc.assert(
      fc.property(any, (bins) => {
        expect(lintSegments(elevenGroupSegments(bins), { bins })).toMatchObject({ clean: true, gapCells: 0 });
      }),
      { numRuns: 40 },
    );
  });

  it("are eleven, and those of the mean of frequency and money", () => {
    expect(new Set(elevenGroupSegments().map(({ name }) => name)).size).toBe(11);
    const groupOf = (r: number, f: number, m: number) =>
      elevenGroupSegments().find(
        (box) => r >= box.r[0] && r <= box.r[1] && f >= box.f[0] && f <= box.f[1] && m >= box.m[0] && m <= box.m[1],
      )!.name;
    expect(groupOf(5, 5, 5)).toBe("Champions");
    // (2 + 5) / 2 = 3.5, rounded up.
    expect(groupOf(5, 2, 5)).toBe("Champions");
    expect(groupOf(5, 1, 5)).toBe("Potential Loyalists");
    expect(groupOf(1, 5, 4)).toBe("Can't Lose Them");
    expect(groupOf(1, 4, 4)).toBe("At Risk");
    expect(groupOf(1, 1, 2)).toBe("Lost");
  });

  it("can be named in place of rules, as can the others", () => {
    expect(scoreRfm(customers(60), { segments: "eleven-groups" }).model.segments).toEqual(elevenGroupSegments());
    expect(scoreRfm(customers(60), { segments: "rfm-package" }).model.segments).toEqual(rfmPackageSegments());
    expect(scoreRfm(customers(60), { segments: "default" }).model).toEqual(fitRfm(customers(60)));
  });
});

describe("too little data", () => {
  const orders = (n: number, days: number, perCustomer: number) =>
    Array.from({ length: n * perCustomer }, (_, i) => ({
      customer: i % n,
      date: new Date(Date.UTC(2026, 0, 1 + (i === 0 ? 0 : i === 1 ? days - 1 : i % days))),
      amount: 1 + (i % 13),
    }));
  const columns = { customer: "customer", date: "date", amount: "amount" } as const;

  it("is stated: buyers, days, and how often anybody bought", () => {
    expect(scoreRfm(orders(499, 179, 2), columns).sufficiency).toEqual({
      enough: false,
      buyers: 499,
      days: 179,
      mostOrders: 2,
      reasons: ["499 buyers, fewer than 500", "179 days of orders, fewer than 180", "nobody has 3 orders"],
    });
    expect(scoreRfm(orders(500, 180, 3), columns).sufficiency).toMatchObject({ enough: true, reasons: [] });
  });

  it("is judged by what a table of customers says", () => {
    expect(scoreRfm(customers(600)).sufficiency).toMatchObject({ enough: true, days: null });
    const dated = {
      ...customers(600),
      firstOrder: new Array(600).fill("2026-01-01"),
      lastOrder: new Array(600).fill("2026-03-01"),
    };
    expect(scoreRfm(dated).sufficiency).toMatchObject({ enough: false, days: 60 });
  });

  it("warns or refuses where that is asked for", () => {
    const few = orders(20, 30, 2);
    expect(scoreRfm(few, columns).warnings.join()).not.toContain("too little data");
    expect(scoreRfm(few, { ...columns, gate: "warn" }).warnings.at(-1)).toContain("too little data");
    expect(errorOf(() => scoreRfm(few, { ...columns, gate: "error" })).code).toBe("too-few-rows");
    expect(errorOf(() => fitRfm(few, { ...columns, gate: "error" })).message).toContain("20 buyers, fewer than 500");
    expect(errorOf(() => scoreRfm(few, { ...columns, gate: "off" as never })).code).toBe("invalid-option");
  });
});
