import { momentOf } from "./formatted-date.js";
import { plainCharacters } from "./plain-characters.js";

const monthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** What each field of a pattern matches, in the letters of Unicode TR 35 (as date-fns has them). */
const fields: Readonly<Record<string, string>> = {
  yyyy: "(?<year>\\d{4})",
  yy: "(?<shortYear>\\d{2})",
  M: "(?<month>\\d{1,2})",
  MM: "(?<month>\\d{1,2})",
  MMM: `(?<monthName>${monthNames.map((name) => name.slice(0, 3)).join("|")})\\.?`,
  MMMM: `(?<monthName>${monthNames.join("|")})`,
  d: "(?<day>\\d{1,2})",
  dd: "(?<day>\\d{1,2})",
  H: "(?<hour>\\d{1,2})",
  HH: "(?<hour>\\d{1,2})",
  h: "(?<hour>\\d{1,2})",
  hh: "(?<hour>\\d{1,2})",
  m: "(?<minute>\\d{1,2})",
  mm: "(?<minute>\\d{1,2})",
  s: "(?<second>\\d{1,2})",
  ss: "(?<second>\\d{1,2})",
  S: "(?<fraction>\\d)",
  SS: "(?<fraction>\\d{2})",
  SSS: "(?<fraction>\\d{3})",
  a: "(?<meridiem>[ap])\\.?m\\.?",
  EEE: "(?<weekday>mon|tue|wed|thu|fri|sat|sun)",
  EEEE: "(?<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
  XX: "(?<zone>Z|[+-]\\d{4})",
  XXX: "(?<zone>Z|[+-]\\d{2}:\\d{2})",
};

/** What a part of a date means nothing without: `dd.mm.yyyy` has minutes in the place of its months. */
const needed: Readonly<Record<string, string>> = {
  month: "year",
  day: "month",
  hour: "day",
  minute: "hour",
  second: "minute",
  fraction: "second",
  meridiem: "hour",
  zone: "hour",
  weekday: "day",
};

/** The fields that a pattern of dates may hold, for messages. */
export const patternFields = /* @__PURE__ */ Object.keys(fields).join(", ");

/**
 * Makes a reader of dates written after a pattern such as `dd.MM.yyyy HH:mm`, with English names of months and letters
 * of its own in quotes (`yyyy-MM-dd'T'HH:mm`). It returns milliseconds since 1970 UTC, NaN for text of another form.
 * Years of two digits are those of 1950 to 2049; a month or day that the pattern leaves out is the first. Null where
 * the pattern has no year, a letter that is no field, a part twice or without the one that it belongs to.
 */
export function patternReader(pattern: string): ((text: string) => number) | null {
  const pieces = pattern.match(/'(?:[^']|'')*'|([A-Za-z])\1*|\s+|./gsu) ?? [];
  const matchers = pieces.map(matcherOf);
  const letters = pieces.filter((piece) => /^[A-Za-z]/.test(piece));
  if (matchers.includes(null) || !isComplete(letters)) return null;
  const whole = new RegExp(`^${matchers.join("")}$`, "iu");
  return (text) => {
    const parts = whole.exec(plainCharacters(text))?.groups;
    return parts === undefined ? Number.NaN : momentOf({ ...parts, ...completed(parts) });
  };
}

/** Whether the fields name a year, each part once and no part without the one that it belongs to. */
function isComplete(letters: readonly string[]): boolean {
  const parts = new Set(letters.map(partOf));
  const ofTwelveHours = letters.some((field) => field.startsWith("h"));
  return (
    parts.has("year") &&
    parts.size === letters.length &&
    [...parts].every((part) => part === "year" || parts.has(needed[part]!)) &&
    ofTwelveHours === parts.has("meridiem")
  );
}

/** The regular expression of one piece of a pattern; null for letters that are no field. */
function matcherOf(piece: string): string | null {
  if (/^[A-Za-z]/.test(piece)) return fields[piece] ?? null;
  if (/^\s/.test(piece)) return "\\s+";
  const literal = piece.length > 1 ? piece.slice(1, -1).replaceAll("''", "'") || "'" : piece;
  return literal.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** Of what a field is a form: both kinds of years are years, names of months are months. */
function partOf(field: string): string {
  const part = /<(\w+)>/.exec(fields[field]!)![1]!;
  return part === "shortYear" ? "year" : part === "monthName" ? "month" : part;
}

/** The parts that are written in another way, or not at all. */
function completed(parts: Readonly<Record<string, string | undefined>>) {
  const { year, shortYear, month, monthName, day = "1", minute = "0" } = parts;
  const ordinal = monthNames.findIndex((name) => name.startsWith(monthName?.toLowerCase() ?? "january")) + 1;
  return {
    year: year ?? `${Number(shortYear) < 50 ? "20" : "19"}${shortYear}`,
    month: month ?? String(ordinal),
    day,
    minute,
  };
}
