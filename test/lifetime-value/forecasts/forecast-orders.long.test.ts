import { describe, expect, it } from "vitest";
import { bgNbd } from "../../../src/lifetime-value/beta-geometric/bg-nbd.js";
import { futurePaths } from "../../../src/lifetime-value/forecasts/future-paths.js";
import {
  expectedPurchases,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  forecastOrders,
  type PurchaseModel,
  simulateCustomers,
} from "../../../src/lifetime-value/index.js";
import { definitionOf } from "../../../src/lifetime-value/purchases/purchase-model.js";
import { createRandom, type Random } from "../../../src/numeric/index.js";
import { table } from "../../../src/table/index.js";

const horizon = 26;

/**
 * One history and its true future: a customer drawn from the model, seen until `age`, and what he does in each of the
 * `horizon` units afterwards.
 */
function drawCustomer(
  random: Random,
  kind: "bg-nbd" | "pareto-nbd",
  age: number,
  spendOf: (random: Random) => () => number,
) {
  const parameters = kind === "bg-nbd" ? [0.243, 4.414, 0.793, 2.426] : [0.553, 10.578, 0.606, 11.669];
  const path = futurePaths(definitionOf({ kind })!, Float64Array.from(parameters))(0, 0, 0);
  const amount = spendOf(random);
  const future = new Float64Array(horizon);
  const money = new Float64Array(horizon);
  let frequency = 0;
  let recency = 0;
  let total = 0;
  path(random, age + horizon, (time) => {
    const spent = amount();
    if (time <= age) {
      frequency++;
      recency = time;
      total += spent;
      return;
    }
    future[Math.ceil(time - age) - 1]!++;
    money[Math.ceil(time - age) - 1]! += spent;
  });
  return { frequency, recency, age, monetary: frequency === 0 ? null : total / frequency, future, money };
}

const gammaGamma = (random: Random) => {
  const rate = random.gamma(3.74) / 15.44;
  return () => random.gamma(6.25) / rate;
};

describe("forecast intervals hold what they promise", () => {
  it.each([
    { kind: "bg-nbd", fitModel: fitBgNbd },
    { kind: "pareto-nbd", fitModel: fitParetoNbd },
  ] as const)("$kind: intervals at 0.95 cover the totals of 200 simulated companies", ({ kind, fitModel }) => {
    const random = createRandom(21);
    const hits = { week: 0, weeks: 0, cumulative: 0, revenue: 0 };
    const companies = 200;
    for (let company = 0; company < companies; company++) {
      const drawn = Array.from({ length: 1000 }, (_, i) => drawCustomer(random, kind, 20 + (i % 30), gammaGamma));
      const customers = table(
        drawn.map(({ frequency, recency, age, monetary }) => ({ frequency, recency, age, monetary })),
      );
      const model = fitModel(customers);
      const spendModel = fitGammaGamma(customers);
      const rows = forecastOrders(model, customers, { horizon, spendModel, seed: company }).toRows();
      let orders = 0;
      let revenue = 0;
      for (let k = 0; k < horizon; k++) {
        const total = drawn.reduce((sum, { future }) => sum + future[k]!, 0);
        orders += total;
        revenue += drawn.reduce((sum, { money }) => sum + money[k]!, 0);
        hits.weeks++;
        if (total >= rows[k]!.lower! && total <= rows[k]!.upper!) hits.week++;
      }
      const last = rows[horizon - 1]!;
      if (orders >= last.cumulativeLower! && orders <= last.cumulativeUpper!) hits.cumulative++;
      if (revenue >= last.cumulativeRevenueLower! && revenue <= last.cumulativeRevenueUpper!) hits.revenue++;
    }
    const weekly = hits.week / hits.weeks;
    console.log(
      `${kind}: weeks ${(100 * weekly).toFixed(1)} %, orders in all ${(hits.cumulative / 2).toFixed(1)} %, ` +
        `revenue in all ${(hits.revenue / 2).toFixed(1)} %`,
    );
    expect(weekly).toBeGreaterThan(0.92);
    // Limits of counts are rounded outwards.
    expect(weekly).toBeLessThan(0.98);
    for (const share of [hits.cumulative / companies, hits.revenue / companies]) {
      expect(share).toBeGreaterThan(0.9);
      expect(share).toBeLessThanOrEqual(0.99);
    }
  });
});

describe("simulated futures", () => {
  const models: { model: PurchaseModel; values: number[] }[] = [
    {
      model: { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } },
      values: [0.243, 4.414, 0.793, 2.426],
    },
    {
      model: { kind: "mbg-nbd", parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } },
      values: [0.525, 6.183, 0.891, 1.614],
    },
    {
      model: { kind: "pareto-nbd", parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } },
      values: [0.553, 10.578, 0.606, 11.669],
    },
    {
      model: { kind: "bg-cnbd-k", parameters: { k: 3, r: 0.5, alpha: 2, a: 0.8, b: 2.4 } },
      values: [3, 0.5, 2, 0.8, 2.4],
    },
    {
      model: { kind: "mbg-cnbd-k", parameters: { k: 2, r: 0.5, alpha: 3, a: 0.8, b: 2.4 } },
      values: [2, 0.5, 3, 0.8, 2.4],
    },
    { model: { kind: "nbd", parameters: { r: 0.385, alpha: 12 } }, values: [0.385, 12] },
  ];
  const histories = [
    [0, 0, 30],
    [2, 20, 30],
    [7, 29, 30],
    [4, 8, 30],
  ] as const;

  it.each(models)("have the expectation of the closed form, for any past: $model.kind", ({ model, values }) => {
    const pathsOf = futurePaths(definitionOf(model)!, Float64Array.from(values));
    const random = createRandom(8);
    for (const [x, last, age] of histories) {
      const expected = expectedPurchases(model, { frequency: [x], recency: [last], age: [age] }, { horizon: 20 })[0]!;
      const path = pathsOf(x, last, age);
      const draws = 250_000;
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < draws; i++) {
        let count = 0;
        path(random, 20, () => {
          count++;
        });
        sum += count;
        squares += count * count;
      }
      const mean = sum / draws;
      const error = Math.sqrt((squares / draws - mean * mean) / draws);
      expect(Math.abs(mean - expected)).toBeLessThan(4.5 * error);
    }
  });

  it("agree with customers simulated anew who happen to have that past", () => {
    const model = models[0]!.model;
    const long = simulateCustomers(model, { customers: 400_000, age: 8, seed: 12 });
    const { frequency } = long.toColumns();
    const none = frequency.filter((count) => count === 0).length / frequency.length;
    const path = futurePaths(bgNbd, Float64Array.from(models[0]!.values))(0, 0, 0);
    const random = createRandom(13);
    let idle = 0;
    for (let i = 0; i < 400_000; i++) {
      let count = 0;
      path(random, 8, () => {
        count++;
      });
      if (count === 0) idle++;
    }
    expect(Math.abs(idle / 400_000 - none)).toBeLessThan(4.5 * Math.sqrt((2 * none * (1 - none)) / 400_000));
  });
});
