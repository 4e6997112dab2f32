import { dayOf, daysFromCivil, showDay } from "../../table/index.js";
import { foldText } from "./fold-text.js";

/**
 * Dates as they are compared: eight digits YYYYMMDD, also of days that do not exist, since a date with a typing error
 * is still evidence. Read are year-month-day and day or month first with any separator; where day and month could be
 * either, a point, as in 5.4.2026, means day first, everything else month first. Other texts are compared as texts.
 */
export function foldDate(text: string): string {
  const plain = text.normalize("NFKC").trim();
  if (/^\d{8}$/.test(plain)) return plain;
  const yearFirst = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})(?:\D|$)/.exec(plain);
  if (yearFirst !== null) return digitsOf(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
  const yearLast = /^(\d{1,2})(\D+)(\d{1,2})\D+(\d{4})(?:\D|$)/.exec(plain);
  if (yearLast === null) return foldText(plain);
  const [first, separator, second, year] = [yearLast[1]!, yearLast[2]!, yearLast[3]!, yearLast[4]!];
  const dayFirst = Number(first) > 12 || (separator.includes(".") && Number(second) <= 12);
  return dayFirst ? digitsOf(year, second, first) : digitsOf(year, first, second);
}

/** The eight digits of a moment, or of a number that is written as one (19560409). */
export function foldDateNumber(value: number): string {
  if (Number.isInteger(value) && value >= 10_000_101 && value <= 99_991_231) return String(value);
  return showDay(dayOf(value)).replace(/\D/g, "");
}

/** The day number of eight digits; NaN where there is no such day. */
export function dayOfDigits(digits: string): number {
  if (!/^\d{8}$/.test(digits)) return Number.NaN;
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? daysFromCivil(year, month, day) : Number.NaN;
}

function digitsOf(year: string, month: string, day: string): string {
  return year + month.padStart(2, "0") + day.padStart(2, "0");
}
