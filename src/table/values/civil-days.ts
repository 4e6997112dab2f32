/** Milliseconds of a UTC day. */
export const millisecondsPerDay = 86_400_000;

/** The longest span that options in days may ask for: more than any history, and dates that far away still exist. */
export const mostDays = 1_000_000;

/**
 * Days from 1970-01-01 to a day of the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date
 * algorithms").
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The last day of a month, counted from 1. */
export function lastDayOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : daysInMonth[month - 1]!;
}

/** The UTC day (days since 1970-01-01) of a moment in milliseconds. */
export function dayOf(milliseconds: number): number {
  return Math.floor(milliseconds / millisecondsPerDay);
}
