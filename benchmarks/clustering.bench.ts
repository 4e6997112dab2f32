import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseClusterCount, kMeans, miniBatchKMeans, silhouette } from "../src/index.js";
import { createRandom } from "../src/numeric/index.js";
import { createPool } from "../src/parallel/index.js";
import { type Benchmark, type Contender, timing } from "./harness.js";
import { type PythonPeer, pythonPeer } from "./python-peer.js";
import { versionOf } from "./version-of.js";

const rows = Number(process.env["CLIENTELE_BENCH_POINTS"] ?? 1_000_000);
const rounds = 3;

interface Cloud {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * k-means against scikit-learn and ml-kmeans from the same start, on one thread and on two; mini-batches; silhouette.
 */
export async function* run(): AsyncGenerator<Benchmark> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-bench-"));
  const file = join(folder, "points.bin");
  const [single, double] = [await pythonPeer("clustering_peer", 1), await pythonPeer("clustering_peer", 2)];
  const pool = createPool({ workers: 2 });
  try {
    for (const [columns, k] of [
      [3, 5],
      [3, 50],
      [8, 5],
      [8, 50],
      [20, 50],
    ] as const) {
      for (const kind of ["uniform", "clustered"] as const) {
        let cloud: Cloud;
        let shared: Cloud;
        const options = () => ({ k, init: firstRows(cloud, k), maxIterations: 20, tolerance: 0 });
        yield {
          title: `k-means, ${columns} columns, k = ${k}, ${kind}`,
          task: `${rows / 1e6} M ${kind} points, from the first ${k} of them, at most 20 passes, until nothing moves.`,
          rounds,
          prepare: async () => {
            cloud = kind === "uniform" ? uniformCloud(rows, columns) : clusteredCloud(rows, columns, k);
            shared = sharedCloud(cloud);
            await load(cloud, file, single, double);
          },
          contenders: [
            own("clientele", () => kMeans(cloud, options())),
            own("clientele, 2 workers", () => pool.kMeans(shared, options())),
            ...peer("scikit-learn, 1 thread", single, () => single!.call("k_means", k)),
            ...peer("scikit-learn, 2 threads", double, () => double!.call("k_means", k)),
            ...(columns <= 8 ? [mlKMeans(file, columns, k)] : []),
          ],
        };
      }
    }
    const cloud = clusteredCloud(rows, 3, 5);
    yield {
      title: "Mini-batch k-means",
      task: `${rows / 1e6} M clustered points in 3 columns, k = 5, default batches; labels and inertia of all points included.`,
      rounds,
      prepare: () => load(cloud, file, single, double),
      contenders: [
        own("clientele", () => miniBatchKMeans(cloud, { k: 5 })),
        ...peer("scikit-learn, 1 thread", single, () => single!.call("mini_batch", 5)),
      ],
    };
    const many = clusteredCloud(100_000, 3, 4);
    yield {
      title: "How many clusters",
      task: "chooseClusterCount: 100,000 points in 3 columns, 2 to 6 clusters, all six criteria.",
      rounds,
      contenders: [
        own("clientele", () => chooseClusterCount(many, { to: 6, seed: 1 })),
        own("clientele, 2 workers", () => pool.chooseClusterCount(many, { to: 6, seed: 1 })),
      ],
      earlier: [
        {
          name: "clientele 0.2",
          cpuSeconds: 11,
          source: "measured when 0.2 was made, on another machine",
        },
      ],
    };
    const few = clusteredCloud(10_000, 3, 5);
    const labels = Int32Array.from({ length: few.rows }, (_, row) => row % 5);
    await load(few, file, single, double);
    yield {
      title: "Silhouette, exact",
      task: "10,000 points in 3 columns, 5 clusters.",
      rounds,
      contenders: [
        own("clientele", () => silhouette(few, labels)),
        own("clientele, 2 workers", () => pool.silhouette(few, labels)),
        ...peer("scikit-learn, 1 thread", single, () => single!.call("silhouette", 5)),
      ],
    };
    yield* onWorkers();
  } finally {
    single?.close();
    double?.close();
    await pool.close();
    rmSync(folder, { recursive: true });
  }
}

/** What a second worker gains on five million points: a fit as it is by default, of two starts. */
async function* onWorkers(): AsyncGenerator<Benchmark> {
  const cloud = sharedCloud(clusteredCloud(5 * rows, 8, 10));
  const options = { k: 10, restarts: 2, seed: 1 };
  const pools = [createPool({ workers: 1 }), createPool({ workers: 2 })] as const;
  try {
    yield {
      title: "k-means on workers",
      task: `${(5 * rows) / 1e6} M clustered points in 8 columns in shared memory, k = 10, 2 starts by k-means++. Judge by wall time; the machine has to have two idle cores.`,
      rounds,
      contenders: [
        own("clientele, 2 workers", () => pools[1].kMeans(cloud, options)),
        own("clientele, 1 worker", () => pools[0].kMeans(cloud, options)),
      ],
    };
  } finally {
    await Promise.all(pools.map((pool) => pool.close()));
  }
}

function own(name: string, task: () => unknown): Contender {
  return { name, version: versionOf("clientele"), run: task };
}

function peer(name: string, python: PythonPeer | null, task: () => unknown): Contender[] {
  return python === null ? [] : [{ name, version: python.versions["scikit-learn"]!, run: task }];
}

/**
 * ml-kmeans on the points in a file, in a process of its own: it takes arrays of arrays, a million of which would slow
 * the garbage collection of everyone else.
 */
function mlKMeans(file: string, columns: number, k: number): Contender {
  const script = `
    import { readFileSync } from "node:fs";
    import { kmeans } from "ml-kmeans";
    const { buffer, byteOffset, byteLength } = readFileSync(${JSON.stringify(file)});
    const data = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
    const points = Array.from({ length: data.length / ${columns} }, (_, row) => Array.from(data.subarray(row * ${columns}, (row + 1) * ${columns})));
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    kmeans(points, ${k}, { initialization: points.slice(0, ${k}), maxIterations: 20, tolerance: 0 });
    const { user, system } = process.cpuUsage(cpu);
    console.log((performance.now() - wall) / 1e3, (user + system) / 1e6);`;
  const run = () => {
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    const [wall, cpu] = stdout.split(" ").map(Number);
    return timing(wall ?? Number.NaN, cpu ?? null);
  };
  return { name: "ml-kmeans", version: versionOf("ml-kmeans"), run, rounds: 1, freshProcess: true };
}

async function load(cloud: Cloud, file: string, ...peers: (PythonPeer | null)[]): Promise<void> {
  writeFileSync(file, cloud.data);
  for (const python of peers) await python?.call("load", { file, columns: cloud.columns });
}

function uniformCloud(count: number, columns: number): Cloud {
  const random = createRandom(columns);
  return { data: Float64Array.from({ length: count * columns }, () => random.uniform()), rows: count, columns };
}

/** Round clusters whose middles lie anywhere in a box; some overlap. */
function clusteredCloud(count: number, columns: number, k: number): Cloud {
  const random = createRandom(100 * columns + k);
  const middles = Float64Array.from({ length: k * columns }, () => 10 * random.uniform());
  const data = new Float64Array(count * columns);
  for (let row = 0; row < count; row++) {
    const middle = random.integer(k) * columns;
    for (let f = 0; f < columns; f++) data[row * columns + f] = middles[middle + f]! + 0.6 * random.normal();
  }
  return { data, rows: count, columns };
}

function firstRows({ data, columns }: Cloud, k: number): Cloud {
  return { data: data.slice(0, k * columns), rows: k, columns };
}

function sharedCloud(cloud: Cloud): Cloud {
  const data = new Float64Array(new SharedArrayBuffer(cloud.data.byteLength));
  data.set(cloud.data);
  return { ...cloud, data };
}
