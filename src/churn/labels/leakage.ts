import { ClienteleError, knownOptions } from "../../errors/index.js";
import {
  type DateInput,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  localDay,
  localMoments,
  millisecondsPerDay,
  showDate,
  type TableInput,
  timeZoneOption,
  toTable,
} from "../../table/index.js";

/** Options of {@link checkFeatureDates}. */
export interface FeatureDateOptions {
  /** The column that says when a feature became known. */
  readonly date: string;
  /** The first day of the outcome: features must have been known before it. */
  readonly cutoff: DateInput;
  /** What numbers in the date column count [`"ms"`]. */
  readonly dateUnit?: DateUnit;
  /** Where days are cut: an IANA name such as `"Asia/Shanghai"` [UTC]; columns of days without times stay. */
  readonly timeZone?: string;
}

/**
 * Does any feature know something from after the cutoff? Refuses a table in which a row is stamped on or after the
 * cutoff, so that a model cannot look ahead: what was written down on the cutoff day or later may already know the
 * outcome.
 *
 * @param features - any table with a column that says when each row became known
 * @param options - `date`, `cutoff` (exclusive: days before it are fine), `dateUnit` [`"ms"`]
 * @returns how many rows were checked and the latest stamp among them (null without rows)
 *
 * Errors: `leakage` with the first row at fault; `unknown-column`, `missing-value`, `not-a-date`, `invalid-option`.
 *
 * @example
 * ```ts
 * checkFeatureDates(
 *   [{ customer: "ada", satisfaction: 3, asked: "2026-05-30" }],
 *   { date: "asked", cutoff: "2026-06-01" },
 * ); // { rows: 1, latest: 2026-05-30 }
 * ```
 */
export function checkFeatureDates(
  features: TableInput,
  options: FeatureDateOptions,
): { readonly rows: number; readonly latest: Date | null } {
  const caller = "checkFeatureDates";
  knownOptions(caller, options, ["date", "cutoff", "dateUnit", "timeZone"]);
  const zone = timeZoneOption(caller, options.timeZone);
  const cutoff = localDay(caller, "cutoff", options.cutoff, zone);
  const dateUnit = dateUnitOption(caller, options.dateUnit);
  const stamps = dateColumn(caller, toTable(caller, features), options.date, { dateUnit });
  const moments = localMoments(stamps, zone);
  refuseFuture(caller, options.date, moments, cutoff);
  const latest = stamps.reduce((most, moment) => Math.max(most, moment), Number.NEGATIVE_INFINITY);
  return { rows: stamps.length, latest: stamps.length === 0 ? null : new Date(latest) };
}

/** Refuses stamps on or after the cutoff day. */
export function refuseFuture(caller: string, column: string, moments: Float64Array, cutoff: number): void {
  const first = cutoff * millisecondsPerDay;
  const row = moments.findIndex((moment) => moment >= first);
  if (row < 0) return;
  const rows = moments.reduce((sum, moment) => sum + (moment >= first ? 1 : 0), 0);
  throw new ClienteleError(
    "leakage",
    { function: caller, column, row: row + 1, value: new Date(moments[row]!) },
    `is stamped ${showDate(moments[row]!)}, not before the cutoff ${showDate(first)} (${rows} such ` +
      `${rows === 1 ? "row" : "rows"}): such a feature may know the outcome`,
  );
}
