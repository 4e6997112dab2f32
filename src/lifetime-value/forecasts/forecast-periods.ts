import { ClienteleError, counted, oneOf } from "../../errors/index.js";
import { daysPerPeriod, type PeriodUnit, periodUnit } from "../../finance/index.js";
import { dateColumnOf, millisecondsPerDay, type NumberColumn } from "../../table/index.js";

/** The time ahead, cut into periods. */
export interface ForecastPeriods {
  /** When each period ends, in the model's unit of time from now; the first begins at 0. */
  readonly ends: Float64Array;
  /** When each period begins and ends, in days from now; null where the unit of time is not known. */
  readonly days: { readonly from: Float64Array; readonly to: Float64Array } | null;
}

export type ForecastStep = "day" | "week" | "month";

/**
 * Cuts a horizon, in units of time, into days, weeks or months, in whole days; the last may be shorter. Without `by`
 * each unit is a period, but of hours each day. Errors: `invalid-option` when `by` is given and the unit is not known.
 */
export function forecastPeriods(
  caller: string,
  horizon: number,
  unit: string | null,
  by: ForecastStep | undefined,
): ForecastPeriods {
  const length = unit === null ? null : daysPerPeriod(periodUnit(caller, unit) as PeriodUnit);
  if (by !== undefined) oneOf(caller, "by", by, ["day", "week", "month"], by);
  if (length === null) {
    if (by === undefined) return { ends: wholeSteps(caller, horizon, 1), days: null };
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: by },
      "neither the model nor the customers say in which unit of time they count, so there is no telling how long a " +
        `${by} is; summarize customers with a unit, or leave "by" out`,
    );
  }
  const stepUnit = by ?? (unit === "hour" ? "day" : undefined);
  const step = stepUnit === undefined ? length : daysPerPeriod(stepUnit);
  const total = horizon * length;
  // Whole days, so that orders of a day fall into one period; a horizon that is no whole number of days keeps its end.
  const to = wholeSteps(caller, total, step).map((end) => (end === total ? total : Math.round(end)));
  const from = Float64Array.from(to, (_, i) => (i === 0 ? 0 : to[i - 1]!));
  const ends =
    stepUnit === undefined ? wholeSteps(caller, horizon, 1) : to.map((end) => (end === total ? horizon : end / length));
  return { ends, days: { from, to } };
}

const mostPeriods = 10_000;

function wholeSteps(caller: string, total: number, step: number): Float64Array {
  const count = Math.max(1, Math.ceil(total / step - 1e-9));
  if (!(count <= mostPeriods)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: total / step },
      `the horizon makes ${counted(count, "period")}, and more than ${mostPeriods} are of no use; take longer ones ` +
        `with "by", or a shorter horizon`,
    );
  }
  return Float64Array.from({ length: count }, (_, i) => (i === count - 1 ? total : (i + 1) * step));
}

/** The first and last days of periods that begin the day after `end`, as columns of dates. */
export function periodDates(
  { days }: ForecastPeriods,
  end: Date | null,
): { readonly start: NumberColumn; readonly end: NumberColumn } | null {
  if (days === null || end === null) return null;
  const tomorrow = end.getTime() + millisecondsPerDay;
  const dates = (values: Float64Array): NumberColumn =>
    dateColumnOf(values.map((day) => tomorrow + day * millisecondsPerDay));
  return { start: dates(days.from.map(Math.floor)), end: dates(days.to.map((day) => Math.ceil(day) - 1)) };
}

/** The last day that a table of customers knows of, or null. */
export function endOf(table: object): Date | null {
  const end: unknown = "end" in table ? table.end : null;
  return end instanceof Date && !Number.isNaN(end.getTime()) ? end : null;
}
