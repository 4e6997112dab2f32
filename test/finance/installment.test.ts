import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { affordability, type CreditTerms, installment, presentValue } from "../../src/finance/index.js";

const terms = fc.record({
  price: fc.double({ min: 100, max: 1e6, noNaN: true }),
  rate: fc.record({ perUnit: fc.double({ min: 0, max: 0.2, noNaN: true }) }),
  term: fc.integer({ min: 1, max: 360 }),
  timing: fc.constantFrom<"end" | "start">("end", "start"),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe("an installment", () => {
  it("agrees with the annuity formula computed by hand", () => {
    // 12,000 · 0.005 / (1 − 1.005^−48)
    const car = installment({ price: 12000, rate: { nominalAnnual: 0.06 }, term: 48 });
    expect(car.installment).toBeCloseTo((12000 * 0.005) / (1 - 1.005 ** -48), 9);
    expect(car.installment).toBeCloseTo(281.82, 2);
    expect(car.nominalAnnual).toBeCloseTo(0.06, 14);
    expect(car.rate.annual).toBeCloseTo(1.005 ** 12 - 1, 12);
    expect(car.unit).toBe("month");
    expect(car.schedule.numRows).toBe(48);
    expect(car.totalPaid - 12000).toBeCloseTo(car.interest, 8);
  });

  it("is price / term without interest", () => {
    const free = installment({ price: 1200, rate: { annual: 0 }, term: 12 });
    expect(free.installment).toBe(100);
    expect(free.interest).toBeCloseTo(0, 10);
  });

  it("pays in present value exactly what is financed, and leaves no debt", () => {
    fc.assert(
      fc.property(terms, ({ price, rate, term, timing, share }) => {
        const downPayment = price * share * 0.5;
        const finalPayment = price * share * 0.3;
        const credit = installment({ price, rate, term, timing, downPayment, finalPayment });
        const payments = new Array<number>(term).fill(credit.installment);
        const paid =
          presentValue(payments, { discountRate: rate, timing }) + finalPayment * (1 + rate.perUnit) ** -term;
        expect(Math.abs(paid - credit.financed) / price).toBeLessThan(1e-9);
        const rows = credit.schedule.toColumns();
        const last = credit.schedule.numRows - 1;
        expect(rows.balance[last]).toBe(0);
        const lastDue = finalPayment > 0 ? finalPayment : credit.installment;
        expect(rows.amount[last]).toBe(lastDue);
        for (let i = 0; i <= last; i += 1) {
          const owed = i === 0 ? credit.financed : rows.balance[i - 1]!;
          const due = timing === "start" && i === 0 ? 0 : i === term && timing === "end" ? 0 : owed * rate.perUnit;
          expect(Math.abs(rows.interest[i]! - due) / price).toBeLessThan(1e-9);
        }
        const principal = rows.principal.reduce<number>((sum, amount) => sum + amount!, 0);
        expect(Math.abs(principal - credit.financed) / price).toBeLessThan(1e-9);
      }),
    );
  });

  it("rises with price and rate and falls with the term", () => {
    fc.assert(
      fc.property(terms, ({ price, rate, term, timing }) => {
        const base: CreditTerms = { price, rate, term, timing };
        const { installment: amount } = installment(base);
        expect(installment({ ...base, price: price * 1.01 }).installment).toBeGreaterThan(amount);
        expect(installment({ ...base, term: term + 1 }).installment).toBeLessThanOrEqual(amount);
        if (timing === "end" || term > 1) {
          expect(installment({ ...base, rate: { perUnit: rate.perUnit + 0.01 } }).installment).toBeGreaterThan(amount);
        }
      }),
    );
  });

  it.each([
    [{ price: -1 }, /price/],
    [{ term: 0 }, /term/],
    [{ term: 2.5 }, /whole number/],
    [{ rate: 0.05 }, /"rate" must say its period/],
    [{ rate: { nominalAnnual: -0.1 } }, /nominalAnnual/],
    [{ downPayment: 2000 }, /above the price/],
    [{ finalPayment: 5000 }, /final payment/],
    [{ timing: "mid" }, /"end", "start"/],
    [{ deposit: 1 }, /no option "deposit"/],
  ])("refuses %j", (wrong, message) => {
    const good = { price: 1000, rate: { annual: 0.05 }, term: 12 };
    expect(() => installment({ ...good, ...wrong } as never)).toThrow(message);
  });
});

describe("affordability", () => {
  const car = { price: 12000, rate: { nominalAnnual: 0.06 }, term: 48 } as const;

  it("asks for the income of which the installment is the given share", () => {
    const result = affordability({ ...car, shareOfIncome: 0.25, otherPayments: 50 });
    expect(result.incomeRequired).toBeCloseTo((result.installment + 50) / 0.25, 10);
    expect(result.affordable).toBeNull();
    expect(result.highestPrice).toBeNull();
    expect(affordability(car).incomeRequired).toBeCloseTo(281.82 / 0.3, 1);
  });

  it("finds the price whose installment an income just pays", () => {
    fc.assert(
      fc.property(
        terms,
        fc.double({ min: 100, max: 1e5, noNaN: true }),
        ({ price, rate, term, timing, share }, income) => {
          const credit = {
            price,
            rate,
            term,
            timing,
            downPayment: price * share * 0.2,
            finalPayment: price * share * 0.2,
          };
          const { highestPrice, affordable } = affordability({ ...credit, income });
          const atLimit = affordability({ ...credit, price: highestPrice!, income });
          expect(atLimit.share).toBeCloseTo(0.3, 8);
          // Within rounding of the limit either answer is right.
          if (Math.abs(price / highestPrice! - 1) > 1e-9) expect(affordable).toBe(price < highestPrice!);
        },
      ),
    );
  });

  it("refuses a share outside 0 to 1 and a negative income", () => {
    expect(() => affordability({ ...car, shareOfIncome: 0 })).toThrow(/shareOfIncome/);
    expect(() => affordability({ ...car, shareOfIncome: 30 })).toThrow(/shareOfIncome/);
    expect(() => affordability({ ...car, income: -1 })).toThrow(/income/);
    expect(affordability({ ...car, income: 0 }).affordable).toBe(false);
  });
});
