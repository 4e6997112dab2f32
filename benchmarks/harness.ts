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
  /** Set to true where each run starts a process, so that a warm-up would warm nothing. */
  readonly freshProcess?: true;
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
  /** Loads the data before the first round, for a table that is wanted. */
  readonly prepare?: () => Promise<void>;
  /** Set to false where a run takes minutes, next to which a cold start is nothing. */
  readonly warmUp?: false;
  readonly contenders: readonly Contender[];
  readonly earlier?: readonly EarlierFigure[];
  /** What a reader has to know to judge the figures; a function is asked after the last round. */
  readonly note?: string | (() => string);
  /** Set to false where the rows are tasks of their own, whose ratios say nothing. */
  readonly comparable?: false;
}

/** A row of the results. */
export interface Result {
  readonly name: string;
  readonly version: string;
  readonly wallSeconds: number;
  readonly cpuSeconds: number | null;
  readonly rounds: number;
  /** Time against that of the first contender; null for the first. */
  readonly ratio: Ratio | null;
}

/**
 * The median of the ratios of the rounds, the lowest and the highest; a single round is held against the median of the
 * first contender.
 */
export interface Ratio {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** A benchmark with its figures: medians over rounds in which the contenders took turns. */
export interface Report {
  readonly title: string;
  readonly task: string;
  readonly results: readonly Result[];
  readonly earlier: readonly EarlierFigure[];
  readonly note: string | null;
  readonly comparable: boolean;
}

/** Marks a value returned by a contender as its own timing. */
export function timing(wallSeconds: number, cpuSeconds: number | null): Timing {
  return { wallSeconds, cpuSeconds };
}

/** Ratios whose middle half is wider than this share of their median ask for more rounds. */
const unsettled = 0.15;
const secondsForMoreRounds = Number(process.env["CLIENTELE_BENCH_SECONDS"] ?? 60);

/**
 * Runs the contenders in turns, after one warm-up each, and takes medians. Where the ratios differ much from round to round,
 * up to twice as many rounds follow, for a minute at most.
 */
export async function measure(benchmark: Benchmark): Promise<Report> {
  const { contenders, rounds = 5, warmUp = true, comparable = true } = benchmark;
  const timings = contenders.map(() => [] as Timing[]);
  await benchmark.prepare?.();
  let start = performance.now();
  for (let round = warmUp ? -1 : 0; round < 3 * rounds; round++) {
    if (round === rounds) start = performance.now();
    if (round >= rounds && (!comparable || settled(timings) || performance.now() - start > 1000 * secondsForMoreRounds))
      break;
    for (const [i, contender] of contenders.entries()) {
      if (round < 0 ? contender.freshProcess : round >= (contender.rounds ?? 3 * rounds)) continue;
      const taken = await once(contender);
      if (round >= 0) timings[i]!.push(taken);
    }
  }
  const { title, task, earlier = [], note = null } = benchmark;
  return {
    title,
    task,
    results: contenders.map((contender, i) => resultOf(contender, timings[i]!, i === 0 ? [] : timings[0]!)),
    earlier,
    note: typeof note === "function" ? note() : note,
    comparable: comparable && contenders.length > 1,
  };
}

function resultOf({ name, version }: Contender, taken: readonly Timing[], own: readonly Timing[]): Result {
  const ratios = sorted(own.length === 0 ? [] : ratiosOf(taken, own));
  return {
    name,
    version,
    ...medianTiming(taken),
    rounds: taken.length,
    ratio: ratios.length === 0 ? null : { median: quantile(ratios, 0.5), lowest: ratios[0]!, highest: ratios.at(-1)! },
  };
}

/** What a contender took against the first one, round by round: processor time, or wall time where that is not known. */
function ratiosOf(taken: readonly Timing[], own: readonly Timing[]): number[] {
  const typical = medianTiming(own);
  return taken.slice(0, own.length).map((one, round) => {
    const first = taken.length === 1 ? typical : own[round]!;
    return one.cpuSeconds !== null && first.cpuSeconds !== null
      ? one.cpuSeconds / first.cpuSeconds
      : one.wallSeconds / first.wallSeconds;
  });
}

function medianTiming(timings: readonly Timing[]): Timing {
  const cpu = timings.map((one) => one.cpuSeconds).filter((seconds) => seconds !== null);
  return {
    wallSeconds: quantile(sorted(timings.map((one) => one.wallSeconds)), 0.5),
    cpuSeconds: cpu.length === timings.length && cpu.length > 0 ? quantile(sorted(cpu), 0.5) : null,
  };
}

function settled([own, ...others]: readonly (readonly Timing[])[]): boolean {
  return others.every((taken) => {
    const ratios = sorted(ratiosOf(taken, own!));
    return quantile(ratios, 0.75) - quantile(ratios, 0.25) <= unsettled * quantile(ratios, 0.5);
  });
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

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

function quantile(ascending: readonly number[], share: number): number {
  const at = share * (ascending.length - 1);
  const below = ascending[Math.floor(at)]!;
  return below + (at - Math.floor(at)) * (ascending[Math.ceil(at)]! - below);
}
