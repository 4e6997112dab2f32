import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarizeCustomers } from "../../../src/customers/index.js";
import { ClienteleError, readModel } from "../../../src/errors/index.js";
import { quantiles } from "../../../src/numeric/index.js";
import { fitRfm, type RfmScores, scoreRfm } from "../../../src/segments/index.js";
import { rfmFormat } from "../../../src/segments/rfm/rfm-model.js";
import { table } from "../../../src/table/index.js";

const orders = [
  { who: "ada", day: "2026-01-05", paid: 20, invoice: "A1" },
  { who: "ada", day: "2026-01-05", paid: 10, invoice: "A1" },
  { who: "ada", day: "2026-01-05", paid: 7, invoice: "A2" },
  { who: "ada", day: "2026-03-01", paid: 30, invoice: "A3" },
  { who: "bob", day: "2026-02-06T23:59", paid: 7, invoice: "B1" },
  { who: "cid", day: "2026-01-31", paid: 50, invoice: "C1" },
  { who: "cid", day: "2026-02-01", paid: -50, invoice: "C2" },
  { who: "dan", day: "2026-02-10", paid: -5, invoice: "D1" },
];
const columns = { customer: "who", date: "day", amount: "paid" };

/** Customers with the given measures; a `null` recency is a customer without a purchase. */
function customers(measures: {
  recencyDays: readonly (number | null)[];
  orders: readonly number[];
  revenue: readonly number[];
}) {
  return { customer: measures.orders.map((_, i) => `c${i}`), ...measures };
}

function scoresOf(scores: RfmScores, column: "r" | "f" | "m"): (number | null)[] {
  return scores.column(column).toArray();
}

function refusal(run: () => unknown): ClienteleError {
  try {
    run();
  } catch (error) {
    if (error instanceof ClienteleError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const binnings = ["quantile", "rank", "ntile", "rfm-package"] as const;

const anyCustomers = fc
  .array(
    fc.record({
      recencyDays: fc.nat(400),
      orders: fc.integer({ min: 1, max: 9 }),
      revenue: fc.integer({ min: -50, max: 5000 }),
    }),
    {
      minLength: 5,
      maxLength: 80,
    },
  )
  .map((rows) =>
    customers({
      recencyDays: rows.map((row) => row.recencyDays),
      orders: rows.map((row) => row.orders),
      revenue: rows.map((row) => row.revenue / 10),
    }),
  );

describe("scoreRfm on orders", () => {
  it("counts recency in whole UTC days to the day after the last order, orders as rows, and nets refunds", () => {
    const scores = scoreRfm(orders, columns);
    expect(scores.select("customer", "recencyDays", "orders", "revenue").toRows()).toEqual([
      { customer: "ada", recencyDays: 1, orders: 4, revenue: 67 },
      { customer: "bob", recencyDays: 24, orders: 1, revenue: 7 },
      { customer: "cid", recencyDays: 30, orders: 1, revenue: 0 },
      { customer: "dan", recencyDays: null, orders: 0, revenue: -5 },
    ]);
    expect(scores.asOf).toEqual(new Date("2026-03-02"));
    expect(scores.columnNames).toEqual([
      "customer",
      "recencyDays",
      "orders",
      "revenue",
      "r",
      "f",
      "m",
      "score",
      "segment",
    ]);
  });

  it("counts distinct orders where they are named", () => {
    const scores = scoreRfm(orders, { ...columns, order: "invoice" });
    expect(scores.column("orders").toArray()).toEqual([3, 1, 1, 0]);
  });

  it("leaves a customer without a purchase unscored, and says so", () => {
    const scores = scoreRfm(orders, columns);
    const dan = scores.toRows()[3]!;
    expect([dan.r, dan.f, dan.m, dan.score, dan.segment]).toEqual([null, null, null, null, null]);
    expect(scores.warnings[0]).toBe("1 customer has no purchase and so no scores and no segment");
    expect(scores.ledger).toMatchObject({ rows: 8, customers: 4, notScored: 1 });
    expect(scores.counts.r.reduce((total, count) => total + count, 0)).toBe(3);
    const summary = scores.segmentSummary().toRows();
    expect(summary.reduce((total, row) => total + (row.customers ?? 0), 0)).toBe(3);
  });

  it("leaves out orders after asOf and counts them", () => {
    const scores = scoreRfm(orders, { ...columns, asOf: new Date("2026-02-01T18:00Z") });
    expect(scores.select("customer", "recencyDays", "orders").toRows()).toEqual([
      { customer: "ada", recencyDays: 27, orders: 3 },
      { customer: "cid", recencyDays: 1, orders: 1 },
    ]);
    expect(scores.ledger.droppedAfterAsOf).toBe(3);
    expect(scores.warnings).toContain('3 rows after the day "asOf" were left out');
  });

  it("agrees with the summary of customers, in every order of the rows", () => {
    const summary = summarizeCustomers(orders, columns);
    const byDefault = scoreRfm(summary);
    expect(byDefault.toRows()).toEqual(scoreRfm(orders, columns).toRows());
    expect(byDefault.asOf).toEqual(new Date("2026-03-02"));
    expect(scoreRfm(summary, { asOf: "2026-03-11" }).column("recencyDays").at(0)).toBe(10);
    const plain = summary.select("customer", "orders", "revenue", "lastOrder").toRows();
    expect(scoreRfm(plain).toRows()).toEqual(byDefault.toRows());
  });

  it("names the columns of orders whatever they are called", () => {
    const odd = orders.map(({ who, day, paid }) =>
      Object.fromEntries([
        ["__proto__", who],
        ["constructor", day],
        ["toString", paid],
      ]),
    );
    const scores = scoreRfm(odd, { customer: "__proto__", date: "constructor", amount: "toString" });
    expect(scores.toRows()).toEqual(scoreRfm(orders, columns).toRows());
  });
});

describe("binning", () => {
  const ties = customers({
    recencyDays: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    orders: [1, 1, 1, 1, 1, 1, 1, 2, 3, 9],
    revenue: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
  });

  it("by quantiles never parts equal values, scores revenue below 1, and warns of scores that ties leave empty, with the counts", () => {
    const scores = scoreRfm(ties);
    expect(scoresOf(scores, "r")).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    expect(scoresOf(scores, "f")).toEqual([1, 1, 1, 1, 1, 1, 1, 4, 5, 5]);
    expect(scoresOf(scores, "m")).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(scores.counts.f).toEqual([7, 0, 0, 1, 2]);
    expect(scores.warnings).toEqual([
      "orders: no customer gets the score 2 or 3 (equal values share a score); customers by score 1 to 5: 7, 0, " +
        "0, 1, 2",
    ]);
    expect(scores.edges.orders).toEqual([1, 1, 1, 2.2]);
  });

  it("by rank lets ties share the highest rank", () => {
    const scores = scoreRfm(ties, { binning: "rank" });
    expect(scoresOf(scores, "f")).toEqual([4, 4, 4, 4, 4, 4, 4, 4, 5, 5]);
    expect(scoresOf(scores, "r")).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    const recent = scoreRfm(
      customers({ recencyDays: [1, 1, 1, 1, 9], orders: [1, 2, 3, 4, 5], revenue: [1, 2, 3, 4, 5] }),
      {
        binning: "rank",
      },
    );
    expect(scoresOf(recent, "r")).toEqual([5, 5, 5, 5, 1]);
  });

  it("by ntile makes equal groups, splits ties by row and says how many", () => {
    const scores = scoreRfm(ties, { binning: "ntile" });
    expect(scoresOf(scores, "f")).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(scores.warnings[0]).toContain("orders: 7 of 10 customers share their value with customers of another score");
    const uneven = customers({
      recencyDays: [7, 6, 5, 4, 3, 2, 1],
      orders: [1, 2, 3, 4, 5, 6, 7],
      revenue: [1, 2, 3, 4, 5, 6, 7],
    });
    expect(scoresOf(scoreRfm(uneven, { binning: "ntile" }), "f")).toEqual([1, 1, 2, 2, 3, 4, 5]);
    expect(scoresOf(scoreRfm(uneven, { binning: "ntile" }), "r")).toEqual([1, 1, 2, 2, 3, 4, 5]);
  });

  it("as the R package rfm starves the upper scores of small amounts, and says so", () => {
    const scores = scoreRfm(ties, { binning: "rfm-package" });
    expect(scoresOf(scores, "m")).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(scores.warnings[1]).toContain('"rfm-package" adds 1 to every quantile');
    expect(scores.warnings.at(-1)).toContain(
      "segments: 24 pairs overlap (the first rule counts); none covers 10 of 125",
    );
  });

  it("takes explicit inner edges, the upper end of a bin included, and as many scores as they make", () => {
    const scores = scoreRfm(ties, {
      binning: { recencyDays: [3, 6], orders: Int32Array.of(1, 2), revenue: [0.3, 5] },
    } as never);
    expect(scoresOf(scores, "r")).toEqual([3, 3, 3, 2, 2, 2, 1, 1, 1, 1]);
    expect(scoresOf(scores, "f")).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 3, 3]);
    expect(scoresOf(scores, "m")).toEqual([1, 1, 1, 2, 2, 2, 2, 2, 2, 2]);
    expect(scores.model).toMatchObject({ bins: 3, binning: "edges" });
    expect(scores.warnings).toEqual([
      "revenue: no customer gets the score 3 (no value lies between these edges); customers by score 1 to 3: 3, 7, 0",
    ]);
    expect(scores.column("score").at(0)).toBe("311");
  });

  it("gives back the same scores from the edges that a fit found", () => {
    fc.assert(
      fc.property(anyCustomers, fc.integer({ min: 2, max: 12 }), (input, bins) => {
        const fitted = scoreRfm(input, { bins });
        const distinct = Object.values(fitted.edges).every((edges) => new Set(edges).size === edges.length);
        if (!distinct) return;
        const again = scoreRfm(input, { binning: fitted.edges });
        for (const column of ["r", "f", "m"] as const)
          expect(scoresOf(again, column)).toEqual(scoresOf(fitted, column));
      }),
    );
  });

  it("divides typed columns of many rows as it divides few", () => {
    const rows = 30_000;
    const recencyDays = Float64Array.from({ length: rows }, (_, i) => (i * 7919) % 731);
    const counts = Float64Array.from({ length: rows }, (_, i) => 1 + ((i * 31) % 13));
    const revenue = Float64Array.from({ length: rows }, (_, i) => ((i * 104_729) % 9973) / 7 - 100);
    const scores = scoreRfm({
      customer: Int32Array.from({ length: rows }, (_, i) => i),
      recencyDays,
      orders: counts,
      revenue,
    });
    const edges = quantiles(revenue, [0.2, 0.4, 0.6, 0.8]);
    expect(scoresOf(scores, "m")).toEqual(
      Array.from(revenue, (value) => 1 + edges.filter((edge) => edge < value).length),
    );
    const recencyEdges = quantiles(recencyDays, [0.2, 0.4, 0.6, 0.8]);
    expect(scoresOf(scores, "r")).toEqual(
      Array.from(recencyDays, (value) => 5 - recencyEdges.filter((edge) => edge < value).length),
    );
  });

  it.each(binnings)(
    "%s: more of a good thing never lowers a score, and equal values share one (but for ntile)",
    (binning) => {
      fc.assert(
        fc.property(anyCustomers, fc.integer({ min: 2, max: 5 }), (input, bins) => {
          const scores = scoreRfm(input, { binning, bins });
          const rows = scores.toRows();
          for (const a of rows) {
            for (const b of rows) {
              if (a.revenue! > b.revenue!) expect(a.m).toBeGreaterThanOrEqual(b.m!);
              if (a.orders! > b.orders!) expect(a.f).toBeGreaterThanOrEqual(b.f!);
              if (a.recencyDays! < b.recencyDays!) expect(a.r).toBeGreaterThanOrEqual(b.r!);
              if (binning === "ntile") continue;
              if (a.revenue === b.revenue) expect(a.m).toBe(b.m);
              if (a.recencyDays === b.recencyDays) expect(a.r).toBe(b.r);
            }
          }
          for (const column of ["r", "f", "m"] as const) {
            expect(scores.counts[column].reduce((total, count) => total + count, 0)).toBe(rows.length);
          }
        }),
        { numRuns: 40 },
      );
    },
  );

  it.each(binnings)(
    "%s: a model scores the customers it was fitted to as the fit did (but for ties under ntile)",
    (binning) => {
      fc.assert(
        fc.property(anyCustomers, (input) => {
          const model = fitRfm(input, { binning });
          const fitted = scoreRfm(input, { binning });
          expect(fitted.model).toEqual(model);
          if (binning === "ntile" && model.warnings.some((warning) => warning.includes("ntile"))) return;
          expect(scoreRfm(input, { model }).toRows()).toEqual(fitted.toRows());
        }),
        { numRuns: 40 },
      );
    },
  );
});

describe("scores and segments", () => {
  it("are written with dashes above nine scores", () => {
    const many = customers({
      recencyDays: Array.from({ length: 100 }, (_, i) => i),
      orders: Array.from({ length: 100 }, (_, i) => i + 1),
      revenue: Array.from({ length: 100 }, (_, i) => i),
    });
    expect(scoreRfm(many, { bins: 10 }).column("score").at(0)).toBe("10-1-1");
    expect(scoreRfm(many, { bins: 9 }).column("score").at(0)).toBe("911");
    expect(scoreRfm(many, { bins: 100 }).column("score").at(99)).toBe("1-100-100");
  });

  it("follow custom rules, the first match first, and the rest are Others", () => {
    const input = customers({ recencyDays: [1, 2, 3, 4, 5], orders: [5, 4, 3, 2, 1], revenue: [9, 8, 7, 6, 5] });
    const scores = scoreRfm(input, {
      segments: [
        { name: "__proto__", r: 5 },
        { name: "constructor", r: [4, 5], f: [4, 5] },
        { name: "__proto__", m: 1 },
      ],
    });
    expect(scores.column("segment").toArray()).toEqual(["__proto__", "constructor", "Others", "Others", "__proto__"]);
    expect(scores.segmentSummary().column("segment").toArray()).toEqual(["__proto__", "constructor", "Others"]);
    expect(scores.segmentSummary().column("revenue").toArray()).toEqual([14, 8, 13]);
    expect(scores.warnings[0]).toContain("segments: 2 pairs overlap");
  });

  it("add up to all customers, and the means of an empty segment are missing", () => {
    const input = customers({ recencyDays: [1, 2, 3, 4, 5], orders: [5, 4, 3, 2, 1], revenue: [9, 8, 7, 6, 5] });
    const summary = scoreRfm(input).segmentSummary();
    expect(summary.toRows().find((row) => row.segment === "Champions")).toEqual({
      segment: "Champions",
      customers: 1,
      share: 0.2,
      orders: 5,
      revenue: 9,
      revenueShare: 9 / 35,
      meanRecencyDays: 1,
      meanOrders: 5,
      meanRevenue: 9,
    });
    const empty = summary.toRows().find((row) => row.customers === 0)!;
    expect([empty.meanRecencyDays, empty.meanRevenue]).toEqual([null, null]);
    expect(empty.share).toBe(0);
    expect(
      summary
        .column("customers")
        .toArray()
        .reduce((total: number, count) => total + (count ?? 0), 0),
    ).toBe(5);
  });

  it("keep their attributes when rows are chosen", () => {
    const best = scoreRfm(orders, columns).where((row) => row.customer === "ada");
    expect(best.numRows).toBe(1);
    expect(best.model.kind).toBe("rfm");
    expect(best.segmentSummary().numRows).toBeGreaterThan(1);
  });
});

describe("the model", () => {
  const model = fitRfm(orders, columns);

  it("is frozen plain data that survives JSON and scores others on the same scale", () => {
    const json: unknown = JSON.parse(JSON.stringify(model));
    expect(json).toEqual(model);
    const read = readModel("test", rfmFormat, json as Record<string, unknown>);
    expect(read).toEqual(model);
    expect(Object.isFrozen(model.edges.orders)).toBe(true);
    const later = customers({ recencyDays: [0, 1000], orders: [100, 0], revenue: [1e6, -5] });
    expect(scoreRfm(later, { model: read }).column("score").toArray()).toEqual(["555", "111"]);
  });

  it("is refused when it is broken, and its options cannot be changed", () => {
    const plain = JSON.parse(JSON.stringify(model)) as Record<string, unknown>;
    for (const broken of [
      { bins: 7 },
      { otherwise: 1 },
      { schema: 2 },
      { segments: [{ name: "x", r: [1, 9], f: [1, 5], m: [1, 5] }] },
    ]) {
      expect(refusal(() => readModel("test", rfmFormat, { ...plain, ...broken })).code).toBe("unusable-model");
    }
    expect(refusal(() => scoreRfm(orders, { ...columns, model: { kind: "k-means" } as never })).code).toBe(
      "unusable-model",
    );
    expect(refusal(() => scoreRfm(orders, { ...columns, model, bins: 4 } as never)).message).toContain(
      'no option "bins"',
    );
  });

  it("scores nobody where nobody has a purchase", () => {
    const nobody = customers({ recencyDays: [null], orders: [0], revenue: [0] });
    const scores = scoreRfm(nobody, { model });
    expect(scores.column("segment").toArray()).toEqual([null]);
    expect(scores.warnings[0]).toContain("1 customer has no purchase");
  });
});

describe("hard and wrong data", () => {
  it("one customer, and customers who are all alike, are scored with a warning", () => {
    const one = scoreRfm(customers({ recencyDays: [3], orders: [1], revenue: [5] }));
    expect(one.column("score").toArray()).toEqual(["511"]);
    expect(one.warnings).toEqual([
      "recencyDays is 3 for every customer, so all get the score 5",
      "orders is 1 for every customer, so all get the score 1",
      "revenue is 5 for every customer, so all get the score 1",
    ]);
    const alike = scoreRfm(customers({ recencyDays: [3, 3, 3], orders: [1, 1, 1], revenue: [5, 5, 5] }), {
      binning: "rank",
    });
    expect(alike.column("score").toArray()).toEqual(["555", "555", "555"]);
  });

  const fine = customers({ recencyDays: [1, 2], orders: [1, 2], revenue: [1, 2] });
  const cases: readonly (readonly [string, () => unknown, string, string])[] = [
    ["no rows", () => scoreRfm([]), "empty-table", "scoreRfm: the table has no rows"],
    ["a table that is none", () => scoreRfm(5 as never), "unsupported-input", "scoreRfm"],
    ["an unknown column", () => scoreRfm(orders, { ...columns, amount: "sum" }), "unknown-column", '"sum"'],
    [
      "customers without recency",
      () => scoreRfm([{ customer: 1, orders: 2, revenue: 3 }]),
      "unknown-column",
      "name its columns with customer, date and amount",
    ],
    [
      "customers without an id",
      () => scoreRfm({ recencyDays: [1], orders: [2], revenue: [3] }),
      "unknown-column",
      '"customer"',
    ],
    [
      "text in a number",
      () => scoreRfm([{ customer: 1, recencyDays: 1, orders: 2, revenue: "12,50" }]),
      "not-a-number",
      'row 1: "12,50" is not a number',
    ],
    [
      "an infinite amount",
      () => scoreRfm([{ ...orders[0]!, paid: Number.POSITIVE_INFINITY }], columns),
      "not-finite",
      '"paid", row 1',
    ],
    ["an impossible date", () => scoreRfm([{ ...orders[0]!, day: "2026-02-30" }], columns), "not-a-date", "2026-02-30"],
    ["a missing id", () => scoreRfm([{ ...orders[0]!, who: null }], columns), "missing-customer", "missingCustomer"],
    [
      "orders without an amount",
      () => scoreRfm(orders, { customer: "who", date: "day" }),
      "invalid-option",
      '"amount"',
    ],
    [
      "orders without a customer",
      () => scoreRfm(orders, { date: "day", amount: "paid" }),
      "invalid-option",
      '"customer"',
    ],
    [
      "options of orders for customers",
      () => scoreRfm(fine, { refunds: "drop" }),
      "invalid-option",
      '"refunds" is about orders',
    ],
    ["asOf where recency is counted", () => scoreRfm(fine, { asOf: "2026-01-01" }), "invalid-option", '"lastOrder"'],
    ["asOf that is no date", () => scoreRfm(orders, { ...columns, asOf: "soon" }), "not-a-date", '"asOf"'],
    [
      "asOf before every order",
      () => scoreRfm(orders, { ...columns, asOf: "2020-01-01" }),
      "empty-table",
      "8 after the last day",
    ],
    [
      "an order after asOf in a summary",
      () => scoreRfm(summarizeCustomers(orders, columns), { asOf: "2026-02-01" }),
      "out-of-range",
      "2026-03-01 is after the day",
    ],
    [
      "negative recency",
      () => scoreRfm(customers({ recencyDays: [1, -2], orders: [1, 1], revenue: [1, 1] })),
      "out-of-range",
      "row 2: -2 is negative",
    ],
    [
      "negative orders",
      () => scoreRfm(customers({ recencyDays: [1, 2], orders: [1, -1], revenue: [1, 1] })),
      "out-of-range",
      '"orders", row 2',
    ],
    [
      "missing revenue",
      () => scoreRfm(customers({ recencyDays: [1], orders: [1], revenue: [Number.NaN] })),
      "missing-value",
      '"revenue", row 1',
    ],
    [
      "nobody with a purchase",
      () => fitRfm(customers({ recencyDays: [null], orders: [0], revenue: [0] })),
      "empty-table",
      "no customer has a purchase",
    ],
    [
      "ntile with few customers",
      () => scoreRfm(fine, { binning: "ntile" }),
      "too-few-rows",
      "as many customers as bins, 5, got 2",
    ],
    [
      "a summary without amounts",
      () => scoreRfm(summarizeCustomers(orders, { customer: "who", date: "day" })),
      "missing-value",
      "a summary of orders without an amount knows no revenue",
    ],
    [
      "orders without the names of their columns",
      () => scoreRfm(orders),
      "unknown-column",
      "name its columns with customer, date and amount",
    ],
    ["options that are null", () => scoreRfm(fine, null as never), "invalid-option", "the options must be an object"],
    ["options of a fit that are null", () => fitRfm(fine, null as never), "invalid-option", "must be an object"],
    ["one bin", () => scoreRfm(fine, { bins: 1 }), "invalid-option", "between 2 and 100"],
    ["bins that are none", () => scoreRfm(fine, { bins: 2.5 }), "invalid-option", '"bins"'],
    ["unknown binning", () => scoreRfm(fine, { binning: "qcut" as never }), "invalid-option", '"rfm-package"'],
    [
      "edges for two measures",
      () => scoreRfm(fine, { binning: { recencyDays: [1], orders: [1] } as never }),
      "invalid-option",
      "revenue must be an array",
    ],
    [
      "edges out of order",
      () => scoreRfm(fine, { binning: { recencyDays: [2, 1], orders: [1, 2], revenue: [1, 2] } }),
      "invalid-option",
      "recencyDays must be an array of ascending",
    ],
    [
      "bins of two measures only",
      () => scoreRfm(fine, { bins: { recencyDays: 3, orders: 4 } as never }),
      "invalid-option",
      '"revenue" is missing',
    ],
    ["an unknown preset", () => scoreRfm(fine, { segments: "best" as never }), "invalid-option", '"eleven-groups"'],
    [
      "edges and bins that differ",
      () => scoreRfm(fine, { bins: 5, binning: { recencyDays: [2], orders: [1], revenue: [1] } }),
      "invalid-option",
      '1 inner edge of recencyDays makes 2 bins, but option "bins" says 5',
    ],
    ["an unknown option", () => scoreRfm(fine, { bin: 5 } as never), "invalid-option", 'no option "bin"'],
    ["no segments", () => scoreRfm(fine, { segments: [] }), "invalid-option", "at least one rule"],
    [
      "a segment without a name",
      () => scoreRfm(fine, { segments: [{ r: 1 } as never] }),
      "invalid-option",
      "segment 1 must be an object with a name",
    ],
    [
      "a segment beyond the scores",
      () => scoreRfm(fine, { segments: [{ name: "x", r: [4, 6] }] }),
      "invalid-option",
      '"x": r must be a score from 1 to 5',
    ],
    [
      "a segment upside down",
      () => scoreRfm(fine, { segments: [{ name: "x", f: [4, 2] }] }),
      "invalid-option",
      "got [4, 2]",
    ],
    [
      "a segment with a typing error",
      () => scoreRfm(fine, { segments: [{ name: "x", R: 4 } as never] }),
      "invalid-option",
      'no option "R"',
    ],
  ];

  it.each(cases)("%s: refused with a code and a sentence", (_, run, code, words) => {
    const error = refusal(run);
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it("does not change its input", () => {
    const rows = Object.freeze(orders.map((row) => Object.freeze({ ...row })));
    scoreRfm(rows, Object.freeze({ ...columns }));
    const typed = {
      customer: Int32Array.of(1, 2),
      recencyDays: Float64Array.of(1, 2),
      orders: Float64Array.of(1, 2),
      revenue: Float64Array.of(3, 4),
    };
    for (const binning of ["quantile", "rank", "rfm-package"] as const) scoreRfm(typed, { binning });
    expect([...typed.revenue, ...typed.recencyDays]).toEqual([3, 4, 1, 2]);
  });

  it("prints", () => {
    expect(String(scoreRfm(orders, columns))).toContain("segment");
    expect(String(table(scoreRfm(orders, columns)).head(1))).toContain("ada");
  });
});
