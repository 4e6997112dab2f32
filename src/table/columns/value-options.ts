import { booleanOption, ClienteleError, oneOf, showValue } from "../../errors/index.js";
import { patternFields, patternReader } from "../values/date-pattern.js";
import { type DateOrder, dateReader, isDateOrder } from "../values/formatted-date.js";
import type { NumberFormat } from "../values/formatted-number.js";
import { type ColumnType, columnTypes } from "./column.js";

/** How the values of a table of text are written. */
export interface ValueOptions {
  /**
   * The types of some columns; a cell that does not fit is an error instead of leaving the column text. `"number"` also
   * takes what looks like a code: leading zeros, and whole numbers of more digits than a double holds.
   */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** The decimal mark [`"."`]; `12,50` needs `","`. */
  readonly decimal?: "." | ",";
  /** What separates groups of digits [none]: `1.234.567` needs `"."`, `1 234 567` needs `" "` (any blank). */
  readonly thousands?: string;
  /**
   * Marks of currency beside a number [none]: true for any sign, ISO code or usual abbreviation (all amounts of a
   * column in one currency), or a list of those that are meant. `(12.50)` and `12.50-` are then negative.
   */
  readonly currency?: boolean | readonly string[];
  /** Whether `12 %` is the number 0.12 [false]. */
  readonly percent?: boolean;
  /**
   * How dates are written beside `YYYY-MM-DD`: the order of day, month and year (`"dmy"`, `"mdy"`, `"ymd"`; between
   * `-`, `/`, `.` or 年月日, parts of one digit too, years of four), or a pattern such as `"dd.MM.yy"` or
   * `"MMM d, yyyy"`; for all columns or for each by its name. A column named here must hold dates.
   */
  readonly dateFormat?: string | Readonly<Record<string, string>>;
  /** Texts that stand for a missing value beside the blank, in all columns or for each by its name [none]. */
  readonly missing?: readonly (string | number)[] | Readonly<Record<string, readonly (string | number)[]>>;
}

/** The names of the options of {@link ValueOptions}. */
export const valueOptionNames = [
  "types",
  "decimal",
  "thousands",
  "currency",
  "percent",
  "dateFormat",
  "missing",
] as const;

/** How the values of one column are to be read. */
export interface ValueFormat {
  readonly type: ColumnType | undefined;
  readonly numbers: NumberFormat;
  /** Reads dates of the given form; null where only `YYYY-MM-DD` is read. */
  readonly date: ((text: string) => number) | null;
  readonly missing: ReadonlySet<string>;
}

/** Makes the format of each column from checked options. Errors: `invalid-option`. */
export function valueFormats(caller: string, options: ValueOptions): (column: string) => ValueFormat {
  const types = byColumn<ColumnType>(caller, "types", options.types, (type, name) =>
    oneOf<ColumnType>(caller, name, type as ColumnType, columnTypes, "string"),
  );
  const numbers = numberFormat(caller, options);
  const reader = (format: unknown, name: string) => readerOf(caller, name, format);
  const { dateFormat, missing } = options;
  const everyDate = typeof dateFormat === "string" ? reader(dateFormat, "dateFormat") : null;
  const dates = typeof dateFormat === "string" ? new Map() : byColumn(caller, "dateFormat", dateFormat, reader);
  const tokens = (given: unknown, name: string) => tokenSet(caller, name, given);
  const everyMissing = Array.isArray(missing) ? tokens(missing, "missing") : new Set<string>();
  const missingOf = Array.isArray(missing)
    ? new Map<string, ReadonlySet<string>>()
    : byColumn(caller, "missing", missing as Record<string, unknown> | undefined, tokens);
  return (column) => ({
    type: types.get(column) ?? (dates.has(column) ? "date" : undefined),
    numbers,
    date: dates.get(column) ?? everyDate,
    missing: missingOf.get(column) ?? everyMissing,
  });
}

/** The columns that options name, each with the option that names it. */
export function namedColumns(options: ValueOptions): { readonly option: string; readonly column: string }[] {
  const { types, dateFormat, missing } = options;
  return Object.entries({ types, dateFormat, missing }).flatMap(([option, given]) =>
    typeof given === "object" && given !== null && !Array.isArray(given)
      ? Object.keys(given).map((column) => ({ option, column }))
      : [],
  );
}

function byColumn<Value>(
  caller: string,
  option: string,
  given: Readonly<Record<string, unknown>> | undefined,
  check: (value: unknown, name: string) => Value,
): Map<string, Value> {
  if (given === undefined) return new Map();
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    const example = { types: '{ amount: "number" }', dateFormat: '"dmy" or { day: "dmy" }', missing: '["N/A"]' };
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "${option}" must be like ${example[option as keyof typeof example]}, got ${showValue(given)}`,
    );
  }
  return new Map(Object.entries(given).map(([column, value]) => [column, check(value, `${option}.${column}`)]));
}

function numberFormat(caller: string, options: ValueOptions): NumberFormat {
  const decimal = oneOf(caller, "decimal", options.decimal, [".", ","], ".");
  const { thousands, currency = false } = options;
  if (thousands !== undefined && !(typeof thousands === "string" && /^[^\w+-]$/u.test(thousands))) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: thousands },
      `option "thousands" must be one character such as ",", "." or " ", got ${showValue(thousands)}`,
    );
  }
  if (thousands === decimal) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: thousands },
      `options "decimal" and "thousands" are both ${showValue(decimal)}; where thousands are separated by "." the ` +
        'decimal mark is usually ","',
    );
  }
  const isList = Array.isArray(currency) && currency.every((mark) => typeof mark === "string" && mark.trim() !== "");
  if (typeof currency !== "boolean" && !isList) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: currency },
      `option "currency" must be true, false or a list of marks such as ["€", "EUR"], got ${showValue(currency)}`,
    );
  }
  return {
    decimal,
    thousands: thousands ?? null,
    currency: currency === false ? null : (currency as true | readonly string[]),
    percent: booleanOption(caller, "percent", options.percent, false),
  };
}

function readerOf(caller: string, name: string, format: unknown): (text: string) => number {
  if (typeof format !== "string" || format.trim() === "") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: format },
      `option "${name}" must be "dmy", "mdy", "ymd" or a pattern such as "dd.MM.yyyy HH:mm", got ${showValue(format)}`,
    );
  }
  if (isDateOrder(format)) return dateReader(format satisfies DateOrder);
  const reader = patternReader(format);
  if (reader !== null) return reader;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: format },
    `option "${name}": ${showValue(format)} is no pattern of dates: of year, month, day, hour, minute and second it ` +
      `needs the year, may have each once, and none without those before it; it may hold ${patternFields}, and other ` +
      "letters between single quotes",
  );
}

function tokenSet(caller: string, name: string, given: unknown): ReadonlySet<string> {
  const isToken = (token: unknown) => typeof token === "string" || typeof token === "number";
  if (Array.isArray(given) && given.every(isToken)) return new Set(given.map((token) => String(token).trim()));
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: given },
    `option "${name}" must be a list of texts or numbers such as ["N/A", 99], got ${showValue(given)}`,
  );
}
