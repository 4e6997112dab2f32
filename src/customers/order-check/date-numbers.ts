import type { DateUnit } from "../../table/index.js";
import { daysFromCivil, millisecondsPerDay } from "../../table/index.js";

/** What numbers that look like dates are: counts in a unit, or days and times written as digits. */
export type DateNumbers =
  | { readonly unit: DateUnit }
  | { readonly format: string; readonly example: string; readonly momentOf: (value: number) => number };

/** Each kind holds the moments from 1980 to 2099 (days since 1970 to 2049); no two ranges meet. */
const ranges: readonly (readonly [from: number, to: number, DateUnit])[] = [
  [3652, 29_220, "day"],
  [29_221, 73_050, "excel"],
  [3.15e8, 4.1e9, "s"],
  [3.15e11, 4.1e12, "ms"],
  [3.15e14, 4.1e15, "us"],
];

/** What the numbers of a column are when nearly all of them look like dates of one kind; null otherwise. */
export function dateNumbers(values: Float64Array): DateNumbers | null {
  const numbers = values.filter((value) => Number.isFinite(value));
  if (numbers.length === 0) return null;
  const nearlyAll = (holds: (value: number) => boolean): boolean =>
    numbers.reduce((count, value) => count + (holds(value) ? 1 : 0), 0) >= 0.95 * numbers.length;
  for (const digits of [
    { format: "yyyyMMdd", example: "days such as 20240313", momentOf: dayOfDigits },
    { format: "yyyyMMddHHmmss", example: "moments such as 20240313093015", momentOf: momentOfDigits },
    { format: "yyyyMMddHHmm", example: "moments such as 202403130930", momentOf: minuteOfDigits },
    { format: "yyyyMM", example: "months such as 202403", momentOf: (value: number) => dayOfDigits(value * 100 + 1) },
    { format: "yyMMdd", example: "days such as 240313", momentOf: (value: number) => dayOfDigits(value + 20_000_000) },
    { format: "yyyy", example: "years such as 2024", momentOf: (value: number) => dayOfDigits(value * 10_000 + 101) },
  ]) {
    if (nearlyAll((value) => !Number.isNaN(digits.momentOf(value)))) return digits;
  }
  const range = ranges.find(([from, to]) => nearlyAll((value) => value >= from && value <= to));
  return range === undefined ? null : { unit: range[2] };
}

/** The moment of a day written as 20240313; NaN for other numbers. */
function dayOfDigits(value: number): number {
  if (!Number.isInteger(value) || value < 19_800_101 || value > 20_991_231) return Number.NaN;
  const [year, month, day] = [Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100];
  if (month < 1 || month > 12 || day < 1) return Number.NaN;
  const first = daysFromCivil(year, month, 1);
  const next = month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
  return day > next - first ? Number.NaN : (first + day - 1) * millisecondsPerDay;
}

/** The moment of a day and a minute written as 202403130930; NaN for other numbers. */
function minuteOfDigits(value: number): number {
  return momentOfDigits(value * 100);
}

/** The moment of a day and time written as 20240313093015; NaN for other numbers. */
function momentOfDigits(value: number): number {
  const [hour, minute, second] = [Math.floor(value / 10_000) % 100, Math.floor(value / 100) % 100, value % 100];
  if (hour > 23 || minute > 59 || second > 59 || !Number.isInteger(value)) return Number.NaN;
  return dayOfDigits(Math.floor(value / 1e6)) + ((hour * 60 + minute) * 60 + second) * 1000;
}
