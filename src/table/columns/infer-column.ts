import { ClienteleError, showValue } from "../../errors/index.js";
import { showDate } from "../values/date-text.js";
import {
  BooleanColumn,
  type Column,
  columnTypes,
  isStoredColumn,
  NumberColumn,
  type NumericArray,
  type StoredColumn,
} from "./column.js";
import { encodeText } from "./text-builder.js";

/** The types of value seen in a column, as bits. */
const seen = { number: 1, text: 2, boolean: 4, date: 8, bigint: 16 } as const;

/**
 * A column of whatever values a caller has: a typed array (kept, not copied), a column, or an array or anything like
 * one, whose values decide the type. Values of different types become text; `null`, `undefined` and NaN are missing; a
 * bigint is a number where that is exact and text where it is not, so that ids stay distinct.
 */
export function inferColumn(caller: string, name: string, values: unknown): StoredColumn {
  if (isStoredColumn(values)) return values.name === name ? values : values.named(name);
  if (ArrayBuffer.isView(values)) return columnOfTypedArray(caller, name, values);
  if (Array.isArray(values)) return columnOfValues(caller, name, values);
  if (isForeignColumn(values)) return columnOfValues(caller, name, valuesOfColumn(values));
  if (isArrayLike(values)) return columnOfValues(caller, name, Array.from(values));
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, column: name, value: values },
    `needs its values as an array or a typed array, got ${showValue(values)}`,
  );
}

/** Whether a value has the methods of a column, as one made by another copy of this library has. */
function isForeignColumn(values: unknown): values is Column {
  return (
    typeof values === "object" &&
    values !== null &&
    "type" in values &&
    columnTypes.some((type) => type === values.type) &&
    "at" in values &&
    "toArray" in values &&
    typeof values.toArray === "function"
  );
}

function valuesOfColumn(column: Column): readonly unknown[] {
  const values = column.toArray();
  return column.type === "date" ? values.map((value) => (value === null ? null : new Date(Number(value)))) : values;
}

/**
 * Whether a value has elements and says how many; `Array.from` reads it, by its iterator where it has one. Without one
 * it must have its last element: `{ length: 1e9 }` holds nothing and would be a billion missing values.
 */
function isArrayLike(values: unknown): values is ArrayLike<unknown> {
  if (typeof values !== "object" || values === null || !("length" in values)) return false;
  const { length } = values;
  if (typeof length !== "number" || !Number.isInteger(length) || length < 0) return false;
  return Symbol.iterator in values || length === 0 || length - 1 in values;
}

function columnOfTypedArray(caller: string, name: string, values: ArrayBufferView): StoredColumn {
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    return columnOfValues(caller, name, Array.from(values));
  }
  if (values instanceof DataView) {
    throw new ClienteleError("unsupported-input", { function: caller, column: name }, "a DataView is not a column");
  }
  return new NumberColumn(name, values as NumericArray);
}

function columnOfValues(caller: string, name: string, values: readonly unknown[]): StoredColumn {
  const types = typesIn(caller, name, values);
  if ((types & ~(seen.number | seen.bigint)) === 0) {
    const unsafe = (types & seen.bigint) !== 0 && values.some(isUnsafeBigint);
    return unsafe ? textColumn(name, values) : numberColumn(name, values);
  }
  if (types === seen.date) return dateColumn(name, values);
  if (types === seen.boolean) return BooleanColumn.from(name, values);
  // What is neither text nor another type is missing, and NaN is.
  return types === seen.text ? encodeText(name, values as readonly string[]) : textColumn(name, values);
}

function typesIn(caller: string, name: string, values: readonly unknown[]): number {
  let types = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    switch (typeof value) {
      case "number":
        if (!Number.isNaN(value)) types |= seen.number;
        break;
      case "string":
        types |= seen.text;
        break;
      case "boolean":
        types |= seen.boolean;
        break;
      case "bigint":
        types |= seen.bigint;
        break;
      case "undefined":
        break;
      default:
        if (value === null) break;
        if (!(value instanceof Date)) refuseCell(caller, name, i, value);
        if (Number.isNaN(value.getTime())) {
          throw new ClienteleError(
            "not-a-date",
            { function: caller, column: name, row: i + 1, value },
            "the Date is invalid",
          );
        }
        types |= seen.date;
    }
  }
  return types;
}

function refuseCell(caller: string, column: string, index: number, value: unknown): never {
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, column, row: index + 1, value },
    `a cell must be a number, text, a date, true, false or null, got ${showValue(value)}`,
  );
}

function isUnsafeBigint(value: unknown): boolean {
  return typeof value === "bigint" && !Number.isSafeInteger(Number(value));
}

function numberColumn(name: string, values: readonly unknown[]): NumberColumn {
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    numbers[i] = value === null || value === undefined ? Number.NaN : Number(value);
  }
  return new NumberColumn(name, numbers);
}

function dateColumn(name: string, values: readonly unknown[]): NumberColumn {
  const moments = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    moments[i] = value instanceof Date ? value.getTime() : Number.NaN;
  }
  return new NumberColumn(name, moments, "date");
}

function textColumn(name: string, values: readonly unknown[]): StoredColumn {
  return encodeText(name, values.map(cellText));
}

function cellText(value: unknown): string | null {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  return value instanceof Date ? showDate(value.getTime()) : String(value);
}
