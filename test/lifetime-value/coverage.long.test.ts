import { describe, expect, it } from "vitest";
import {
  expectedPurchases,
  fitBgNbd,
  fitParetoNbd,
  parameterIntervals,
  simulateCustomers,
  totalPurchases,
} from "../../src/lifetime-value/index.js";
import { sum } from "../../src/numeric/index.js";
import { bgNbd, paretoNbd } from "./known-models.js";

describe.each([
  ["BG/NBD", bgNbd, fitBgNbd, 92, 98],
  // Its drop-out parameters are estimated with much skewness from 2,000 customers.
  ["Pareto/NBD", paretoNbd, fitParetoNbd, 90, 99],
] as const)("95 %% intervals of %s from 500 simulated sets of 2,000 customers", (_, truth, fitModel, from, to) => {
  it(`cover the true parameters and the true expected total in ${from} to ${to} %`, () => {
    const hits = new Map<string, number>();
    const statuses = new Map<string, number>();
    const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
    const sets = 500;
    for (let seed = 0; seed < sets; seed++) {
      const customers = simulateCustomers(truth, { customers: 2000, age: 39, seed });
      const model = fitModel(customers);
      count(statuses, model.status);
      if (model.status !== "converged") continue;
      const parameters: Readonly<Record<string, number>> = truth.parameters;
      for (const scale of ["log", "natural"] as const) {
        for (const { parameter, lower, upper } of parameterIntervals(model, { scale })) {
          const value = parameters[parameter!]!;
          if (lower! <= value && value <= upper!) count(hits, `${parameter} ${scale}`);
        }
      }
      const total = sum(expectedPurchases(truth, customers, { horizon: 39 }));
      const { lower, upper } = totalPurchases(model, customers, { horizon: 39 });
      if (lower! <= total && total <= upper!) count(hits, "expected total");
    }
    const converged = statuses.get("converged")!;
    const coverage = Object.fromEntries([...hits].map(([key, n]) => [key, (100 * n) / converged]));
    console.log(Object.fromEntries(statuses), coverage);
    // Boundary fits are reported apart; there should be few of this many customers.
    expect(converged).toBeGreaterThan(0.95 * sets);
    for (const [key, percent] of Object.entries(coverage)) {
      if (key.endsWith("natural")) continue;
      expect(percent, key).toBeGreaterThanOrEqual(from);
      expect(percent, key).toBeLessThanOrEqual(to);
    }
  });
});
