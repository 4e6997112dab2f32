import { ClienteleError, numberOption, showValue } from "../../errors/index.js";
import {
  type DateInput,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  findColumn,
  isDateText,
  isNumberText,
  numberColumn,
  parseDate,
  type StoredColumn,
  showDate,
  type Table,
} from "../../table/index.js";

/** The periods of a table in their order, and where the treatment starts. */
export interface PeriodAxis {
  /** The place of each row's period. */
  readonly of: Int32Array;
  /** Numbers, or moments. */
  readonly values: Float64Array;
  readonly areDates: boolean;
  /** The place of the first period with the treatment. */
  readonly start: number;
  /** Rows by period: those at a place are `rows[ends[place − 1]]` (the first from 0 on) to `rows[ends[place] − 1]`. */
  readonly rows: Int32Array;
  readonly ends: Int32Array;
}

/** More periods than this are moments rather than periods. */
const mostPeriods = 1000;

/**
 * Reads the column of periods: numbers where `start` is one, otherwise dates. Errors: those of the column,
 * `invalid-option`, `too-few-rows` without a period before `start` or from it on.
 */
export function periodAxis(
  caller: string,
  table: Table,
  column: string,
  { start, dateUnit }: { readonly start: DateInput; readonly dateUnit: DateUnit | undefined },
): PeriodAxis {
  const unit = dateUnitOption(caller, dateUnit);
  const stored = findColumn(caller, table, column);
  requireSameKind(caller, stored, start);
  const areDates = typeof start !== "number" || stored.type === "date";
  const periods = areDates
    ? dateColumn(caller, table, column, { dateUnit: unit })
    : numberColumn(caller, table, column);
  const first = areDates ? parseDate(caller, "start", start) : numberOption(caller, "start", start);
  const values = Float64Array.from(new Set(periods)).sort();
  if (values.length > mostPeriods) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column, value: values.length },
      `holds ${values.length} different periods, more than ${mostPeriods}: bring them to days, weeks or months first`,
    );
  }
  const placeOf = new Map(Array.from(values, (value, place) => [value, place]));
  const found = values.findIndex((value) => value >= first);
  if (found <= 0) {
    const show = (value: number): string => (areDates ? showDate(value) : showValue(value));
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, column, value: start },
      `there is no period ${found === 0 ? "before the start" : "from the start on"}, ${show(first)}: they run from ` +
        `${show(values[0]!)} to ${show(values[values.length - 1]!)}${readAs(stored, start, areDates)}`,
    );
  }
  const of = Int32Array.from(periods, (period) => placeOf.get(period)!);
  return { of, values, areDates, start: found, ...rowsByPlace(of, values.length) };
}

/** Refuses a start that is written otherwise than the periods. Errors: `invalid-option`. */
function requireSameKind(caller: string, column: StoredColumn, start: DateInput): void {
  const texts: readonly unknown[] = column.type === "string" ? column.toArray() : [];
  const first = texts.find((text): text is string => typeof text === "string" && text.trim() !== "");
  const numbers = column.type === "number" || (first !== undefined && isNumberText(first));
  if (numbers && typeof start === "string" && isNumberText(start)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: start },
      `option "start" must be a number, as column ${showValue(column.name)} holds numbers: write start: ` +
        `${showValue(Number(start))}, got ${showValue(start)}`,
    );
  }
  if (first !== undefined && isDateText(first) && typeof start === "number") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: start },
      `option "start" must be a date, as column ${showValue(column.name)} holds dates: write it like ` +
        `${showValue(first)}, got ${showValue(start)}`,
    );
  }
}

/** What a start or periods were taken for, where they are far from each other because of it. */
function readAs(column: StoredColumn, start: DateInput, areDates: boolean): string {
  if (!areDates) return "";
  if (typeof start === "number") {
    return '; the column holds dates, so that "start" counts milliseconds since 1970: write it as a date';
  }
  return column.type === "number"
    ? '; the column holds numbers: give "start" as a number, or say with "dateUnit" what they count'
    : "";
}

/** The rows sorted by place, and where each place ends (a counting sort). */
function rowsByPlace(of: Int32Array, places: number): Pick<PeriodAxis, "rows" | "ends"> {
  const ends = new Int32Array(places);
  for (const place of of) ends[place]!++;
  for (let place = 1; place < places; place++) ends[place]! += ends[place - 1]!;
  const next = Int32Array.from(ends, (_, place) => (place === 0 ? 0 : ends[place - 1]!));
  const rows = new Int32Array(of.length);
  of.forEach((place, row) => {
    rows[next[place]!++] = row;
  });
  return { rows, ends };
}
