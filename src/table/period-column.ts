import { ClienteleError, refuseRow, showValue } from "../errors/index.js";
import type { StoredColumn } from "./columns/column.js";
import { dateColumn, findColumn } from "./read-columns.js";
import type { Table } from "./table.js";
import { millisecondsPerDay } from "./values/civil-days.js";

/** The periods of a series, each with its place on a line. */
export interface Periods {
  /** The cells as the caller wrote them. */
  readonly labels: StoredColumn;
  /** For each row its period as a number; neighboring periods of the calendar differ by 1. */
  readonly places: Float64Array;
  /** Periods after which things repeat: those of a year, of days those of a week; null for plain numbers. */
  readonly season: number | null;
  /** Periods in a year; 1 for plain numbers, which are taken as years; null for days, of which years have several. */
  readonly perYear: number | null;
}

interface PeriodForm {
  readonly pattern: RegExp;
  /** How many there are in a season: a year, for days a week; null where the form does not say. */
  readonly season: number | null;
  readonly place: (parts: readonly number[]) => number;
}

/** The forms in which a period may be written as text. */
const forms: readonly PeriodForm[] = [
  { pattern: /^(\d{4})-(\d{1,2})$/, season: 12, place: ([year, month]) => within(year! * 12 + month! - 1, month!, 12) },
  { pattern: /^(\d{4})-?\s?Q([1-4])$/i, season: 4, place: ([year, quarter]) => year! * 4 + quarter! - 1 },
  // ISO weeks: the Monday of week 1 is the one nearest to January 1 (ISO 8601).
  { pattern: /^(\d{4})-?W(\d{1,2})$/i, season: 52, place: ([year, week]) => within(weekOf(year!, week!), week!, 53) },
  { pattern: /^([-+]?\d+(?:\.\d+)?)$/, season: null, place: ([value]) => value! },
];

const fullDate = /^\d{4}-\d{2}-\d{2}/;

function within(place: number, part: number, most: number): number {
  return part >= 1 && part <= most ? place : Number.NaN;
}

function weekOf(year: number, week: number): number {
  const january4 = Date.UTC(year, 0, 4) / millisecondsPerDay;
  // Day 4 of the count from 1970-01-01, a Thursday, was a Monday.
  return Math.floor((january4 - 4) / 7) + week - 1;
}

/**
 * Reads a column of periods: numbers, dates, or texts such as `2026-11`, `2026-Q4`, `2026-W47`. Dates that all fall on
 * one day of the month, or on its last, are months, quarters or years, by the smallest step between them; those seven
 * days apart are weeks; other dates are days. Errors: `unknown-column`, `missing-value`, `not-a-date`, `column-type`.
 */
export function periodColumn(caller: string, table: Table, name: string): Periods {
  const column = findColumn(caller, table, name);
  if (column.type === "date") return periodsOfDates(column, dateColumn(caller, table, name));
  if (column.type === "boolean") {
    throw new ClienteleError(
      "column-type",
      { function: caller, column: name },
      "holds true and false where periods are needed",
    );
  }
  const texts = (column.toArray() as readonly unknown[]).map((cell) => (cell === null ? "" : String(cell).trim()));
  const blank = texts.indexOf("");
  if (blank >= 0) refuseRow(caller, name, blank, null, "the period is missing", "missing-value");
  if (column.type === "string" && fullDate.test(texts[0] ?? "")) {
    return periodsOfDates(column, dateColumn(caller, table, name));
  }
  const form = forms.find(({ pattern }) => texts[0] !== undefined && pattern.test(texts[0])) ?? forms.at(-1)!;
  const places = Float64Array.from(texts, (text, row) => {
    const place = column.type === "number" ? Number(text) : placeOf(text, form);
    if (Number.isFinite(place)) return place;
    return refuseRow(
      caller,
      name,
      row,
      column.at(row),
      `${showValue(text)} is no period; periods are numbers, dates, or texts all in one form such as "2026-11", ` +
        '"2026-Q4" or "2026-W47"',
      "not-a-date",
    );
  });
  const season = column.type === "number" ? null : form.season;
  return { labels: column, places, season, perYear: season ?? 1 };
}

function placeOf(text: string, { pattern, place }: PeriodForm): number {
  const match = pattern.exec(text);
  return match === null ? Number.NaN : place(match.slice(1).map(Number));
}

function periodsOfDates(labels: StoredColumn, moments: Float64Array): Periods {
  const dates = Array.from(moments, (moment) => new Date(moment));
  const months = Float64Array.from(dates, (date) => date.getUTCFullYear() * 12 + date.getUTCMonth());
  const days = Float64Array.from(moments, (moment) => Math.floor(moment / millisecondsPerDay));
  const onOneDay = dates.every((date) => date.getUTCDate() === dates[0]!.getUTCDate());
  const onLastDay = moments.every((moment) => new Date(moment + millisecondsPerDay).getUTCDate() === 1);
  if ((onOneDay || onLastDay) && new Set(months).size === new Set(days).size) {
    const step = smallestStep(months);
    const season = yearly(step);
    return { labels, places: months.map((month) => month / step), season, perYear: season ?? (step === 12 ? 1 : null) };
  }
  const step = smallestStep(days);
  if (step % 7 === 0) {
    const season = step === 7 ? 52 : null;
    return { labels, places: days.map((day) => day / step), season, perYear: season };
  }
  return { labels, places: days, season: 7, perYear: null };
}

/** Seasons of a year in steps of so many months; null where a year is not a whole number of them, or one of them. */
function yearly(months: number): number | null {
  return 12 % months === 0 && months < 12 ? 12 / months : null;
}

/** The least distance between two different places; 1 where there are no two. */
export function smallestStep(places: Float64Array): number {
  const distinct = [...new Set(places)].sort((a, b) => a - b);
  const steps = distinct.slice(1).map((place, i) => place - distinct[i]!);
  return steps.length === 0 ? 1 : Math.min(...steps);
}
