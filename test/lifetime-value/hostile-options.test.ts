import { describe, expect, it } from "vitest";
import { ClienteleError } from "../../src/errors/index.js";
import * as finance from "../../src/finance/index.js";
import * as lifetimeValue from "../../src/lifetime-value/index.js";

type Unknown = (...input: unknown[]) => unknown;
const functions = { ...finance, ...lifetimeValue } as Record<string, unknown> as Record<string, Unknown>;

const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.4, a: 0.8, b: 2.4 }, unit: "week" };
const spend = { kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } };
const customers = { customer: ["a", "b"], frequency: [2, 0], recency: [30, 0], age: [38, 20], monetary: [22, null] };
const rate = { discountRate: { annual: 0.1 }, unit: "year" };
const credit = {
  price: 10,
  rate: { nominalAnnual: 0.1 },
  term: 3,
  unit: "month",
  downPayment: 1,
  finalPayment: 1,
  timing: "start",
};

const calls: [string, unknown[]][] = [
  ["presentValue", [[1, 2], { ...rate, timing: "mid" }]],
  ["paybackTime", [[1, 2], { investment: 1, ...rate, timing: "mid" }]],
  ["breakEven", [{ fixedCosts: 1, price: 2, variableCost: 1, expectedSales: 3 }]],
  ["installment", [credit]],
  ["affordability", [{ ...credit, shareOfIncome: 0.2, otherPayments: 1, income: 30 }]],
  [
    "simpleLifetimeValue",
    [
      {
        ...rate,
        revenue: 3,
        directCost: 1,
        purchaseFrequency: 2,
        retention: 0.8,
        crossSelling: 1,
        referrals: { perUnit: 0.1, value: 3 },
        acquisitionCost: 1,
        retentionCost: 1,
        defaultProbability: 0.1,
        horizon: 4,
        timing: "mid",
      },
    ],
  ],
  [
    "worthSpending",
    [
      { ...rate, margin: 3, relationshipLength: 5 },
      {
        win: { successRate: 0.1 },
        keep: { retentionWith: 0.9 },
        reactivate: { successRate: 0.1, returnsAnyway: 0.1, retention: 0.2, marginFactor: 1 },
      },
    ],
  ],
  ["lifetimeSensitivity", [{ ...rate, margin: 3, retention: 0.8, referrals: 0.1 }, { change: 0.1 }]],
  [
    "customerEquity",
    [
      [{ value: 1, g: "a", n: 1 }],
      {
        value: "value",
        count: "n",
        group: "g",
        newCustomers: { ...rate, perUnit: [1, 2], value: 3, horizon: 2, timing: "mid" },
      },
    ],
  ],
  [
    "customerLifetimeValue",
    [model, spend, customers, { horizon: 10, discountRate: { annual: 0.1 }, margin: 0.3, timing: "mid" }],
  ],
  [
    "validateHoldout",
    [
      { x: model },
      { calibration: customers, holdout: { purchases: [1, 0], spend: [3, 4] } },
      {
        horizon: 10,
        by: "week",
        spendModel: spend,
        topFrequency: 3,
        tracking: { orders: [{ c: "a", d: "2026-01-01" }], customer: "c", date: "d" },
      },
    ],
  ],
  [
    "forecastOrders",
    [model, customers, { horizon: 2, by: "week", spendModel: spend, newCustomers: [1, 2], level: 0.9, seed: 1 }],
  ],
  [
    "compareForecast",
    [lifetimeValue.forecastOrders(model as never, customers, { horizon: 3 }), { orders: [1, 2], revenue: [1, 2] }],
  ],
  ["fitShiftedBetaGeometric", [{ survivors: [10, 5, 3], unit: "year" }]],
  [
    "fitBetaDiscreteWeibull",
    [
      {
        survivors: [
          [10, 5, 3],
          [4, 3],
        ],
        unit: "year",
      },
    ],
  ],
  ["fitRetentionCurve", [{ survivors: [10, 5, 3], unit: "year", shape: "power" }]],
  ["retentionTable", [{ survivors: [10, 5, 3], unit: "year" }]],
  ["compareRetentionCurves", [{ survivors: [10, 5, 3, 2], unit: "year", holdout: 1, horizon: 4 }]],
  [
    "discountedLifetime",
    [
      { kind: "shifted-beta-geometric", parameters: { alpha: 1, beta: 2 }, unit: "year" },
      { discountRate: { annual: 0.1 }, renewals: 2, horizon: 4 },
    ],
  ],
  ["survivalCurve", [{ kind: "retention-curve", shape: "power", coefficients: [1, -0.5], unit: null }, [1, 2, 3]]],
  ["retentionRates", [{ kind: "beta-discrete-weibull", parameters: { alpha: 1, beta: 2, c: 1 }, unit: null }, 3]],
];

const wrong = [
  undefined,
  null,
  -1,
  1e308,
  "x",
  "",
  [],
  {},
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  () => 1,
  Symbol("s"),
  10n,
  new Map(),
  [null],
  Object.create(null),
];

function replaced(list: readonly unknown[], place: number, value: unknown): unknown[] {
  return list.map((part, i) => (i === place ? value : part));
}

/** Every input that differs from the given one in a single place, which is wrong or left out. */
function* spoiled(input: unknown): Generator<unknown> {
  if (typeof input !== "object" || input === null || Object.getPrototypeOf(input) === null) return;
  if (Array.isArray(input)) {
    for (const [i, part] of input.entries()) {
      for (const value of wrong) yield replaced(input, i, value);
      for (const value of spoiled(part)) yield replaced(input, i, value);
    }
    return;
  }
  if (Object.getPrototypeOf(input) !== Object.prototype) return;
  for (const [key, part] of Object.entries(input)) {
    for (const value of wrong) yield { ...input, [key]: value };
    for (const value of spoiled(part)) yield { ...input, [key]: value };
    yield Object.fromEntries(Object.entries(input).filter(([other]) => other !== key));
  }
}

describe("whatever one argument is replaced by, the functions of value and finance answer or refuse", () => {
  it.each(calls)("%s", (name, input) => {
    expect(() => functions[name]!(...input)).not.toThrow();
    let refused = 0;
    for (const changed of spoiled(input)) {
      try {
        functions[name]!(...(changed as unknown[]));
      } catch (error) {
        refused++;
        expect(error, `${name}: ${String(error)}`).toBeInstanceOf(ClienteleError);
        expect((error as ClienteleError).message.length).toBeLessThan(500);
      }
    }
    expect(refused).toBeGreaterThan(wrong.length / 2);
  });
});
