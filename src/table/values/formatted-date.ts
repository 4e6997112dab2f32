import { daysFromCivil, lastDayOf, millisecondsPerDay } from "./civil-days.js";
import { plainCharacters } from "./plain-characters.js";

/** The order of day, month and year in a date of digits. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** The orders that there are. */
export const dateOrders: readonly DateOrder[] = ["dmy", "mdy", "ymd"];

/** Whether a text names an order of day, month and year, as against a pattern. */
export function isDateOrder(text: string): text is DateOrder {
  return (dateOrders as readonly string[]).includes(text);
}

const time =
  "(?:(?:[T,]\\s*|\\s+|(?=[上下午오]|\\d{1,2}[时時]))(?<half>上午|下午|午前|午後|오전|오후)?\\s*" +
  "(?<hour>\\d{1,2})(?::(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?|" +
  "[时時](?:(?<clockMinute>\\d{1,2})分(?:(?<clockSecond>\\d{1,2})秒)?)?)" +
  "(?:\\s*(?<meridiem>[AaPp])\\.?[Mm]\\.?)?(?:\\s+Uhr)?\\s*(?<zone>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?$";

/** Dates of digits; years have four, so that 01/02/03 is never guessed at. */
const forms: Readonly<Record<DateOrder, readonly string[]>> = {
  ymd: [
    "^(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})",
    "^(?<year>\\d{4})\\s*[年년]\\s*(?<month>\\d{1,2})\\s*[月월]\\s*(?<day>\\d{1,2})\\s*[日일]?",
    "^(?<year>\\d{4})\\. ?(?<month>\\d{1,2})\\. ?(?<day>\\d{1,2})\\.?",
    "^(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})",
  ],
  dmy: [
    "^(?<day>\\d{1,2})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<year>\\d{4})",
    "^(?<day>\\d{2})(?<month>\\d{2})(?<year>\\d{4})",
  ],
  mdy: [
    "^(?<month>\\d{1,2})(?<mark>[-/.])(?<day>\\d{1,2})\\k<mark>(?<year>\\d{4})",
    "^(?<month>\\d{2})(?<day>\\d{2})(?<year>\\d{4})",
  ],
};

/**
 * Makes a reader of dates whose day, month and year stand in the given order, between dashes, slashes, dots, 年月日 or
 * 년월일, or as eight digits; optionally with a time of day (also with AM or PM, 10时30分, 10:30 Uhr) and a zone. It
 * returns milliseconds since 1970 UTC; without a zone the time is UTC. NaN for any other text and for days that do not
 * exist.
 */
export function dateReader(order: DateOrder): (text: string) => number {
  const patterns = forms[order].map((date) => new RegExp(date + time, "u"));
  return (text) => {
    const plain = plainCharacters(text);
    for (const pattern of patterns) {
      const parts = pattern.exec(plain)?.groups;
      if (parts !== undefined) return momentOf(parts);
    }
    return Number.NaN;
  };
}

/** Milliseconds since 1970 UTC of the parts of a date; NaN for days and times that do not exist. */
export function momentOf(parts: Readonly<Record<string, string | undefined>>): number {
  const year = Number(parts["year"]);
  const month = Number(parts["month"]);
  const day = Number(parts["day"]);
  if (month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month)) return Number.NaN;
  return daysFromCivil(year, month, day) * millisecondsPerDay + timeOf(parts) - zoneOf(parts["zone"]);
}

function timeOf(parts: Readonly<Record<string, string | undefined>>): number {
  if (parts["hour"] === undefined) return 0;
  const hour = hourOf(Number(parts["hour"]), parts["meridiem"]?.toLowerCase() ?? parts["half"]);
  const minute = Number(parts["minute"] ?? parts["clockMinute"] ?? 0);
  const second = Number(parts["second"] ?? parts["clockSecond"] ?? 0);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  const milliseconds = Math.floor(Number(`0.${parts["fraction"] ?? 0}`) * 1000 + 1e-6);
  return ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
}

/** The hour of 24 from one of twelve; NaN where the two contradict each other. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (["p", "下午", "午後", "오후"].includes(half) ? 12 : 0);
}

function zoneOf(zone: string | undefined): number {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = zone.length === 3 ? 0 : Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
