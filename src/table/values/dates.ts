import { ClienteleError, oneOf, showValue } from "../../errors/index.js";
import { millisecondsPerDay } from "./civil-days.js";
import { parseDateText } from "./date-text.js";

/** The farthest a `Date` reaches from 1970, in milliseconds (ECMAScript, time values). */
export const latestMillisecond = 8.64e15;

/**
 * What numbers in a date column count: milliseconds, microseconds, seconds or days since 1970-01-01 UTC, or the serial
 * days of a spreadsheet, in which 1 is 1900-01-01 and 45292 is 2024-01-01.
 */
export type DateUnit = "ms" | "us" | "s" | "day" | "excel";

const dateUnits: readonly DateUnit[] = ["ms", "us", "s", "day", "excel"];

/** The option `dateUnit`, milliseconds unless said otherwise. Errors: `invalid-option`. */
export function dateUnitOption(caller: string, unit: DateUnit | undefined): DateUnit {
  return oneOf(caller, "dateUnit", unit, dateUnits, "ms");
}

/** A moment as a caller may give it: a `Date`, an ISO text (no zone means UTC), or milliseconds since 1970 UTC. */
export type DateInput = Date | string | number;

/** Milliseconds since 1970 UTC of a number in the given unit; NaN where it lies beyond what a date can be. */
export function millisecondsOf(value: number, unit: DateUnit): number {
  const milliseconds = momentOf(value, unit);
  return Math.abs(milliseconds) <= latestMillisecond ? milliseconds : Number.NaN;
}

function momentOf(value: number, unit: DateUnit): number {
  switch (unit) {
    case "ms":
      return value;
    case "us":
      // A division, as a thousandth has no exact double.
      return Math.floor(value / 1000);
    case "s":
      return value * 1000;
    case "day":
      return value * millisecondsPerDay;
    case "excel":
      return momentOfSerial(value);
  }
}

/**
 * The moment of a serial number of Excel's 1900 date system, to the millisecond. The system holds 1900 for a leap year:
 * 60 is its 29 February, a day that never was, and earlier serials count from a day later (ECMA-376, 18.17.4.1).
 */
function momentOfSerial(serial: number): number {
  if (!(serial >= 0) || (serial >= 60 && serial < 61)) return Number.NaN;
  return Math.round((serial - (serial < 60 ? 25_568 : 25_569)) * millisecondsPerDay);
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
