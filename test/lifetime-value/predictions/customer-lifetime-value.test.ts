import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { customerProfit, summarizeCustomers } from "../../../src/customers/index.js";
import { presentValue } from "../../../src/finance/index.js";
import {
  customerLifetimeValue,
  discountedExpectedPurchases,
  expectedPurchases,
  expectedSpend,
  type PurchaseModel,
  probabilityAlive,
  simulateCustomers,
  simulateOrders,
} from "../../../src/lifetime-value/index.js";
import { table } from "../../../src/table/index.js";
import { describeWithSharedData, referenceRows, sharedTable } from "../../shared-data.js";
import { bgNbd, paretoNbd, spend } from "../known-models.js";

const models: PurchaseModel[] = [
  bgNbd,
  paretoNbd,
  { kind: "mbg-nbd", parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, unit: "week" },
  { kind: "nbd", parameters: { r: 0.385, alpha: 12.07 }, unit: "week" },
  { kind: "bg-cnbd-k", parameters: { k: 2, r: 0.4, alpha: 3, a: 0.8, b: 2.4 }, unit: "week" },
];

const customers = {
  customer: ["ada", "bob", "cyd", "dan"],
  frequency: [2, 0, 7, 1],
  recency: [30.43, 0, 35, 1.71],
  age: [38.86, 38.86, 39, 20],
  monetary: [22.35, null, 41.2, 11.77],
};

/** The definition, unit by unit. */
function unitByUnit(model: PurchaseModel, horizon: number, annual: number, offset: number): number[] {
  const within = (t: number): Float64Array => expectedPurchases(model, customers, { horizon: t });
  const perWeek = (1 + annual) ** (7 / 365.25);
  const sums = [0, 0, 0, 0];
  let before = within(0);
  for (let i = 0; i < horizon; i++) {
    const end = Math.min(i + 1, horizon);
    const after = within(end);
    for (let c = 0; c < 4; c++) sums[c]! += (after[c]! - before[c]!) * perWeek ** -(i + offset * (end - i));
    before = after;
  }
  const perPurchase = expectedSpend(spend, customers);
  return sums.map((sum, c) => sum * perPurchase[c]!);
}

describe("the lifetime value of customers", () => {
  it.each(models.map((model) => [model.kind, model] as const))(
    "is what the definition says, unit by unit (%s)",
    (_, model) => {
      for (const [horizon, timing, offset] of [
        [1, "mid", 0.5],
        [39, "mid", 0.5],
        [26.4, "end", 1],
        [150, "start", 0],
      ] as const) {
        const expected = unitByUnit(model, horizon, 0.1, offset);
        const { value } = customerLifetimeValue(model, spend, customers, {
          horizon,
          timing,
          discountRate: { annual: 0.1 },
        }).toColumns();
        for (let c = 0; c < 4; c++) expect(value[c]! / expected[c]!).toBeCloseTo(1, 10);
      }
    },
  );

  it("tells everything on the way to the value, and what it was computed with", () => {
    const result = customerLifetimeValue(bgNbd, spend, customers, {
      horizon: 52,
      discountRate: { annual: 0.1 },
      margin: 0.4,
    });
    expect(result.columnNames).toEqual([
      "customer",
      "probabilityAlive",
      "expectedPurchases",
      "discountedPurchases",
      "expectedSpend",
      "value",
    ]);
    const columns = result.toColumns();
    const alive = probabilityAlive(bgNbd, customers);
    expect(columns.expectedSpend).toEqual([...expectedSpend(spend, customers)]);
    const purchases = expectedPurchases(bgNbd, customers, { horizon: 52 });
    for (let c = 0; c < 4; c++) {
      expect(columns.probabilityAlive[c]).toBeCloseTo(alive[c]!, 12);
      expect(columns.expectedPurchases[c]).toBeCloseTo(purchases[c]!, 12);
      expect(columns.value[c]).toBeCloseTo(0.4 * columns.discountedPurchases[c]! * columns.expectedSpend[c]!, 12);
    }
    expect(result).toMatchObject({ unit: "week", horizon: 52, timing: "mid", withoutMargin: 0 });
    expect(result.discountRate.annual).toBeCloseTo(0.1, 13);
    expect(result.discountRate.perUnit).toBeCloseTo(1.1 ** (7 / 365.25) - 1, 13);
    expect(result.total).toBeCloseTo(
      columns.value.reduce<number>((sum, value) => sum + value!, 0),
      10,
    );
  });

  it("is expected revenue without a discount, and less with one", () => {
    const plain = customerLifetimeValue(paretoNbd, spend, customers, {
      horizon: 30,
      discountRate: { perUnit: 0 },
    }).toColumns();
    for (let c = 0; c < 4; c++) {
      expect(plain.value[c]).toBeCloseTo(plain.expectedPurchases[c]! * plain.expectedSpend[c]!, 10);
    }
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.double({ min: 0.5, max: 200, noNaN: true }),
        (rate, horizon) => {
          const at = (perUnit: number, h: number): number =>
            customerLifetimeValue(bgNbd, spend, customers, { horizon: h, discountRate: { perUnit } }).total;
          expect(at(rate + 0.01, horizon)).toBeLessThan(at(rate, horizon));
          expect(at(rate, horizon + 1)).toBeGreaterThan(at(rate, horizon) * (1 - 1e-12));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("takes margins for all, by column, or one each, and leaves out customers without one", () => {
    const options = { horizon: 52, discountRate: { annual: 0.1 } } as const;
    const revenue = customerLifetimeValue(bgNbd, spend, customers, options).toColumns().value;
    const margins = [0.5, 0.2, null, -0.1];
    const byColumn = customerLifetimeValue(bgNbd, spend, table({ ...customers, margin: margins }), {
      ...options,
      margin: "margin",
    });
    const each = customerLifetimeValue(bgNbd, spend, customers, {
      ...options,
      margin: Float64Array.of(0.5, 0.2, Number.NaN, -0.1),
    });
    for (const result of [byColumn, each]) {
      const { value } = result.toColumns();
      expect(value[2]).toBeNull();
      for (const c of [0, 1, 3]) expect(value[c]).toBeCloseTo(revenue[c]! * margins[c]!, 12);
      expect(result.withoutMargin).toBe(1);
      expect(result.total).toBeCloseTo(value[0]! + value[1]! + value[3]!, 12);
    }
  });

  it("works on the margins of customerProfit, joined by customer", () => {
    const orders = simulateOrders(paretoNbd, { customers: 80, start: "2025-01-01", end: "2025-12-31", seed: 2, spend });
    const columns = { customer: "customer", date: "date", amount: "amount" } as const;
    const summarized = summarizeCustomers(orders, { ...columns, unit: "week", end: "2025-12-31" });
    const profit = customerProfit(orders, { ...columns, directCost: { share: 0.55 } });
    const known = summarized.join(profit.select("customer", "margin"), { on: "customer" });
    const values = customerLifetimeValue(paretoNbd, spend, known, {
      horizon: 52,
      discountRate: { annual: 0.1 },
      margin: "margin",
    });
    const revenue = customerLifetimeValue(paretoNbd, spend, summarized, { horizon: 52, discountRate: { annual: 0.1 } });
    expect(values.unit).toBe("week");
    expect(values.withoutMargin).toBe(0);
    expect(values.total).toBeCloseTo(0.45 * revenue.total, 6);
  });

  it("takes the spend per purchase itself, and counts of identical customers", () => {
    const options = { horizon: 52, discountRate: { annual: 0.1 } } as const;
    const one = customerLifetimeValue(bgNbd, 10, customers, options).toColumns();
    for (let c = 0; c < 4; c++) expect(one.value[c]).toBeCloseTo(10 * one.discountedPurchases[c]!, 12);
    const each = customerLifetimeValue(bgNbd, [1, 2, 3, 4], customers, options).toColumns();
    expect(each.value[3]).toBeCloseTo(4 * each.discountedPurchases[3]!, 12);
    const counted = customerLifetimeValue(bgNbd, 10, { ...customers, count: [3, 1, 0, 1] }, options);
    expect(counted.total).toBeCloseTo(3 * one.value[0]! + one.value[1]! + one.value[3]!, 10);
  });

  it("looks at all time to come when there is a discount", () => {
    const discountRate = { continuousPerUnit: 0.0027 };
    const forever = customerLifetimeValue(paretoNbd, spend, customers, {
      horizon: Number.POSITIVE_INFINITY,
      discountRate,
    }).toColumns();
    const dert = discountedExpectedPurchases(paretoNbd, customers, { discountRate });
    for (let c = 0; c < 4; c++) expect(forever.discountedPurchases[c]).toBeCloseTo(dert[c]!, 10);
    expect(forever.expectedPurchases).toEqual([null, null, null, null]);
    expect(() =>
      customerLifetimeValue(paretoNbd, spend, customers, {
        horizon: Number.POSITIVE_INFINITY,
        discountRate: { perUnit: 0 },
      }),
    ).toThrow(/infinitely much/);
  });

  it("does not change with the unit in which the same history is told", () => {
    const inDays = {
      ...paretoNbd,
      parameters: { r: 0.553, alpha: 10.578 * 7, s: 0.606, beta: 11.669 * 7 },
      unit: "day",
    } as const;
    const days = { ...customers, recency: customers.recency.map((t) => 7 * t), age: customers.age.map((t) => 7 * t) };
    const discountRate = { annual: 0.12 };
    const weekly = customerLifetimeValue(paretoNbd, spend, customers, { horizon: 52, discountRate }).toColumns();
    const daily = customerLifetimeValue(inDays, spend, days, { horizon: 364, discountRate }).toColumns();
    for (let c = 0; c < 4; c++) {
      expect(daily.expectedPurchases[c]).toBeCloseTo(weekly.expectedPurchases[c]!, 9);
      // Only the middle of a day differs from the middle of a week.
      expect(daily.value[c]! / weekly.value[c]!).toBeCloseTo(1, 4);
    }
  });

  it("values opportunities, each at its own place in its unit", () => {
    const bgBb = {
      kind: "bg-bb",
      parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 },
      unit: "year",
    } as const;
    const donors = { frequency: [3, 0], recency: [4, 0], opportunities: [6, 6] };
    const discountRate = { annual: 0.1 };
    const { value } = customerLifetimeValue(bgBb, 50, donors, { horizon: 4, discountRate, timing: "end" }).toColumns();
    for (let c = 0; c < 2; c++) {
      const flows = [1, 2, 3, 4].map(
        (h) =>
          expectedPurchases(bgBb, donors, { horizon: h })[c]! - expectedPurchases(bgBb, donors, { horizon: h - 1 })[c]!,
      );
      expect(value[c]).toBeCloseTo(50 * presentValue(flows, { discountRate, unit: "year" }), 10);
    }
    expect(() => customerLifetimeValue(bgBb, 50, donors, { horizon: 4.5, discountRate })).toThrow(/whole number/);
  });

  it("is exact also where a horizon of many units is summed by interpolation", () => {
    for (const model of models) {
      const simulated = simulateCustomers(model, {
        customers: 25,
        age: Array.from({ length: 25 }, (_, i) => 1 + i),
        seed: 3,
      });
      for (const horizon of [60, 300]) {
        const result = customerLifetimeValue(model, 1, simulated, {
          horizon,
          discountRate: { perUnit: 0.004 },
        }).toColumns();
        let before = new Float64Array(25);
        const sums = new Float64Array(25);
        for (let i = 0; i < horizon; i++) {
          const after = expectedPurchases(model, simulated, { horizon: i + 1 });
          for (let c = 0; c < 25; c++) sums[c]! += (after[c]! - before[c]!) * 1.004 ** -(i + 0.5);
          before = after as Float64Array<ArrayBuffer>;
        }
        for (let c = 0; c < 25; c++) expect(Math.abs(result.value[c]! - sums[c]!)).toBeLessThan(1e-9 * (1 + sums[c]!));
      }
    }
  });

  it.each([
    [{ horizon: -1 }, {}, /horizon/],
    [{ horizon: Number.NaN }, {}, /horizon/],
    [{ discountRate: { annual: 0.1 } }, { unit: null }, /unit/],
    [{ discountRate: 0.1 }, {}, /say its period/],
    [{ margin: "profit" }, {}, /column "profit"/],
    [{ margin: [1, 2] }, {}, /2 values where there are 4 customers/],
    [{ margin: Number.NaN }, {}, /margin/],
    [{ timing: "now" }, {}, /"end", "mid", "start"/],
    [{ years: 3 }, {}, /no option "years"/],
    [{}, { unit: "fortnight" }, /unit/],
    [{}, { kind: "gamma-gamma" }, /needs a model of kind/],
    [{}, { parameters: { r: 1, alpha: -1, a: 1, b: 1 } }, /alpha/],
  ])("refuses options %j with model %j", (wrong, changed, message) => {
    const options = { horizon: 10, discountRate: { annual: 0.1 }, ...wrong } as never;
    expect(() => customerLifetimeValue({ ...bgNbd, ...changed } as never, spend, customers, options)).toThrow(message);
  });

  it("refuses bad customers and units that do not fit", () => {
    const options = { horizon: 10, discountRate: { perUnit: 0.01 } };
    const monthly = Object.assign(table(customers), { unit: "month" });
    expect(() => customerLifetimeValue(bgNbd, spend, monthly, options)).toThrow(/units of a week.*month/);
    expect(() => customerLifetimeValue(bgNbd, spend, [], options)).toThrow(/no rows/);
    expect(() => customerLifetimeValue(bgNbd, spend, { ...customers, recency: [99, 0, 35, 1.71] }, options)).toThrow(
      /row 1/,
    );
    expect(() =>
      customerLifetimeValue(bgNbd, spend, { ...customers, monetary: [22, null, null, 11] }, options),
    ).toThrow(/row 3/);
    expect(() => customerLifetimeValue(bgNbd, [1], customers, options)).toThrow(/1 value where there are 4/);
  });
});

describeWithSharedData("the published residual value of CDNOW customers", () => {
  it("is reproduced: Pareto/NBD and Gamma-Gamma, all time to come at 15 % a year", async () => {
    const row = referenceRows("lifetime-value.json").find(
      (candidate) => candidate.model === "Pareto/NBD + Gamma-Gamma",
    )!;
    const cbs = await sharedTable("cdnow_btyd_cbs.csv");
    const { x, "t.x": tx, "T.cal": age, "m.x": mean } = cbs.toColumns() as Record<string, number[]>;
    const data = { frequency: x!, recency: tx!, age: age!, monetary: mean!.map((m, i) => (x![i] === 0 ? null : m)) };
    const { fitGammaGamma, fitParetoNbd } = await import("../../../src/lifetime-value/index.js");
    const repeat = mean!.map((m) => m > 0);
    const buyers = table(data).where(repeat);
    const result = customerLifetimeValue(fitParetoNbd(data), fitGammaGamma(buyers), data, {
      horizon: Number.POSITIVE_INFINITY,
      discountRate: { continuousPerUnit: 0.0027 },
    });
    expect(Math.abs(result.total - (row.value as number))).toBeLessThanOrEqual(row.tolerance!);
  });
});
