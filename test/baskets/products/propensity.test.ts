import { describe, expect, it } from "vitest";
import { propensity } from "../../../src/baskets/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

const day = 86_400_000;

/** Everybody has an account; who has a card gets a loan some months later; a fund comes to anybody by chance. */
function bank(customers: number, seed: number) {
  const random = createRandom(seed);
  const rows: { customer: number; product: string; since: number }[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const add = (product: string, since: number) => {
      if (since < 500) rows.push({ customer, product, since: Date.UTC(2026, 0, 1) + since * day });
    };
    const account = 400 * random.uniform();
    add("account", account);
    if (random.uniform() < 0.5) {
      const card = account + 200 * random.uniform();
      add("card", card);
      if (random.uniform() < 0.7) add("loan", card + 30 + 120 * random.uniform());
    }
    if (random.uniform() < 0.2) add("fund", 500 * random.uniform());
  }
  return rows;
}

describe("propensity", () => {
  const holdings = bank(1200, 7);
  const byTime = propensity(holdings, { time: "since", days: 90 });
  const byLikeness = propensity(holdings);
  const finding = (table: typeof byTime.validation, product: string) =>
    table.toRows().find((row) => row.product === product)!;

  it("finds what leads to a product, and admits where nothing does, on a later time", () => {
    expect(byTime.method).toBe("time split");
    expect(finding(byTime.validation, "loan").aucLower!).toBeGreaterThan(0.7);
    expect(finding(byTime.validation, "loan").logLoss!).toBeLessThan(finding(byTime.validation, "loan").rateLogLoss!);
    expect(finding(byTime.validation, "fund").finding).toContain("no better than by lot");
  });

  it("gives chances that come true in the time that they look ahead", () => {
    // The chances of day 400, learnt from what was known then, against what came in the 90 days after.
    const asOf = new Date(Date.UTC(2026, 0, 1) + 400 * day);
    const then = propensity(holdings, { time: "since", days: 90, asOf });
    expect(then.ledger.afterAsOf).toBeGreaterThan(0);
    const got = new Set(
      holdings
        .filter(({ since }) => since > asOf.getTime() && since <= asOf.getTime() + 90 * day)
        .map(({ customer, product }) => `${customer} ${product}`),
    );
    const loans = then.toRows().filter(({ product }) => product === "loan");
    const expected = loans.reduce((sum, { probability }) => sum + probability!, 0);
    const came = loans.filter(({ customer }) => got.has(`${customer} loan`)).length;
    expect(Math.abs(came - expected) / expected).toBeLessThan(0.3);
  });

  it("warns where nobody got anything in the days that it learns from", () => {
    const late = propensity(holdings, { time: "since", days: 90, asOf: "2030-01-01" });
    expect(Math.max(...late.column("probability").toArray().map(Number))).toBeLessThan(0.01);
    expect(late.warnings.join()).toContain("nobody got anything in the last 90 days before 2030-01-01");
    expect(byTime.warnings).toEqual([]);
  });

  it.each([{ days: 30 }, { asOf: "2026-06-01" }, { dateUnit: "s" }] as const)(
    "refuses %o, which looks into time, without a column of time",
    (options) => {
      const error = errorOf(() => propensity(holdings, options));
      expect(error.code).toBe("invalid-option");
      expect(error.message).toContain(`"${Object.keys(options)[0]}" counts only with "time"`);
    },
  );

  it("lists what a customer does not hold, the most likely first", () => {
    const held = new Set(holdings.map(({ customer, product }) => `${customer} ${product}`));
    const seen = new Map<unknown, { rank: number; probability: number }>();
    for (const { customer, product, rank, probability } of byLikeness.toRows()) {
      expect(held.has(`${customer} ${product}`)).toBe(false);
      const before = seen.get(customer);
      expect(rank).toBe((before?.rank ?? 0) + 1);
      if (before !== undefined) expect(probability!).toBeLessThanOrEqual(before.probability);
      seen.set(customer, { rank: rank!, probability: probability! });
    }
    expect(byLikeness.numRows).toBe(1200 * 4 - held.size);
  });

  it("learns nothing but the rate from a few cases, and says so", () => {
    const account = finding(byLikeness.validation, "account");
    expect(account).toMatchObject({ basis: "rate", auc: null });
    expect(account.finding).toContain("not tested");
  });

  it("takes what is known of customers, with or without holdings", () => {
    const random = createRandom(2);
    const customers = Array.from({ length: 600 }, (_, customer) => ({ customer, age: 20 + 50 * random.uniform() }));
    const rows = customers.flatMap(({ customer, age }) => [
      ...(random.uniform() < 0.6 ? [{ customer, product: "account" }] : []),
      ...(random.uniform() < (age - 20) / 60 ? [{ customer, product: "pension" }] : []),
    ]);
    const found = propensity(rows, { customers });
    expect(found.validation.toRows().find(({ product }) => product === "pension")!.aucLower!).toBeGreaterThan(0.6);
    expect(new Set(found.column("customer").toArray()).size).toBeGreaterThan(300);
    const old = found
      .toRows()
      .filter(({ product, customer }) => product === "pension" && customers[Number(customer)]!.age > 60);
    const young = found
      .toRows()
      .filter(({ product, customer }) => product === "pension" && customers[Number(customer)]!.age < 30);
    const mean = (list: typeof old) => list.reduce((sum, { probability }) => sum + probability!, 0) / list.length;
    expect(mean(old)).toBeGreaterThan(mean(young) + 0.3);
  });

  it.each([
    ["a single product", [{ customer: 1, product: "a" }], {}, "out-of-range"],
    [
      "fewer customers than folds",
      [
        { customer: 1, product: "a" },
        { customer: 1, product: "b" },
      ],
      {},
      "too-few-rows",
    ],
    [
      "holdings of strangers",
      [
        { customer: 1, product: "a" },
        { customer: 2, product: "b" },
      ],
      { customers: [{ customer: 1, age: 3 }] },
      "out-of-range",
    ],
    [
      "customers twice",
      [
        { customer: 1, product: "a" },
        { customer: 1, product: "b" },
      ],
      {
        customers: [
          { customer: 1, age: 3 },
          { customer: 1, age: 4 },
        ],
      },
      "out-of-range",
    ],
    [
      "a time that does not reach back",
      [
        { customer: 1, product: "a", at: "2026-01-01" },
        { customer: 2, product: "b", at: "2026-03-01" },
      ],
      { time: "at" },
      "too-few-rows",
    ],
  ])("refuses %s", (_, rows, options, code) => {
    const error = errorOf(() => propensity(rows, options as never));
    expect([error.code, error.place.function]).toEqual([code, "propensity"]);
  });

  it("names the caller's own columns, whatever products are called, and what mends them", () => {
    const rows = bank(60, 3);
    const ids = [...new Set(rows.map(({ customer }) => customer))];
    const withFeature = (feature: (i: number) => number | null) => ({
      customers: ids.map((customer, i) => ({ customer, "holds card": i % 7, income: feature(i) })),
    });
    const huge = errorOf(() =>
      propensity(
        rows,
        withFeature((i) => (i % 2 === 0 ? 1e200 : 1)),
      ),
    );
    expect([huge.code, huge.place.column]).toEqual(["out-of-range", "income"]);
    const gap = errorOf(() =>
      propensity(
        rows,
        withFeature((i) => (i === 1 ? null : 1)),
      ),
    );
    expect(gap.message).toBe(
      'propensity: column "income", row 2: the number is missing; fill it in "customers" with withColumn, or leave ' +
        "the column out",
    );
  });
});
