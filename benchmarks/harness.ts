import { performance } from "node:perf_hooks";

/** What one run took. */
export interface Timing {
  readonly wallSeconds: number;
  /** Processor seconds of the process that did the work, user and system; null where it cannot be told. */
  readonly cpuSeconds: number | null;
}

/** The library or a peer doing the task of a benchmark. */
export interface Contender {
  readonly name: string;
  /** Package version, or the library's own. */
  readonly version: string;
  /** One run. A contender in another process times itself and returns its timing; otherwise the harness times it. */
  readonly run: () => unknown;
  /** Fewer rounds for a peer that takes very long. */
  readonly rounds?: number;
}

/** A figure from an earlier measurement, printed and marked where a peer cannot run here. */
export interface EarlierFigure {
  readonly name: string;
  readonly cpuSeconds?: number;
  readonly wallSeconds?: number;
  readonly source: string;
}

/** One task, the library first among the contenders. */
export interface Benchmark {
  readonly title: string;
  /** Data, size, settings. */
  readonly task: string;
  readonly rounds?: number;
  readonly contenders: readonly Contender[];
  readonly earlier?: readonly EarlierFigure[];
  /** What a reader has to know to judge the figures. */
  readonly note?: string;
}

/** A row of the results. */
export interface Result {
  readonly name: string;
  readonly version: string;
  readonly wallSeconds: number;
  readonly cpuSeconds: number | null;
  readonly rounds: number;
}

/** A benchmark with its figures: medians over rounds in which the contenders took turns. */
export interface Report {
  readonly title: string;
  readonly task: string;
  readonly results: readonly Result[];
  readonly earlier: readonly EarlierFigure[];
  readonly note: string | null;
}

/** Marks a value returned by a contender as its own timing. */
export function timing(wallSeconds: number, cpuSeconds: number | null): Timing {
  return { wallSeconds, cpuSeconds };
}

/** Runs the contenders in turns, one warm-up each, and takes medians. */
export async function measure(benchmark: Benchmark): Promise<Report> {
  const rounds = benchmark.rounds ?? 5;
  const timings = new Map(benchmark.contenders.map((contender) => [contender, [] as Timing[]]));
  for (let round = -1; round < rounds; round++) {
    for (const contender of benchmark.contenders) {
      if (round >= 0 && round >= (contender.rounds ?? rounds)) continue;
      const taken = await once(contender);
      if (round >= 0) timings.get(contender)!.push(taken);
    }
  }
  return {
    title: benchmark.title,
    task: benchmark.task,
    results: benchmark.contenders.map((contender) => {
      const taken = timings.get(contender)!;
      const cpu = taken.map((one) => one.cpuSeconds).filter((seconds) => seconds !== null);
      return {
        name: contender.name,
        version: contender.version,
        wallSeconds: median(taken.map((one) => one.wallSeconds)),
        cpuSeconds: cpu.length === taken.length ? median(cpu) : null,
        rounds: taken.length,
      };
    }),
    earlier: benchmark.earlier ?? [],
    note: benchmark.note ?? null,
  };
}

async function once(contender: Contender): Promise<Timing> {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const answer = await contender.run();
  const wallSeconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return isTiming(answer) ? answer : { wallSeconds, cpuSeconds: (user + system) / 1e6 };
}

function isTiming(value: unknown): value is Timing {
  return typeof value === "object" && value !== null && "wallSeconds" in value && "cpuSeconds" in value;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
