import { showValue } from "../../errors/index.js";
import {
  type DateUnit,
  dateOptionFor,
  dateOptionsFor,
  dayOf,
  lenientMoments,
  lenientNumbers,
  localMoments,
  millisecondsPerDay,
  type StoredColumn,
  showDay,
  type TimeZone,
} from "../../table/index.js";
import type { ColumnFacts } from "./column-facts.js";
import { type DateNumbers, dateNumbers } from "./date-numbers.js";
import { cellOf, type FindingList, quoted } from "./finding.js";
import { checkMidnights } from "./midnights-elsewhere.js";

/** How the dates are to be read. */
export interface DateReading {
  /** Undefined where the caller does not say. */
  readonly dateUnit: DateUnit | undefined;
  readonly zone: TimeZone | null;
  /** Later dates lie in the future; in milliseconds since 1970. */
  readonly now: number;
}

/** The dates of a column. */
export interface CheckedDates {
  /** What can be read, NaN elsewhere, as the clocks of the zone show it. */
  readonly moments: Float64Array;
  /** What the numbers count, where that is not what is taken without an option. */
  readonly dateUnit: DateUnit | undefined;
}

/**
 * Finds dates that are missing, cannot be read or lie in the future, numbers that count something else than they are
 * read as, and moments that look like the midnights of another time zone.
 */
export function checkDates({ column, keys }: ColumnFacts, reading: DateReading, findings: FindingList): CheckedDates {
  const looks = numbersAsDates(column, keys.labels);
  const dateUnit = reading.dateUnit ?? (looks !== null && "unit" in looks ? looks.unit : undefined);
  const unit = dateUnit ?? "ms";
  let moments = lenientMoments(column, unit);
  const missing = findings.tally();
  const unreadable = findings.tally();
  for (let row = 0; row < moments.length; row++) {
    if (keys.codes[row]! < 0) missing.add(row);
    else if (Number.isNaN(moments[row]!)) unreadable.add(row);
  }
  findings.addRows(missing, {
    severity: "error",
    code: "missing-date",
    column,
    finding: `no date in column ${quoted(column)}`,
    advice: `fill in the dates, or leave these rows out: orders.where((row) => ${cellOf(column)} !== null)`,
  });
  const severity = unreadable.rows > 0 ? "error" : "warning";
  if (!checkUnit({ column, keys }, looks, severity, reading.dateUnit, findings)) {
    findings.addRows(unreadable, {
      severity: "error",
      code: "unreadable-date",
      column,
      finding: `no readable date in column ${quoted(column)}`,
      advice: column.type === "number" ? dateUnitAdvice : textDateAdvice(column, keys.labels),
    });
    if (column.type === "number") check1970(column, moments, unit, findings);
  }
  if (looks !== null && "format" in looks) moments = lenientNumbers(column).map(looks.momentOf);
  checkFuture(column, moments, reading.now, findings);
  if (reading.zone === null) checkMidnights(column, moments, findings);
  return { moments: localMoments(moments, reading.zone), dateUnit: dateUnit === "ms" ? undefined : dateUnit };
}

/** What a column of numbers, or of text that is all numbers, holds when they look like dates. */
function numbersAsDates(column: StoredColumn, labels: StoredColumn): DateNumbers | null {
  if (column.type !== "number" && column.type !== "string") return null;
  const numbers = lenientNumbers(labels);
  if (column.type === "string" && numbers.some((value) => Number.isNaN(value))) return null;
  return dateNumbers(numbers);
}

const dateUnitAdvice =
  'numbers count milliseconds since 1970; set dateUnit: "s", "us", "day" or "excel" if they count seconds, ' +
  "microseconds, days or the days of a spreadsheet";

const unitWords: Readonly<Record<DateUnit, string>> = {
  ms: "milliseconds since 1970",
  us: "microseconds since 1970",
  s: "seconds since 1970",
  day: "days since 1970",
  excel: "serial days of a spreadsheet",
};

/** Whether numbers look like dates of another kind than they are read as. */
function checkUnit(
  { column, keys: { codes } }: Pick<ColumnFacts, "column" | "keys">,
  looks: DateNumbers | null,
  severity: "error" | "warning",
  given: DateUnit | undefined,
  findings: FindingList,
): boolean {
  if (looks === null) return false;
  const finding = (what: string) => `the numbers in column ${quoted(column)} look like ${what}`;
  const holds = (row: number) => codes[row]! >= 0;
  if ("format" in looks) {
    const format = looks.format === "yyyyMMdd" ? "ymd" : looks.format;
    findings.addWhere(codes.length, holds, {
      severity,
      code: "date-digits",
      column,
      finding: finding(looks.example),
      advice: `read them with dateFormat: { ${quoted(column)}: "${format}" } (an option of readCsv and parseColumns)`,
    });
    return true;
  }
  if (column.type === "number" && looks.unit === (given ?? "ms")) return false;
  const asNumbers = column.type === "string" ? `types: { ${quoted(column)}: "number" } (of parseColumns), then ` : "";
  findings.addWhere(codes.length, holds, {
    severity,
    code: "date-unit",
    column,
    finding: finding(unitWords[looks.unit]),
    advice: `${asNumbers}dateUnit: "${looks.unit}"`,
  });
  return true;
}

/** So many different texts tell how a column is written. */
const mostTexts = 1000;

/** What to do with the texts of a column that are no dates: an option that reads them all, where there is one. */
function textDateAdvice(column: StoredColumn, labels: StoredColumn): string {
  const moments = lenientMoments(labels, "ms");
  const texts: string[] = [];
  for (let code = 0; code < labels.length && texts.length < mostTexts; code++) {
    if (Number.isNaN(moments[code]!)) texts.push(String(labels.at(code)));
  }
  const option = dateOptionsFor(texts);
  if (option !== null) return `${option} (an option of readCsv and parseColumns)`;
  if (texts.every((text) => /^1[0-9]{18}$/.test(text.trim()))) {
    return `nanoseconds: orders.withColumn(${quoted(column)}, (row) => new Date(Number(${cellOf(column)}) / 1e6))`;
  }
  const plain = "write dates as 2026-11-22 or 2026-11-22T09:30";
  const dayFirst = texts.some((text) => dateOptionFor(text) === 'dateFormat: "dmy"');
  if (dayFirst && texts.some((text) => dateOptionFor(text) === 'dateFormat: "mdy"')) {
    return `${plain}: column ${quoted(column)} has both days and months in the first place`;
  }
  const serials = texts.filter((text) => /^\d{5}(?:[.,]\d+)?$/.test(text.trim()));
  if (serials.length > 0 && serials.length < texts.length) {
    return `${plain}: column ${quoted(column)} has both serial days of a spreadsheet and dates; export it anew`;
  }
  const odd = texts.find((text) => dateOptionFor(text) === null);
  return odd === undefined || texts.length === labels.length ? plain : `${plain}, or correct ${showValue(odd)}`;
}

/** Numbers that look like no date and are all days of 1970, as small numbers in milliseconds are. */
function check1970(column: StoredColumn, moments: Float64Array, unit: DateUnit, findings: FindingList): void {
  const readable = (row: number) => !Number.isNaN(moments[row]!);
  const all = moments.every((moment) => Number.isNaN(moment) || (dayOf(moment) >= 0 && dayOf(moment) < 365));
  if (!all) return;
  findings.addWhere(moments.length, readable, {
    severity: "warning",
    code: "date-unit",
    column,
    finding: `the numbers in column ${quoted(column)} are all days of 1970 when read as ${unit}`,
    advice: dateUnitAdvice,
  });
}

function checkFuture(column: StoredColumn, moments: Float64Array, now: number, findings: FindingList): void {
  // A day of grace: west of UTC today's orders may be dated tomorrow.
  const today = showDay(dayOf(now));
  findings.addWhere(moments.length, (row) => moments[row]! > now + millisecondsPerDay, {
    severity: "warning",
    code: "future-date",
    column,
    finding: `dates in column ${quoted(column)} that lie in the future`,
    advice: `correct them, or leave them out with end: "${today}"`,
  });
}
