import { afterAll, describe, expect, it } from "vitest";
import { kMeans, silhouetteReport } from "../../src/clustering/index.js";
import { createRandom } from "../../src/numeric/index.js";
import { createPool, type Progress } from "../../src/parallel/index.js";
import { thorough } from "../thorough.js";
import { bundledWorker } from "./bundled-worker.js";

function cloud(rows: number, columns: number, seed: number): { data: Float64Array; rows: number; columns: number } {
  const random = createRandom(seed);
  return { data: Float64Array.from({ length: rows * columns }, (_, i) => (i % 7) + random.normal()), rows, columns };
}

const workerScript = await bundledWorker();
const pools = (thorough ? [1, 2, 4] : [1, 3]).map((workers) => createPool({ workers, workerScript }));
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

describe.each(pools.map((pool) => [pool.workers, pool] as const))("a pool of %i", (_, pool) => {
  it.each([
    [1, 5, {}],
    [2, 3, { init: "random" as const }],
    [3, 12, { tolerance: 0 }],
    [8, 20, { restarts: 2, swaps: 2 }],
    [25, 6, { restarts: 2, maxIterations: 4 }],
  ])("gives the same bits as one thread in %i dimensions with k = %i", async (columns, k, options) => {
    const points = cloud(20_000, columns, columns);
    const given = { k, seed: 3, restarts: 3, swaps: 1, ...options };
    expect(await pool.kMeans(points, given)).toEqual(kMeans(points, given));
  });

  it("gives the same bits with weights", async () => {
    const points = cloud(15_000, 2, 5);
    const random = createRandom(1);
    const weights = Float64Array.from({ length: points.rows }, () => random.integer(3) * random.uniform());
    const given = { k: 4, weights, restarts: 2 };
    expect(await pool.kMeans(points, given)).toEqual(kMeans(points, given));
  });

  it("gives the same silhouette as one thread", async () => {
    const points = cloud(1500, 3, 9);
    const { labels } = kMeans(points, { k: 4, restarts: 1 });
    const expected = silhouetteReport(points, labels);
    const report = await pool.silhouetteReport(points, labels);
    expect(report.values).toEqual(expected.values);
    expect(report.clusters.toRows()).toEqual(expected.clusters.toRows());
    expect(await pool.silhouette(points, labels)).toBe(expected.mean);
  });
});

describe("a pool", () => {
  const pool = pools[1]!;

  it("does not change points that are shared already, and does not copy them", async () => {
    const { data, rows, columns } = cloud(5000, 3, 2);
    const shared = new Float64Array(new SharedArrayBuffer(data.byteLength));
    shared.set(data);
    const fit = await pool.kMeans({ data: shared, rows, columns }, { k: 3 });
    expect(fit).toEqual(kMeans({ data, rows, columns }, { k: 3 }));
    expect([...shared]).toEqual([...data]);
    expect(fit.labels.buffer).toBeInstanceOf(ArrayBuffer);
  });

  it("runs computations that are asked for at once one after the other", async () => {
    const points = cloud(9000, 2, 4);
    const fits = await Promise.all([2, 3, 4, 5].map((k) => pool.kMeans(points, { k, restarts: 2 })));
    fits.forEach((fit, i) => {
      expect(fit).toEqual(kMeans(points, { k: i + 2, restarts: 2 }));
    });
  });

  it("tells how far it is, from 0 to 1 and never back", async () => {
    const seen: Progress[] = [];
    await pool.kMeans(cloud(5000, 2, 1), { k: 4, restarts: 3, onProgress: (progress) => seen.push(progress) });
    const done = seen.map((progress) => progress.done);
    expect(done.length).toBeGreaterThan(5);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
    const points = cloud(6000, 2, 1);
    const compared: number[] = [];
    await pool.silhouette(points, kMeans(points, { k: 2, restarts: 1 }).labels, {
      onProgress: ({ done }) => compared.push(done),
    });
    expect(compared.at(-1)).toBe(1);
  });

  it("stops when it is told to, and can be used again", async () => {
    const points = cloud(30_000, 3, 3);
    const controller = new AbortController();
    const stopped = pool.kMeans(points, {
      k: 20,
      tolerance: 0,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error("enough")),
    });
    await expect(stopped).rejects.toThrow("enough");
    const late = AbortSignal.abort(new Error("too late"));
    await expect(pool.silhouette(points, [], { signal: late })).rejects.toThrow("too late");
    const short = new AbortController();
    const labels = kMeans(points, { k: 3, restarts: 1 }).labels;
    const comparing = pool.silhouette(points, labels, { signal: short.signal });
    setTimeout(() => short.abort(new Error("no more")), 50);
    await expect(comparing).rejects.toThrow("no more");
    expect((await pool.kMeans(cloud(100, 2, 1), { k: 2 })).status).toBe("converged");
  });

  it("refuses what the functions of one thread refuse", async () => {
    await expect(pool.kMeans([[1], [1]], { k: 2 })).rejects.toMatchObject({ code: "too-many-clusters" });
    await expect(pool.kMeans([[1], [2]], { k: 2, worker: 3 } as { k: number })).rejects.toMatchObject({
      code: "invalid-option",
    });
    await expect(pool.silhouette([[1], [2]], [0])).rejects.toMatchObject({ code: "length-mismatch" });
    await expect(pool.kMeans([[1], [2]], undefined as never)).rejects.toMatchObject({ code: "invalid-option" });
    await expect(pool.kMeans([[1], [2]], { k: 2, onProgress: 5 as never })).rejects.toMatchObject({
      code: "invalid-option",
    });
    await expect(pool.kMeans([[1], [2]], { k: 2, signal: {} as never })).rejects.toMatchObject({
      code: "invalid-option",
    });
    await expect(pool.kMeans([[1], [Number.NaN]], { k: 1 })).rejects.toMatchObject({ code: "missing-value" });
    expect(() => createPool({ workers: 0 })).toThrow(expect.objectContaining({ code: "invalid-option" }));
    expect(() => createPool({ threads: 2 } as object)).toThrow(expect.objectContaining({ code: "invalid-option" }));
  });

  it("finds its own worker, here in TypeScript", async () => {
    const own = createPool({ workers: 1 });
    const points = cloud(300, 2, 1);
    expect(await own.kMeans(points, { k: 3 })).toEqual(kMeans(points, { k: 3 }));
    await own.close();
  });

  it("refuses to work after it was closed", async () => {
    const short = createPool({ workers: 1, workerScript });
    await short.close();
    await expect(short.kMeans([[1], [2]], { k: 2 })).rejects.toThrow("closed");
  });

  it("rejects what is under way and what is in line when it is closed", async () => {
    const short = createPool({ workers: 2, workerScript });
    const points = cloud(60_000, 3, 8);
    let passes = 0;
    const outcomes: string[] = [];
    const started = new Promise<void>((resolve) => {
      short
        .kMeans(points, { k: 40, tolerance: 0, onProgress: () => (++passes === 3 ? resolve() : undefined) })
        .then(() => outcomes.push("finished"))
        .catch((error: Error) => outcomes.push(error.message));
    });
    const waiting = expect(
      short.silhouette(
        points,
        new Int32Array(60_000).map((_, row) => row % 3),
      ),
    ).rejects.toMatchObject({
      code: "invalid-option",
      message: "silhouette: the pool is closed",
    });
    await started;
    await short.close();
    await waiting;
    expect(outcomes).toEqual(["close: the pool is closed"]);
    await short.close();
  });

  it("gives what a progress function throws to whoever waits, and can be used again", async () => {
    const failing = () => {
      throw new Error("no paper left");
    };
    const points = cloud(4000, 3, 1);
    const labels = Int32Array.from({ length: 4000 }, (_, row) => row % 3);
    await expect(pool.kMeans(points, { k: 3, onProgress: failing })).rejects.toThrow("no paper left");
    await expect(pool.silhouette(points, labels, { onProgress: failing })).rejects.toThrow("no paper left");
    expect(await pool.silhouette(points, labels)).toBe(silhouetteReport(points, labels).mean);
  });

  it("judges the same sample as one thread", async () => {
    const points = cloud(3000, 4, 6);
    const labels = Int32Array.from({ length: 3000 }, (_, row) => (row % 4) - 1);
    const expected = silhouetteReport(points, labels, { sample: 300, seed: 9 });
    const report = await pool.silhouetteReport(points, labels, { sample: 300, seed: 9 });
    expect(report.values).toEqual(expected.values);
    expect([report.mean, report.standardError]).toEqual([expected.mean, expected.standardError]);
  });

  it("says what is wrong when its worker cannot be started", async () => {
    const lost = createPool({ workers: 1, workerScript: "/nowhere/parallel-worker.js" });
    await expect(lost.kMeans([[1], [2]], { k: 2 })).rejects.toThrow(/parallel-worker/);
    await lost.close();
  });
});
