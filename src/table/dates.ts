import { ClienteleError, showValue } from "../errors/index.js";

/** Milliseconds of a UTC day. */
export const millisecondsPerDay = 86_400_000;

/** The farthest a `Date` reaches from 1970, in milliseconds (ECMAScript, time values). */
const latestMillisecond = 8.64e15;

/** What numbers in a date column count: from 1970-01-01 UTC on. */
export type DateUnit = "ms" | "s" | "day";

const millisecondsPer: Readonly<Record<DateUnit, number>> = { ms: 1, s: 1000, day: millisecondsPerDay };

/** A moment as a caller may give it: a `Date`, an ISO text (no zone means UTC), or milliseconds since 1970 UTC. */
export type DateInput = Date | string | number;

/** Days from 1970-01-01 to a day of the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const dayPattern = "(\\d{4})-(\\d{2})-(\\d{2})";
const timePattern = "(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?";
const dateText = new RegExp(`^${dayPattern}(?:[T ]${timePattern}(Z|[+-]\\d{2}:\\d{2})?)?$`);
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Milliseconds since 1970 UTC of a text `YYYY-MM-DD`, optionally with `T` or a space, `hh:mm[:ss[.sss]]` and `Z` or `±hh:mm`. Without a
 * zone the text is UTC. NaN where the text has another form or names a day or time that does not exist.
 */
export function parseDateText(text: string): number {
  const match = dateText.exec(text);
  if (match === null) return Number.NaN;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month)) return Number.NaN;
  const midnight = daysFromCivil(year, month, day) * millisecondsPerDay;
  if (match[4] === undefined) return midnight;
  const hour = Number(match[4]);
  const minute = Number(match[5]);
  const second = match[6] === undefined ? 0 : Number(match[6]);
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const fraction = match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * 1000);
  const offset = zoneOffset(match[8]);
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offset;
}

function lastDayOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : daysInMonth[month - 1]!;
}

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Milliseconds since 1970 UTC of a number in the given unit; NaN where it lies beyond what a date can be. */
export function millisecondsOf(value: number, unit: DateUnit): number {
  const milliseconds = value * millisecondsPer[unit];
  return Math.abs(milliseconds) <= latestMillisecond ? milliseconds : Number.NaN;
}

/** Reads a date option: milliseconds since 1970 UTC, or an error that names the option. */
export function parseDate(caller: string, option: string, value: DateInput): number {
  const milliseconds =
    value instanceof Date
      ? value.getTime()
      : typeof value === "string"
        ? parseDateText(value)
        : typeof value === "number"
          ? millisecondsOf(value, "ms")
          : Number.NaN;
  if (!Number.isNaN(milliseconds)) return milliseconds;
  throw new ClienteleError(
    "not-a-date",
    { function: caller, value },
    `option ${JSON.stringify(option)} must be a Date, a text like "2026-11-22" or milliseconds since 1970, got ${showValue(value)}`,
  );
}

/** The UTC day (days since 1970-01-01) of a moment in milliseconds. */
export function dayOf(milliseconds: number): number {
  return Math.floor(milliseconds / millisecondsPerDay);
}

/** `YYYY-MM-DD` for a moment at midnight UTC, `YYYY-MM-DDThh:mm:ss[.sss]Z` otherwise. */
export function showDate(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  if (milliseconds % millisecondsPerDay === 0) return text.slice(0, text.indexOf("T"));
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}
