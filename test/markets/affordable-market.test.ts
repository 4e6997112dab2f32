import fc from "fast-check";
import { expect, it } from "vitest";
import { affordableMarket } from "../../src/index.js";
import { errorOf } from "../error-of.js";

const terms = { unitPrice: 1000, size: 12, downPayment: 0, months: 12, annualRate: 0, incomeShare: 0.5 };

it("asks without interest for price over months, and for the income of which that is the share", () => {
  // 12,000 in 12 installments of 1,000; half of 2,000 a month.
  const market = affordableMarket(terms, [24_000]);
  expect(market.installment).toBeCloseTo(1000, 9);
  expect(market.yearlyIncome).toBeCloseTo(24_000, 8);
});

it("takes the down payment off the loan", () => {
  const market = affordableMarket({ ...terms, downPayment: 0.25 }, [1]);
  expect(market.financed).toBe(9000);
  expect(market.installment).toBeCloseTo(750, 9);
});

it("divides those who can pay into core, main and marginal customers", () => {
  const needed = affordableMarket(terms, [0]).yearlyIncome;
  const incomes = [0.5, 0.999, 1, 1.19, 1.2, 1.49, 1.5, 9].map((times) => times * needed);
  const market = affordableMarket(terms, incomes);
  expect(market.customers.column("group").toArray()).toEqual([
    "cannot pay",
    "cannot pay",
    "marginal",
    "marginal",
    "main",
    "main",
    "core",
    "core",
  ]);
  expect(market.canPay).toBe(6);
  expect(market.canPayShare).toBe(0.75);
  expect(market.groups.column("customers").toArray()).toEqual([2, 2, 2, 2]);
});

it("counts rows that stand for several people", () => {
  const market = affordableMarket(terms, { customer: ["a", "b"], income: [30_000, 10], count: [3, 7] });
  expect(market.canPay).toBe(3);
  expect(market.canPayShare).toBeCloseTo(0.3, 12);
  expect(market.customers.column("customer").toArray()).toEqual(["a", "b"]);
});

it("reads incomes as a list, a typed array, a column or a table alike", () => {
  const incomes = [1, 30_000, 50_000];
  const expected = affordableMarket(terms, incomes).groups.toRows();
  expect(affordableMarket(terms, Float64Array.from(incomes)).groups.toRows()).toEqual(expected);
  expect(
    affordableMarket(
      terms,
      incomes.map((income) => ({ income })),
    ).groups.toRows(),
  ).toEqual(expected);
});

it("puts every income into exactly one group, whatever the terms and the order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }),
      fc.double({ min: 1, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (incomes, main, more) => {
        const given = { ...terms, cuts: { main, core: main + more } };
        const market = affordableMarket(given, incomes);
        const counts = market.groups.column("customers").toArray() as number[];
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(incomes.length);
        expect(market.canPay).toBe(incomes.filter((income) => income >= market.yearlyIncome).length);
        expect(
          affordableMarket(given, [...incomes].reverse())
            .groups.column("customers")
            .toArray(),
        ).toEqual(counts);
      },
    ),
    { numRuns: 50 },
  );
});

it("refuses terms and incomes that mean nothing", () => {
  expect(errorOf(() => affordableMarket({ ...terms, incomeShare: 0 }, [1])).code).toBe("invalid-option");
  expect(errorOf(() => affordableMarket({ ...terms, downPayment: 2 }, [1])).code).toBe("invalid-option");
  expect(errorOf(() => affordableMarket({ ...terms, cuts: { main: 2, core: 1.5 } }, [1])).code).toBe("invalid-option");
  expect(errorOf(() => affordableMarket(terms, [1, -5])).code).toBe("out-of-range");
  expect(errorOf(() => affordableMarket(terms, [])).code).toBe("empty-table");
  expect(errorOf(() => affordableMarket(terms, { salary: [1] })).code).toBe("unknown-column");
});
