import { describe, expect, it } from "vitest";
import { readParameters } from "../../../src/lifetime-value/fitting/model-parameters.js";
import {
  discountedExpectedPurchases,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  probabilityAlive,
  purchaseDistribution,
} from "../../../src/lifetime-value/index.js";
import { purchaseDefinition } from "../../../src/lifetime-value/purchases/purchase-model.js";
import { createRandom } from "../../../src/numeric/index.js";
import { everyKind } from "../known-models.js";

const n = 1e6;
const most = 6;

/** Mean and its standard error. */
function meanOf(values: Float64Array): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares) / values.length };
}

describe.each(everyKind.map((model) => [model.kind, model] as const))(
  "%s against a million simulated customers",
  (kind, model) => {
    const [seen, ahead] = kind === "bg-bb" ? [6, 6] : [39, 39];
    const delta = 0.02;
    const random = createRandom(2024);
    const definition = purchaseDefinition("test", model);
    const draw = definition.newCustomers(readParameters("test", model, definition));
    const frequency = new Float64Array(n);
    const recency = new Float64Array(n);
    const future = new Float64Array(n);
    const discounted = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      draw(random, seen + ahead, (time) => {
        if (time <= seen) {
          frequency[i]!++;
          recency[i] = time;
        } else {
          future[i]!++;
          discounted[i]! += Math.exp(-delta * (time - seen));
        }
      });
    }
    // No two histories of the everyKind of regular purchases are alike: a tenth of them is asked about.
    const asked = kind.includes("cnbd") ? n / 10 : n;
    const age = new Float64Array(asked).fill(seen);
    const customers = {
      frequency: frequency.subarray(0, asked),
      recency: recency.subarray(0, asked),
      age,
      opportunities: age,
    };

    /** The rows where the condition holds, and among them the mean of what happened less what was expected. */
    const compare = (actual: Float64Array, expected: Float64Array, holds: (i: number) => boolean): void => {
      const rows = customers.frequency.map((_, i) => (holds(i) ? i : -1)).filter((i) => i >= 0);
      if (rows.length < 1000) return;
      const { mean, error } = meanOf(rows.map((i) => actual[i]! - expected[i]!));
      // Of rare events a sample may have none, and then shows no scatter: their number is at least Poisson distributed.
      const rare = Math.sqrt(rows.reduce((total, i) => total + expected[i]!, 0)) / rows.length;
      expect(Math.abs(mean), `${rows.length} customers`).toBeLessThan(4.5 * Math.max(error, rare));
    };

    it("new customers purchase as expected", () => {
      const { mean, error } = meanOf(frequency);
      expect(Math.abs(mean - expectedPurchasesNewCustomer(model, seen))).toBeLessThan(4.5 * error);
      const newcomer = { frequency: [0], recency: [0], age: [0], opportunities: [0] };
      const { data } = purchaseDistribution(model, newcomer, { horizon: seen, max: most });
      for (let x = 0; x <= most; x++) {
        const share = frequency.filter((value) => value === x).length / n;
        expect(Math.abs(share - data[x]!)).toBeLessThan(4.5 * Math.sqrt((data[x]! * (1 - data[x]!)) / n));
      }
    });

    it("expected and discounted purchases hold for every frequency, and for early and late last purchases", () => {
      const expected = expectedPurchases(model, customers, { horizon: ahead });
      const worth = discountedExpectedPurchases(model, customers, {
        discountRate: { continuousPerUnit: delta },
        horizon: ahead,
      });
      const conditions: ((i: number) => boolean)[] = [() => true];
      for (let x = 0; x <= 12; x++) {
        conditions.push((i) => frequency[i] === x);
        conditions.push((i) => frequency[i] === x && recency[i]! > 0.8 * seen);
        conditions.push((i) => frequency[i] === x && recency[i]! < 0.4 * seen);
      }
      conditions.push((i) => frequency[i]! > 12);
      for (const holds of conditions) {
        compare(future, expected, holds);
        compare(discounted, worth, holds);
      }
    });

    it("the distribution of later purchases holds, where one of the peers is wrong", () => {
      const { data, columns } = purchaseDistribution(model, customers, { horizon: ahead, max: most });
      for (let y = 0; y <= most; y++) {
        const happened = future.map((value) => (value === y ? 1 : 0));
        const probability = customers.frequency.map((_, i) => data[i * columns + y]!);
        compare(happened, probability, () => true);
        for (let x = 0; x <= 3; x++) compare(happened, probability, (i) => frequency[i] === x);
      }
    });

    it("nobody who purchases later had left before", () => {
      const alive = probabilityAlive(model, customers);
      const { data, columns } = purchaseDistribution(model, customers, { horizon: ahead, max: 0 });
      for (let i = 0; i < 1000; i++) expect(1 - data[i * columns]!).toBeLessThanOrEqual(alive[i]! + 1e-12);
      const happened = future.map((value) => (value > 0 ? 1 : 0));
      const probability = customers.frequency.map((_, i) => 1 - data[i * columns]!);
      compare(happened, probability, (i) => alive[i]! > 0.9);
      compare(happened, probability, (i) => alive[i]! < 0.3);
    });
  },
);
