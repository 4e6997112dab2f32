import { describe, expect, it } from "vitest";
import { summarizeCustomers } from "../../../src/customers/index.js";
import {
  expectedPurchasesNewCustomer,
  fitBgNbd,
  fitGammaGamma,
  type PurchaseModel,
  purchaseDistribution,
  simulateCustomers,
  simulateOrders,
} from "../../../src/lifetime-value/index.js";
import { createRandom, mean } from "../../../src/numeric/index.js";

const models: readonly PurchaseModel[] = [
  { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, unit: "week" },
  { kind: "mbg-nbd", parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, unit: "week" },
  { kind: "pareto-nbd", parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, unit: "week" },
  { kind: "nbd", parameters: { r: 0.385, alpha: 12.072 }, unit: "week" },
  { kind: "bg-cnbd-k", parameters: { k: 2, r: 0.7, alpha: 3, a: 0.8, b: 2.4 }, unit: "week" },
  { kind: "mbg-cnbd-k", parameters: { k: 3, r: 0.7, alpha: 3, a: 0.8, b: 2.4 }, unit: "week" },
  { kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 }, unit: "year" },
];
const spend = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } as const;

describe.each(models.map((model) => [model.kind, model] as const))("simulated customers of %s", (kind, model) => {
  const n = 20_000;
  const age = kind === "bg-bb" ? 8 : 30;
  const customers = simulateCustomers(model, { customers: n, age, seed: 12 });
  const frequency = Float64Array.from(customers.column("frequency").toArray() as number[]);

  it("purchase as often as the model expects", () => {
    const expected = expectedPurchasesNewCustomer(model, age);
    const deviation = Math.sqrt(mean(frequency.map((x) => (x - expected) ** 2)) / n);
    expect(Math.abs(mean(frequency) - expected)).toBeLessThan(4 * deviation);
    const newcomer = { frequency: [0], recency: [0], age: [0], opportunities: [0] };
    const { data } = purchaseDistribution(model, newcomer, { horizon: age, max: 5 });
    for (let y = 0; y <= 5; y++) {
      const share = frequency.filter((x) => x === y).length / n;
      expect(Math.abs(share - data[y]!)).toBeLessThan(4.5 * Math.sqrt((data[y]! * (1 - data[y]!)) / n));
    }
  });

  it("have histories that the fits take", () => {
    const recency = customers.column("recency").toArray();
    const end = customers.column(kind === "bg-bb" ? "opportunities" : "age").toArray();
    for (let i = 0; i < n; i++) {
      expect(frequency[i] === 0 ? recency[i] === 0 : recency[i]! > 0 && recency[i]! <= end[i]!).toBe(true);
    }
    expect(customers.unit).toBe(model.unit);
  });

  it("are the same for the same seed, and others for another", () => {
    const few = (seed: number) => simulateCustomers(model, { customers: 50, age, seed }).toRows();
    expect(few(3)).toEqual(few(3));
    expect(few(3)).not.toEqual(few(4));
    expect(simulateCustomers(model, { customers: 5, age }).toRows()).toEqual(
      simulateCustomers(model, { customers: 5, age, seed: 0 }).toRows(),
    );
  });
});

describe("simulated customers", () => {
  it("may each have an age of their own", () => {
    const random = createRandom(1);
    const age = Float64Array.from({ length: 500 }, () => 10 * random.uniform());
    const customers = simulateCustomers(models[0]!, { customers: 500, age });
    expect(customers.column("age").toArray()).toEqual([...age]);
  });

  it("spend as their model of spend says", () => {
    const customers = simulateCustomers(models[0]!, { customers: 30_000, age: 60, seed: 2, spend });
    const fit = fitGammaGamma(customers);
    expect(fit.status).toBe("converged");
    for (const name of ["p", "q", "gamma"] as const) {
      expect(Math.abs(fit.parameters[name] - spend.parameters[name])).toBeLessThan(4 * fit.standardErrors[name]!);
    }
    for (const row of customers.head(200).toRows()) {
      expect(row.revenue!).toBeGreaterThan(0);
      expect(row.monetary === null).toBe(row.frequency === 0);
    }
  });

  it("give their parameters back, to a few standard errors", () => {
    const customers = simulateCustomers(models[0]!, { customers: 40_000, age: 52, seed: 5 });
    const fit = fitBgNbd(customers);
    const truth: Readonly<Record<string, number>> = models[0]!.parameters;
    for (const name of ["r", "alpha", "a", "b"] as const) {
      expect(Math.abs(fit.parameters[name] - truth[name]!)).toBeLessThan(4 * fit.standardErrors[name]!);
    }
  });
});

describe("simulated orders", () => {
  const options = { customers: 3000, start: "2024-01-01", end: "2025-06-30", seed: 9 } as const;

  it("lie between start and end, the first of each customer first", () => {
    const orders = simulateOrders(models[0]!, { ...options, firstOrdersUntil: "2024-03-31" });
    const firstOf = new Map<number, number>();
    let before = 0;
    let customer = 0;
    for (const row of orders) {
      const time = row.date!.getTime();
      expect(time >= Date.UTC(2024, 0, 1) && time <= Date.UTC(2025, 5, 30)).toBe(true);
      if (row.customer === customer) expect(time).toBeGreaterThanOrEqual(before);
      else firstOf.set(row.customer!, time);
      before = time;
      customer = row.customer!;
    }
    expect(firstOf.size).toBe(3000);
    expect(Math.max(...firstOf.values())).toBeLessThanOrEqual(Date.UTC(2024, 2, 31));
  });

  it("have amounts when there is a model of spend, and only then", () => {
    expect(simulateOrders(models[0]!, options).columnNames).toEqual(["customer", "date"]);
    const orders = simulateOrders(models[0]!, { ...options, spend });
    expect(orders.columnNames).toEqual(["customer", "date", "amount"]);
    const amounts = Float64Array.from(orders.column("amount").toArray() as number[]);
    // The mean over customers is p γ / (q − 1) = 35.22; amounts of one customer hang together.
    expect(Math.abs(mean(amounts) - 35.22)).toBeLessThan(2.5);
    expect(amounts.every((amount) => amount > 0)).toBe(true);
  });

  it("go through the summary of customers into a fit", () => {
    const orders = simulateOrders(models[0]!, { ...options, customers: 8000, spend });
    const customers = summarizeCustomers(orders, {
      customer: "customer",
      date: "date",
      amount: "amount",
      unit: "week",
      end: "2025-06-30",
    });
    const fit = fitBgNbd(customers);
    expect(fit.unit).toBe("week");
    // Orders of one day are one purchase, so heavy buyers purchase a little less often than was drawn.
    expect(fit.parameters.r / 0.243).toBeCloseTo(1, 0);
    expect(fit.parameters.alpha / 4.414).toBeCloseTo(1, 0);
  });

  it("keep the seed and the unit", () => {
    const few = { ...options, customers: 20 };
    expect(simulateOrders(models[2]!, few).toRows()).toEqual(simulateOrders(models[2]!, few).toRows());
    const bare = { ...models[0]!, unit: null };
    expect(simulateOrders(bare, { ...few, unit: "week" }).toRows()).toEqual(simulateOrders(models[0]!, few).toRows());
  });
});
