import { knownOptions, oneOf } from "../errors/index.js";
import { groupTuples } from "../numeric/index.js";
import {
  type Column,
  createTable,
  type DateUnit,
  encodeKeys,
  findColumn,
  lenientMoments,
  lenientNumbers,
  millisecondsPerDay,
  requireRows,
  type StoredColumn,
  showDate,
  type Table,
  type TableInput,
  toTable,
} from "../table/index.js";
import type { OrderColumns } from "./read-orders.js";
import { type ColumnFacts, suggestColumns } from "./suggest-columns.js";

/** A row per column of the file. */
export type ColumnReportColumns = {
  column: string;
  type: string;
  missing: number;
  distinct: number;
  /** The smallest value, or the first in the order of code units. */
  smallest: string;
  largest: string;
};

/** A row per thing to know before the orders are used. */
export type FindingColumns = {
  /** `"error"`: the analyses will refuse the file; `"warning"`: look at it; `"note"`: good to know. */
  severity: string;
  finding: string;
  rows: number;
  /** The first row concerned, counted from 1 without the header. */
  firstRow: number;
  /** What can be done. */
  advice: string;
};

/** What {@link checkOrders} found. */
export interface OrderCheck {
  readonly rows: number;
  /** Distinct customers, or null when the column is not known. */
  readonly customers: number | null;
  /** Distinct orders, or null when no column of orders is known. */
  readonly orders: number | null;
  /** The first and the last day, or null when there is no date that can be read. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** Days with an order between them, the first and the last included. */
  readonly daysWithOrders: number;
  /** The longest run of days without an order, and the day before it. */
  readonly longestGap: { readonly days: number; readonly after: string } | null;
  /** Σ of the amounts that can be read; null when the column is not known. */
  readonly revenue: number | null;
  /** The columns the check used: those given, or those that names and contents suggest. */
  readonly suggested: Partial<OrderColumns>;
  readonly columns: Table<ColumnReportColumns>;
  readonly findings: Table<FindingColumns>;
}

interface Finding {
  readonly severity: "error" | "warning" | "note";
  readonly finding: string;
  readonly rows: number;
  readonly firstRow: number | null;
  readonly advice: string;
}

/**
 * What is in this order file, and can it be used? Types, ranges, missing ids, cells that cannot be read, refunds, repeated rows, gaps in time, and which columns hold customer, date, amount and order. It reads
 * what the analyses would refuse and says so instead of throwing.
 *
 * @param columns - what is known of the columns [all suggested]
 *
 * Errors: `empty-table`, `unknown-column`, `invalid-option`, `unsupported-input`.
 *
 * @example
 * ```ts
 * const check = checkOrders(orders);
 * console.log(check.suggested, check.findings);
 * ```
 */
export function checkOrders(orders: TableInput, columns: Partial<OrderColumns> = {}): OrderCheck {
  const caller = "checkOrders";
  knownOptions(caller, columns, ["customer", "date", "amount", "order", "dateUnit"]);
  const dateUnit = oneOf<DateUnit>(caller, "dateUnit", columns.dateUnit, ["ms", "s", "day"], "ms");
  const input = toTable(caller, orders);
  requireRows(caller, input);
  const stored = input.columnNames.map((name) => findColumn(caller, input, name));
  const facts = stored.map(factsOf);
  const suggested: Partial<OrderColumns> = { ...suggestColumns(input, facts), ...columns };
  const find = (name: string | undefined) => (name === undefined ? null : findColumn(caller, input, name));

  const findings: Finding[] = [];
  const customer = find(suggested.customer);
  const customers = customer === null ? null : checkCustomers(customer, findings);
  const order = find(suggested.order);
  const orderKeys = order === null ? null : encodeKeys(order);
  if (order !== null && orderKeys !== null) {
    const missing = orderKeys.codes.filter((code) => code < 0).length;
    report(
      findings,
      "error",
      `no order id in column ${quoted(order)}`,
      missing,
      orderKeys.codes.indexOf(-1),
      "fill them, or leave the option order out",
    );
  }
  const date = find(suggested.date);
  const moments = date === null ? null : checkDates(date, dateUnit, findings);
  const amounts = checkAmounts(suggested.amount, find, findings);
  checkRepeats(stored, customers, moments, orderKeys?.codes ?? null, findings);
  reportRoles(suggested, findings);
  return Object.freeze({
    rows: input.numRows,
    customers: customers?.count ?? null,
    orders: orderKeys?.count ?? null,
    ...daysOf(moments, findings),
    revenue: amounts === null ? null : amounts.reduce((sum, amount) => (Number.isNaN(amount) ? sum : sum + amount), 0),
    suggested,
    columns: columnReport(stored, facts),
    findings: findingTable(findings),
  });
}

function factsOf(column: StoredColumn): ColumnFacts {
  const keys = encodeKeys(column);
  let missing = 0;
  for (const code of keys.codes) if (code < 0) missing++;
  const moments = column.type === "string" ? lenientMoments(column, "ms") : null;
  const readable = moments?.filter((moment) => !Number.isNaN(moment)).length ?? 0;
  return {
    name: column.name,
    type: column.type,
    distinct: keys.count,
    missing,
    readsAsDate: readable > 0.9 * (column.length - missing),
  };
}

function quoted(column: Column): string {
  return JSON.stringify(column.name);
}

function report(
  findings: Finding[],
  severity: Finding["severity"],
  finding: string,
  rows: number,
  firstIndex: number,
  advice: string,
): void {
  if (rows > 0) findings.push({ severity, finding, rows, firstRow: firstIndex < 0 ? null : firstIndex + 1, advice });
}

function checkCustomers(column: StoredColumn, findings: Finding[]) {
  const keys = encodeKeys(column);
  const missing = keys.codes.filter((code) => code < 0).length;
  report(
    findings,
    "error",
    `no customer id in column ${quoted(column)}`,
    missing,
    keys.codes.indexOf(-1),
    'missingCustomer: "drop" leaves these rows out',
  );
  return keys;
}

function checkDates(column: StoredColumn, unit: DateUnit, findings: Finding[]): Float64Array {
  const moments = lenientMoments(column, unit);
  const unreadable = moments.map((moment, row) => (Number.isNaN(moment) && column.at(row) !== null ? 1 : 0));
  const missing = moments.map((_, row) => (column.at(row) === null ? 1 : 0));
  const sum = (flags: Float64Array) => flags.reduce((total, flag) => total + flag, 0);
  report(
    findings,
    "error",
    `no date in column ${quoted(column)}`,
    sum(missing),
    missing.indexOf(1),
    "fill in the dates, or leave these rows out",
  );
  report(
    findings,
    "error",
    `no readable date in column ${quoted(column)}`,
    sum(unreadable),
    unreadable.indexOf(1),
    "write dates as 2026-11-22 or 2026-11-22T09:30",
  );
  const years = moments.filter((moment) => !Number.isNaN(moment)).map((moment) => new Date(moment).getUTCFullYear());
  if (column.type === "number" && years.length > 0 && years.every((year) => year === 1970)) {
    report(
      findings,
      "warning",
      `the numbers in column ${quoted(column)} are all days of 1970 when read as ${unit}`,
      years.length,
      0,
      'numbers count milliseconds since 1970; set dateUnit: "s" or "day" if they count seconds or days',
    );
  }
  return moments;
}

function checkAmounts(
  amount: OrderColumns["amount"],
  find: (name: string | undefined) => StoredColumn | null,
  findings: Finding[],
): Float64Array | null {
  if (amount === undefined) return null;
  const parts = (typeof amount === "string" ? [amount] : [amount.quantity, amount.price]).map((name) => {
    const column = find(name)!;
    const numbers = lenientNumbers(column);
    reportCells(column, numbers, findings);
    return numbers;
  });
  const amounts = parts.length === 1 ? parts[0]! : parts[0]!.map((quantity, row) => quantity * parts[1]![row]!);
  const negative = amounts.filter((value) => value < 0).length;
  const zero = amounts.filter((value) => value === 0).length;
  report(
    findings,
    "note",
    "negative amounts: refunds or cancellations",
    negative,
    amounts.findIndex((value) => value < 0),
    'refunds: "net" [default] subtracts them, "drop" leaves them out',
  );
  report(
    findings,
    "note",
    "amounts of 0",
    zero,
    amounts.indexOf(0),
    'zeroAmounts: "keep" [default] counts them as purchases, "drop" leaves them out',
  );
  return amounts;
}

function reportCells(column: StoredColumn, numbers: Float64Array, findings: Finding[]): void {
  let missing = 0;
  let unreadable = 0;
  let infinite = 0;
  const first = { missing: -1, unreadable: -1, infinite: -1 };
  for (let row = 0; row < numbers.length; row++) {
    if (Number.isFinite(numbers[row]!)) continue;
    if (!Number.isNaN(numbers[row]!)) {
      if (infinite++ === 0) first.infinite = row;
    } else if (column.at(row) === null) {
      if (missing++ === 0) first.missing = row;
    } else if (unreadable++ === 0) {
      first.unreadable = row;
    }
  }
  report(
    findings,
    "error",
    `no number in column ${quoted(column)}`,
    missing,
    first.missing,
    "fill them in, or leave these rows out",
  );
  report(
    findings,
    "error",
    `text that is no number in column ${quoted(column)}`,
    unreadable,
    first.unreadable,
    "write numbers with a point and without separators, like 1234.50",
  );
  report(
    findings,
    "error",
    `infinite numbers in column ${quoted(column)}`,
    infinite,
    first.infinite,
    "correct these cells",
  );
}

function checkRepeats(
  stored: readonly StoredColumn[],
  customers: { readonly codes: Int32Array } | null,
  moments: Float64Array | null,
  orderCodes: Int32Array | null,
  findings: Finding[],
): void {
  const whole = groupTuples(stored.map((column) => Float64Array.from(encodeKeys(column).codes)));
  const repeats = stored[0]!.length - whole.representative.length;
  report(
    findings,
    "warning",
    "rows that repeat an earlier row in every column",
    repeats,
    firstRepeat(whole.group),
    "drop them if the export doubled them; two equal order lines are fine",
  );
  if (customers === null || moments === null || orderCodes !== null) return;
  const seen = new Set<string>();
  let sameDay = 0;
  let first = -1;
  for (let row = 0; row < moments.length; row++) {
    const day = Math.floor(moments[row]! / millisecondsPerDay);
    if (customers.codes[row]! < 0 || Number.isNaN(day)) continue;
    const key = `${customers.codes[row]} ${day}`;
    if (seen.has(key) && sameDay++ === 0) first = row;
    seen.add(key);
  }
  report(
    findings,
    "note",
    "further rows of a customer on the same day",
    sameDay,
    first,
    'sameDay: "merge" [default] makes them one purchase; name the order column if rows are order lines',
  );
}

function firstRepeat(group: Int32Array): number {
  let seen = -1;
  for (let row = 0; row < group.length; row++) {
    if (group[row]! <= seen) return row;
    seen = group[row]!;
  }
  return -1;
}

function reportRoles(suggested: Partial<OrderColumns>, findings: Finding[]): void {
  for (const role of ["customer", "date"] as const) {
    if (suggested[role] !== undefined) continue;
    findings.push({
      severity: "error",
      finding: `no column looks like the ${role}`,
      rows: 0,
      firstRow: null,
      advice: `name it with the option ${role}`,
    });
  }
  if (suggested.amount !== undefined) return;
  findings.push({
    severity: "warning",
    finding: "no column looks like the amount",
    rows: 0,
    firstRow: null,
    advice: "name it with the option amount; without it only counts and dates are known",
  });
}

function daysOf(
  moments: Float64Array | null,
  findings: Finding[],
): Pick<OrderCheck, "firstDay" | "lastDay" | "daysWithOrders" | "longestGap"> {
  const days = Float64Array.from(
    new Set(
      moments?.filter((moment) => !Number.isNaN(moment)).map((moment) => Math.floor(moment / millisecondsPerDay)),
    ),
  ).sort();
  if (days.length === 0) return { firstDay: null, lastDay: null, daysWithOrders: 0, longestGap: null };
  let longest = 0;
  let after = days[0]!;
  for (let i = 1; i < days.length; i++) {
    const gap = days[i]! - days[i - 1]! - 1;
    if (gap > longest) {
      longest = gap;
      after = days[i - 1]!;
    }
  }
  const span = days[days.length - 1]! - days[0]! + 1;
  const usualGap = (span - longest) / days.length;
  if (longest > Math.max(14, 10 * usualGap)) {
    findings.push({
      severity: "warning",
      finding: `no orders for ${longest} days after ${showDay(after)}`,
      rows: 0,
      firstRow: null,
      advice: "check that the export is complete",
    });
  }
  return {
    firstDay: showDay(days[0]!),
    lastDay: showDay(days[days.length - 1]!),
    daysWithOrders: days.length,
    longestGap: longest === 0 ? null : { days: longest, after: showDay(after) },
  };
}

function showDay(day: number): string {
  return showDate(day * millisecondsPerDay);
}

function columnReport(stored: readonly StoredColumn[], facts: readonly ColumnFacts[]): Table<ColumnReportColumns> {
  const extremes = stored.map(extremesOf);
  return createTable<ColumnReportColumns>({
    column: stored.map((column) => column.name),
    type: stored.map((column) => column.type),
    missing: facts.map((fact) => fact.missing),
    distinct: facts.map((fact) => fact.distinct),
    smallest: extremes.map(([smallest]) => smallest),
    largest: extremes.map(([, largest]) => largest),
  });
}

function extremesOf(column: StoredColumn): readonly [string | null, string | null] {
  let smallest: number | string | boolean | null = null;
  let largest: number | string | boolean | null = null;
  for (const value of column) {
    if (value === null) continue;
    if (smallest === null || value < smallest) smallest = value;
    if (largest === null || value > largest) largest = value;
  }
  const show = (value: number | string | boolean | null) =>
    value === null ? null : column.type === "date" ? showDate(Number(value)) : String(value);
  return [show(smallest), show(largest)];
}

const severities = ["error", "warning", "note"];

function findingTable(findings: readonly Finding[]): Table<FindingColumns> {
  const sorted = [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return createTable<FindingColumns>({
    severity: sorted.map((one) => one.severity),
    finding: sorted.map((one) => one.finding),
    rows: sorted.map((one) => one.rows),
    firstRow: sorted.map((one) => one.firstRow),
    advice: sorted.map((one) => one.advice),
  });
}
