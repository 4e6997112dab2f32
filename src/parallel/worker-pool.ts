import { Worker } from "node:worker_threads";
import { ClienteleError } from "../errors/index.js";
import type { Computation } from "./computation.js";
import { BlockError } from "./pool-job.js";
import type { Answer, WorkerMessage } from "./worker-messages.js";
import type { WorkerScript } from "./worker-script.js";

/** How a task is followed while it runs. */
export interface Watch {
  /** Told now and then how many blocks have been taken. */
  readonly onBlocks?: (taken: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Threads that run the tasks of one computation at a time. */
export interface WorkerPool {
  /** Shows all threads the computation. */
  readonly take: (computation: Computation) => void;
  /**
   * Runs one task over all blocks and resolves when the last is done, or when the signal has stopped the threads from
   * taking more.
   */
  readonly run: (task: string, blocks: number, watch?: Watch) => Promise<void>;
  /** Lets go of the computation's memory. */
  readonly forget: () => void;
  /** Ends the threads; the task under way is rejected with the reason. */
  readonly close: (reason: Error) => Promise<void>;
}

const millisecondsBetweenReports = 100;

/** Starts the threads. */
export function startWorkerPool(size: number, script: WorkerScript): WorkerPool {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const workers = Array.from({ length: size }, () => new Worker(script.code, { eval: script.eval }));
  let broken: Error | undefined;
  let fail: ((error: Error) => void) | undefined;
  for (const worker of workers) {
    // An idle pool must not keep the program alive.
    worker.unref();
    worker.on("error", (error) => {
      broken = error instanceof Error ? error : new Error(String(error));
      fail?.(broken);
    });
    // Without this the blocks of a worker that ends would be waited for without end.
    worker.on("exit", (code) => {
      broken ??= new ClienteleError(
        "threads",
        { function: "createPool", value: code },
        `a worker ended with exit code ${code} before its work was done; start another pool`,
      );
      fail?.(broken);
    });
  }
  const post = (message: WorkerMessage) => {
    for (const worker of workers) worker.postMessage(message);
  };

  async function run(task: string, blocks: number, watch: Watch = {}): Promise<void> {
    if (broken !== undefined) throw broken;
    Atomics.store(counter, 0, 0);
    const watching = watchCounter(counter, blocks, watch);
    for (const worker of workers) worker.ref();
    try {
      const failed = new Promise<never>((_, reject) => {
        fail = reject;
      });
      const answered = answersOf(workers);
      post({ type: "task", task, blocks });
      await Promise.race([answered, failed]);
      watching.finish();
    } finally {
      fail = undefined;
      watching.end();
      for (const worker of workers) worker.unref();
    }
  }

  return {
    take: (computation) => post({ type: "computation", computation, counter }),
    run,
    forget: () => post({ type: "forget" }),
    close: async (reason) => {
      broken ??= reason;
      fail?.(reason);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Resolves when every worker has answered; rejected with the first error among the answers. */
function answersOf(workers: readonly Worker[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let open = workers.length;
    let problem: unknown;
    for (const worker of workers) {
      worker.once("message", ({ error }: Answer) => {
        problem ??= error;
        open--;
        if (open > 0) return;
        if (problem === undefined) resolve();
        else reject(new BlockError("a block failed", { cause: problem }));
      });
    }
  });
}

/**
 * Reports the counter of taken blocks, and sets it to the end where the signal says so. `finish` reports a last time
 * and throws what `onBlocks` has thrown.
 */
function watchCounter(
  counter: Int32Array,
  blocks: number,
  { onBlocks, signal }: Watch,
): { readonly finish: () => void; readonly end: () => void } {
  const stop = () => Atomics.store(counter, 0, blocks);
  const problems: unknown[] = [];
  const report = () => {
    try {
      onBlocks?.(Math.min(blocks, Atomics.load(counter, 0)));
    } catch (error) {
      // Thrown from a timer it would end the program; it belongs to whoever waits for the result.
      problems.push(error);
      stop();
    }
  };
  const timer = onBlocks === undefined ? undefined : setInterval(report, millisecondsBetweenReports);
  signal?.addEventListener("abort", stop);
  return {
    finish: () => {
      if (problems.length === 0) report();
      if (problems.length > 0) throw problems[0];
    },
    end: () => {
      clearInterval(timer);
      signal?.removeEventListener("abort", stop);
    },
  };
}
