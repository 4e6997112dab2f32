import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChurnLabels,
  checkFeatureDates,
  churnFeatures,
  type LabelChurnOptions,
  labelChurn,
} from "../../../src/churn/index.js";
import { table } from "../../../src/table/index.js";
import { errorOf } from "../../error-of.js";

const columns = { customer: "customer", date: "date", amount: "amount", order: "order", product: "product" } as const;
const line = (customer: string, date: string, amount: number, product = "tea", order = `${customer} ${date}`) => ({
  customer,
  date,
  amount,
  product,
  order,
});

const orders = [
  line("ada", "2026-01-01", 10),
  line("ada", "2026-01-01", 5, "mug", "second"),
  line("ada", "2026-01-21", 20),
  line("ada", "2026-02-10", 40),
  line("ada", "2026-02-12", -10),
  line("ada", "2026-03-01", 30),
  line("bob", "2026-01-15", 8),
  line("bob", "2026-05-01", 8),
  line("cy", "2026-02-01", -3),
  line("di", "2026-04-01", 7),
  line("di", "2026-06-30", 7),
];
const options: LabelChurnOptions = { ...columns, cutoff: "2026-03-01", outcomeDays: 30 };

/** The features of a row as an object. */
function rowOf({ X, names }: Pick<ChurnLabels, "X" | "names">, row: number): Record<string, number> {
  return Object.fromEntries(names.map((name, c) => [name, X.data[row * X.columns + c]!]));
}

describe("labelChurn", () => {
  it("takes features from days before the cutoff and the label from the days from it on", () => {
    const labels = labelChurn(orders, options);
    expect(labels.customers.toRows()).toEqual([
      { customer: "ada", cutoff: new Date("2026-03-01") },
      { customer: "bob", cutoff: new Date("2026-03-01") },
    ]);
    expect([...labels.y]).toEqual([0, 1]);
    expect(rowOf(labels, 0)).toEqual({
      recencyDays: 19,
      ageDays: 59,
      orders: 4,
      revenue: 65,
      // The half-way point is 30 January: 20 before it, 40 after it.
      trend: expect.closeTo((40 - 20) / 60, 12),
      // Two equal intervals, and one more with the variation of chance.
      regularity: expect.closeTo(1 / (1 + Math.sqrt(1 / 2)), 12),
      products: 2,
      returnShare: expect.closeTo(10 / 75, 12),
    });
    expect(rowOf(labels, 1)).toEqual({
      recencyDays: 45,
      ageDays: 45,
      orders: 1,
      revenue: 8,
      trend: 0,
      regularity: 0.5,
      products: 1,
      returnShare: 0,
    });
    expect(labels.ledger).toMatchObject({
      rows: 11,
      cutoffs: [
        {
          cutoff: new Date("2026-03-01"),
          outcomeEnd: new Date("2026-03-31"),
          customers: 2,
          churned: 1,
          withoutPurchase: 1,
          inactive: 0,
          firstSeenLater: 1,
        },
      ],
      warnings: [],
    });
  });

  it("counts a purchase on the cutoff day as the outcome, and one on the first day after it as nothing", () => {
    const on = (day: string) =>
      labelChurn([line("a", "2026-01-01", 1), line("a", day, 1), line("z", "2026-12-31", 1)], {
        ...columns,
        cutoff: "2026-02-01",
        outcomeDays: 10,
      });
    expect(on("2026-02-01").y[0]).toBe(0);
    expect(on("2026-02-10").y[0]).toBe(0);
    expect(on("2026-02-11").y[0]).toBe(1);
    expect(rowOf(on("2026-02-01"), 0)).toMatchObject({ recencyDays: 31 });
    expect(rowOf(on("2026-01-31"), 0)).toMatchObject({ recencyDays: 1 });
  });

  it("is blind to everything from the cutoff on: any change there changes labels only", () => {
    const order = fc.record({
      customer: fc.constantFrom("a", "b", "c", "d"),
      day: fc.integer({ min: 0, max: 99 }),
      amount: fc.integer({ min: -3, max: 20 }),
    });
    fc.assert(
      fc.property(
        fc.array(order, { minLength: 1, maxLength: 25 }),
        fc.array(order, { maxLength: 25 }),
        (before, after) => {
          fc.pre(before.some(({ amount }) => amount > 5));
          const rows =
            (shift: number) =>
            ({ customer, day, amount }: { customer: string; day: number; amount: number }) => ({
              customer,
              amount,
              date: new Date(Date.UTC(2026, 0, 1 + shift + day)),
            });
          const known = before.map(rows(0));
          const label = (later: object[]) =>
            labelChurn([...known, ...later], {
              customer: "customer",
              date: "date",
              amount: "amount",
              features: ["recencyDays", "ageDays", "orders", "revenue", "trend", "regularity", "returnShare"],
              cutoff: new Date(Date.UTC(2026, 0, 101)),
              outcomeDays: 50,
              end: "2026-12-31",
            });
          let plain: ChurnLabels;
          try {
            plain = label([]);
          } catch (error) {
            expect(String(error)).toContain("no customer has a purchase");
            return;
          }
          const changed = label(after.map(rows(100)));
          expect(changed.X).toEqual(plain.X);
          expect(changed.customers.toRows()).toEqual(plain.customers.toRows());
        },
      ),
    );
  });

  it("stacks several cutoffs, each with its own past", () => {
    const both = labelChurn(orders, { ...options, cutoff: ["2026-03-01", "2026-04-15"] });
    const later = labelChurn(orders, { ...options, cutoff: "2026-04-15" });
    expect(both.X.rows).toBe(2 + later.X.rows);
    expect([...both.X.data.slice(2 * both.X.columns)]).toEqual([...later.X.data]);
    expect([...both.y]).toEqual([0, 1, ...later.y]);
    expect(both.customers.toRows().map(({ cutoff }) => cutoff)).toEqual([
      ...Array(2).fill(new Date("2026-03-01")),
      ...Array(3).fill(new Date("2026-04-15")),
    ]);
  });

  it("sees only so many days when told to, and customers active in them only", () => {
    const recent = labelChurn(orders, { ...options, featureDays: 25 });
    expect(recent.customers.column("customer").toArray()).toEqual(["ada"]);
    expect(rowOf(recent, 0)).toMatchObject({ ageDays: 19, orders: 1, revenue: 30 });
  });

  it("gives logarithms on demand, of money of any sign", () => {
    const logs = rowOf(labelChurn(orders, { ...options, scale: "log" }), 0);
    expect(logs).toMatchObject({
      logRecencyDays: Math.log(19),
      logAgeDays: Math.log(59),
      logOrders: Math.log(4),
      logRevenue: Math.log(65),
      logProducts: Math.log(2),
    });
    const refunded = labelChurn(
      [line("a", "2026-01-01", 10), line("a", "2026-01-05", -40), line("b", "2026-12-31", 1)],
      { ...columns, cutoff: "2026-02-01", outcomeDays: 10, scale: "log" },
    );
    expect(rowOf(refunded, 0)["logRevenue"]).toBeCloseTo(-Math.log(32), 12);
  });

  it("builds only features that the columns allow", () => {
    const bare = labelChurn(
      orders.filter(({ amount }) => amount > 0),
      { customer: "customer", date: "date", cutoff: "2026-03-01", outcomeDays: 30 },
    );
    expect(bare.names).toEqual(["recencyDays", "ageDays", "orders", "trend", "regularity"]);
    const paid = labelChurn(
      orders.filter(({ amount }) => amount > 0),
      options,
    );
    expect(paid.names).not.toContain("returnShare");
    expect(
      errorOf(() =>
        labelChurn(orders, {
          customer: "customer",
          date: "date",
          cutoff: "2026-03-01",
          outcomeDays: 30,
          features: ["revenue"],
        }),
      ).message,
    ).toContain('needs the option "amount"');
  });

  it("adds contacts and complaints stamped before the cutoff", () => {
    const complaints = table({
      customer: ["ada", "ada", "bob", "nobody"],
      date: ["2026-01-10", "2026-02-28", "2026-01-20", "2026-01-02"],
      complaints: [1, 2, 1, 5],
    });
    const labels = labelChurn(orders, { ...options, extra: complaints });
    expect(rowOf(labels, 0)["complaints"]).toBe(3);
    expect(rowOf(labels, 1)["complaints"]).toBe(1);
    expect(labels.ledger.extraRowsOfUnknownCustomers).toBe(1);
  });

  it("refuses a planted feature from the future", () => {
    const planted = [
      { customer: "ada", date: "2026-02-01", satisfaction: 4 },
      { customer: "bob", date: "2026-03-01", satisfaction: 1 },
    ];
    const error = errorOf(() => labelChurn(orders, { ...options, extra: planted }));
    expect(error.code).toBe("leakage");
    expect(error.message).toContain(
      'column "date", row 2: is stamped 2026-03-01, not before the cutoff 2026-03-01 (1 such row)',
    );
    for (const form of [{ table: planted }, [{ table: planted }], table(planted), [table(planted)]]) {
      expect(errorOf(() => labelChurn(orders, { ...options, extra: form })).code).toBe("leakage");
    }
  });

  it("lets a log go on when told so, and never uses what comes after", () => {
    const log = [
      { customer: "ada", date: "2026-01-10" },
      { customer: "ada", date: "2026-03-01" },
      { customer: "ada", date: "2026-04-01" },
    ];
    const extra = { table: log, combine: "count", name: "contacts", future: "drop" } as const;
    const labels = labelChurn(orders, { ...options, extra });
    expect(rowOf(labels, 0)["contacts"]).toBe(1);
    expect(rowOf(labels, 1)["contacts"]).toBe(0);
    expect(labels.ledger.extraRowsAfterCutoff).toBe(2);
    const several = labelChurn(orders, {
      ...options,
      cutoff: ["2026-03-01", "2026-04-15"],
      extra: { ...extra, future: "error" },
    });
    expect([rowOf(several, 0)["contacts"], rowOf(several, 2)["contacts"]]).toEqual([1, 3]);
  });

  it("combines the rows of a customer as told, and says what is missing", () => {
    const surveys = [
      { customer: "ada", date: "2026-02-20", score: 9 },
      { customer: "ada", date: "2026-01-20", score: 3 },
    ];
    const score = (combine: "last" | "mean" | "sum", fill?: number) => {
      const labels = labelChurn(orders, {
        ...options,
        extra: { table: surveys, combine, ...(fill === undefined ? {} : { fill }) },
      });
      return [rowOf(labels, 0)["score"], rowOf(labels, 1)["score"]];
    };
    expect(score("last")).toEqual([9, Number.NaN]);
    expect(score("mean", 5)).toEqual([6, 5]);
    expect(score("sum")).toEqual([12, 0]);
  });

  it("wants to know when something became known, unless it never changes", () => {
    const facts = [
      { customer: "ada", vip: 1 },
      { customer: "bob", vip: 0 },
    ];
    expect(errorOf(() => labelChurn(orders, { ...options, extra: facts })).message).toContain("undated: true");
    const labels = labelChurn(orders, { ...options, extra: { table: facts, undated: true } });
    expect(rowOf(labels, 0)["vip"]).toBe(1);
  });

  it("gives every feature and label its definition, whatever the orders", () => {
    const order = fc.record({
      customer: fc.integer({ min: 0, max: 3 }),
      day: fc.integer({ min: 0, max: 60 }),
      amount: fc.integer({ min: -4, max: 9 }),
      product: fc.constantFrom("tea", "mug", null),
    });
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    fc.assert(
      fc.property(
        fc.array(order, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 60 }),
        (list, cutoff, featureDays) => {
          const outcomeDays = 10;
          /** Days on which something was bought, with the spend of the day. */
          const bought = (customer: number, from: number, to: number) => {
            const rows = list.filter((row) => row.customer === customer && row.day >= from && row.day < to);
            const days = [...new Set(rows.map(({ day }) => day))].sort((a, b) => a - b);
            return days
              .map((day) => ({ day, amounts: rows.filter((row) => row.day === day).map(({ amount }) => amount) }))
              .filter(({ amounts }) => sum(amounts) > 0 || amounts.every((amount) => amount >= 0))
              .map(({ day, amounts }) => ({ day, spend: sum(amounts) }));
          };
          const ids = [...new Set(list.map(({ customer }) => customer))];
          const from = cutoff - featureDays;
          const known = ids.filter((id) => bought(id, from, cutoff).length > 0);
          fc.pre(known.length > 0);
          const labels = labelChurn(list, {
            customer: "customer",
            date: "day",
            dateUnit: "day",
            amount: "amount",
            product: "product",
            cutoff: new Date(cutoff * 86_400_000),
            end: new Date(99 * 86_400_000),
            outcomeDays,
            featureDays,
          });
          const found = new Map(
            labels.customers
              .toRows()
              .map(({ customer }, row) => [customer, { ...rowOf(labels, row), y: labels.y[row] }]),
          );
          expect(new Set(found.keys())).toEqual(new Set(known));
          for (const id of known) {
            const rows = list.filter((row) => row.customer === id && row.day >= from && row.day < cutoff);
            const days = bought(id, from, cutoff);
            const [first, last] = [days[0]!.day, days.at(-1)!.day];
            const later = days.slice(1).filter(({ day }) => day >= (first + cutoff) / 2);
            const earlier = days.slice(1).filter(({ day }) => day < (first + cutoff) / 2);
            const [late, early] = [later, earlier].map((part) => sum(part.map(({ spend }) => spend)));
            const intervals = days.slice(1).map(({ day }, i) => day - days[i]!.day);
            const mean = (last - first) / intervals.length;
            const deviation = Math.sqrt(
              (sum(intervals.map((interval) => (interval - mean) ** 2)) + mean ** 2) / intervals.length,
            );
            const spent = sum(rows.map(({ amount }) => Math.max(0, amount)));
            const refunded = sum(rows.map(({ amount }) => Math.max(0, -amount)));
            expect(found.get(id)).toEqual({
              recencyDays: cutoff - last,
              ageDays: cutoff - first,
              orders: rows.filter(({ amount }) => amount >= 0).length,
              revenue: sum(rows.map(({ amount }) => amount)),
              trend: late! + early! === 0 ? 0 : expect.closeTo((late! - early!) / (late! + early!), 12),
              regularity: intervals.length === 0 ? 0.5 : expect.closeTo(1 / (1 + deviation / mean), 12),
              products: new Set(
                rows.filter(({ amount, product }) => amount >= 0 && product !== null).map(({ product }) => product),
              ).size,
              ...(list.some(({ amount }) => amount < 0)
                ? { returnShare: spent === 0 ? 0 : expect.closeTo(refunded / spent, 12) }
                : {}),
              y: bought(id, cutoff, cutoff + outcomeDays).length > 0 ? 0 : 1,
            });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("warns of cutoffs whose outcomes overlap, and not of those that follow each other", () => {
    const at = (...cutoff: string[]) => labelChurn(orders, { ...options, cutoff }).ledger.warnings;
    expect(at("2026-03-31", "2026-03-01")).toEqual([]);
    expect(at("2026-03-30", "2026-03-01")).toEqual([expect.stringContaining("2026-03-01 and 2026-03-30 overlap")]);
  });

  it("takes several tables of extra features as rows", () => {
    const calls = [{ customer: "ada", date: "2026-02-01", calls: 2 }];
    const complaints = [
      { customer: "ada", date: "2026-02-02", complaints: 1 },
      { customer: "bob", date: "2026-02-03", complaints: 3 },
    ];
    const labels = labelChurn(orders, { ...options, extra: [calls, complaints] });
    expect([0, 1].map((row) => rowOf(labels, row))).toEqual([
      expect.objectContaining({ calls: 2, complaints: 1 }),
      expect.objectContaining({ calls: 0, complaints: 3 }),
    ]);
  });

  it("warns of a feature that tells the outcome almost alone", () => {
    const many = Array.from({ length: 120 }, (_, i) => [
      line(`c${i}`, "2026-01-05", 1 + (i % 7)),
      ...(i % 2 === 0 ? [line(`c${i}`, "2026-02-05", 1)] : []),
    ]).flat();
    const oracle = Array.from({ length: 120 }, (_, i) => ({
      customer: `c${i}`,
      date: "2026-01-20",
      left: (i % 2) + i / 1000,
    }));
    const labels = labelChurn([...many, line("end", "2026-06-01", 1)], {
      ...options,
      cutoff: "2026-02-01",
      extra: oracle,
    });
    expect(labels.ledger.warnings).toEqual([expect.stringContaining('"left"')]);
  });

  it.each([
    ["out-of-range", () => labelChurn(orders, { ...options, cutoff: "2026-01-01" })],
    ["out-of-range", () => labelChurn(orders, { ...options, cutoff: "2026-06-15" })],
    ["out-of-range", () => labelChurn(orders, { ...options, cutoff: ["2026-03-01", "2030-01-01"] })],
    ["not-a-date", () => labelChurn(orders, { ...options, cutoff: "March" })],
    ["invalid-option", () => labelChurn(orders, { ...options, cutoff: [] })],
    ["invalid-option", () => labelChurn(orders, { ...options, cutoff: ["2026-03-01", "2026-03-01T12:00"] })],
    ["invalid-option", () => labelChurn(orders, { ...options, outcomeDays: 0 })],
    ["invalid-option", () => labelChurn(orders, { ...options, outcomeDays: 2 ** 53 })],
    ["invalid-option", () => labelChurn(orders, { ...options, featureDays: 2 ** 53 })],
    ["invalid-option", () => labelChurn(orders, { ...options, features: ["age"] as never })],
    ["invalid-option", () => labelChurn(orders, { ...options, window: 3 } as never)],
    ["unknown-column", () => labelChurn(orders, { ...options, product: "sku" })],
    ["missing-customer", () => labelChurn([{ ...orders[0]!, customer: null }, ...orders], options)],
    ["not-a-number", () => labelChurn([{ ...orders[0]!, amount: "12,50" }, ...orders], options)],
    ["empty-table", () => labelChurn([], options)],
    ["empty-table", () => labelChurn([line("a", "2026-01-01", -5), line("b", "2026-12-31", 1)], options)],
    ["column-type", () => labelChurn(orders, { ...options, extra: [{ customer: 5, date: "2026-01-01", x: 1 }] })],
    [
      "duplicate-name",
      () => labelChurn(orders, { ...options, extra: [{ customer: "ada", date: "2026-01-01", revenue: 1 }] }),
    ],
    [
      "missing-value",
      () =>
        labelChurn(orders, {
          ...options,
          extra: [
            { customer: "ada", date: "2026-01-01", x: null },
            { customer: "bob", date: "2026-01-01", x: 1 },
          ],
        }),
    ],
    [
      "missing-value",
      () =>
        labelChurn(orders, {
          ...options,
          extra: [
            { customer: "ada", date: null, x: 3 },
            { customer: "bob", date: "2026-01-01", x: 1 },
          ],
        }),
    ],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });

  it("says which cutoff would do when the outcome is not over", () => {
    const message = errorOf(() => labelChurn(orders, { ...options, cutoff: "2026-06-15" })).message;
    expect(message).toContain("the orders end on 2026-06-30");
    expect(message).toContain("take a cutoff of 2026-06-01 or before");
    expect(labelChurn(orders, { ...options, cutoff: "2026-06-01" }).y.length).toBe(3);
    expect(labelChurn(orders, { ...options, cutoff: "2026-06-15", end: "2026-07-31" }).y.length).toBe(3);
  });
});

describe("churnFeatures", () => {
  it("gives what labelChurn would give on the same day, without an outcome", () => {
    const labelled = labelChurn(orders, options);
    const today = churnFeatures(orders, { ...columns, cutoff: "2026-03-01" });
    expect(today.X).toEqual(labelled.X);
    expect(today.customers.toRows()).toEqual(labelled.customers.toRows());
  });

  it("looks at all orders by default", () => {
    const today = churnFeatures(orders, columns);
    expect(today.ledger.cutoff).toEqual(new Date("2026-07-01"));
    expect(rowOf(today, 2)).toMatchObject({ recencyDays: 1, orders: 2 });
    expect(errorOf(() => churnFeatures(orders, { ...columns, cutoff: "2020-01-01" })).code).toBe("out-of-range");
  });
});

describe("checkFeatureDates", () => {
  it("accepts what was known before the cutoff and refuses the cutoff day itself", () => {
    const known = [{ at: "2026-05-30" }, { at: "2026-05-31T23:59" }];
    expect(checkFeatureDates(known, { date: "at", cutoff: "2026-06-01" })).toEqual({
      rows: 2,
      latest: new Date("2026-05-31T23:59Z"),
    });
    const error = errorOf(() =>
      checkFeatureDates([...known, { at: "2026-06-01" }], { date: "at", cutoff: "2026-06-01" }),
    );
    expect(error.code).toBe("leakage");
    expect(error.place).toMatchObject({ column: "at", row: 3 });
  });

  it("reads numbers in their unit", () => {
    expect(
      errorOf(() => checkFeatureDates([{ at: 20_700 }], { date: "at", cutoff: "2026-06-01", dateUnit: "day" })).code,
    ).toBe("leakage");
    expect(checkFeatureDates([{ at: 20_000 }], { date: "at", cutoff: "2026-06-01", dateUnit: "day" }).rows).toBe(1);
  });
});

it("counts the customers who were not active within featureDays, so that everybody is accounted for", () => {
  const orders = [
    { customer: "gone", date: "2025-01-05" },
    { customer: "gone too", date: "2025-03-05" },
    { customer: "here", date: "2026-02-05" },
    { customer: "here", date: "2026-03-05" },
    { customer: "new", date: "2026-03-08" },
  ];
  const options = { customer: "customer", date: "date", cutoff: "2026-03-01", featureDays: 90 } as const;
  const { ledger } = labelChurn(orders, { ...options, outcomeDays: 7 });
  expect(ledger.cutoffs).toMatchObject([{ customers: 1, withoutPurchase: 0, inactive: 2, firstSeenLater: 1 }]);
  expect(churnFeatures(orders, options).ledger).toMatchObject({ withoutPurchase: 0, inactive: 2 });
});

it("gives its features as a table beside X, row by row", () => {
  const orders = [
    { customer: "a", date: "2026-01-05", amount: 5 },
    { customer: "b", date: "2026-02-05", amount: 7 },
    { customer: "b", date: "2026-03-05", amount: 2 },
  ];
  const columns = { customer: "customer", date: "date", amount: "amount" } as const;
  for (const { features, customers, X, names } of [
    labelChurn(orders, { ...columns, cutoff: ["2026-02-01", "2026-03-01"], outcomeDays: 5 }),
    churnFeatures(orders, columns),
  ]) {
    expect(features.columnNames).toEqual(["customer", "cutoff", ...names]);
    expect(features.select("customer", "cutoff").toRows()).toEqual(customers.toRows());
    const rows = features
      .select(...names)
      .toRows()
      .map((row) => names.map((name) => row[name] ?? Number.NaN));
    expect(rows.flat()).toEqual([...X.data]);
  }
});
