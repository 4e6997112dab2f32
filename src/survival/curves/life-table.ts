import { sortedOrder } from "../../numeric/index.js";
import type { Lifetimes } from "./lifetimes.js";

/** What happened at each distinct time, the earliest first. */
export interface LifeTable {
  readonly time: Float64Array;
  /** Customers seen at least until just before the time. */
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
}

/** Reduces lifetimes to a life table; `rows` picks some of them. Sorting dominates: n log n, memory linear in n. */
export function lifeTable(lifetimes: Lifetimes, rows?: Int32Array): LifeTable {
  return lifetimes.count === undefined ? tableOfOnes(lifetimes, rows) : tableOfCounts(lifetimes, lifetimes.count, rows);
}

/** Without counts only the times matter: ended and running lifetimes are sorted apart, as plain numbers, and merged. */
function tableOfOnes({ durations, events }: Lifetimes, rows?: Int32Array): LifeTable {
  const size = rows === undefined ? durations.length : rows.length;
  const ended = new Float64Array(size);
  const running = new Float64Array(size);
  let endedCount = 0;
  let runningCount = 0;
  for (let i = 0; i < size; i++) {
    const row = rows === undefined ? i : rows[i]!;
    // Adding 0 turns −0 into 0, which a numeric sort would keep apart.
    if (events[row] === 1) ended[endedCount++] = durations[row]! + 0;
    else running[runningCount++] = durations[row]! + 0;
  }
  const deaths = ended.subarray(0, endedCount).sort();
  const losses = running.subarray(0, runningCount).sort();
  const steps = new Steps(size);
  let d = 0;
  let c = 0;
  while (d < endedCount || c < runningCount) {
    const time = Math.min(
      d < endedCount ? deaths[d]! : Number.POSITIVE_INFINITY,
      c < runningCount ? losses[c]! : Number.POSITIVE_INFINITY,
    );
    const fromD = d;
    const fromC = c;
    while (d < endedCount && deaths[d] === time) d++;
    while (c < runningCount && losses[c] === time) c++;
    steps.add(time, size - fromD - fromC, d - fromD, c - fromC);
  }
  return steps.table();
}

function tableOfCounts({ durations, events }: Lifetimes, count: Float64Array, rows?: Int32Array): LifeTable {
  const picked = rows ?? Int32Array.from({ length: durations.length }, (_, row) => row);
  const times = Float64Array.from(picked, (row) => durations[row]!);
  const order = sortedOrder(times);
  let atRisk = 0;
  for (const row of picked) atRisk += count[row]!;
  const steps = new Steps(picked.length);
  let i = 0;
  while (i < order.length) {
    const time = times[order[i]!]! + 0;
    let ended = 0;
    let running = 0;
    for (; i < order.length && times[order[i]!] === time; i++) {
      const row = picked[order[i]!]!;
      if (events[row] === 1) ended += count[row]!;
      else running += count[row]!;
    }
    steps.add(time, atRisk, ended, running);
    atRisk -= ended + running;
  }
  return steps.table();
}

/** Collects the steps of a life table, at most `most`. */
class Steps {
  readonly #time: Float64Array;
  readonly #atRisk: Float64Array;
  readonly #events: Float64Array;
  readonly #censored: Float64Array;
  #length = 0;

  constructor(most: number) {
    this.#time = new Float64Array(most);
    this.#atRisk = new Float64Array(most);
    this.#events = new Float64Array(most);
    this.#censored = new Float64Array(most);
  }

  add(time: number, atRisk: number, events: number, censored: number): void {
    const at = this.#length++;
    this.#time[at] = time;
    this.#atRisk[at] = atRisk;
    this.#events[at] = events;
    this.#censored[at] = censored;
  }

  table(): LifeTable {
    const n = this.#length;
    return {
      time: this.#time.slice(0, n),
      atRisk: this.#atRisk.slice(0, n),
      events: this.#events.slice(0, n),
      censored: this.#censored.slice(0, n),
    };
  }
}
