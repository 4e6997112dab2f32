import { ClienteleError, type ErrorPlace, showValue } from "../../errors/index.js";

/** Text where a number is needed. */
export function notANumber(place: ErrorPlace, text: string): ClienteleError {
  return new ClienteleError(
    "not-a-number",
    place,
    `${showValue(text)} is not a number; numbers are written 1234.50, with a point and nothing else`,
  );
}

/** Text where a date is needed. */
export function notADate(place: ErrorPlace, text: string): ClienteleError {
  return new ClienteleError(
    "not-a-date",
    place,
    `${showValue(text)} is not a date; dates are written 2026-11-22 or 2026-11-22T09:30`,
  );
}
