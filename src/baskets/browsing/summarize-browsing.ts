import { knownOptions, numberOption } from "../../errors/index.js";
import { createTable, dateColumnOf, type Table, type TableInput } from "../../table/index.js";
import { type BrowsingColumns, type BrowsingLog, browsingColumnNames, readBrowsingLog } from "./browsing-log.js";
import { type BrowsingPathColumns, frequentPaths } from "./frequent-paths.js";
import { type BrowsedPageColumns, pageFigures } from "./page-figures.js";
import { type PageTransitionColumns, pageTransitions } from "./page-steps.js";
import { type Sessions, sessionsOf } from "./sessions.js";

/** Options of {@link summarizeBrowsing}. */
export interface SummarizeBrowsingOptions extends BrowsingColumns {
  /** A new session begins where nothing was viewed for longer than so many minutes [30]. */
  readonly gapMinutes?: number;
  /** How many paths are listed at most [20]. */
  readonly paths?: number;
  /** The fewest steps from one page to another to be listed [1]. */
  readonly minCount?: number;
}

/** The columns of `sessions` of a browsing summary. */
export type BrowsingSessionColumns = {
  customer: number | string | boolean;
  /** 1 for the first session of the customer. */
  session: number;
  start: Date;
  views: number;
  /** Pages that were opened one after the other; a page loaded again is not another one. */
  stops: number;
  /** Seconds from the first to the last view, without the time on the last page; missing where there was one view. */
  seconds: number;
  entry: number | string | boolean;
  exit: number | string | boolean;
};

/** What {@link summarizeBrowsing} finds. */
export interface BrowsingSummary {
  readonly views: number;
  readonly customers: number;
  /** Sessions, customers in the order of their ids. */
  readonly sessions: Table<BrowsingSessionColumns>;
  /** Figures of each page, the most viewed first. */
  readonly pages: Table<BrowsedPageColumns>;
  /** Steps from one page to the next within sessions. */
  readonly transitions: Table<PageTransitionColumns>;
  /** The paths that most sessions took, from their first page to their last. */
  readonly paths: Table<BrowsingPathColumns>;
  /** How many different paths there are, those that are not listed included. */
  readonly differentPaths: number;
  /** Stops of which the time is not known: the last of each session, since nothing says when it was left. */
  readonly untimedStops: number;
}

/**
 * In which order do customers look at pages, and how long? Divides a log of page views into sessions, and gives the
 * figures of sessions and pages, the steps from page to page, and the most frequent paths.
 *
 * The time on a page is that until the next page of the session. That of a session's last page is not known, and is
 * left out instead of counted as 0: `timed` says how many stops the median and the mean are of. Views of the same page
 * one after the other are one stop.
 *
 * @param log - a row for every view of a page
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-date`, `invalid-option`.
 *
 * @example
 * ```ts
 * const views = [
 *   { customer: "ada", page: "home", time: "2026-11-02T09:00:00Z" },
 *   { customer: "ada", page: "lamps", time: "2026-11-02T09:00:40Z" },
 *   { customer: "bob", page: "home", time: "2026-11-02T10:00:00Z" },
 * ];
 * summarizeBrowsing(views).transitions.toRows(); // home, lamps, count 1, share 0.5, medianSeconds 40
 * ```
 */
export function summarizeBrowsing(log: TableInput, options: SummarizeBrowsingOptions = {}): BrowsingSummary {
  const caller = "summarizeBrowsing";
  knownOptions(caller, options, [...browsingColumnNames, "gapMinutes", "paths", "minCount"]);
  const gapMinutes = numberOption(caller, "gapMinutes", options.gapMinutes ?? 30, { min: 0, exclusive: true });
  const top = numberOption(caller, "paths", options.paths ?? 20, { min: 1, integer: true });
  const minCount = numberOption(caller, "minCount", options.minCount ?? 1, { min: 1, integer: true });
  const views = readBrowsingLog(caller, log, options);
  const sessions = sessionsOf(views, gapMinutes);
  const { paths, different } = frequentPaths(views, sessions, top);
  return Object.freeze({
    views: views.moment.length,
    customers: views.customers.length,
    sessions: sessionTable(views, sessions),
    pages: pageFigures(views, sessions),
    transitions: pageTransitions(views, sessions, minCount),
    paths,
    differentPaths: different,
    untimedStops: sessions.customer.length,
  });
}

function sessionTable({ customers, pages }: BrowsingLog, sessions: Sessions): Table<BrowsingSessionColumns> {
  const { start, customer, from, to, views, page } = sessions;
  const number = new Int32Array(customer.length);
  for (let session = 0; session < number.length; session++) {
    number[session] = session > 0 && customer[session] === customer[session - 1] ? number[session - 1]! + 1 : 1;
  }
  return createTable<BrowsingSessionColumns>({
    customer: customers.take(customer),
    session: number,
    start: dateColumnOf(from),
    views,
    stops: customer.map((_, session) => start[session + 1]! - start[session]!),
    seconds: from.map((first, session) => (views[session] === 1 ? Number.NaN : (to[session]! - first) / 1000)),
    entry: pages.take(customer.map((_, session) => page[start[session]!]!)),
    exit: pages.take(customer.map((_, session) => page[start[session + 1]! - 1]!)),
  });
}
