import { createTable, type Table } from "../../table/index.js";
import type { BrowsingLog } from "./browsing-log.js";
import type { Sessions } from "./sessions.js";

/** The columns of `paths` of a browsing summary. */
export type BrowsingPathColumns = {
  /** Pages in their order, separated by " > "; a page with a ">" or a quotation mark in its name is in quotes. */
  path: string;
  stops: number;
  sessions: number;
  /** Of all sessions. */
  share: number;
};

/** The paths of whole sessions that most of them took; equally frequent ones the shorter first, then by their pages. */
export function frequentPaths(
  { pages }: BrowsingLog,
  sessions: Sessions,
  top: number,
): { readonly paths: Table<BrowsingPathColumns>; readonly different: number } {
  const { start, page } = sessions;
  const all = start.length - 1;
  const known = new Map<string, { readonly stops: Int32Array; count: number }>();
  for (let session = 0; session < all; session++) {
    const stops = page.subarray(start[session]!, start[session + 1]!);
    const key = stops.join();
    const path = known.get(key);
    if (path === undefined) known.set(key, { stops, count: 1 });
    else path.count++;
  }
  const paths = [...known.values()].sort((a, b) => b.count - a.count || compareStops(a.stops, b.stops)).slice(0, top);
  const names = pages.toArray().map((page) => namedInPath(String(page)));
  const table = createTable<BrowsingPathColumns>({
    path: paths.map(({ stops }) => Array.from(stops, (at) => names[at]!).join(" > ")),
    stops: paths.map(({ stops }) => stops.length),
    sessions: paths.map(({ count }) => count),
    share: paths.map(({ count }) => count / all),
  });
  return { paths: table, different: known.size };
}

function compareStops(a: Int32Array, b: Int32Array): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

/** A page as paths name it, so that no page reads like a path of others. */
function namedInPath(page: string): string {
  return /[>"]/.test(page) ? JSON.stringify(page) : page;
}
