import { writeSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { type FuzzCall, type FuzzTarget, fuzzTargets } from "./fuzz-targets.js";
import { type Fault, faultOfError, faultOfResult } from "./verdict.js";

/** What the process is asked to do. */
export interface FuzzOrder {
  readonly seed: number;
  /** CPU time for each function. */
  readonly millisecondsPerFunction: number;
  /** How many functions, and how many calls of the one after them, are not repeated. */
  readonly skip: { readonly targets: number; readonly calls: number };
  /** Where this file lies as JavaScript. */
  readonly script: string;
}

/** What the process writes, a line each. */
export type FuzzLine =
  | { readonly fault: Fault; readonly target: string; readonly description: string }
  | { readonly stuck: { readonly targets: number; readonly calls: number } }
  | {
      readonly done: { readonly functions: number; readonly calls: number; readonly withoutSample: readonly string[] };
    };

const longestCall = 2_000_000; // microseconds of CPU
const started = { target: 0, call: 1, second: 2, microsecond: 3 } as const;

if (isMainThread) await fuzz(JSON.parse(process.argv[2]!) as FuzzOrder);
else watch(workerData as Int32Array);

async function fuzz({ seed, millisecondsPerFunction, skip, script }: FuzzOrder): Promise<void> {
  const targets = await fuzzTargets();
  const progress = new Int32Array(new SharedArrayBuffer(16));
  const watching = new Worker(script, { workerData: progress });
  watching.unref();
  process.on("unhandledRejection", () => undefined);
  let calls = 0;
  for (let at = skip.targets; at < targets.length; at++) {
    const first = at === skip.targets ? skip.calls : 0;
    calls += await fuzzTarget(targets[at]!, seed, first, millisecondsPerFunction * 1000, (call) => {
      const now = cpuTime();
      progress[started.target] = at;
      progress[started.call] = call;
      progress[started.microsecond] = now % 1e6;
      Atomics.store(progress, started.second, Math.floor(now / 1e6));
    });
  }
  Atomics.store(progress, started.second, -1);
  const withoutSample = targets.filter(({ hasSample }) => !hasSample).map(({ name }) => name);
  write({ done: { functions: targets.length, calls, withoutSample } });
  process.exit(0);
}

async function fuzzTarget(
  target: FuzzTarget,
  seed: number,
  first: number,
  budget: number,
  onCall: (call: number) => void,
): Promise<number> {
  const calls = shuffled(target.calls, seed);
  const end = cpuTime() + budget * target.patience;
  let call = first;
  if (call > 0) {
    const fault = { problem: "took more than 2 s of CPU time", detail: "the process had to be ended" };
    write({ fault, target: target.name, description: calls[call - 1]!.description });
  }
  for (; call < calls.length && cpuTime() < end; call++) {
    onCall(call);
    const { description, run } = calls[call]!;
    const fault = await faultOf(target, run);
    if (fault !== undefined) write({ fault, target: target.name, description });
  }
  return call - first;
}

async function faultOf({ callers, mayBeInfinite }: FuzzTarget, run: () => unknown): Promise<Fault | undefined> {
  try {
    const result = await run();
    const { close, svg } = Object(result) as { readonly close?: () => unknown; readonly svg?: () => unknown };
    if (typeof close === "function") await close();
    // A chart is drawn when its picture is asked for.
    if (typeof svg === "function") svg.call(result);
    return mayBeInfinite ? undefined : faultOfResult(result);
  } catch (error) {
    return faultOfError(callers, error);
  }
}

/** In an order that the seed decides (Fisher and Yates, with a linear congruential generator). */
function shuffled(calls: readonly FuzzCall[], seed: number): readonly FuzzCall[] {
  const order = [...calls];
  let state = seed;
  for (let i = order.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** On a thread of its own: says which call takes too long and ends the process, which no call can end from within. */
function watch(progress: Int32Array): void {
  setInterval(() => {
    const second = Atomics.load(progress, started.second);
    if (second < 0 || cpuTime() - second * 1e6 - progress[started.microsecond]! < longestCall) return;
    write({ stuck: { targets: progress[started.target]!, calls: progress[started.call]! } });
    process.kill(process.pid, "SIGKILL");
  }, 50);
}

function write(line: FuzzLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
