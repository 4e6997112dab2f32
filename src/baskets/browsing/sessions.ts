import { millisecondsPerDay } from "../../table/index.js";
import type { BrowsingLog } from "./browsing-log.js";

/** Minutes in a day, by which moments are divided. */
const millisecondsPerMinute = /* @__PURE__ */ (() => millisecondsPerDay / 1440)();

/**
 * Views as stops on paths through the pages: session s has the stops from `start[s]` to `start[s + 1] − 1`. Views of
 * one page one after the other (a page loaded again) are one stop.
 */
export interface Sessions {
  readonly start: Int32Array;
  /** The customer of each session. */
  readonly customer: Int32Array;
  /** The moments of its first and its last view. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly views: Int32Array;
  /** The page of each stop. */
  readonly page: Int32Array;
  /** Views at each stop. */
  readonly viewsAt: Int32Array;
  /** Seconds from a stop to the next one; NaN at the last of a session, which nothing tells when it was left. */
  readonly seconds: Float64Array;
}

/** Divides views into sessions: a new one begins where nothing was viewed for more than `gapMinutes`. */
export function sessionsOf({ customerOf, pageOf, moment }: BrowsingLog, gapMinutes: number): Sessions {
  const gap = gapMinutes * millisecondsPerMinute;
  const start: number[] = [];
  const customer: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const views: number[] = [];
  const page: number[] = [];
  const viewsAt: number[] = [];
  const opened: number[] = [];
  const seconds: number[] = [];
  for (let view = 0; view < moment.length; view++) {
    const now = moment[view]!;
    const isNew = view === 0 || customerOf[view] !== customerOf[view - 1] || now - moment[view - 1]! > gap;
    if (isNew) {
      start.push(page.length);
      customer.push(customerOf[view]!);
      from.push(now);
      to.push(now);
      views.push(0);
    }
    const session = start.length - 1;
    to[session] = now;
    views[session]!++;
    const last = page.length - 1;
    if (!isNew && page[last] === pageOf[view]) {
      viewsAt[last]!++;
      continue;
    }
    if (!isNew) seconds[last] = (now - opened[last]!) / 1000;
    page.push(pageOf[view]!);
    viewsAt.push(1);
    opened.push(now);
    seconds.push(Number.NaN);
  }
  start.push(page.length);
  return {
    start: Int32Array.from(start),
    customer: Int32Array.from(customer),
    from: Float64Array.from(from),
    to: Float64Array.from(to),
    views: Int32Array.from(views),
    page: Int32Array.from(page),
    viewsAt: Int32Array.from(viewsAt),
    seconds: Float64Array.from(seconds),
  };
}
