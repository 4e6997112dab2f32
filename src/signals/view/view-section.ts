import { showValue } from "../../errors/index.js";
import { median, sortedOrder, sum } from "../../numeric/index.js";
import {
  type Column,
  type DateUnit,
  dateColumn,
  dayOf,
  findColumn,
  localMoments,
  type StoredColumn,
  showDate,
  showDay,
  type Table,
  type TimeZone,
} from "../../table/index.js";
import type { CustomerId } from "../definition/customer-id.js";
import type { ViewTopic } from "./view-topics.js";

/** A value of a view; days are texts like `2026-11-22`, null is not known. */
export type ViewValue = number | string | boolean | null;

/** Something known about the customer. */
export interface ViewFact {
  readonly name: string;
  readonly value: ViewValue;
}

/** What one table knows about the customer. */
export interface ViewSection {
  /** The name of the table. */
  readonly table: string;
  readonly title: string;
  /** From a table with one row of the customer its columns; from one with several what they come to. */
  readonly facts: readonly ViewFact[];
  /** The columns of `rows`. */
  readonly columns: readonly string[];
  /** The latest rows, where the table may have several of the customer. */
  readonly rows: readonly (readonly ViewValue[])[];
  /** How many rows the table has of the customer. */
  readonly count: number;
}

/** How a table is read. */
export interface SectionSettings {
  readonly caller: string;
  /** The column of customers. */
  readonly customer: string;
  /** Today, in days since 1970-01-01; null where it is not known. */
  readonly asOf: number | null;
  readonly mostRows: number;
  /** What numbers in a column of dates count. */
  readonly dateUnit: DateUnit;
  /** The time zone of days; null for UTC. */
  readonly zone: TimeZone | null;
  /** The column that the topic knows by its plain name; null where the table has none. */
  readonly columnOf: (table: Table, part: string | null) => StoredColumn | null;
  readonly warn: (warning: string) => void;
}

/** The rows of a table that are about the customer, 17 and "17" being different ones. */
export function rowsOf(column: Column, customer: CustomerId): number[] {
  const rows: number[] = [];
  for (let row = 0; row < column.length; row++) if (column.at(row) === customer) rows.push(row);
  return rows;
}

/** What a table knows about the customer, by the rows that are about him; null where it knows nothing. */
export function viewSection(
  table: Table,
  topic: ViewTopic,
  found: readonly number[],
  settings: SectionSettings,
): ViewSection | null {
  const { caller, customer, asOf, mostRows } = settings;
  const date = datesOf(table, topic.date, settings);
  const open = datesOf(table, topic.open, settings);
  const rows = date === null ? [...found] : latestFirst(found, date.moments, topic.past ? asOf : null);
  if (rows.length === 0) return null;
  const columns = table.columnNames.filter((name) => name !== customer);
  const cells = (row: number) => columns.map((name) => cellOf(findColumn(caller, table, name), row));
  const { table: name, title } = topic;
  const shared = { table: name, title, count: rows.length };
  if (rows.length === 1 && date === null) {
    const facts = cells(rows[0]!).map((value, i) => ({ name: columns[i]!, value }));
    return { ...shared, facts, columns: [], rows: [] };
  }
  const facts = [
    { name: "rows", value: rows.length },
    ...(open === null ? [] : [{ name: "open", value: rows.filter((row) => isOpen(open, row)).length }]),
    ...amountFacts(table, topic, rows, settings),
    ...(date === null || !topic.past ? [] : dateFacts(rows, date.moments, asOf)),
  ];
  return { ...shared, facts, columns, rows: rows.slice(0, mostRows).map(cells) };

  /** What is resolved after today is not known yet; dates that are numbers are shown as dates. */
  function cellOf(column: StoredColumn, row: number): ViewValue {
    if (column.name === open?.name && isOpen(open, row)) return null;
    const dates = [date, open].find((one) => one?.name === column.name);
    return dates !== undefined && dates !== null && column.type === "number" && settings.dateUnit !== "ms"
      ? shownMoment(dates.utc[row]!)
      : viewValue(column, row);
  }

  function isOpen({ moments }: DateCells, row: number): boolean {
    return Number.isNaN(moments[row]!) || (asOf !== null && dayOf(moments[row]!) > asOf);
  }
}

/** The dates of a column, in milliseconds; NaN where missing. */
interface DateCells {
  readonly name: string;
  readonly utc: Float64Array;
  /** The same on the clock of the time zone. */
  readonly moments: Float64Array;
}

/** The dates of a table; null where it has no such column. Errors: `not-a-date`, `column-type`. */
function datesOf(
  table: Table,
  part: string | null,
  { caller, columnOf, dateUnit, zone }: SectionSettings,
): DateCells | null {
  const column = columnOf(table, part);
  if (column === null) return null;
  const utc = dateColumn(caller, table, column.name, { dateUnit, missing: "keep" });
  return { name: column.name, utc, moments: localMoments(utc, zone) };
}

/** What is dated later than today has not happened; rows without a date come last. */
function latestFirst(rows: readonly number[], moments: Float64Array, asOf: number | null): number[] {
  const past = rows.filter((row) => asOf === null || !(dayOf(moments[row]!) > asOf));
  return Array.from(sortedOrder(Float64Array.from(past, (row) => -moments[row]!)), (place) => past[place]!);
}

function amountFacts(
  table: Table,
  topic: ViewTopic,
  rows: readonly number[],
  { columnOf, warn }: SectionSettings,
): ViewFact[] {
  const column = columnOf(table, topic.amount);
  if (column === null) return [];
  const values = rows.map((row) => column.at(row)).filter((value) => typeof value === "number");
  if (column.type !== "number" || values.length === 0) return [];
  const total = sum(Float64Array.from(values));
  if (!Number.isFinite(total)) warn(`${topic.table}: the total of ${showValue(column.name)} is too large for a number`);
  return [{ name: `${column.name}, total`, value: Number.isFinite(total) ? total : null }];
}

/** The first and the last day, how long ago the last is, and how many days usually lie between two. */
function dateFacts(rows: readonly number[], moments: Float64Array, asOf: number | null): ViewFact[] {
  const dated = rows.map((row) => dayOf(moments[row]!)).filter((day) => !Number.isNaN(day));
  const days = [...new Set(dated)];
  if (days.length === 0) return [];
  const gaps = days.slice(1).map((day, i) => days[i]! - day);
  return [
    { name: "first", value: showDay(days.at(-1)!) },
    { name: "last", value: showDay(days[0]!) },
    ...(asOf === null ? [] : [{ name: "days since the last", value: asOf - days[0]! }]),
    ...(gaps.length === 0 ? [] : [{ name: "usual days in between", value: median(gaps) }]),
  ];
}

function shownMoment(moment: number): string | null {
  return Number.isNaN(moment) ? null : showDate(moment);
}

function viewValue(column: Column, row: number): ViewValue {
  const value = column.at(row);
  return column.type === "date" && typeof value === "number" ? showDate(value) : value;
}
