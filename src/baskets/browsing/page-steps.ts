import { median } from "../../numeric/index.js";
import { createTable, type Table } from "../../table/index.js";
import type { BrowsingLog } from "./browsing-log.js";
import type { Sessions } from "./sessions.js";

/** The columns of `transitions` of a browsing summary. */
export type PageTransitionColumns = {
  page: number | string | boolean;
  next: number | string | boolean;
  count: number;
  /** Of the stops at `page`, the share that went on to `next`; what is left to 1 ended there. */
  share: number;
  /** Half of the stops took no longer, in seconds. */
  medianSeconds: number;
};

/** A row for every step from one page to another: by page, the most frequent next one first. */
export function pageTransitions(
  { pages }: BrowsingLog,
  sessions: Sessions,
  minCount: number,
): Table<PageTransitionColumns> {
  const { start, page, seconds } = sessions;
  const stops = new Int32Array(pages.length);
  const steps = new Map<number, number[]>();
  for (let session = 0; session + 1 < start.length; session++) {
    for (let stop = start[session]!; stop < start[session + 1]!; stop++) {
      stops[page[stop]!]!++;
      if (stop + 1 === start[session + 1]) continue;
      const key = page[stop]! * pages.length + page[stop + 1]!;
      const times = steps.get(key);
      if (times === undefined) steps.set(key, [seconds[stop]!]);
      else times.push(seconds[stop]!);
    }
  }
  const rows = [...steps]
    .filter(([, times]) => times.length >= minCount)
    .map(([key, times]) => ({ from: Math.floor(key / pages.length), to: key % pages.length, times }))
    .sort((a, b) => a.from - b.from || b.times.length - a.times.length || a.to - b.to);
  return createTable<PageTransitionColumns>({
    page: pages.take(rows.map(({ from }) => from)),
    next: pages.take(rows.map(({ to }) => to)),
    count: rows.map(({ times }) => times.length),
    share: rows.map(({ from, times }) => times.length / stops[from]!),
    medianSeconds: rows.map(({ times }) => median(Float64Array.from(times))),
  });
}
