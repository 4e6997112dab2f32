import { describe, expect, it } from "vitest";
import { readModel } from "../../src/errors/index.js";
import {
  compareFits,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  fitBgNbd,
  fitMbgCnbdK,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  likelihoodRatioTest,
  logLikelihood,
  parameterIntervals,
  probabilityAlive,
  simulateCustomers,
  totalPurchases,
} from "../../src/lifetime-value/index.js";
import { modelFormats } from "../../src/models/model-formats.js";
import { createRandom, sum } from "../../src/numeric/index.js";

const truth = { kind: "bg-nbd", parameters: { r: 0.8, alpha: 6, a: 0.8, b: 2.4 }, unit: "week" } as const;
const shop = simulateCustomers(truth, { customers: 2000, age: 40, seed: 3 });
const model = fitBgNbd(shop);

describe("intervals of parameters", () => {
  it("are estimate ± 1.96 standard errors on the chosen scale", () => {
    const natural = parameterIntervals(model, { scale: "natural" }).toRows();
    const logarithmic = parameterIntervals(model).toRows();
    expect(natural.map((row) => row.parameter)).toEqual(["r", "alpha", "a", "b"]);
    for (const [i, row] of natural.entries()) {
      expect(row.upper! - row.estimate!).toBeCloseTo(1.959964 * row.standardError!, 5);
      const ratio = Math.log(logarithmic[i]!.upper! / row.estimate!);
      expect(ratio * row.estimate!).toBeCloseTo(1.959964 * row.standardError!, 5);
      expect(logarithmic[i]!.lower!).toBeGreaterThan(0);
    }
    const half = parameterIntervals(model, { level: 0.5 }).toRows();
    expect(half[0]!.upper! < logarithmic[0]!.upper!).toBe(true);
  });

  it("are missing where the data do not determine a parameter", () => {
    const idle = fitBgNbd({ frequency: [0], recency: [0], age: [9] });
    for (const row of parameterIntervals(idle)) {
      expect([row.standardError, row.lower, row.upper]).toEqual([null, null, null]);
    }
  });
});

describe("the total of all customers", () => {
  it("has the standard error that refits of redrawn customers scatter by", () => {
    const { expected, standardError, lower, upper } = totalPurchases(model, shop, { horizon: 20 });
    expect(expected).toBeCloseTo(sum(expectedPurchases(model, shop, { horizon: 20 })), 8);
    expect(lower! < expected && expected < upper!).toBe(true);
    // The histories are kept; only the parameters are estimated anew, from other customers of the same kind.
    const totals = Array.from({ length: 60 }, (_, i) => {
      const other = fitBgNbd(simulateCustomers(model, { customers: 2000, age: 40, seed: 100 + i }));
      return sum(expectedPurchases(other, shop, { horizon: 20 }));
    });
    const center = totals.reduce((total, value) => total + value, 0) / totals.length;
    const deviation = Math.sqrt(totals.reduce((total, value) => total + (value - center) ** 2, 0) / 59);
    expect(deviation / standardError!).toBeGreaterThan(0.7);
    expect(deviation / standardError!).toBeLessThan(1.4);
  });

  it("counts a row as often as its count says", () => {
    const two = { frequency: [2, 0], recency: [20, 0], age: [39, 30], count: [3, 2] };
    const five = { frequency: [2, 2, 2, 0, 0], recency: [20, 20, 20, 0, 0], age: [39, 39, 39, 30, 30] };
    const grouped = totalPurchases(model, two, { horizon: 10 });
    const single = totalPurchases(model, five, { horizon: 10 });
    expect(grouped.expected).toBeCloseTo(single.expected, 12);
    expect(grouped.standardError).toBeCloseTo(single.standardError!, 12);
  });

  it("has no interval, with the reason, for a model that is only parameters", () => {
    expect(totalPurchases(truth, shop, { horizon: 20 })).toMatchObject({
      standardError: null,
      lower: null,
      reason: expect.stringMatching(/covariance/),
    });
  });
});

describe("comparisons", () => {
  it("order models of the same customers by AIC", () => {
    const table = compareFits([fitNbd(shop), fitParetoNbd(shop), fitMbgNbd(shop), model, fitMbgCnbdK(shop)]);
    const rows = table.toRows();
    expect(rows[0]!.model).toBe("bg-nbd");
    expect(rows.at(-1)!.model).toBe("nbd");
    expect(rows.reduce((total, row) => total + row.weight!, 0)).toBeCloseTo(1, 12);
    expect(rows.map((row) => row.deltaAic! >= 0)).not.toContain(false);
    expect(rows.find((row) => row.model === "mbg-cnbd-k")!.parameters).toBe(5);
  });

  it("tell drop-out from none, and say why the p-value is a bound", () => {
    const test = likelihoodRatioTest(fitNbd(shop), model);
    expect(test.statistic).toBeCloseTo(2 * (model.logLikelihood - fitNbd(shop).logLikelihood), 10);
    expect(test.degreesOfFreedom).toBe(2);
    expect(test.pValue).toBeLessThan(1e-20);
    expect(test.note).toMatch(/drop-out vanishes/);
  });
});

describe.each([
  [
    "bg-nbd",
    fitBgNbd,
    { r: 0.8, alpha: 6, a: 0.8, b: 2.4 },
    [
      { column: "web", on: "alpha", coefficient: 0.5 },
      { column: "income", on: "alpha", coefficient: 0.02 },
      { column: "web", on: "a", coefficient: 0.4 },
      { column: "web", on: "b", coefficient: -0.3 },
    ],
  ],
  [
    "pareto-nbd",
    fitParetoNbd,
    { r: 0.8, alpha: 10, s: 0.7, beta: 12 },
    [
      { column: "web", on: "alpha", coefficient: 0.5 },
      { column: "income", on: "alpha", coefficient: 0.02 },
      { column: "web", on: "beta", coefficient: 0.7 },
    ],
  ],
] as const)("covariates of %s", (kind, fitModel, parameters, effects) => {
  const random = createRandom(8);
  const n = 3000;
  const covariates = {
    web: Float64Array.from({ length: n }, () => (random.uniform() < 0.4 ? 1 : 0)),
    income: Float64Array.from({ length: n }, () => 50 + Math.round(10 * random.normal())),
    luck: Float64Array.from({ length: n }, () => random.normal()),
  };
  const known = {
    kind,
    parameters,
    covariates: effects.map((effect) => ({ ...effect, standardError: null })),
    unit: "week",
  };
  const simulated = simulateCustomers(known as Parameters<typeof simulateCustomers>[0], {
    customers: n,
    age: 50,
    seed: 21,
    covariates,
  });
  const customers = simulated.withColumn("luck", covariates.luck);
  const fitted = fitModel(customers, { covariates: { purchase: ["web", "income"], dropout: ["web"] } });

  it("are found where they are, with their standard errors", () => {
    expect(fitted.status).toBe("converged");
    expect(fitted.covariates.map(({ column, on }) => [column, on])).toEqual(
      effects.map(({ column, on }) => [column, on]),
    );
    for (const [i, effect] of fitted.covariates.entries()) {
      expect(Math.abs(effect.coefficient - effects[i]!.coefficient)).toBeLessThan(4 * effect.standardError!);
    }
    for (const [name, value] of Object.entries(fitted.parameters)) {
      const error = (fitted.standardErrors as Readonly<Record<string, number | null>>)[name]!;
      const true_ = (parameters as Readonly<Record<string, number>>)[name]!;
      expect(Math.abs(value - true_)).toBeLessThan(4 * error);
    }
    expect(fitted.covariance).toHaveLength(4 + effects.length);
    expect(
      parameterIntervals(fitted)
        .toRows()
        .map((row) => row.parameter),
    ).toContain("alpha: web");
  });

  it("stand a likelihood-ratio test, which what is not there does not", () => {
    const plain = fitModel(customers);
    expect(likelihoodRatioTest(plain, fitted).pValue).toBeLessThan(1e-10);
    expect(likelihoodRatioTest(plain, fitted).degreesOfFreedom).toBe(effects.length);
    const lucky = fitModel(customers, { covariates: { purchase: ["luck"] } });
    const test = likelihoodRatioTest(plain, lucky);
    expect(test.degreesOfFreedom).toBe(1);
    expect(test.pValue).toBeGreaterThan(0.001);
    expect(plain.aic).toBeCloseTo(8 - 2 * plain.logLikelihood, 8);
    expect(fitted.aic).toBeCloseTo(2 * (4 + effects.length) - 2 * fitted.logLikelihood, 8);
  });

  it("do not depend on the unit or the zero of a column", () => {
    const shifted = customers.withColumn(
      "income",
      covariates.income.map((value) => 1000 * value - 7e4),
    );
    const again = fitModel(shifted, { covariates: { purchase: ["web", "income"], dropout: ["web"] } });
    expect(again.logLikelihood).toBeCloseTo(fitted.logLikelihood, 6);
    expect(again.covariates[1]!.coefficient * 1000).toBeCloseTo(fitted.covariates[1]!.coefficient, 6);
  });

  it("make predictions differ by them", () => {
    const web = { frequency: [3, 3], recency: [20, 20], age: [40, 40], web: [0, 1], income: [50, 50] };
    const [shopper, surfer] = expectedPurchases(fitted, web, { horizon: 20 });
    expect(surfer).not.toBeCloseTo(shopper!, 3);
    expect(probabilityAlive(fitted, web)[0]).not.toBe(probabilityAlive(fitted, web)[1]);
    const rich = { covariates: { web: 0, income: 80 } };
    const poor = { covariates: { web: 0, income: 30 } };
    expect(expectedPurchasesNewCustomer(fitted, 20, rich)).toBeGreaterThan(
      expectedPurchasesNewCustomer(fitted, 20, poor),
    );
    const { expected, standardError } = totalPurchases(fitted, customers, { horizon: 20 });
    expect(standardError! / expected).toBeLessThan(0.1);
  });

  it("survive JSON", () => {
    const format = modelFormats.find((candidate) => candidate.kind === kind)!;
    expect(readModel("parseModel", format, JSON.parse(JSON.stringify(fitted)))).toEqual(fitted);
  });

  it("that tell purchasers from the others perfectly are stated to be beyond limit", () => {
    const repeat = customers
      .column("frequency")
      .toArray()
      .map((x) => (x! > 0 ? 1 : 0));
    const separated = fitModel(customers.withColumn("repeat", repeat), { covariates: { purchase: ["repeat"] } });
    expect(["boundary", "notIdentified"]).toContain(separated.status);
    expect(separated.statusReason).toMatch(/the coefficient of "repeat" on alpha/);
    expect(separated.covariates[0]!.standardError).toBeNull();
    expect(separated.logLikelihood).toBeGreaterThan(
      logLikelihood(kind, { ...fitModel(customers).parameters }, customers),
    );
  });

  it("of customers without any repeat purchase say nothing", () => {
    const idle = { frequency: [0, 0], recency: [0, 0], age: [9, 8], web: [0, 1] };
    const none = fitModel(idle, { covariates: { purchase: ["web"] } });
    expect(none.status).toBe("notIdentified");
    expect(none.covariates).toEqual([{ column: "web", on: "alpha", coefficient: 0, standardError: null }]);
  });
});
