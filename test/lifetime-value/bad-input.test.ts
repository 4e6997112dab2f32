import { describe, expect, it } from "vitest";
import { ClienteleError } from "../../src/errors/index.js";
import {
  compareFits,
  discountedExpectedPurchases,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  expectedSpend,
  fitBgBb,
  fitBgCnbdK,
  fitBgNbd,
  fitGammaGamma,
  fitMbgCnbdK,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  likelihoodRatioTest,
  logLikelihood,
  parameterIntervals,
  predictiveIntervals,
  probabilityAlive,
  purchaseDistribution,
  simulateCustomers,
  simulateOrders,
  totalPurchases,
} from "../../src/lifetime-value/index.js";
import { createTable, type TableInput, table } from "../../src/table/index.js";

const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, unit: "week" } as const;
const spendModel = { kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 16 } } as const;
const sound = { frequency: [2, 0, 1], recency: [30, 0, 3], age: [39, 38, 37] };

function errorOf(run: () => unknown): ClienteleError {
  try {
    run();
  } catch (error) {
    if (error instanceof ClienteleError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const readers: readonly [string, (customers: TableInput) => unknown][] = [
  ["fitBgNbd", fitBgNbd],
  ["fitMbgNbd", fitMbgNbd],
  ["fitParetoNbd", fitParetoNbd],
  ["fitNbd", fitNbd],
  ["fitBgCnbdK", (customers) => fitBgCnbdK(customers, { k: 1 })],
  ["fitMbgCnbdK", (customers) => fitMbgCnbdK(customers, { k: 1 })],
  ["logLikelihood", (customers) => logLikelihood("bg-nbd", model.parameters, customers)],
  ["probabilityAlive", (customers) => probabilityAlive(model, customers)],
  ["expectedPurchases", (customers) => expectedPurchases(model, customers, { horizon: 10 })],
  ["purchaseDistribution", (customers) => purchaseDistribution(model, customers, { horizon: 10, max: 3 })],
  [
    "discountedExpectedPurchases",
    (customers) => discountedExpectedPurchases(model, customers, { discountRate: { perUnit: 0.01 } }),
  ],
  ["predictiveIntervals", (customers) => predictiveIntervals(model, customers, { horizon: 10 })],
];

const cases: readonly [string, TableInput, string, string | undefined, number | undefined][] = [
  ["no rows", [], "empty-table", undefined, undefined],
  ["no such column", { frequency: [1], recency: [1] }, "unknown-column", "age", undefined],
  ["recency above age", { frequency: [0, 2], recency: [0, 40], age: [39, 39] }, "inconsistent-row", "recency", 2],
  ["a negative frequency", { frequency: [-1], recency: [0], age: [3] }, "out-of-range", "frequency", 1],
  ["a fractional frequency", { frequency: [1.5], recency: [1], age: [3] }, "out-of-range", "frequency", 1],
  ["purchases at recency 0", { frequency: [2], recency: [0], age: [3] }, "inconsistent-row", "recency", 1],
  ["recency without a purchase", { frequency: [0], recency: [2], age: [3] }, "inconsistent-row", "recency", 1],
  ["a negative recency", { frequency: [1], recency: [-2], age: [3] }, "out-of-range", "recency", 1],
  ["a negative age", { frequency: [0], recency: [0], age: [-3] }, "out-of-range", "age", 1],
  ["a missing age", { frequency: [0, 0], recency: [0, 0], age: [1, null] }, "missing-value", "age", 2],
  ["NaN", { frequency: Float64Array.of(0, Number.NaN), recency: [0, 0], age: [1, 2] }, "missing-value", "frequency", 2],
  ["an infinite age", { frequency: [0], recency: [0], age: [Infinity] }, "not-finite", "age", 1],
  ["an infinite frequency", { frequency: [Infinity], recency: [1], age: [2] }, "not-finite", "frequency", 1],
  ["an age beyond reckoning", { frequency: [0], recency: [0], age: [1e300] }, "out-of-range", "age", 1],
  ["a recency beyond reckoning", { frequency: [1], recency: [1e-300], age: [1] }, "out-of-range", "recency", 1],
  ["a frequency beyond reckoning", { frequency: [1e300], recency: [1], age: [1] }, "out-of-range", "frequency", 1],
  ["text", { frequency: [0], recency: [0], age: ["long"] }, "not-a-number", "age", 1],
  ["a broken count", { frequency: [0], recency: [0], age: [3], count: [1.5] }, "out-of-range", "count", 1],
  ["a negative count", { frequency: [0], recency: [0], age: [3], count: [-1] }, "out-of-range", "count", 1],
  ["nobody counted", { frequency: [0], recency: [0], age: [3], count: [0] }, "empty-table", "count", undefined],
];

describe.each(readers)("%s refuses", (name, run) => {
  it.each(cases)("%s", (_, customers, code, column, row) => {
    const error = errorOf(() => run(customers));
    expect(error.code).toBe(code);
    expect(error.message.startsWith(name)).toBe(true);
    if (column !== undefined) expect(error.place.column).toBe(column);
    expect(error.place.row).toBe(row);
  });
});

describe("customers without a purchase", () => {
  it("are refused with what to do about them", () => {
    const customers = table([
      { frequency: 2, recency: 3, age: 9, monetary: 5 },
      { frequency: null, recency: null, age: null, monetary: null },
    ]);
    for (const run of [fitBgNbd, fitGammaGamma]) {
      const error = errorOf(() => run(customers));
      expect([error.code, error.place.row]).toEqual(["missing-value", 2]);
      expect(error.message).toMatch(/customers\.where/);
      expect(run(customers.where((row) => row["frequency"] !== null)).customers).toBe(1);
    }
  });
});

describe("what is not tabular", () => {
  it.each([null, undefined, 3, "frequency", [1, 2]])("%s is refused", (input) => {
    expect(errorOf(() => fitBgNbd(input as never)).code).toBe("unsupported-input");
  });
});

describe("donors of BG/BB", () => {
  const gift = (frequency: number, recency: number, opportunities: number) => ({
    frequency: [frequency],
    recency: [recency],
    opportunities: [opportunities],
  });
  it.each([
    [gift(3, 2, 6), "inconsistent-row", "frequency"],
    [gift(1, 7, 6), "inconsistent-row", "recency"],
    [gift(0, 2, 6), "inconsistent-row", "recency"],
    [gift(1, 1.5, 6), "out-of-range", "recency"],
    [gift(-1, 1, 6), "out-of-range", "frequency"],
    [gift(1, 1, -6), "out-of-range", "opportunities"],
    [gift(1, 0, 6), "inconsistent-row", "frequency"],
  ])("%o are refused", (customers, code, column) => {
    const error = errorOf(() => fitBgBb(customers));
    expect([error.code, error.place.column]).toEqual([code, column]);
  });

  it("are asked about whole opportunities only", () => {
    const donors = { kind: "bg-bb", parameters: { alpha: 1, beta: 1, gamma: 1, delta: 3 } } as const;
    expect(errorOf(() => expectedPurchases(donors, gift(1, 1, 6), { horizon: 2.5 })).code).toBe("invalid-option");
    expect(errorOf(() => probabilityAlive(donors, gift(1, 1, 6), { at: 0.5 })).code).toBe("invalid-option");
  });
});

describe("spend", () => {
  it.each([
    [{ frequency: [2, 1], monetary: [12, 0] }, "out-of-range", 2],
    [{ frequency: [2], monetary: [-3] }, "out-of-range", 1],
    [{ frequency: [2], monetary: [null] }, "missing-value", 1],
    [{ frequency: [2], monetary: [Infinity] }, "not-finite", 1],
    [{ frequency: [1.5], monetary: [3] }, "out-of-range", 1],
    [{ frequency: [1, 1], monetary: [3, 1e-300] }, "out-of-range", 2],
    [{ frequency: [0, 0], monetary: [null, 3] }, "empty-table", undefined],
  ] as const)("%o is refused", (customers, code, row) => {
    const error = errorOf(() => fitGammaGamma(customers));
    expect([error.code, error.place.row]).toEqual([code, row]);
  });

  it("of a customer without repeat purchases needs q above 1", () => {
    const heavy = { kind: "gamma-gamma", parameters: { p: 2, q: 0.9, gamma: 10 } } as const;
    const error = errorOf(() => expectedSpend(heavy, { frequency: [3, 0], monetary: [20, null] }));
    expect([error.code, error.place.row]).toEqual(["unusable-model", 2]);
    expect(expectedSpend(heavy, { frequency: [3], monetary: [20] })[0]).toBeCloseTo((2 * (10 + 60)) / 5.9, 12);
  });
});

describe("a model", () => {
  const days = createTable({ frequency: [2], recency: [200], age: [270] }, { unit: "day" });

  it("of weeks is not used with customers of days", () => {
    for (const run of [
      () => probabilityAlive(model, days),
      () => expectedPurchases(model, days, { horizon: 10 }),
      () => purchaseDistribution(model, days, { horizon: 10, max: 2 }),
      () => discountedExpectedPurchases(model, days, { discountRate: { annual: 0.1 } }),
      () => predictiveIntervals(model, days, { horizon: 10 }),
      () => totalPurchases(model, days, { horizon: 10 }),
    ]) {
      const error = errorOf(run);
      expect(error.code).toBe("unit-mismatch");
      expect(error.message).toMatch(/week.*day/);
    }
    expect(probabilityAlive({ ...model, unit: null }, days)).toHaveLength(1);
    expect(errorOf(() => fitBgNbd(days, { unit: "week" })).code).toBe("unit-mismatch");
    expect(fitBgNbd(days, { unit: "day" }).unit).toBe("day");
  });

  it.each([
    [{ ...model, kind: "gamma-gamma" }, /kind/],
    [{ ...model, kind: "__proto__" }, /kind/],
    [null, /kind/],
    [{ ...model, parameters: { ...model.parameters, a: -1 } }, /"parameters\.a".*above 0.*-1/],
    [{ ...model, parameters: { ...model.parameters, b: Number.NaN } }, /"parameters\.b".*number.*NaN/],
    [{ ...model, parameters: { r: 1, alpha: 1, a: 1 } }, /"b"/],
    [{ ...model, parameters: null }, /"parameters".*an object.*null/],
    [{ kind: "bg-cnbd-k", parameters: { ...model.parameters, k: 1.5 } }, /"k".*whole/],
  ])("%o is refused", (broken, message) => {
    const error = errorOf(() => probabilityAlive(broken as never, sound));
    expect(error.code).toBe("unusable-model");
    expect(error.message).toMatch(message);
  });

  it("with q ≤ 0, a misspelled option or an impossible horizon is refused", () => {
    for (const run of [
      () => expectedPurchases(model, sound, { horizon: -1 }),
      () => expectedPurchases(model, sound, { horizon: Number.NaN }),
      () => expectedPurchases(model, sound, { horizon: Infinity }),
      () => expectedPurchases(model, sound, {} as never),
      () => expectedPurchases(model, sound, { horizon: 1, horison: 2 } as never),
      () => expectedPurchasesNewCustomer(model, -1),
      () => probabilityAlive(model, sound, { at: -1 }),
      () => purchaseDistribution(model, sound, { horizon: 1, max: -1 }),
      () => purchaseDistribution(model, sound, { horizon: 1, max: 1.5 }),
      () => discountedExpectedPurchases(model, sound, { discountRate: 0.1 as never }),
      () => discountedExpectedPurchases(model, sound, { discountRate: { perUnit: 0 } }),
      () => discountedExpectedPurchases(model, sound, { discountRate: { perUnit: -0.1 }, horizon: 3 }),
      () => discountedExpectedPurchases({ ...model, unit: null }, sound, { discountRate: { annual: 0.1 } }),
      () => predictiveIntervals(model, sound, { horizon: 1, level: 1 }),
      () => fitBgNbd(sound, { unit: "fortnight" as never }),
      () => fitBgNbd(sound, { penalizer: 0.1 } as never),
      () => fitBgCnbdK({ ...sound, logIntervals: [3, 0, 1] }, { k: 0 }),
      () => logLikelihood("bg/nbd" as never, model.parameters, sound),
      () => simulateCustomers(model, { customers: 0, age: 3 }),
      () => simulateCustomers(model, { customers: 2, age: -3 }),
      () => simulateOrders(model, { customers: 2, start: "2025-02-01", end: "2025-01-01" }),
      () => simulateOrders({ ...model, unit: null }, { customers: 2, start: "2025-01-01", end: "2025-02-01" }),
    ]) {
      expect(errorOf(run).code).toBe("invalid-option");
    }
    expect(errorOf(() => simulateCustomers(model, { customers: 2, age: [1, 2, 3] })).code).toBe("length-mismatch");
    expect(errorOf(() => simulateOrders(model, { customers: 2, start: "soon", end: "2025-01-01" })).code).toBe(
      "not-a-date",
    );
    const donors = { kind: "bg-bb", parameters: { alpha: 1, beta: 1, gamma: 1, delta: 3 } } as const;
    expect(
      errorOf(() => simulateOrders(donors, { customers: 2, start: "2025-01-01", end: "2026-01-01", unit: "month" }))
        .code,
    ).toBe("unusable-model");
  });

  it("is compared with nested models of the same customers only", () => {
    const weeks = fitBgNbd(sound, { unit: "week" });
    const others = fitNbd({ frequency: [2, 0], recency: [30, 0], age: [39, 38] }, { unit: "week" });
    expect(errorOf(() => likelihoodRatioTest(others, weeks)).code).toBe("unusable-model");
    expect(errorOf(() => likelihoodRatioTest(weeks, fitNbd(sound, { unit: "week" }))).message).toMatch(/special case/);
    expect(errorOf(() => likelihoodRatioTest(fitNbd(sound), weeks)).code).toBe("unit-mismatch");
    expect(errorOf(() => compareFits([weeks, { ...spendModel } as never])).code).toBe("unusable-model");
    expect(errorOf(() => parameterIntervals(model as never)).code).toBe("unusable-model");
  });
});

describe("covariates", () => {
  const customers = {
    frequency: [2, 0, 5, 1, 0, 3],
    recency: [30, 0, 36, 2, 0, 20],
    age: [39, 39, 38, 37, 36, 30],
    web: [0, 1, 1, 0, 1, 0],
    twice: [0, 2, 2, 0, 2, 0],
    same: [4, 4, 4, 4, 4, 4],
    gaps: [0, 1, null, 0, 1, 0],
    channel: ["web", "shop", "web", "shop", "web", "web"],
  };
  it.each([
    ["same", "constant-column", /4 for every customer/],
    ["gaps", "missing-value", /row 3/],
    ["channel", "not-a-number", /"web"/],
    ["wbe", "unknown-column", /no such column/],
  ])("%s are refused", (column, code, message) => {
    for (const fitModel of [fitBgNbd, fitParetoNbd]) {
      for (const covariates of [{ purchase: [column] }, { dropout: [column] }]) {
        const error = errorOf(() => fitModel(customers, { covariates }));
        expect([error.code, error.place.column]).toEqual([code, column]);
        expect(error.message).toMatch(message);
      }
    }
  });

  it("that determine each other are refused by name", () => {
    const error = errorOf(() => fitBgNbd(customers, { covariates: { purchase: ["web", "twice"] } }));
    expect([error.code, error.place.column]).toEqual(["collinear-columns", "twice"]);
    expect(error.message).toMatch(/"web"/);
    expect(errorOf(() => fitBgNbd(customers, { covariates: { purchase: "web" } as never })).code).toBe(
      "invalid-option",
    );
    expect(errorOf(() => fitBgNbd(customers, { covariates: { buying: ["web"] } as never })).code).toBe(
      "invalid-option",
    );
  });

  it("of the model have to be given when it is used", () => {
    const fitted = fitParetoNbd(customers, { covariates: { purchase: ["web"] } });
    const { web: _, ...without } = customers;
    expect(errorOf(() => probabilityAlive(fitted, without)).code).toBe("unknown-column");
    expect(errorOf(() => expectedPurchasesNewCustomer(fitted, 10)).code).toBe("invalid-option");
    expect(errorOf(() => simulateCustomers(fitted, { customers: 2, age: 3 })).code).toBe("invalid-option");
    expect(expectedPurchasesNewCustomer(fitted, 10, { covariates: { web: 1 } })).toBeGreaterThan(0);
    const far = { ...customers, web: customers.web.map((value) => value * 1e6) };
    const strong = { ...fitted, covariates: fitted.covariates.map((effect) => ({ ...effect, coefficient: 1 })) };
    expect(errorOf(() => probabilityAlive(strong, far)).code).toBe("out-of-range");
  });
});
