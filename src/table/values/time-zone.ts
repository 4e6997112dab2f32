import { ClienteleError, showValue } from "../../errors/index.js";
import { dayOf, millisecondsPerDay } from "./civil-days.js";
import { type DateInput, latestMillisecond, parseDate } from "./dates.js";

/** The clocks of a zone. */
export interface TimeZone {
  /** Milliseconds by which its clocks are ahead of UTC at a moment. */
  readonly offsetAt: (moment: number) => number;
}

/** The zone of an IANA name such as `Asia/Shanghai`; null where none is given. Errors: `invalid-option`. */
export function timeZoneOption(caller: string, name: string | undefined): TimeZone | null {
  if (name === undefined) return null;
  let known = zones.get(name);
  if (known === undefined) {
    known = zoneOf(caller, name);
    zones.set(name, known);
  }
  return known;
}

const zones = /* @__PURE__ */ new Map<string, TimeZone>();

function zoneOf(caller: string, name: string): TimeZone {
  try {
    // The en-US text is "1/5/2026, GMT+08:00", with seconds where the local mean time of a place had them.
    const format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
    return { offsetAt: offsetsByDay((moment) => offsetInText(format.format(withinDates(moment)))) };
  } catch {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: name },
      `option "timeZone" must be an IANA name like "Asia/Shanghai" or "Europe/Berlin", got ${showValue(name)}`,
    );
  }
}

function offsetInText(text: string): number {
  const parts = /GMT([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?$/.exec(text);
  if (parts === null) return 0;
  const seconds = Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4] ?? 0);
  return (parts[1] === "-" ? -1000 : 1000) * seconds;
}

/**
 * Asking `Intl` takes microseconds, so each UTC day is asked once: where its first and its last millisecond have the
 * same offset, so has all of it; no zone changed its clocks twice within a day. Other days are asked by the moment.
 */
function offsetsByDay(ask: (moment: number) => number): (moment: number) => number {
  const known = new Map<number, number>();
  let lastDay = Number.NaN;
  let lastOffset = Number.NaN;
  return (moment) => {
    const day = dayOf(moment);
    if (day !== lastDay) {
      let offset = known.get(day);
      if (offset === undefined) {
        const first = ask(day * millisecondsPerDay);
        offset = first === ask((day + 1) * millisecondsPerDay - 1) ? first : Number.NaN;
        known.set(day, offset);
      }
      lastDay = day;
      lastOffset = offset;
    }
    return Number.isNaN(lastOffset) ? ask(moment) : lastOffset;
  };
}

/**
 * Moments as the clocks of a zone show them, written as if they were UTC, so that `dayOf` gives the day there. A column
 * in which every moment is midnight UTC holds days, which are the same everywhere, and is left as it is.
 */
export function localMoments(moments: Float64Array, zone: TimeZone | null): Float64Array {
  if (zone === null || moments.every(isMidnightOrMissing)) return moments;
  return moments.map((moment) => (Number.isNaN(moment) ? moment : withinDates(moment + zone.offsetAt(moment))));
}

/** A `Date` reaches no farther. */
function withinDates(moment: number): number {
  return Math.max(-latestMillisecond, Math.min(moment, latestMillisecond));
}

function isMidnightOrMissing(moment: number): boolean {
  return Number.isNaN(moment) || moment % millisecondsPerDay === 0;
}

/**
 * A moment given as an option, as the clocks of a zone show it. Midnight UTC is a day, "2026-11-22", and stays that
 * day. Errors: `not-a-date`.
 */
function localDate(caller: string, option: string, value: DateInput, zone: TimeZone | null): number {
  const moment = parseDate(caller, option, value);
  return zone === null || isMidnightOrMissing(moment) ? moment : withinDates(moment + zone.offsetAt(moment));
}

/** The day of a date given as an option, in a zone. Errors: `not-a-date`. */
export function localDay(caller: string, option: string, value: DateInput, zone: TimeZone | null): number {
  return dayOf(localDate(caller, option, value, zone));
}
