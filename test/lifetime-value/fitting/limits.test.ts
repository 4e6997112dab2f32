import { describe, expect, it } from "vitest";
import { readModel } from "../../../src/errors/index.js";
import {
  compareForecast,
  customerLifetimeValue,
  expectedPurchases,
  expectedSpend,
  fitBetaDiscreteWeibull,
  fitBgBb,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  fitShiftedBetaGeometric,
  forecastOrders,
  parameterIntervals,
  predictiveIntervals,
  probabilityAlive,
  simulateCustomers,
  simulateOrders,
  totalPurchases,
  validateHoldout,
} from "../../../src/lifetime-value/index.js";
import { modelFormats } from "../../../src/models/model-formats.js";
import { errorOf } from "../../error-of.js";

const cdnow = { kind: "pareto-nbd", parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } } as const;

/** Nobody is seen to leave, so that the fit ends at a limit. */
const loyal = simulateCustomers(
  { kind: "nbd", parameters: { r: 1, alpha: 8 }, unit: "week" },
  { customers: 200, age: 39, seed: 13 },
);

describe("a fit that ended at a limit", () => {
  const model = fitParetoNbd(loyal);

  it("has no standard errors as if the limit were known, and says why", () => {
    expect(model.status).toBe("boundary");
    expect(model.covariance).toBeNull();
    expect(Object.values(model.standardErrors)).toEqual([null, null, null, null]);
    expect(model.uncertaintyReason).toMatch(/as if the limit were known: too small/);
    for (const row of parameterIntervals(model)) expect([row.lower, row.upper]).toEqual([null, null]);
  });

  it("gives totals and forecasts without intervals, and the reason instead", () => {
    const total = totalPurchases(model, loyal, { horizon: 26 });
    expect([total.standardError, total.lower, total.upper]).toEqual([null, null, null]);
    expect(total.reason).toContain(model.statusReason);
    const forecast = forecastOrders(model, loyal, { horizon: 4 });
    expect(forecast.intervalReason).toContain(model.statusReason);
    expect(forecast.column("lower").toArray()).toEqual([null, null, null, null]);
    expect(
      forecast
        .column("orders")
        .toArray()
        .every((value) => value! > 0),
    ).toBe(true);
    const comparison = compareForecast(forecast, [5, 5, 5]);
    expect(comparison.column("status").toArray()).toEqual(["no interval", "no interval", "no interval", "to come"]);
    expect(comparison.alarm).toBeNull();
  });

  it("leaves intervals to fits inside, and to models whose parameters are taken as known", () => {
    const { kind, parameters } = model;
    for (const other of [
      fitBgNbd(simulateCustomers(cdnow, { customers: 800, age: 39, seed: 1 })),
      { kind, parameters },
    ]) {
      const forecast = forecastOrders(other, loyal, { horizon: 2 });
      expect(forecast.intervalReason).toBeNull();
      expect(forecast.column("upper").at(0)! > forecast.column("orders").at(0)!).toBe(true);
    }
  });

  it("loses the conditional covariance of schema 1 when read", () => {
    const format = modelFormats.find((candidate) => candidate.kind === "pareto-nbd")!;
    const { notes: _notes, fingerprint: _fingerprint, ...rest } = JSON.parse(JSON.stringify(model));
    const older = {
      ...rest,
      schema: 1,
      standardErrors: { r: 0.1, alpha: 1, s: null, beta: null },
      covariance: [1, 2, 3, 4].map(() => [0.1, 0.1, 0.1, 0.1]),
    };
    expect(readModel("parseModel", format, older)).toMatchObject({
      covariance: null,
      standardErrors: { r: null, alpha: null, s: null, beta: null },
    });
  });
});

describe("a fit without any repeat purchase", () => {
  it("says that its parameters are placeholders wherever it is used", () => {
    const idle = fitBgNbd({ frequency: [0, 0], recency: [0, 0], age: [9, 10] });
    const customers = { frequency: [2], recency: [5], age: [9] };
    for (const use of [
      () => expectedPurchases(idle, customers, { horizon: 4 }),
      () => probabilityAlive(idle, customers),
      () => forecastOrders(idle, customers, { horizon: 4 }),
      () => simulateCustomers(idle, { customers: 3, age: 9 }),
    ]) {
      expect(errorOf(use)).toMatchObject({ code: "unusable-model" });
      expect(errorOf(use).message).toMatch(/no customer has a repeat purchase/);
    }
    const donors = fitBgBb({ frequency: [0], recency: [0], opportunities: [6] });
    const one = { frequency: [1], recency: [1], opportunities: [6] };
    expect(errorOf(() => expectedPurchases(donors, one, { horizon: 2 })).message).toMatch(/no customer/);
  });
});

describe("a customer with a mean spend of 0", () => {
  const spend = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } as const;
  const customers = { frequency: [2, 1], recency: [20, 10], age: [39, 39], monetary: [0, 12] };

  it("has an expected spend of γ·p/(p·x + q − 1)", () => {
    expect(expectedSpend(spend, customers)[0]).toBeCloseTo((15.44 * 6.25) / (6.25 * 2 + 3.74 - 1), 12);
  });

  it("does not stop lifetime values, forecasts of revenue and validation", () => {
    const values = customerLifetimeValue(cdnow, spend, customers, { horizon: 10, discountRate: { perUnit: 0.01 } });
    expect(values.column("value").at(0)).toBeGreaterThan(0);
    expect(forecastOrders(cdnow, customers, { horizon: 2, spendModel: spend }).column("revenue").at(0)).toBeGreaterThan(
      0,
    );
    const split = { calibration: customers, holdout: { purchases: [1, 0], spend: [3, 0] } };
    expect(validateHoldout(cdnow, split, { horizon: 10, spendModel: spend }).customers).toBe(2);
  });

  it("has no likelihood, so that the fit still refuses it", () => {
    expect(errorOf(() => fitGammaGamma(customers))).toMatchObject({ code: "out-of-range" });
  });
});

describe("shares in place of customers", () => {
  it("are refused by the fits that weigh customers", () => {
    for (const fitContract of [fitShiftedBetaGeometric, fitBetaDiscreteWeibull]) {
      expect(errorOf(() => fitContract({ survivors: [1, 0.869, 0.743, 0.653] }))).toMatchObject({
        code: "out-of-range",
      });
      expect(
        errorOf(() =>
          fitContract({
            survivors: [
              [100, 80, 70],
              [1, 0.8, 0.7],
            ],
          }),
        ).message,
      ).toMatch(/cohort 2 .*shares/);
      expect(fitContract({ survivors: [1000, 869, 743, 653] }).customers).toBe(1000);
    }
  });
});

describe("sizes", () => {
  it("are checked before anything is allocated", () => {
    const customers = { frequency: [2], recency: [20], age: [39] };
    expect(errorOf(() => predictiveIntervals(cdnow, customers, { horizon: 1e308 })).code).toMatch(/option|range/);
    expect(errorOf(() => predictiveIntervals(cdnow, customers, { horizon: 1e30 })).code).toBe("out-of-range");
    expect(predictiveIntervals(cdnow, customers, { horizon: 1e4 }).numRows).toBe(1);
    expect(errorOf(() => simulateCustomers(cdnow, { customers: 1e9, age: 39 })).code).toBe("invalid-option");
    const dates = { start: "2024-01-01", end: "2024-12-31", unit: "week" } as const;
    expect(errorOf(() => simulateOrders(cdnow, { customers: 1e9, ...dates })).code).toBe("invalid-option");
  });
});
