import { Worker } from "node:worker_threads";
import type { Answer, Task, WorkerMessage } from "./tasks.js";
import type { WorkerScript } from "./worker-script.js";

/** Who wants to know of a phase while it runs. */
export interface Watch {
  /** Told now and then how many blocks have been taken. */
  readonly onBlocks?: (taken: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Threads that compute the blocks of one task at a time. */
export interface WorkerPool {
  /** Shows all threads the task. */
  readonly take: (task: Task) => void;
  /**
   * Runs one phase over all blocks and resolves when the last is done, or when the signal has stopped the threads from
   * taking more.
   */
  readonly run: (phase: string, blocks: number, watch?: Watch) => Promise<void>;
  /** Lets go of the task's memory. */
  readonly forget: () => void;
  /** Ends the threads; the phase under way is rejected with the reason. */
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
  }
  const post = (message: WorkerMessage) => {
    for (const worker of workers) worker.postMessage(message);
  };

  function answers(message: WorkerMessage): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      fail = reject;
      let open = workers.length;
      let problem: unknown;
      for (const worker of workers) {
        worker.once("message", ({ error }: Answer) => {
          problem ??= error;
          open--;
          if (open > 0) return;
          if (problem === undefined) resolve();
          else reject(problem);
        });
      }
      post(message);
    });
  }

  async function run(phase: string, blocks: number, { onBlocks, signal }: Watch = {}): Promise<void> {
    if (broken !== undefined) throw broken;
    Atomics.store(counter, 0, 0);
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
    for (const worker of workers) worker.ref();
    try {
      await answers({ type: "phase", phase, blocks });
      if (problems.length === 0) report();
      if (problems.length > 0) throw problems[0];
    } finally {
      fail = undefined;
      clearInterval(timer);
      signal?.removeEventListener("abort", stop);
      for (const worker of workers) worker.unref();
    }
  }

  return {
    take: (task) => post({ type: "task", task, counter }),
    run,
    forget: () => post({ type: "forget" }),
    close: async (reason) => {
      broken ??= reason;
      fail?.(reason);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
