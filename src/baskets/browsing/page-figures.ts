import { median } from "../../numeric/index.js";
import { createTable, type Table } from "../../table/index.js";
import type { BrowsingLog } from "./browsing-log.js";
import type { Sessions } from "./sessions.js";

/** The columns of `pages` of a browsing summary. */
export type BrowsedPageColumns = {
  page: number | string | boolean;
  views: number;
  /** Stops at the page: views of it one after the other are one stop. */
  stops: number;
  customers: number;
  sessions: number;
  /** Sessions that began here. */
  entries: number;
  /** Sessions that ended here. */
  exits: number;
  /** exits / stops. */
  exitShare: number;
  /** Sessions that saw nothing but this page. */
  alone: number;
  /** Its place in the order of a session, 1 for the first stop: half of the stops came no later. */
  medianPlace: number;
  /** Stops of which the time is known: all but the last of each session. */
  timed: number;
  /** Of these, the median and the mean seconds until the next page; missing where none is known. */
  medianSeconds: number;
  meanSeconds: number;
};

/** A row for every page: the most viewed first. */
export function pageFigures({ pages }: BrowsingLog, sessions: Sessions): Table<BrowsedPageColumns> {
  const { start, page, viewsAt, seconds, customer } = sessions;
  const counts = pages.length;
  const figures = {
    views: new Int32Array(counts),
    stops: new Int32Array(counts),
    customers: new Int32Array(counts),
    sessions: new Int32Array(counts),
    entries: new Int32Array(counts),
    exits: new Int32Array(counts),
    alone: new Int32Array(counts),
  };
  const places: number[][] = Array.from({ length: counts }, () => []);
  const times: number[][] = Array.from({ length: counts }, () => []);
  const lastSession = new Int32Array(counts).fill(-1);
  const lastCustomer = new Int32Array(counts).fill(-1);
  for (let session = 0; session < customer.length; session++) {
    const [from, to] = [start[session]!, start[session + 1]!];
    figures.entries[page[from]!]!++;
    figures.exits[page[to - 1]!]!++;
    if (to - from === 1) figures.alone[page[from]!]!++;
    for (let stop = from; stop < to; stop++) {
      const at = page[stop]!;
      figures.stops[at]!++;
      figures.views[at]! += viewsAt[stop]!;
      places[at]!.push(stop - from + 1);
      if (!Number.isNaN(seconds[stop]!)) times[at]!.push(seconds[stop]!);
      if (lastSession[at] !== session) figures.sessions[at]!++;
      if (lastCustomer[at] !== customer[session]) figures.customers[at]!++;
      lastSession[at] = session;
      lastCustomer[at] = customer[session]!;
    }
  }
  const order = Array.from(figures.views.keys()).sort((a, b) => figures.views[b]! - figures.views[a]! || a - b);
  const inOrder = (values: ArrayLike<number>): Float64Array => Float64Array.from(order, (at) => values[at]!);
  const mean = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0) / values.length;
  return createTable<BrowsedPageColumns>({
    page: pages.take(order),
    views: inOrder(figures.views),
    stops: inOrder(figures.stops),
    customers: inOrder(figures.customers),
    sessions: inOrder(figures.sessions),
    entries: inOrder(figures.entries),
    exits: inOrder(figures.exits),
    exitShare: order.map((at) => figures.exits[at]! / figures.stops[at]!),
    alone: inOrder(figures.alone),
    medianPlace: order.map((at) => median(Float64Array.from(places[at]!))),
    timed: order.map((at) => times[at]!.length),
    medianSeconds: order.map((at) => (times[at]!.length === 0 ? Number.NaN : median(Float64Array.from(times[at]!)))),
    meanSeconds: order.map((at) => mean(times[at]!)),
  });
}
