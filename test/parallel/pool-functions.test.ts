import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import {
  acsi,
  bootstrapPathModel,
  calibrate,
  chooseClusterCount,
  discountedExpectedPurchases,
  expectedPurchases,
  fitBoostedTrees,
  fitLogistic,
  kPrototypes,
  predictProbability,
  probabilityAlive,
  scoreRfm,
  simulateCustomers,
  simulateOrders,
  summarizeCustomers,
  type Table,
} from "../../src/index.js";
import { createRandom } from "../../src/numeric/index.js";
import { createPool, type Progress } from "../../src/parallel/index.js";
import { thorough } from "../thorough.js";
import { bundledWorker } from "./bundled-worker.js";

const rows = thorough ? 40_000 : 4_000;

const purchases = { kind: "bg-nbd", parameters: { r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 }, unit: "week" } as const;
const pareto = { kind: "pareto-nbd", parameters: { r: 0.55, alpha: 10, s: 0.6, beta: 12 }, unit: "week" } as const;
const spend = { kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } } as const;
const orders = simulateOrders(purchases, {
  customers: 0.3 * rows,
  start: "2024-01-01",
  end: "2025-12-31",
  seed: 3,
  spend,
});
const withOrders = orders.withColumn(
  "order",
  Array.from({ length: orders.numRows }, (_, row) => `o${Math.floor(row / 2)}`),
);
const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const customers = simulateCustomers(purchases, { customers: rows, age: 39, seed: 2 });

const random = createRandom(4);
const features = Array.from({ length: rows }, () => [random.normal(), random.integer(5), random.uniform()]);
const outcome = features.map(([a, b, c]) => Number(a! + b! / 3 + c! > 1.2));
const shop = {
  amount: features.map(([a]) => a!),
  region: features.map(([, b]) => `region ${b}`),
  channel: features.map(([, , c]) => (c! < 0.4 ? "web" : "store")),
};
const few = <Values extends object>(given: Values, rows: number) =>
  Object.fromEntries(Object.entries(given).map(([name, values]) => [name, (values as unknown[]).slice(0, rows)]));

const items = ["e1", "q1", "q2", "v1", "s1", "s2", "c1", "l1"];
const survey = Object.fromEntries(items.map((item) => [item, [] as number[]]));
for (let row = 0; row < 250; row++) {
  const mood = random.normal();
  for (const item of items)
    survey[item]!.push(Math.min(10, Math.max(1, Math.round(5.5 + 1.5 * mood + random.normal()))));
}
const satisfied = acsi(survey, {
  expectations: ["e1"],
  quality: ["q1", "q2"],
  value: ["v1"],
  satisfaction: ["s1", "s2"],
  complaints: ["c1"],
  loyalty: ["l1"],
  complaintsMeasure: "incidence",
});

const workerScript = await bundledWorker();
const pools = (thorough ? [1, 2, 3] : [2]).map((workers) => createPool({ workers, workerScript }));
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

/** All that a table says. */
const said = (table: object) => ({ columns: (table as Table).toColumns(), ...table });

describe.each(pools.map((pool) => [pool.workers, pool] as const))(
  "with %i workers the bits are those of one thread",
  (_, pool) => {
    it.each([
      ["plain", orders, { ...columns }],
      ["by order, netted, in weeks", withOrders, { ...columns, order: "order", unit: "week" }],
      ["kept apart, in hours", orders, { ...columns, sameDay: "keep", unit: "hour" }],
      ["without amounts", orders, { customer: "customer", date: "date", end: "2025-06-30" }],
    ] as const)("of summarizeCustomers, %s", async (_name, input, options) => {
      expect(said(await pool.summarizeCustomers(input, options))).toEqual(said(summarizeCustomers(input, options)));
    });

    it("of scoreRfm", async () => {
      const options = { ...columns, order: "order", asOf: "2025-11-30", bins: 4 };
      const scores = await pool.scoreRfm(withOrders, options);
      const expected = scoreRfm(withOrders, options);
      expect(scores.toColumns()).toEqual(expected.toColumns());
      expect([scores.model, scores.ledger, scores.counts]).toEqual([expected.model, expected.ledger, expected.counts]);
      const measured = { customer: ["a", "b", "c"], recencyDays: [1, 2, 3], orders: [3, 2, 1], revenue: [5, 4, 9] };
      expect((await pool.scoreRfm(measured)).toColumns()).toEqual(scoreRfm(measured).toColumns());
    });

    it("of predictions for customers", async () => {
      for (const model of [purchases, pareto]) {
        expect(await pool.probabilityAlive(model, customers)).toEqual(probabilityAlive(model, customers));
        expect(await pool.probabilityAlive(model, customers, { at: 4 })).toEqual(
          probabilityAlive(model, customers, { at: 4 }),
        );
        expect(await pool.expectedPurchases(model, customers, { horizon: 26 })).toEqual(
          expectedPurchases(model, customers, { horizon: 26 }),
        );
      }
      const terms = { horizon: 52, discountRate: { annual: 0.1 } };
      expect(await pool.discountedExpectedPurchases(purchases, customers, terms)).toEqual(
        discountedExpectedPurchases(purchases, customers, terms),
      );
    });

    it("of probabilities", async () => {
      const logistic = fitLogistic(features, outcome, { standardize: true });
      const trees = fitBoostedTrees(features, outcome, { trees: 10, categorical: [1] });
      for (const model of [logistic, trees, calibrate(trees, features, outcome)]) {
        expect(await pool.predictProbability(model, features)).toEqual(predictProbability(model, features));
      }
    });

    it("of k-prototypes", async () => {
      const options = { k: 4, numeric: { amount: "zscore" }, categorical: ["region", "channel"], restarts: 5 } as const;
      const input = few(shop, 2000);
      const { prototypes, ...found } = await pool.kPrototypes(input, options);
      const { prototypes: expectedPrototypes, ...expected } = kPrototypes(input, options);
      expect(found).toEqual(expected);
      expect(prototypes.toColumns()).toEqual(expectedPrototypes.toColumns());
    });

    it("of the choice of a number of clusters", async () => {
      const options = { to: 4, restarts: 2, references: 3, resamples: 2, sample: 400, seed: 8 };
      const points = { data: Float64Array.from(features.slice(0, 3000).flat()), rows: 3000, columns: 3 };
      expect(said(await pool.chooseClusterCount(points, options))).toEqual(said(chooseClusterCount(points, options)));
    });

    it("of the bootstrap of a path model", async () => {
      const options = { samples: 60, seed: 5 };
      const sure = await pool.bootstrapPathModel(satisfied, survey, options);
      const expected = bootstrapPathModel(satisfied, survey, options);
      expect(sure.estimates).toEqual(expected.estimates);
      expect(sure.indices.toColumns()).toEqual(expected.indices.toColumns());
      expect([sure.draws, sure.dropped]).toEqual([expected.draws, expected.dropped]);
    });
  },
);

describe("a pool", () => {
  const pool = pools.at(-1)!;

  it("tells how far it is", async () => {
    const seen: Progress[] = [];
    await pool.bootstrapPathModel(satisfied, survey, { samples: 50, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ done: 1, step: "estimating resamples" });
  });

  it("refuses in the words of the functions of one thread, with the row", async () => {
    const [frequency, recency, age] = [
      [1, 2, 3],
      [1, 2, 99],
      [9, 9, 9],
    ];
    await expect(pool.probabilityAlive(purchases, { frequency, recency, age })).rejects.toMatchObject({
      name: "ClienteleError",
      place: { function: "probabilityAlive", row: 3 },
    });
    await expect(pool.expectedPurchases(purchases, customers, { horizon: -1 })).rejects.toMatchObject({
      code: "invalid-option",
    });
    await expect(pool.summarizeCustomers([], { customer: "a", date: "b" })).rejects.toMatchObject({
      name: "ClienteleError",
    });
    await expect(pool.predictProbability({ kind: "magic" } as never, [[1]])).rejects.toMatchObject({
      code: "unusable-model",
    });
    await expect(pool.scoreRfm(orders, { ...columns, colour: 1 } as never)).rejects.toMatchObject({
      code: "invalid-option",
    });
  });

  it("copies what it is given at the call", async () => {
    const data = Float64Array.from(features.slice(0, 4000).flat());
    const expected = (await pool.kMeans({ data: data.slice(), rows: 4000, columns: 3 }, { k: 3 })).model;
    const first = pool.silhouette(
      { data, rows: 4000, columns: 3 },
      new Int32Array(4000).map((_, row) => row % 3),
    );
    const waiting = pool.kMeans({ data, rows: 4000, columns: 3 }, { k: 3 });
    data.fill(0);
    expect((await waiting).model).toEqual(expected);
    await first;
  });

  it("rejects a computation in line as soon as it is aborted", async () => {
    const points = { data: Float64Array.from(features.flat()), rows, columns: 3 };
    let isDone = false;
    const long = pool.kMeans(points, { k: 30, tolerance: 0, restarts: 1 }).then(() => {
      isDone = true;
    });
    const controller = new AbortController();
    const waiting = pool.kMeans(points, { k: 2, signal: controller.signal });
    controller.abort(new Error("not any more"));
    await expect(waiting).rejects.toThrow("not any more");
    expect(isDone).toBe(false);
    await long;
  });

  it("rejects its computations when a worker ends", async () => {
    const folder = await mkdtemp(join(tmpdir(), "clientele-pool-"));
    const script = join(folder, "ends.mjs");
    writeFileSync(
      script,
      'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => process.exit(3));',
    );
    const fragile = createPool({ workers: 2, workerScript: script });
    await expect(fragile.kMeans([[1], [2]], { k: 2 })).rejects.toMatchObject({ code: "threads" });
    await expect(fragile.kMeans([[1], [2]], { k: 2 })).rejects.toThrow(/exit code 3/);
    await fragile.close();
    await rm(folder, { recursive: true });
  });

  it("says what to set where threads cannot share memory", () => {
    vi.stubGlobal("SharedArrayBuffer", undefined);
    try {
      expect(() => createPool({ workers: 1 })).toThrow(/Cross-Origin-Embedder-Policy: require-corp/);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
