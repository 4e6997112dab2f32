import { ClienteleError, knownOptions, levelOption, numberOption, oneOf } from "../../errors/index.js";
import {
  createTable,
  dateColumnOf,
  dayOf,
  millisecondsPerDay,
  requireRows,
  showDate,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { type ComplaintColumns, type Complaints, readComplaints } from "./complaint-columns.js";
import { type ComplaintFigures, complaintFigures, type Figures, figureColumns } from "./complaint-figures.js";

/** Options of {@link complaintSummary}. */
export interface ComplaintOptions extends ComplaintColumns {
  /** How many customers (or orders) the complaints come from, for rates per 100 of them. */
  readonly customers?: number;
  /** The length of the periods of `trend` [`"month"`], by the day received; weeks begin on Monday. */
  readonly period?: "day" | "week" | "month" | "quarter" | "year";
  /** Of the intervals [0.95]. */
  readonly confidence?: number;
}

/** Columns of {@link ComplaintSummary.causes}. */
export type ComplaintCauseColumns = {
  /** Missing for complaints without one, where those are kept. */
  cause: string;
  /** Of all complaints, 0..1. */
  share: number;
  /** Of this cause and the more frequent ones. */
  cumulativeShare: number;
} & ComplaintFigures;

/** Columns of {@link ComplaintSummary.trend}. */
export type ComplaintTrendColumns = { /** The first day of the period. */ period: Date } & Omit<
  ComplaintFigures,
  "rate" | "rateLower" | "rateUpper"
>;

/** Complaints by cause and over time. */
export interface ComplaintSummary {
  /** A row per cause, the most frequent first. */
  readonly causes: Table<ComplaintCauseColumns>;
  /** All complaints together; null for what the table does not tell. */
  readonly total: { readonly [Name in keyof ComplaintFigures]: ComplaintFigures[Name] | null };
  /** A row per period from the first complaint to the last, periods without complaints included. */
  readonly trend: Table<ComplaintTrendColumns>;
  /** The last moment the data know of. */
  readonly asOf: Date;
}

/**
 * What do customers complain about, are they right, how long does it take, and do they come back?
 *
 * `complaints` has a row per complaint. Rates need `customers`; the valid share needs `valid`; times need `resolved`;
 * return after recovery needs `returned`, a column or orders to look it up in.
 *
 * Errors: `unknown-column`, `missing-value`, `not-a-date`, `inconsistent-row` (settled before it was received),
 * `out-of-range` (a date after `asOf`, a flag other than yes and no), `empty-table`, `invalid-option`.
 *
 * @example
 * ```ts
 * const complaints = [
 *   { cause: "late", received: "2026-01-03", resolved: "2026-01-05", valid: true },
 *   { cause: "late", received: "2026-01-09", resolved: null, valid: true },
 *   { cause: "bill", received: "2026-02-01", resolved: "2026-02-02", valid: false },
 * ];
 * const columns = { cause: "cause", received: "received", resolved: "resolved", valid: "valid" };
 * complaintSummary(complaints, { ...columns, customers: 500 }).causes.toString();
 * ```
 */
export function complaintSummary(complaints: TableInput, options: ComplaintOptions): ComplaintSummary {
  const caller = "complaintSummary";
  knownOptions(caller, options, [
    "cause",
    "received",
    "resolved",
    "valid",
    "customer",
    "returned",
    "dateUnit",
    "timeZone",
    "asOf",
    "missingCause",
    "customers",
    "period",
    "confidence",
  ]);
  const confidence = levelOption(caller, "confidence", options.confidence);
  const customers =
    options.customers === undefined ? null : numberOption(caller, "customers", options.customers, { min: 1e-6 });
  const length = oneOf(caller, "period", options.period, ["day", "week", "month", "quarter", "year"], "month");
  oneOf(caller, "missingCause", options.missingCause, ["error", "keep"], "error");
  const table = toTable(caller, complaints);
  requireRows(caller, table);
  const read = readComplaints(caller, table, options);
  const figuresOf = (rows: readonly number[], base: number | null): Figures =>
    complaintFigures(read, rows, base, confidence);
  const causes = rowsByCause(read).map(({ cause, rows }) => ({ cause, figures: figuresOf(rows, customers) }));
  const periods = rowsByPeriod(caller, read, length);
  let running = 0;
  const cumulative = causes.map(({ figures }) => {
    running += figures.complaints;
    return running / read.count;
  });
  return {
    causes: createTable<ComplaintCauseColumns>([
      ["cause", causes.map(({ cause }) => cause)],
      ["share", causes.map(({ figures }) => figures.complaints / read.count)],
      ["cumulativeShare", cumulative],
      ...figureColumns(causes.map(({ figures }) => figures)),
    ]),
    total: figuresOf(allRows(read.count), customers),
    trend: createTable<ComplaintTrendColumns>([
      ["period", dateColumnOf(Float64Array.from(periods, ({ start }) => start))],
      ...figureColumns(periods.map(({ rows }) => figuresOf(rows, null))).filter(([name]) => !name.startsWith("rate")),
    ]),
    asOf: new Date(read.asOf),
  };
}

function allRows(count: number): readonly number[] {
  return Array.from({ length: count }, (_, row) => row);
}

/**
 * The rows of every cause, the most frequent first, equals in the order of first appearance; complaints without a cause
 * last.
 */
function rowsByCause({ causes, causeLabels }: Complaints): { cause: string | null; rows: readonly number[] }[] {
  const rowsOf: number[][] = causeLabels.map(() => []);
  const without: number[] = [];
  for (let row = 0; row < causes.length; row++) (rowsOf[causes[row]!] ?? without).push(row);
  const named = causeLabels
    .map((cause, code): { cause: string | null; rows: readonly number[] } => ({ cause, rows: rowsOf[code]! }))
    .sort((a, b) => b.rows.length - a.rows.length);
  return without.length === 0 ? named : [...named, { cause: null, rows: without }];
}

type PeriodLength = NonNullable<ComplaintOptions["period"]>;

/** More periods than that are a date gone wrong. */
const mostPeriods = 100_000;

/** The periods of one length, numbered: the one that a moment lies in, and when each begins. */
const calendars: Readonly<
  Record<PeriodLength, { readonly of: (moment: number) => number; readonly start: (period: number) => number }>
> = {
  day: { of: dayOf, start: (day) => day * millisecondsPerDay },
  // Day 0, 1970-01-01, was a Thursday.
  week: { of: (moment) => Math.floor((dayOf(moment) + 3) / 7), start: (week) => (7 * week - 3) * millisecondsPerDay },
  month: months(1),
  quarter: months(3),
  year: months(12),
};

function months(length: number) {
  return {
    of: (moment: number): number => {
      const date = new Date(moment);
      return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / length);
    },
    start: (period: number): number => startOfMonth(period * length),
  };
}

/** The rows of every period of that length from the first to the last with a complaint. */
function rowsByPeriod(
  caller: string,
  { received }: Complaints,
  length: PeriodLength,
): { start: number; rows: number[] }[] {
  const { of, start } = calendars[length];
  const place = Int32Array.from(received, of);
  const first = place.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const last = place.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (last - first >= mostPeriods) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: "received", value: length },
      `complaints from ${showDate(start(first))} to ${showDate(start(last))} have ${last - first + 1} periods of a ` +
        `${length}, more than ${mostPeriods}; take a longer period, or mend the dates`,
    );
  }
  const periods = Array.from({ length: last - first + 1 }, (_, i) => ({
    start: start(first + i),
    rows: [] as number[],
  }));
  for (let row = 0; row < place.length; row++) periods[place[row]! - first]!.rows.push(row);
  return periods;
}

/** `Date.UTC` reads years below 100 as 19xx, so the year is set by itself. */
function startOfMonth(months: number): number {
  return new Date(0).setUTCFullYear(Math.floor(months / 12), months % 12, 1);
}
