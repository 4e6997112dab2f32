import { availableParallelism } from "node:os";
import type {
  ChooseClusterCountOptions,
  ClusterCountTable,
  KMeansOptions,
  KMeansResult,
  KPrototypesOptions,
  KPrototypesResult,
  SilhouetteOptions,
  SilhouetteReport,
} from "../clustering/index.js";
import type { Customers, SummarizeOptions } from "../customers/index.js";
import { ClienteleError, knownOptions, numberOption, showValue } from "../errors/index.js";
import type { Classifier } from "../learning/index.js";
import {
  discountedExpectedPurchases,
  expectedPurchases,
  type PurchaseModel,
  probabilityAlive,
} from "../lifetime-value/index.js";
import type { BootstrapOptions, PathBootstrap, PathModel } from "../path-models/index.js";
import { type RfmModelOptions, type RfmOptions, type RfmScores, scoreRfm } from "../segments/index.js";
import type { Features, Points, TableInput, Vector } from "../table/index.js";
import { BlockError, type PoolJob, type Progress } from "./pool-job.js";
import {
  clusterCountJob,
  kMeansJob,
  kPrototypesJob,
  pathBootstrapJob,
  rfmJob,
  silhouetteJob,
  summaryJob,
} from "./pool-jobs.js";
import { probabilityJob, purchasePredictionJob } from "./prediction-jobs.js";
import type { PredictionName } from "./row-predictions.js";
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
  /** {@link summarizeCustomers}: orders are read on the calling thread, and reduced on all. */
  readonly summarizeCustomers: (orders: TableInput, options: SummarizeOptions & RunOptions) => Promise<Customers>;
  /** {@link scoreRfm} of orders. A table of customers is scored on the calling thread. */
  readonly scoreRfm: (
    customersOrOrders: TableInput,
    options?: (RfmOptions | RfmModelOptions) & RunOptions,
  ) => Promise<RfmScores>;
  /** {@link chooseClusterCount} on all threads. */
  readonly chooseClusterCount: (
    input: Points | TableInput,
    options?: ChooseClusterCountOptions & RunOptions,
  ) => Promise<ClusterCountTable>;
  /** {@link kPrototypes} on all threads, a start on each. */
  readonly kPrototypes: (customers: TableInput, options: KPrototypesOptions & RunOptions) => Promise<KPrototypesResult>;
  /** {@link bootstrapPathModel} on all threads. */
  readonly bootstrapPathModel: (
    model: PathModel,
    answers: TableInput,
    options?: BootstrapOptions & RunOptions,
  ) => Promise<PathBootstrap>;
  /** {@link probabilityAlive} on all threads. */
  readonly probabilityAlive: (
    model: PurchaseModel,
    customers: TableInput,
    options?: { readonly at?: number } & RunOptions,
  ) => Promise<Float64Array>;
  /** {@link expectedPurchases} on all threads. */
  readonly expectedPurchases: (
    model: PurchaseModel,
    customers: TableInput,
    options: { readonly horizon: number } & RunOptions,
  ) => Promise<Float64Array>;
  /** {@link discountedExpectedPurchases} on all threads. */
  readonly discountedExpectedPurchases: (
    model: PurchaseModel,
    customers: TableInput,
    options: Parameters<typeof discountedExpectedPurchases>[2] & RunOptions,
  ) => Promise<Float64Array>;
  /** {@link predictProbability} on all threads. */
  readonly predictProbability: (model: Classifier, X: Features, options?: RunOptions) => Promise<Float64Array>;
  /** {@link kMeans} on all threads. */
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
 * Errors: `invalid-option`; `threads` without `SharedArrayBuffer`; the functions have the errors of their
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
  requireSharedMemory(caller);
  const workers = numberOption(caller, "workers", options.workers ?? availableParallelism(), {
    min: 1,
    max: 256,
    integer: true,
  });
  const { workerScript } = options;
  const pool = startWorkerPool(
    workers,
    workerScript === undefined ? defaultWorkerScript() : givenWorkerScript(caller, workerScript),
  );
  const line = computationLine();
  /** Checks and copies at once, computes in turn. */
  const start = async <Given extends RunOptions, Result>(
    name: string,
    given: Given | undefined,
    prepare: (options: Omit<Given, keyof RunOptions>) => PoolJob<Result> | null,
    plain?: (options: Omit<Given, keyof RunOptions>) => Result,
  ): Promise<Result> => {
    line.requireOpen(name);
    const { run, options } = readRun(name, given);
    const job = prepare(options);
    return job === null ? plain!(options) : line.inTurn(name, run.signal, () => runJob(pool, job, run));
  };
  return {
    workers,
    summarizeCustomers: (orders, given) => start("summarizeCustomers", given, (own) => summaryJob(orders, own)),
    scoreRfm: (input, given) =>
      start(
        "scoreRfm",
        given,
        (own) => rfmJob(input, own),
        (own) => scoreRfm(input, own),
      ),
    chooseClusterCount: (input, given) => start("chooseClusterCount", given, (own) => clusterCountJob(input, own)),
    kPrototypes: (customers, given) => start("kPrototypes", given, (own) => kPrototypesJob(customers, own)),
    bootstrapPathModel: (model, answers, given) =>
      start("bootstrapPathModel", given, (own) => pathBootstrapJob(model, answers, own)),
    probabilityAlive: (model, customers, given) =>
      predict("probabilityAlive", start, model, customers, given, (own) => probabilityAlive(model, customers, own)),
    expectedPurchases: (model, customers, given) =>
      predict("expectedPurchases", start, model, customers, given, (own) => expectedPurchases(model, customers, own)),
    discountedExpectedPurchases: (model, customers, given) =>
      predict("discountedExpectedPurchases", start, model, customers, given, (own) =>
        discountedExpectedPurchases(model, customers, own),
      ),
    predictProbability: (model, X, given) =>
      start("predictProbability", given, (own) => {
        knownOptions("predictProbability", own, []);
        return probabilityJob(model, X);
      }),
    kMeans: (points, given) => start("kMeans", given, (own) => kMeansJob(points, own)),
    silhouette: async (points, labels, given) =>
      (await start("silhouette", given, (own) => silhouetteJob("silhouette", points, labels, own))).mean,
    silhouetteReport: (points, labels, given) =>
      start("silhouetteReport", given, (own) => silhouetteJob("silhouetteReport", points, labels, own)),
    close: () => {
      line.close();
      return pool.close(poolIsClosed("close"));
    },
  };
}

type Start = <Given extends RunOptions, Result>(
  name: string,
  given: Given | undefined,
  prepare: (options: Omit<Given, keyof RunOptions>) => PoolJob<Result> | null,
  plain: (options: Omit<Given, keyof RunOptions>) => Result,
) => Promise<Result>;

function predict<Given extends RunOptions>(
  name: Exclude<PredictionName, "predictProbability">,
  start: Start,
  model: PurchaseModel,
  customers: TableInput,
  given: Given | undefined,
  plain: (options: Omit<Given, keyof RunOptions>) => Float64Array,
): Promise<Float64Array> {
  return start(name, given, (own) => purchasePredictionJob(name, model, customers, own, () => plain(own)), plain);
}

/** In line one computation waits for the other. */
function computationLine() {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const requireOpen = (name: string): void => {
    if (closed) throw poolIsClosed(name);
  };
  const inTurn = <Result>(name: string, signal: AbortSignal | undefined, compute: () => Promise<Result>) => {
    const result = last.then(() => {
      requireOpen(name);
      signal?.throwIfAborted();
      return compute();
    });
    last = result.catch(() => undefined);
    return unlessAborted(result, signal);
  };
  return {
    requireOpen,
    inTurn,
    close: () => {
      closed = true;
    },
  };
}

/** Does not wait for the line to notice that a signal was given. */
function unlessAborted<Result>(result: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return result;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop);
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

async function runJob<Result>(pool: WorkerPool, job: PoolJob<Result>, run: RunOptions): Promise<Result> {
  const { onProgress, signal } = run;
  pool.take(job.computation);
  try {
    return await job.drive({
      run: async (task, blocks, onBlocks) => {
        const watched = onProgress === undefined ? undefined : onBlocks;
        await pool.run(task, blocks, { ...(watched === undefined ? {} : { onBlocks: watched }), signal });
        signal?.throwIfAborted();
      },
      report: (progress) => onProgress?.(progress),
    });
  } catch (error) {
    throw error instanceof BlockError ? error.cause : error;
  } finally {
    pool.forget();
  }
}

function requireSharedMemory(caller: string): void {
  if (typeof SharedArrayBuffer === "function") return;
  throw new ClienteleError(
    "threads",
    { function: caller },
    "there is no SharedArrayBuffer, in which threads share their numbers; a page of Electron has it when it is " +
      "served with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp",
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
