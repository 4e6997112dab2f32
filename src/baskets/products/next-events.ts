import { knownOptions, numberOption } from "../../errors/index.js";
import { adjustPValues, median } from "../../numeric/index.js";
import {
  createTable,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  keyColumn,
  millisecondsPerDay,
  type Present,
  requireRows,
  requireUsualColumns,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { hypergeometricTail } from "../rules/hypergeometric-tail.js";

/** Options of {@link nextEvents}. */
export interface NextEventsOptions {
  /** [`"customer"`] */
  readonly customer?: string;
  /** The column of what happened: a purchase, a page, a change in life [`"event"`]. */
  readonly event?: string;
  /** [`"date"`] */
  readonly time?: string;
  /** What numbers in the column of moments count since 1970-01-01 UTC [`"ms"`]. */
  readonly dateUnit?: DateUnit;
  /** The days within which the next event counts as following [any time]. */
  readonly within?: number;
  /** The fewest times that one event has to follow another to be listed [1]. */
  readonly minCount?: number;
}

/** The columns of {@link nextEvents}. */
export type NextEventColumns = {
  event: Present<string>;
  next: Present<string>;
  /** How often `next` is what came next after `event`. */
  count: Present<number>;
  /** Of the times that anything came next after `event`, the share in which it was `next`. */
  share: Present<number>;
  /**
   * share / the share of `next` among all events that came next: 1 where the two have nothing to do with each other.
   */
  lift: number;
  /** Half of the waits from `event` to `next` were no longer. */
  medianDays: number;
  /**
   * The chance of at least so many if what comes next did not depend on `event` (Fisher, one-sided), corrected for all
   * pairs of an event and a next one, those that never came included (Benjamini and Hochberg).
   */
  adjustedPValue: number;
};

/** What the table says about itself. */
export interface NextEventsAttributes {
  /** Pairs of one event and the next, of one customer. */
  readonly steps: number;
  /** Events after which nothing came, or nothing within the time. */
  readonly last: number;
}

/**
 * What comes next? After each event of a customer, the next one: which product is bought after which, which page
 * follows which, what is bought after a change in life. The highest lift first; `adjustedPValue` says which of them are
 * more than chance.
 *
 * Events of one customer at the same moment follow each other in the order of their names.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-date`, `invalid-option`.
 *
 * @example
 * ```ts
 * nextEvents(log, { customer: "customer", event: "product", time: "date", within: 90 });
 * ```
 */
export function nextEvents(
  log: TableInput,
  options: NextEventsOptions = {},
): Table<NextEventColumns, NextEventsAttributes> {
  const caller = "nextEvents";
  knownOptions(caller, options, ["customer", "event", "time", "dateUnit", "within", "minCount"]);
  const { customer = "customer", event = "event", time = "date" } = options;
  const within =
    options.within === undefined
      ? Number.POSITIVE_INFINITY
      : numberOption(caller, "within", options.within, { min: 0, exclusive: true });
  const minCount = numberOption(caller, "minCount", options.minCount ?? 1, { min: 1, integer: true });
  const table = toTable(caller, log);
  requireRows(caller, table);
  requireUsualColumns(caller, table, options, { customer, event, time });
  const customers = keyColumn(caller, table, customer).codes;
  const events = keyColumn(caller, table, event);
  const names = events.labels.toArray().map(String);
  const moments = dateColumn(caller, table, time, { dateUnit: dateUnitOption(caller, options.dateUnit) });
  const order = Array.from(customers.keys()).sort(
    (a, b) =>
      customers[a]! - customers[b]! ||
      moments[a]! - moments[b]! ||
      compare(names[events.codes[a]!]!, names[events.codes[b]!]!),
  );
  const steps = new Map<number, number[]>();
  let last = 0;
  order.forEach((row, i) => {
    const next = order[i + 1];
    const wait = next === undefined ? Number.NaN : (moments[next]! - moments[row]!) / millisecondsPerDay;
    if (next === undefined || customers[next] !== customers[row] || wait > within) {
      last++;
      return;
    }
    const key = events.codes[row]! * events.count + events.codes[next]!;
    const waits = steps.get(key);
    if (waits === undefined) steps.set(key, [wait]);
    else waits.push(wait);
  });
  return stepTable(steps, names, minCount, last);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function stepTable(
  steps: ReadonlyMap<number, readonly number[]>,
  names: readonly string[],
  minCount: number,
  last: number,
): Table<NextEventColumns, NextEventsAttributes> {
  const from = new Float64Array(names.length);
  const to = new Float64Array(names.length);
  let total = 0;
  for (const [key, waits] of steps) {
    from[Math.floor(key / names.length)]! += waits.length;
    to[key % names.length]! += waits.length;
    total += waits.length;
  }
  const pairs = [...steps].map(([key, waits]) => {
    const before = Math.floor(key / names.length);
    const after = key % names.length;
    const count = waits.length;
    const share = count / from[before]!;
    return {
      event: names[before]!,
      next: names[after]!,
      count,
      share,
      lift: share / (to[after]! / total),
      medianDays: median(Float64Array.from(waits)),
      pValue: hypergeometricTail(total, from[before]!, to[after]!, count),
    };
  });
  // Pairs that never came are looked at, too, with a chance of 1: those that came are the ones with small chances.
  const looked = [from, to].reduce((product, counts) => product * counts.filter((count) => count > 0).length, 1);
  const adjusted = adjustPValues(
    pairs.map(({ pValue }) => pValue),
    "benjamini-hochberg",
    looked,
  );
  const rows = pairs
    .map((pair, i) => ({ ...pair, adjustedPValue: adjusted[i]! }))
    .filter(({ count }) => count >= minCount)
    .sort((a, b) => b.lift - a.lift || b.count - a.count || compare(a.event, b.event) || compare(a.next, b.next));
  return createTable<NextEventColumns, NextEventsAttributes>(
    {
      event: rows.map((row) => row.event),
      next: rows.map((row) => row.next),
      count: rows.map(({ count }) => count),
      share: rows.map(({ share }) => share),
      lift: rows.map(({ lift }) => lift),
      medianDays: rows.map(({ medianDays }) => medianDays),
      adjustedPValue: rows.map(({ adjustedPValue }) => adjustedPValue),
    },
    { steps: total, last },
  );
}
