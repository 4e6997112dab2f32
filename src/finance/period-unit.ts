import { oneOf } from "../errors/index.js";

/** A unit of time to which rates, horizons and payments refer. */
export type PeriodUnit = "hour" | "day" | "week" | "month" | "quarter" | "year";

/** All units of time, the shortest first. */
export const periodUnits: readonly PeriodUnit[] = ["hour", "day", "week", "month", "quarter", "year"];

const days: Readonly<Record<PeriodUnit, number>> = {
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 365.25 / 12,
  quarter: 365.25 / 4,
  year: 365.25,
};

/**
 * The length of a unit in days: a year is 365.25 days, a month a twelfth and a quarter a fourth of it, a week 7 days,
 * an hour a 24th of one.
 */
export function daysPerPeriod(unit: PeriodUnit): number {
  return days[unit];
}

/** The option `unit` as one of {@link periodUnits}; null where there is none. */
export function periodUnit(caller: string, unit: string | null | undefined): PeriodUnit | null {
  if (unit === undefined || unit === null) return null;
  return oneOf<string>(caller, "unit", unit, periodUnits, unit) as PeriodUnit;
}
