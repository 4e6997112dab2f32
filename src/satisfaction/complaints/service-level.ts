import { ClienteleError, knownOptions, levelOption, numberOption, refuseRow } from "../../errors/index.js";
import { wilsonInterval } from "../../numeric/index.js";
import {
  createTable,
  type DateInput,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  findColumn,
  groupRows,
  numberColumn,
  parseDate,
  requireRows,
  showDate,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";

/** Options of {@link serviceLevel}: the columns `received` and `resolved`, or `hours`. */
export interface ServiceLevelOptions {
  /** Within how many hours an answer is promised: 24, or 0.25 for a quarter of an hour. */
  readonly target: number;
  /** The column of the moment at which a case came in. */
  readonly received?: string;
  /** The column of the moment at which it was settled; missing while it is open. */
  readonly resolved?: string;
  /** Instead of the two: the column of the hours that it took; missing while it is open. */
  readonly hours?: string;
  /** The column of groups, such as the kind of case or who answered [all cases together]. */
  readonly by?: string;
  /** The last moment that the data know of [the latest date among the cases]. */
  readonly asOf?: DateInput;
  readonly dateUnit?: DateUnit;
  /** Of the intervals [0.95]. */
  readonly confidence?: number;
}

/** How many cases were settled in time. */
export type ServiceLevelFigures = {
  cases: number;
  inTime: number;
  /** Settled too late, or open for longer than the target. */
  missed: number;
  /** Open, and not yet late as far as is known; they count for neither. */
  pending: number;
  /** inTime ÷ (inTime + missed), with Wilson's interval; missing where all are pending. */
  share: number;
  lower: number;
  upper: number;
};

/** The columns of {@link serviceLevel}: with `by` one row a group, else one row. */
export type ServiceLevelColumns = { group: number | string | boolean | Date } & ServiceLevelFigures;

/** What a {@link serviceLevel} table says about itself. */
export interface ServiceLevelAttributes {
  /** Of all groups; null where it is not known. */
  readonly total: { readonly [Name in keyof ServiceLevelFigures]: number | null };
  /** In hours. */
  readonly target: number;
  readonly confidence: number;
}

/** Cases in time, missed, and pending. */
type CaseCounts = [inTime: number, missed: number, pending: number];

/**
 * Do we answer in the time that we promise? The share of cases (complaints, inquiries, orders at a table) that were
 * settled within the target, with Wilson's interval. An open case counts as missed once it is older than the target; a
 * younger one is still pending, since leaving open cases out altogether would make a slow service look good.
 *
 * @param cases - one row a case
 * @returns a row, or with `by` a row a group in the order of first appearance, with `total`, `target` and `confidence`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (a case without `received`), `not-a-date`, `not-a-number`,
 * `inconsistent-row` (settled before it came in), `out-of-range` (a date after `asOf`, hours below 0),
 * `invalid-option`.
 *
 * Source: Wilson (1927), Probable inference, for the interval.
 *
 * @example
 * ```ts
 * const level = serviceLevel({ hours: [12, 24, 60] }, { hours: "hours", target: 24 });
 * level.total.share; // 0.666…
 * level.total.lower; // 0.208
 * ```
 */
export function serviceLevel(
  cases: TableInput,
  options: ServiceLevelOptions,
): Table<ServiceLevelColumns, ServiceLevelAttributes> {
  const caller = "serviceLevel";
  const names = ["target", "received", "resolved", "hours", "by", "asOf", "dateUnit", "confidence"];
  knownOptions(caller, options, names);
  const target = numberOption(caller, "target", options.target, { min: 0, exclusive: true });
  const confidence = levelOption(caller, "confidence", options.confidence);
  const table = toTable(caller, cases);
  requireRows(caller, table);
  const outcomes = caseOutcomes(caller, table, options, target);
  const { by } = options;
  const groups = groupRows(by === undefined ? [] : [findColumn(caller, table, by)], table.numRows);
  const counts = Array.from({ length: groups.count }, (): CaseCounts => [0, 0, 0]);
  const all: CaseCounts = [0, 0, 0];
  outcomes.forEach((outcome, row) => {
    counts[groups.codes[row]!]![outcome]!++;
    all[outcome]!++;
  });
  const rows = counts.map((ofGroup) => figuresOf(ofGroup, confidence));
  const figure = (name: keyof ServiceLevelFigures) => rows.map((row) => row[name]);
  return createTable<ServiceLevelColumns, ServiceLevelAttributes>(
    [
      ["group", by === undefined ? ["all"] : findColumn(caller, table, by).take(groups.firstRows)],
      ...figureNames.map((name) => [name, figure(name)] as const),
    ],
    { total: Object.freeze(figuresOf(all, confidence)), target, confidence },
  );
}

const figureNames = ["cases", "inTime", "missed", "pending", "share", "lower", "upper"] as const;

function figuresOf([inTime, missed, pending]: CaseCounts, confidence: number): ServiceLevelAttributes["total"] {
  const settled = inTime + missed;
  const counted = { cases: settled + pending, inTime, missed, pending };
  if (settled === 0) return { ...counted, share: null, lower: null, upper: null };
  return { ...counted, ...wilsonInterval(inTime / settled, settled, confidence) };
}

/** Of each case whether it was in time (0), missed (1) or is pending (2). */
function caseOutcomes(caller: string, table: Table, options: ServiceLevelOptions, target: number): Uint8Array {
  const { received, resolved, hours } = options;
  if (hours !== undefined && received === undefined && resolved === undefined) {
    const taken = numberColumn(caller, table, hours, { missing: "keep" });
    taken.forEach((value, row) => {
      if (value < 0) refuseRow(caller, hours, row, value, `hours must be at least 0, got ${value}`);
    });
    return Uint8Array.from(taken, (value) => (Number.isNaN(value) ? 2 : value <= target ? 0 : 1));
  }
  if (received === undefined || resolved === undefined || hours !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      'name the columns "received" and "resolved", or the column "hours", and not both',
    );
  }
  return outcomesInTime(caller, table, { ...options, received, resolved }, target);
}

const millisecondsPerHour = 3_600_000;

function outcomesInTime(
  caller: string,
  table: Table,
  options: ServiceLevelOptions & { readonly received: string; readonly resolved: string },
  target: number,
): Uint8Array {
  const dateUnit = dateUnitOption(caller, options.dateUnit);
  const from = dateColumn(caller, table, options.received, { dateUnit });
  const to = dateColumn(caller, table, options.resolved, { dateUnit, missing: "keep" });
  const asOf = options.asOf === undefined ? latestOf(from, to) : parseDate(caller, "asOf", options.asOf);
  return Uint8Array.from(from, (moment, row) => {
    const until = to[row]!;
    for (const [column, date] of [
      [options.received, moment],
      [options.resolved, until],
    ] as const) {
      if (date > asOf) refuseRow(caller, column, row, new Date(date), `${showDate(date)} lies after ${showDate(asOf)}`);
    }
    if (until < moment) {
      const problem = `settled on ${showDate(until)}, before it came in on ${showDate(moment)}`;
      refuseRow(caller, options.resolved, row, new Date(until), problem, "inconsistent-row");
    }
    const due = moment + target * millisecondsPerHour;
    if (Number.isNaN(until)) return asOf > due ? 1 : 2;
    return until <= due ? 0 : 1;
  });
}

/** The latest of the moments; one that is missing is none. */
function latestOf(...columns: readonly Float64Array[]): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const moments of columns) for (const moment of moments) if (moment > latest) latest = moment;
  return latest;
}
