import { ClienteleError, showValue } from "../../errors/index.js";
import { millisecondsPerDay } from "./civil-days.js";
import { parseDateText } from "./date-text.js";

/** The farthest a `Date` reaches from 1970, in milliseconds (ECMAScript, time values). */
export const latestMillisecond = 8.64e15;

/** What numbers in a date column count: from 1970-01-01 UTC on. */
export type DateUnit = "ms" | "s" | "day";

const millisecondsPer: Readonly<Record<DateUnit, number>> = { ms: 1, s: 1000, day: millisecondsPerDay };

/** A moment as a caller may give it: a `Date`, an ISO text (no zone means UTC), or milliseconds since 1970 UTC. */
export type DateInput = Date | string | number;

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
    `option ${showValue(option)} must be a Date, a text like "2026-11-22" or milliseconds since 1970, got ` +
      `${showValue(value)}`,
  );
}
