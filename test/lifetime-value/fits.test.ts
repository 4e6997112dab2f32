import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupStatistics } from "../../src/customers/index.js";
import { readModel } from "../../src/errors/index.js";
import {
  discountedExpectedPurchases,
  expectedPurchases,
  fitBgBb,
  fitBgCnbdK,
  fitBgNbd,
  fitGammaGamma,
  fitMbgCnbdK,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  type LifetimeKind,
  logLikelihood,
  type PurchaseModel,
  probabilityAlive,
  purchaseDistribution,
  simulateCustomers,
  totalPurchases,
} from "../../src/lifetime-value/index.js";
import { modelFormats } from "../../src/models/model-formats.js";
import { createRandom } from "../../src/numeric/index.js";
import { createTable, type Table, type TableInput } from "../../src/table/index.js";

const bgTruth = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, unit: "week" } as const;
const spendTruth = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } as const;
const bgBbTruth = { kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 } } as const;

const shop = simulateCustomers(bgTruth, {
  customers: 1500,
  age: Float64Array.from({ length: 1500 }, (_, i) => 27 + (i % 84) / 7),
  seed: 11,
  spend: spendTruth,
});
const donors = simulateCustomers(bgBbTruth, { customers: 1500, age: 6, seed: 4 });

const fits = {
  "bg-nbd": fitBgNbd,
  "mbg-nbd": fitMbgNbd,
  "pareto-nbd": fitParetoNbd,
  nbd: fitNbd,
  "bg-cnbd-k": (customers: TableInput, options = {}) => fitBgCnbdK(customers, { k: 2, ...options }),
  "mbg-cnbd-k": fitMbgCnbdK,
  "bg-bb": fitBgBb,
  "gamma-gamma": fitGammaGamma,
} as const;

const kinds = Object.keys(fits) as (keyof typeof fits)[];
const dataOf = (kind: LifetimeKind): Table => (kind === "bg-bb" ? donors : shop) as object as Table;

describe.each(kinds)("the fit of %s", (kind) => {
  const model = fits[kind](dataOf(kind));

  it("converges to a maximum with the log-likelihood it reports", () => {
    expect(model.status).toBe("converged");
    expect(model.statusReason).toBeNull();
    expect(model.gradientNorm).toBeLessThan(1e-8);
    const parameters: Readonly<Record<string, number>> = model.parameters;
    expect(model.logLikelihood).toBeCloseTo(logLikelihood(kind, parameters, dataOf(kind)), 7);
    for (const name of Object.keys(parameters)) {
      if (name === "k") continue;
      for (const factor of [0.98, 1.02]) {
        const moved = { ...parameters, [name]: parameters[name]! * factor };
        expect(logLikelihood(kind, moved, dataOf(kind))).toBeLessThan(model.logLikelihood);
      }
    }
  });

  it("knows how many customers, groups, parameters and units there were", () => {
    expect(model.customers).toBe(kind === "gamma-gamma" ? countRepeat() : 1500);
    expect(model.groups).toBeLessThanOrEqual(model.customers);
    expect(model.unit).toBe(kind === "bg-bb" ? null : "week");
    const estimated = kind === "mbg-cnbd-k" ? 5 : kind === "bg-cnbd-k" ? 4 : Object.keys(model.parameters).length;
    expect(model.aic).toBeCloseTo(2 * estimated - 2 * model.logLikelihood, 8);
    expect(model.bic).toBeCloseTo(estimated * Math.log(model.customers) - 2 * model.logLikelihood, 8);
  });

  it("has standard errors that are the roots of its covariance", () => {
    const names = Object.keys(model.parameters).filter((name) => name !== "k");
    const errors: Readonly<Record<string, number | null>> = model.standardErrors;
    const covariance = model.covariance!;
    for (const name of names) {
      const i = Object.keys(model.parameters).indexOf(name);
      expect(errors[name]! ** 2).toBeCloseTo(covariance[i]![i]!, 10);
    }
  });

  it("gives frozen plain data that survive JSON", () => {
    expect(Object.isFrozen(model) && Object.isFrozen(model.parameters)).toBe(true);
    const copy = JSON.parse(JSON.stringify(model));
    expect(copy).toEqual(model);
    const format = modelFormats.find((candidate) => candidate.kind === kind)!;
    expect(readModel("parseModel", format, copy)).toEqual(model);
    expect(() => readModel("parseModel", format, { ...copy, parameters: {} })).toThrow(/parameters/);
  });

  it("gives the same for grouped customers, to 1e-10 relative", () => {
    const names = kind === "bg-bb" ? ["frequency", "recency", "opportunities"] : ["frequency", "monetary"];
    const grouped =
      kind === "bg-bb" || kind === "gamma-gamma" ? collapse(dataOf(kind), names) : groupStatistics(dataOf(kind));
    const again = fits[kind](grouped as object as Table, { unit: "week" });
    for (const [name, value] of Object.entries(model.parameters)) {
      const other = (again.parameters as Readonly<Record<string, number>>)[name]!;
      expect(Math.abs(other / value - 1)).toBeLessThan(1e-8);
    }
    expect(Math.abs(again.logLikelihood / model.logLikelihood - 1)).toBeLessThan(1e-10);
    expect(again.customers).toBe(model.customers);
    expect(again.groups).toBe(model.groups);
  });

  it("does not change the data", () => {
    const before = JSON.stringify(dataOf(kind).toColumns());
    fits[kind](dataOf(kind));
    expect(JSON.stringify(dataOf(kind).toColumns())).toBe(before);
  });

  it("gives the same bits again", () => {
    expect(JSON.stringify(fits[kind](dataOf(kind)))).toBe(JSON.stringify(model));
  });
});

function countRepeat(): number {
  return shop
    .column("frequency")
    .toArray()
    .filter((x) => x! > 0).length;
}

function collapse(table: Table, names: readonly string[]): Table {
  const groups = new Map<string, { row: number; count: number }>();
  const rows = table.toRows();
  for (const [row, values] of rows.entries()) {
    const key = JSON.stringify(names.map((name) => values[name]));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { row, count: 1 });
    else group.count++;
  }
  const kept = [...groups.values()];
  return createTable([
    ...names.map((name) => [name, kept.map(({ row }) => rows[row]![name]!)] as const),
    ["count", kept.map(({ count }) => count)],
  ]);
}

describe("restating time in another unit", () => {
  const scaled = (factor: number) => {
    const column = (name: string): Float64Array => Float64Array.from(shop.column(name as "age").toArray() as number[]);
    return {
      frequency: column("frequency"),
      recency: column("recency").map((value) => value * factor),
      age: column("age").map((value) => value * factor),
      logIntervals: column("logIntervals").map((value, i) => value + column("frequency")[i]! * Math.log(factor)),
    };
  };
  const purchases = shop
    .column("frequency")
    .toArray()
    .reduce<number>((total, x) => total + x!, 0);

  it.each(["bg-nbd", "mbg-nbd", "pareto-nbd", "nbd", "mbg-cnbd-k", "bg-cnbd-k"] as const)(
    "moves the log-likelihood of %s by Σx ln c exactly, and scales nothing but time",
    (kind) => {
      const weeks = fits[kind](scaled(1));
      for (const factor of [7, 1 / 52, 1e6]) {
        const model = fits[kind](scaled(factor));
        const jacobian = -purchases * Math.log(factor);
        expect(Math.abs(model.logLikelihood - weeks.logLikelihood - jacobian)).toBeLessThan(
          1e-10 * Math.abs(jacobian) + 1e-10 * Math.abs(weeks.logLikelihood),
        );
        for (const [name, value] of Object.entries(model.parameters)) {
          const time = name === "alpha" || name === "beta" ? factor : 1;
          const expected = (weeks.parameters as Readonly<Record<string, number>>)[name]! * time;
          expect(Math.abs(value / expected - 1)).toBeLessThan(1e-6);
        }
      }
    },
  );
});

describe("hard samples", () => {
  it("of 100 customers are all fitted, by every model, and say how it went", () => {
    const statuses = new Map<string, number>();
    for (let seed = 0; seed < 40; seed++) {
      const sample = simulateCustomers(bgTruth, { customers: 100, age: 39, seed, spend: spendTruth });
      for (const kind of ["bg-nbd", "mbg-nbd", "pareto-nbd", "nbd", "bg-cnbd-k", "gamma-gamma"] as const) {
        const model = fits[kind](sample as object as Table);
        const key = `${kind} ${model.status}`;
        statuses.set(key, (statuses.get(key) ?? 0) + 1);
        expect(["converged", "boundary"]).toContain(model.status);
        expect(model.status === "converged").toBe(model.statusReason === null);
        for (const value of Object.values(model.parameters)) expect(value > 0 && Number.isFinite(value)).toBe(true);
        const finite = JSON.stringify(model);
        expect(finite).not.toContain("null,null,null,null]");
      }
    }
    expect(statuses.get("bg-nbd converged")).toBeGreaterThan(20);
    expect(statuses.get("bg-nbd boundary")).toBeGreaterThan(0);
  });

  it("at a boundary are no worse than anything inside, and no worse than further out", () => {
    let boundaries = 0;
    for (let seed = 0; seed < 40; seed++) {
      const sample = simulateCustomers(bgTruth, { customers: 100, age: 39, seed });
      const model = fitBgNbd(sample);
      if (model.status !== "boundary") continue;
      boundaries++;
      const random = createRandom(seed);
      for (let i = 0; i < 50; i++) {
        const near = Object.fromEntries(
          Object.entries(model.parameters).map(([name, value]) => [name, value * Math.exp(random.normal())]),
        );
        expect(logLikelihood("bg-nbd", near, sample)).toBeLessThanOrEqual(model.logLikelihood + 1e-6);
        const inside = {
          r: Math.exp(random.normal()),
          alpha: Math.exp(1 + random.normal()),
          a: Math.exp(2 * random.normal()),
          b: Math.exp(2 * random.normal()),
        };
        expect(logLikelihood("bg-nbd", inside, sample)).toBeLessThanOrEqual(model.logLikelihood + 1e-6);
      }
    }
    expect(boundaries).toBeGreaterThan(0);
  });

  it("give models that predict, at whatever limit they are", () => {
    let limits = 0;
    for (let seed = 0; seed < 40; seed++) {
      const sample = simulateCustomers(bgTruth, { customers: [3, 10, 30][seed % 3]!, age: 39, seed });
      for (const model of [
        fitBgNbd(sample),
        fitMbgNbd(sample),
        fitParetoNbd(sample),
        fitNbd(sample),
        fitMbgCnbdK(sample),
      ]) {
        if (model.status !== "converged") limits++;
        if (model.iterations === 0) {
          expect(() => expectedPurchases(model, sample, { horizon: 20 })).toThrow(/no customer has a repeat purchase/);
          continue;
        }
        const values = [
          ...expectedPurchases(model, sample, { horizon: 20 }),
          ...discountedExpectedPurchases(model, sample, { discountRate: { perUnit: 0.01 } }),
          ...purchaseDistribution(model, sample, { horizon: 20, max: 3 }).data,
        ];
        expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        expect(probabilityAlive(model, sample, { at: 5 }).every((value) => value >= 0 && value <= 1)).toBe(true);
        const { lower, expected, upper } = totalPurchases(model, sample, { horizon: 20 });
        if (lower !== null) expect(lower <= expected && expected <= upper!).toBe(true);
      }
    }
    expect(limits).toBeGreaterThan(40);
  });

  it("names the limit: customers all alike in drop-out", () => {
    const sample = {
      frequency: [1, 2, 3, 1, 2, 6, 0],
      recency: [3, 9, 11, 2, 4, 20, 0],
      age: [30, 30, 30, 30, 30, 30, 30],
    };
    const model = fitBgNbd(sample);
    expect(model.status).toBe("boundary");
    expect(model.statusReason).toMatch(/without bound/);
    expect(model.uncertaintyReason).toMatch(/no standard errors of/);
  });

  it("without any repeat purchase are not identified", () => {
    for (const fitModel of [fitBgNbd, fitMbgNbd, fitParetoNbd, fitNbd]) {
      const model = fitModel({ frequency: [0, 0, 0], recency: [0, 0, 0], age: [10, 20, 30] });
      expect(model.status).toBe("notIdentified");
      expect(model.statusReason).toMatch(/no customer has a repeat purchase/);
      expect(Object.values(model.standardErrors)).toEqual(Object.values(model.parameters).map(() => null));
      expect(model.covariance).toBeNull();
      expect(model.logLikelihood).toBeCloseTo(0, 6);
    }
    expect(fitBgBb({ frequency: [0, 0], recency: [0, 0], opportunities: [6, 4] }).status).toBe("notIdentified");
  });

  it("of one customer, of customers of age 0 and of identical customers are fitted", () => {
    const lone = { frequency: [3], recency: [20], age: [25] };
    const fresh = { frequency: [0, 0], recency: [0, 0], age: [0, 0] };
    const alike = { frequency: [2], recency: [20], age: [25], count: [1e6] };
    const last = { frequency: [2, 1, 5], recency: [25, 25, 25], age: [25, 25, 25] };
    for (const sample of [lone, fresh, alike, last]) {
      for (const fitModel of [fitBgNbd, fitMbgNbd, fitParetoNbd, fitNbd]) {
        expect(["boundary", "notIdentified", "converged"]).toContain(fitModel(sample).status);
      }
    }
  });

  it("of any plausible histories never throw, and give finite numbers", () => {
    const story = fc
      .tuple(
        fc.integer({ min: 0, max: 40 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 100 }),
      )
      .map(([x, share, age]) => ({ frequency: x, recency: x === 0 ? 0 : share * age, age }));
    fc.assert(
      fc.property(fc.array(story, { minLength: 1, maxLength: 12 }), (rows) => {
        for (const fitModel of [fitBgNbd, fitMbgNbd, fitParetoNbd, fitNbd]) {
          const model = fitModel(rows);
          expect(Number.isFinite(model.logLikelihood)).toBe(true);
          expect(model.status).not.toBe("failed");
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("regular buyers", () => {
  it("have k found by likelihood", () => {
    const truth: PurchaseModel = {
      kind: "mbg-cnbd-k",
      parameters: { k: 3, r: 0.9, alpha: 3, a: 0.8, b: 2.5 },
      unit: "week",
    };
    const customers = simulateCustomers(truth, { customers: 1500, age: 60, seed: 2 });
    const model = fitMbgCnbdK(customers);
    expect(model.parameters.k).toBe(3);
    expect(model.standardErrors.k).toBeNull();
    expect(fitMbgCnbdK(customers, { k: 1 }).logLikelihood).toBeCloseTo(fitMbgNbd(customers).logLikelihood, 8);
    expect(fitMbgCnbdK(customers, { maxK: 2 }).parameters.k).toBe(2);
  });

  it("cannot be told from random ones without the times between purchases", () => {
    const customers = { frequency: [2], recency: [3], age: [4] };
    expect(() => fitBgCnbdK(customers)).toThrow(/logIntervals/);
    expect(fitBgCnbdK(customers, { k: 1 }).parameters.k).toBe(1);
    expect(() => logLikelihood("bg-cnbd-k", { k: 2, r: 1, alpha: 1, a: 1, b: 1 }, customers)).toThrow(/logIntervals/);
  });
});

describe("spend", () => {
  it("whose mean over customers does not exist is a stated boundary", () => {
    const random = createRandom(3);
    const monetary = Array.from({ length: 800 }, () => (random.gamma(4) / random.gamma(0.6)) * 3);
    const model = fitGammaGamma({ frequency: monetary.map(() => 1 + random.integer(5)), monetary });
    expect(model.parameters.q).toBeLessThan(1);
    expect(model.status).toBe("boundary");
    expect(model.statusReason).toMatch(/q = .* is not above 1/);
  });
});
