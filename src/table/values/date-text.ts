import { daysFromCivil, lastDayOf, millisecondsPerDay } from "./civil-days.js";

const zero = 48;
const dash = 45;
const plus = 43;
const colon = 58;
const point = 46;
const space = 32;
const letterT = 84;
const letterZ = 90;

/** Dates end so many milliseconds before and after 1970 (ECMAScript, "Time Values and Time Range"). */
const lastMoment = 8.64e15;

/** `YYYY-MM-DDThh:mm:ss.sssssssss ±hh:mm` */
const longest = 36;

const scratch = /* @__PURE__ */ new Uint8Array(longest);

/**
 * Milliseconds since 1970 UTC of a text `YYYY-MM-DD`, optionally with `T` or a space, `hh:mm[:ss[.sss]]` and, behind a
 * blank or not, `Z`, `±hh:mm`, `±hhmm` or `±hh`. Without a zone the text is UTC. NaN where the text has another form or
 * names a day or time that does not exist.
 */
export function parseDateText(text: string): number {
  if (text.length > longest) return Number.NaN;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return Number.NaN;
    scratch[i] = code;
  }
  return parseDateBytes(scratch, 0, text.length);
}

/** As {@link parseDateText}, for ASCII text in `bytes[from]` to `bytes[to − 1]`. */
export function parseDateBytes(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length < 10 || length > longest || bytes[from + 4] !== dash || bytes[from + 7] !== dash) return Number.NaN;
  const year = digits(bytes, from, 4);
  const month = digits(bytes, from + 5, 2);
  const day = digits(bytes, from + 8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month)) return Number.NaN;
  const midnight = daysFromCivil(year, month, day) * millisecondsPerDay;
  return length === 10 ? midnight : midnight + timeOfDay(bytes, from + 10, to);
}

/**
 * Milliseconds of a time of day with the sign before it (`T` or a space) and the zone behind it; NaN where it is none.
 */
function timeOfDay(bytes: Uint8Array, from: number, to: number): number {
  const separator = bytes[from];
  if ((separator !== letterT && separator !== space) || to < from + 6 || bytes[from + 3] !== colon) return Number.NaN;
  const hour = digits(bytes, from + 1, 2);
  const minute = digits(bytes, from + 4, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return Number.NaN;
  let time = (hour * 60 + minute) * 60_000;
  let at = from + 6;
  if (at < to && bytes[at] === colon) {
    if (to < at + 3) return Number.NaN;
    const second = digits(bytes, at + 1, 2);
    if (second < 0 || second > 59) return Number.NaN;
    time += second * 1000;
    at += 3;
    if (at < to && bytes[at] === point) {
      const fraction = at + 1;
      at = fraction;
      while (at < to && isDigit(bytes[at]!)) at++;
      if (at === fraction || at > fraction + 9) return Number.NaN;
      // Beyond the millisecond the fraction is cut off.
      for (let i = 0, unit = 100; i < 3 && fraction + i < at; i++, unit /= 10)
        time += (bytes[fraction + i]! - zero) * unit;
    }
  }
  return at === to ? time : time - zoneOffset(bytes, at, to);
}

/** Milliseconds by which a zone (`Z`, `±hh:mm`, `±hhmm`, `±hh`) is ahead of UTC; NaN where the text is no zone. */
function zoneOffset(bytes: Uint8Array, start: number, to: number): number {
  const from = bytes[start] === space ? start + 1 : start;
  const sign = bytes[from];
  if (sign === letterZ) return to === from + 1 ? 0 : Number.NaN;
  if (sign !== plus && sign !== dash) return Number.NaN;
  const minutesAt = bytes[from + 3] === colon ? from + 4 : from + 3;
  const hasMinutes = to !== from + 3;
  if (hasMinutes && to !== minutesAt + 2) return Number.NaN;
  const hours = digits(bytes, from + 1, 2);
  const minutes = hasMinutes ? digits(bytes, minutesAt, 2) : 0;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return Number.NaN;
  return (sign === dash ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= zero + 9;
}

/** The number that `count` digits write; −1 where one is no digit. */
function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const byte = bytes[i]!;
    if (!isDigit(byte)) return -1;
    value = value * 10 + (byte - zero);
  }
  return value;
}

/** `YYYY-MM-DD` for a moment at midnight UTC, `YYYY-MM-DDThh:mm:ss[.sss]Z` otherwise. */
export function showDate(milliseconds: number): string {
  if (Math.abs(milliseconds) > lastMoment) return milliseconds > 0 ? "after 275760-09-13" : "before -271821-04-20";
  const text = new Date(milliseconds).toISOString();
  if (milliseconds % millisecondsPerDay === 0) return text.slice(0, text.indexOf("T"));
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}

/** `YYYY-MM-DD` for a UTC day, counted from 1970-01-01. */
export function showDay(day: number): string {
  return showDate(day * millisecondsPerDay);
}
