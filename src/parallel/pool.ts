import { availableParallelism } from "node:os";
import {
  type KMeansOptions,
  type KMeansResult,
  prepareKMeans,
  prepareSilhouette,
  type SilhouetteOptions,
  type SilhouetteReport,
} from "../clustering/index.js";
import { ClienteleError, knownOptions, numberOption, showValue } from "../errors/index.js";
import type { Points, Vector } from "../table/index.js";
import type { Computation } from "./computation.js";
import { sharedMemory } from "./shared-memory.js";
import { startWorkerPool, type WorkerPool } from "./worker-pool.js";
import { defaultWorkerScript, givenWorkerScript } from "./worker-script.js";

/** Options of {@link createPool}. */
export interface PoolOptions {
  /** How many threads compute [as many as the machine has for this process]. */
  readonly workers?: number | undefined;
  /**
   * Where `parallel-worker.js` of this package lies, as a path or a `file:` URL. Only needed where a bundler has moved
   * the code away from it.
   */
  readonly workerScript?: string | URL | undefined;
}

/** How far a computation has come. */
export interface Progress {
  /** 0..1. */
  readonly done: number;
  /** What is being done, for people. */
  readonly step: string;
}

/** What every function of a pool takes in addition to its own options. */
export interface RunOptions {
  /** Told how far the computation has come, on the calling thread. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the computation early; its promise is rejected with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Threads for heavy computations. Results have the same bits as those of the functions of the same name on one thread.
 */
export interface Pool {
  readonly workers: number;
  /** {@link kMeans} on all threads. Points on a `SharedArrayBuffer` are not copied. */
  readonly kMeans: (points: Points, options: KMeansOptions & RunOptions) => Promise<KMeansResult>;
  /** {@link silhouette} on all threads. */
  readonly silhouette: (points: Points, labels: Vector, options?: SilhouetteOptions & RunOptions) => Promise<number>;
  /** {@link silhouetteReport} on all threads. */
  readonly silhouetteReport: (
    points: Points,
    labels: Vector,
    options?: SilhouetteOptions & RunOptions,
  ) => Promise<SilhouetteReport>;
  /** Ends the threads. Computations that are under way or in line are not waited for; their promises are rejected. */
  readonly close: () => Promise<void>;
}

/**
 * Starts worker threads that share the memory of a computation. The same input and options give the same bits with any
 * number of workers, and the same as on one thread: the work is cut into fixed blocks whose sums are always added in
 * the same order. Computations of one pool run one after the other. An idle pool does not keep the program alive.
 *
 * Errors: `invalid-option`; `missing-feature` without `SharedArrayBuffer`; the functions have the errors of their
 * namesakes. Node only.
 *
 * @example
 * ```ts
 * import { createPool } from "clientele/parallel";
 *
 * const pool = createPool({ workers: 2 });
 * const { model, labels } = await pool.kMeans(points, { k: 8, onProgress: ({ done }) => console.log(done) });
 * await pool.close();
 * ```
 */
export function createPool(options: PoolOptions = {}): Pool {
  const caller = "createPool";
  knownOptions(caller, options, ["workers", "workerScript"]);
  const workers = numberOption(caller, "workers", options.workers ?? availableParallelism(), {
    min: 1,
    max: 256,
    integer: true,
  });
  requireSharedMemory(caller);
  const { workerScript } = options;
  const pool = startWorkerPool(
    workers,
    workerScript === undefined ? defaultWorkerScript() : givenWorkerScript(workerScript),
  );
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const inTurn = <Result>(name: string, compute: () => Promise<Result>): Promise<Result> => {
    const result = last.then(() => {
      if (!closed) return compute();
      throw poolIsClosed(name);
    });
    last = result.catch(() => undefined);
    return result;
  };
  return {
    workers,
    kMeans: (points, given) => inTurn("kMeans", () => runKMeans(pool, points, given)),
    silhouette: async (points, labels, given = {}) =>
      (await inTurn("silhouette", () => runSilhouette("silhouette", pool, points, labels, given))).mean,
    silhouetteReport: (points, labels, given = {}) =>
      inTurn("silhouetteReport", () => runSilhouette("silhouetteReport", pool, points, labels, given)),
    close: () => {
      closed = true;
      return pool.close(poolIsClosed("close"));
    },
  };
}

/** Browsers, and engines made of them, give memory that threads share to pages that keep others out only. */
function requireSharedMemory(caller: string): void {
  if (typeof SharedArrayBuffer === "function") return;
  throw new ClienteleError(
    "missing-feature",
    { function: caller },
    "there is no SharedArrayBuffer, in which threads share memory. A page has it when its server sends the headers " +
      "Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp; Node has it always. " +
      "Without it call the functions of the same names from clientele, which need one thread",
  );
}

function poolIsClosed(caller: string): ClienteleError {
  return new ClienteleError("invalid-option", { function: caller }, "the pool is closed");
}

/** Parts what the pool needs from what the computation takes. */
function readRun<Options extends RunOptions>(
  caller: string,
  given: Options | undefined,
): { readonly run: RunOptions; readonly options: Omit<Options, keyof RunOptions> } {
  const { onProgress, signal, ...options } = given ?? ({} as Options);
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: onProgress },
      `option "onProgress" must be a function, got ${showValue(onProgress)}`,
    );
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: signal },
      `option "signal" must be an AbortSignal, got ${showValue(signal)}`,
    );
  }
  signal?.throwIfAborted();
  return { run: { onProgress, signal }, options };
}

async function runKMeans(pool: WorkerPool, points: Points, given: KMeansOptions & RunOptions): Promise<KMeansResult> {
  const { run, options } = readRun("kMeans", given);
  const { onProgress, signal } = run;
  const job = prepareKMeans("kMeans", points, options, sharedMemory);
  return withComputation(pool, { kind: "k-means", state: job.state }, async () => {
    let step = job.steps.next();
    while (!step.done) {
      const { task, restart, iteration } = step.value;
      await pool.run(task, job.state.blocks, { signal });
      signal?.throwIfAborted();
      onProgress?.({
        done: (restart + iteration / (job.maxIterations + 1)) / job.starts,
        step: iteration === 0 ? `start ${restart + 1}: choosing centers` : `start ${restart + 1}, pass ${iteration}`,
      });
      step = job.steps.next();
    }
    onProgress?.({ done: 1, step: "done" });
    return step.value;
  });
}

async function runSilhouette(
  caller: string,
  pool: WorkerPool,
  points: Points,
  labels: Vector,
  given: SilhouetteOptions & RunOptions,
): Promise<SilhouetteReport> {
  const { run, options } = readRun(caller, given);
  const { onProgress, signal } = run;
  const job = prepareSilhouette(caller, points, labels, options, sharedMemory);
  return withComputation(pool, { kind: "silhouette", state: job.state }, async () => {
    const { blocks } = job.state;
    const onBlocks = (taken: number) => onProgress?.({ done: taken / blocks, step: "comparing points" });
    await pool.run("silhouette", blocks, { onBlocks, signal });
    signal?.throwIfAborted();
    return job.report();
  });
}

async function withComputation<Result>(
  pool: WorkerPool,
  computation: Computation,
  compute: () => Promise<Result>,
): Promise<Result> {
  pool.take(computation);
  try {
    return await compute();
  } finally {
    pool.forget();
  }
}
