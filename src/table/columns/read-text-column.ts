import { ClienteleError, showValue } from "../../errors/index.js";
import { parseDateText } from "../values/date-text.js";
import { numberReader } from "../values/formatted-number.js";
import { plainCharacters } from "../values/plain-characters.js";
import { notADate, notANumber } from "../values/unreadable-text.js";
import { BooleanColumn, type ColumnType, NumberColumn, type StoredColumn, TextColumn } from "./column.js";
import type { ValueFormat } from "./value-options.js";

/** What the distinct texts of a column say: their values, NaN where one says nothing. */
type Reading = Float64Array;

/**
 * Reads a column of text in a given format: numbers if every text that is not missing is one, dates if every one is,
 * booleans for `true` and `false`, otherwise text as it was, with missing tokens missing. Each distinct text is read
 * once. With a type that is not text, a cell that does not fit is an error.
 *
 * Errors: `not-a-number`, `not-a-date`, `column-type` (also: amounts in several currencies).
 */
export function readTextColumn(caller: string, column: TextColumn, format: ValueFormat): StoredColumn {
  const labels = usedLabels(column, format.missing);
  const forced = format.type;
  if (labels.every((label) => label === null)) return withoutValues(column, forced);
  if (forced === "string") return textColumn(column, labels);
  const readers: readonly [ColumnType, () => Reading][] = [
    ["number", () => readNumbers(caller, column, labels, format)],
    ["date", () => readDates(labels, format)],
    ["boolean", () => labels.reduce(readBooleans, new Float64Array(labels.length))],
  ];
  for (const [type, read] of readers) {
    if (forced !== undefined && forced !== type) continue;
    const values = read();
    const unread = labels.findIndex((label, code) => label !== null && Number.isNaN(values[code]!));
    if (unread < 0) return typedColumn(column, type, values);
    if (forced === type) refuse(caller, column, unread, type);
  }
  return textColumn(column, labels);
}

/** The texts that occur and are not missing; null for the others. */
function usedLabels({ codes, labels }: TextColumn, missing: ReadonlySet<string>): (string | null)[] {
  const used = new Uint8Array(labels.length);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) used[codes[row]!] = 1;
  return labels.map((label, code) => {
    const text = label.trim();
    return used[code] === 0 || text === "" || missing.has(text) ? null : label;
  });
}

function readNumbers(
  caller: string,
  column: TextColumn,
  labels: readonly (string | null)[],
  { numbers, type }: ValueFormat,
): Reading {
  const read = numberReader(numbers, type === "number");
  const values = new Float64Array(labels.length).fill(Number.NaN);
  const currencies = new Map<string, string>();
  labels.forEach((label, code) => {
    if (label === null) return;
    const number = read(label);
    if (number === null) return;
    values[code] = number.value;
    if (number.currency !== "") currencies.set(number.currency, label);
  });
  if (currencies.size > 1) refuseCurrencies(caller, column.name, currencies);
  return values;
}

function readDates(labels: readonly (string | null)[], { date }: ValueFormat): Reading {
  const readAll = (read: (text: string) => number) =>
    Float64Array.from(labels, (label) => (label === null ? Number.NaN : read(label)));
  const plain = (text: string) => parseDateText(plainCharacters(text));
  const otherwise = readAll(plain);
  if (date === null) return otherwise;
  const values = readAll(date);
  // Dates that need no form may stand among the others, unless the form reads some of them as other days.
  const differs = (value: number, code: number) => Math.abs(value - otherwise[code]!) > 0;
  if (values.some(differs)) return values;
  return values.map((value, code) => (Number.isNaN(value) ? otherwise[code]! : value));
}

function readBooleans(values: Reading, label: string | null, code: number): Reading {
  const text = label?.trim();
  values[code] = text === "true" ? 1 : text === "false" ? 0 : Number.NaN;
  return values;
}

function typedColumn({ name, codes }: TextColumn, type: ColumnType, values: Reading): StoredColumn {
  const rows = Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : values[code]!));
  if (type !== "boolean") return new NumberColumn(name, rows, type === "date" ? "date" : "number");
  return new BooleanColumn(
    name,
    Uint8Array.from(rows, (value) => (Number.isNaN(value) ? 2 : value)),
  );
}

/** A column in which nothing stands is a number column without values, unless it is to have another type. */
function withoutValues({ name, length }: TextColumn, type: ColumnType | undefined): StoredColumn {
  if (type === "string") return new TextColumn(name, new Int32Array(length).fill(-1), []);
  if (type === "boolean") return new BooleanColumn(name, new Uint8Array(length).fill(2));
  return new NumberColumn(name, new Float64Array(length).fill(Number.NaN), type === "date" ? "date" : "number");
}

function textColumn({ name, codes, labels }: TextColumn, read: readonly (string | null)[]): TextColumn {
  if (read.every((label) => label !== null)) return new TextColumn(name, codes, labels);
  const rows = Int32Array.from(codes, (code) => (code >= 0 && read[code] !== null ? code : -1));
  return new TextColumn(name, rows, labels);
}

function refuse(caller: string, column: TextColumn, code: number, type: ColumnType): never {
  const text = column.labels[code]!;
  const place = { function: caller, column: column.name, row: column.codes.indexOf(code) + 1, value: text };
  if (type === "number") throw notANumber(place, text);
  if (type === "date") throw notADate(place, text);
  throw new ClienteleError("column-type", place, `${showValue(text)} is not true or false`);
}

function refuseCurrencies(caller: string, column: string, currencies: ReadonlyMap<string, string>): never {
  const [first, second] = [...currencies.values()];
  throw new ClienteleError(
    "column-type",
    { function: caller, column, value: second },
    `amounts are in several currencies (${showValue(first)} and ${showValue(second)}), which cannot be added; ` +
      'read the column as text (types: "string") and convert, or name one currency, e.g. currency: ["€"]',
  );
}
