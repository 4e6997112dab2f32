import { median, sortedOrder, sum } from "../../numeric/index.js";
import {
  type Column,
  dayOf,
  findColumn,
  hasColumn,
  lenientMoments,
  showDate,
  showDay,
  type Table,
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
  /** The name of a column that the topic knows by its plain name. */
  readonly nameOf: (column: string) => string;
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
  const { caller, customer, asOf, mostRows, nameOf } = settings;
  const moments = topic.date === null ? null : readMoments(caller, table, nameOf(topic.date));
  const rows = moments === null ? [...found] : latestFirst(found, moments, topic.past ? asOf : null);
  if (rows.length === 0) return null;
  const columns = table.columnNames.filter((name) => name !== customer);
  const cells = (row: number) => columns.map((name) => viewValue(findColumn(caller, table, name), row));
  const { table: name, title } = topic;
  const shared = { table: name, title, count: rows.length };
  if (rows.length === 1 && moments === null) {
    const facts = cells(rows[0]!).map((value, i) => ({ name: columns[i]!, value }));
    return { ...shared, facts, columns: [], rows: [] };
  }
  const facts = [
    { name: "rows", value: rows.length },
    ...openFacts(caller, table, topic.open === null ? null : nameOf(topic.open), rows),
    ...amountFacts(caller, table, topic.amount === null ? null : nameOf(topic.amount), rows),
    ...(moments === null || !topic.past ? [] : dateFacts(rows, moments, asOf)),
  ];
  return { ...shared, facts, columns, rows: rows.slice(0, mostRows).map(cells) };
}

/** The dates of rows, NaN where one cannot be read; null where the table has no such column. */
function readMoments(caller: string, table: Table, name: string): Float64Array | null {
  return hasColumn(table, name) ? lenientMoments(findColumn(caller, table, name), "ms") : null;
}

/** What is dated later than today has not happened; rows without a date come last. */
function latestFirst(rows: readonly number[], moments: Float64Array, asOf: number | null): number[] {
  const past = rows.filter((row) => asOf === null || !(dayOf(moments[row]!) > asOf));
  return Array.from(sortedOrder(Float64Array.from(past, (row) => -moments[row]!)), (place) => past[place]!);
}

function openFacts(caller: string, table: Table, name: string | null, rows: readonly number[]): ViewFact[] {
  if (name === null || !hasColumn(table, name)) return [];
  const column = findColumn(caller, table, name);
  return [{ name: "open", value: rows.filter((row) => column.at(row) === null).length }];
}

function amountFacts(caller: string, table: Table, name: string | null, rows: readonly number[]): ViewFact[] {
  if (name === null || !hasColumn(table, name)) return [];
  const column = findColumn(caller, table, name);
  const values = rows.map((row) => column.at(row)).filter((value) => typeof value === "number");
  if (column.type !== "number" || values.length === 0) return [];
  return [{ name: `${name}, total`, value: sum(Float64Array.from(values)) }];
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

function viewValue(column: Column, row: number): ViewValue {
  const value = column.at(row);
  return column.type === "date" && typeof value === "number" ? showDate(value) : value;
}
