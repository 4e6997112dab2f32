import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bgNbd } from "../../../src/lifetime-value/beta-geometric/bg-nbd.js";
import {
  discountedExpectedPurchases,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  expectedSpend,
  type PurchaseModel,
  predictiveIntervals,
  probabilityAlive,
  purchaseDistribution,
} from "../../../src/lifetime-value/index.js";
import { interpolateOverAges } from "../../../src/lifetime-value/predictions/age-interpolation.js";
import { table } from "../../../src/table/index.js";
import { everyKind } from "../known-models.js";

const history = fc
  .tuple(
    fc.integer({ min: 0, max: 40 }),
    fc.double({ min: 0.01, max: 1, noNaN: true }),
    fc.integer({ min: 1, max: 90 }),
  )
  .map(([x, share, age]) => {
    const last = x === 0 ? 0 : share * age;
    // For BG/BB the same in whole opportunities.
    const opportunities = x + age;
    return {
      frequency: x,
      recency: last,
      age,
      opportunities,
      lastOpportunity: x === 0 ? 0 : Math.ceil(x + share * age),
    };
  });
const histories = fc.array(history, { minLength: 1, maxLength: 8 });

const customersOf = (model: PurchaseModel, rows: readonly Record<string, number>[]) =>
  rows.map((row) => (model.kind === "bg-bb" ? { ...row, recency: row["lastOpportunity"]! } : row));

describe.each(everyKind.map((model) => [model.kind, model] as const))("%s", (_, model) => {
  it("gives probabilities of being alive in [0, 1], falling with time", () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const customers = customersOf(model, rows);
        const [now, soon, late] = [0, 3, 50].map((at) => probabilityAlive(model, customers, { at }));
        for (let i = 0; i < rows.length; i++) {
          expect(now![i]! <= 1 && late![i]! >= 0).toBe(true);
          expect(soon![i]!).toBeLessThanOrEqual(now![i]!);
          expect(late![i]!).toBeLessThanOrEqual(soon![i]! * (1 + 1e-12));
        }
      }),
      { numRuns: 30 },
    );
  });

  it("expects more purchases the longer the horizon, and fewer when they are discounted", () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const customers = customersOf(model, rows);
        const expected = [0, 1, 13, 52, 400].map((horizon) => expectedPurchases(model, customers, { horizon }));
        const discounted = [1e-9, 0.01].map((perUnit) =>
          discountedExpectedPurchases(model, customers, { discountRate: { perUnit }, horizon: 52 }),
        );
        const forever = discountedExpectedPurchases(model, customers, { discountRate: { perUnit: 0.01 } });
        for (let i = 0; i < rows.length; i++) {
          expect(expected[0]![i]).toBe(0);
          for (let k = 1; k < expected.length; k++) {
            expect(expected[k]![i]!).toBeGreaterThanOrEqual(expected[k - 1]![i]!);
          }
          const year = expected[3]![i]!;
          expect(Math.abs(discounted[0]![i]! - year)).toBeLessThan(1e-6 * year);
          expect(discounted[1]![i]!).toBeLessThanOrEqual(year);
          expect(forever[i]!).toBeGreaterThanOrEqual(discounted[1]![i]! * (1 - 1e-12));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("has a distribution whose mean is the expectation", () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const customers = customersOf(model, rows);
        const horizon = 12;
        const { data, columns } = purchaseDistribution(model, customers, { horizon, max: 600 });
        const expected = expectedPurchases(model, customers, { horizon });
        for (let i = 0; i < rows.length; i++) {
          const probabilities = data.subarray(i * columns, (i + 1) * columns);
          let [total, mean] = [0, 0];
          for (let y = 0; y < columns; y++) {
            expect(probabilities[y]! >= 0).toBe(true);
            total += probabilities[y]!;
            mean += y * probabilities[y]!;
          }
          expect(Math.abs(total - 1)).toBeLessThan(1e-10);
          expect(Math.abs(mean - expected[i]!)).toBeLessThan(1e-9 * (1 + expected[i]!));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("treats a new customer as one of age 0", () => {
    const newcomer = { frequency: [0], recency: [0], age: [0], opportunities: [0] };
    for (const horizon of [0, 1, 39, 200]) {
      const expected = expectedPurchases(model, newcomer, { horizon })[0]!;
      expect(expectedPurchasesNewCustomer(model, horizon)).toBeCloseTo(expected, 12);
    }
  });

  it("says the same of a customer alone and among others", () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const customers = customersOf(model, rows);
        const discountRate = { perUnit: 0.01 };
        const all = expectedPurchases(model, customers, { horizon: 20 });
        const worth = discountedExpectedPurchases(model, customers, { discountRate });
        const last = rows.length - 1;
        expect(expectedPurchases(model, [customers[last]!], { horizon: 20 })[0]).toBe(all[last]);
        expect(discountedExpectedPurchases(model, [customers[last]!], { discountRate })[0]).toBe(worth[last]);
      }),
      { numRuns: 15 },
    );
  });

  it("stays finite for frequencies of 10,000 and ages of a million", () => {
    const extreme = [
      { frequency: 10_000, recency: 1e6, lastOpportunity: 1e6, age: 1e6, opportunities: 1e6 },
      { frequency: 10_000, recency: 1, lastOpportunity: 10_000, age: 1e6, opportunities: 1e6 },
      { frequency: 10_000, recency: 10_000, lastOpportunity: 10_000, age: 10_000, opportunities: 10_000 },
      { frequency: 0, recency: 0, lastOpportunity: 0, age: 1e6, opportunities: 1e6 },
    ];
    const customers = customersOf(model, extreme);
    const discountRate = { perUnit: 0.001 };
    for (const values of [
      probabilityAlive(model, customers),
      probabilityAlive(model, customers, { at: 100 }),
      expectedPurchases(model, customers, { horizon: 100 }),
      discountedExpectedPurchases(model, customers, { discountRate, horizon: 100 }),
      discountedExpectedPurchases(model, customers, { discountRate }),
      purchaseDistribution(model, customers, { horizon: 10, max: 30 }).data,
    ]) {
      expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    }
  });

  it("has predictive intervals that hold what they promise", () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const customers = customersOf(model, rows);
        const horizon = 15;
        const level = 0.8;
        const { data, columns } = purchaseDistribution(model, customers, { horizon, max: 400 });
        const intervals = predictiveIntervals(model, customers, { horizon, level }).toRows();
        const expected = expectedPurchases(model, customers, { horizon });
        for (const [i, { lower, upper, silent, expected: mean }] of intervals.entries()) {
          const below = (y: number): number =>
            data.subarray(i * columns, i * columns + y).reduce((sum, probability) => sum + probability, 0);
          expect(mean).toBeCloseTo(expected[i]!, 10);
          expect(silent).toBeCloseTo(data[i * columns]!, 10);
          expect(below(lower!)).toBeLessThan(0.1 + 1e-12);
          expect(below(lower! + 1)).toBeGreaterThan(0.1 - 1e-12);
          expect(below(upper!)).toBeLessThan(0.9 + 1e-12);
          expect(below(upper! + 1)).toBeGreaterThan(0.9 - 1e-12);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("BG/NBD", () => {
  const model = everyKind[0]!;

  it("takes everybody without a repeat purchase to be there, which MBG/NBD and Pareto/NBD do not", () => {
    const silent = { frequency: [0, 0], recency: [0, 0], age: [5, 1e6] };
    expect([...probabilityAlive(model, silent)]).toEqual([1, 1]);
    for (const other of [everyKind[1]!, everyKind[2]!]) {
      for (const alive of probabilityAlive(other, silent)) expect(alive).toBeLessThan(1);
    }
  });

  it("with k = 1 is BG/CNBD-k", () => {
    const regular: PurchaseModel = { kind: "bg-cnbd-k", parameters: { k: 1, ...model.parameters } as never };
    const customers = { frequency: [0, 3], recency: [0, 30], age: [39, 39] };
    expect([...expectedPurchases(regular, customers, { horizon: 9 })]).toEqual([
      ...expectedPurchases(model, customers, { horizon: 9 }),
    ]);
  });

  it("is continuous where the closed form divides by 0, at a = 1", () => {
    const at = (a: number): number =>
      expectedPurchasesNewCustomer({ kind: "bg-nbd", parameters: { r: 0.5, alpha: 5, a, b: 2 } }, 30);
    const middle = at(1);
    expect(Math.abs((at(1 - 1e-5) + at(1 + 1e-5)) / 2 - middle)).toBeLessThan(1e-9);
  });

  it("in the limit of customers all alike purchases as a Poisson process with geometric drop-out", () => {
    const [rate, dropout, size, t] = [0.2, 0.3, 1e7, 26];
    const alike: PurchaseModel = {
      kind: "bg-nbd",
      parameters: { r: rate * size, alpha: size, a: dropout * size, b: (1 - dropout) * size },
    };
    const expected = -Math.expm1(-rate * dropout * t) / dropout;
    expect(expectedPurchasesNewCustomer(alike, t)).toBeCloseTo(expected, 5);
    const customer = { frequency: [2], recency: [20], age: [39] };
    const stay = (1 - dropout) * Math.exp(-rate * 19);
    expect(probabilityAlive(alike, customer)[0]).toBeCloseTo(stay / (stay + dropout), 5);
  });

  it("has P(alive) that first rises and then falls with frequency, given recency and age", () => {
    const frequency = Array.from({ length: 30 }, (_, i) => i + 1);
    const alive = probabilityAlive(model, {
      frequency,
      recency: frequency.map(() => 30),
      age: frequency.map(() => 39),
    });
    const peak = alive.indexOf(Math.max(...alive));
    expect(peak).toBeGreaterThan(0);
    expect(alive[29]!).toBeLessThan(alive[peak]!);
  });
});

describe("Pareto/NBD", () => {
  it("has a distribution that is exact also for customers who purchase thousands of times", () => {
    for (const [x, horizon, max] of [
      [40, 12, 400],
      [1000, 20, 3000],
      [10_000, 1, 2000],
    ] as const) {
      const customer = { frequency: [x], recency: [39], age: [39] };
      const { data } = purchaseDistribution(everyKind[2]!, customer, { horizon, max });
      const mean = data.reduce((sum, probability, y) => sum + y * probability, 0);
      expect(data.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 10);
      expect(mean / expectedPurchases(everyKind[2]!, customer, { horizon })[0]!).toBeCloseTo(1, 10);
    }
  });
});

describe("interpolation over ages", () => {
  it("is as good as the computation itself", () => {
    const size = fc.double({ min: 0.05, max: 30, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(size, size, size, size), fc.integer({ min: 0, max: 300 }), size, size, (p, x, age, t) => {
        const process = bgNbd.process(Float64Array.from(p));
        const direct = (frequency: number, T: number): number => process.expected(frequency, 0, T, 5 * t);
        const interpolated = interpolateOverAges(process.singularity!, direct);
        expect(Math.abs(interpolated(x, age) / direct(x, age) - 1)).toBeLessThan(1e-11);
      }),
      { numRuns: 100 },
    );
  });
});

describe("expected spend", () => {
  const spend = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } as const;

  it("lies between a customer's own mean and that of all customers, nearer the more purchases there are", () => {
    const all = (6.25 * 15.44) / 2.74;
    const one = expectedSpend(spend, { frequency: [1, 5, 50, 5000], monetary: [100, 100, 100, 100] });
    for (let i = 0; i < 4; i++) expect(one[i]! > all && one[i]! < 100).toBe(true);
    for (let i = 1; i < 4; i++) expect(one[i]!).toBeGreaterThan(one[i - 1]!);
    expect(one[3]).toBeCloseTo(100, 1);
  });

  it("ignores what stands in the spend of customers without repeat purchases", () => {
    const values = expectedSpend(spend, { frequency: [0, 0, 0], monetary: [null, 0, 77] });
    expect(new Set(values).size).toBe(1);
  });
});

describe("customers of any form", () => {
  const rows = [
    { frequency: 2, recency: 30.43, age: 38.86, customer: "__proto__" },
    { frequency: 0, recency: 0, age: 12, customer: "constructor" },
  ];
  const columns = { frequency: [2, 0], recency: Float64Array.of(30.43, 0), age: [38.86, 12] };

  it("are read alike, also frozen, and scored in their order", () => {
    const expected = [...expectedPurchases(everyKind[0]!, columns, { horizon: 39 })];
    for (const input of [rows, Object.freeze(columns), table(rows), rows.values()]) {
      expect([...expectedPurchases(everyKind[0]!, input, { horizon: 39 })]).toEqual(expected);
    }
    const scored = table(rows).withColumn("next", expectedPurchases(everyKind[0]!, rows, { horizon: 39 }));
    expect(scored.toRows()[0]).toMatchObject({ customer: "__proto__", next: expected[0] });
  });

  it("may be a million", () => {
    const many = {
      frequency: Float64Array.from({ length: 1e6 }, (_, i) => i % 7),
      recency: Float64Array.from({ length: 1e6 }, (_, i) => (i % 7 === 0 ? 0 : 1 + (i % 26))),
      age: Float64Array.from({ length: 1e6 }, (_, i) => 27 + (i % 84) / 7),
    };
    const alive = probabilityAlive(everyKind[0]!, many);
    expect(alive).toHaveLength(1e6);
    expect(alive.every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});
