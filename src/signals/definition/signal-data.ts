import {
  type OrderColumns,
  type OrderPolicies,
  orderOptionNames,
  type PurchaseDays,
  purchaseDays,
  readOrders,
} from "../../customers/index.js";
import { ClienteleError, requireColumnName } from "../../errors/index.js";
import {
  type DateUnit,
  dateColumn,
  dateUnitOption,
  dayOf,
  hasColumn,
  type Keys,
  keyColumn,
  localMoments,
  numberColumn,
  type StoredColumn,
  showDay,
  type Table,
  textColumn,
  timeZoneOption,
} from "../../table/index.js";
import { type OwnSeries, ownSeries } from "../false-alarms/own-values.js";
import { checkedColumns, readTables, refuseTable, type SignalColumns, type SignalTables } from "./signal-tables.js";

/** The parts that a table may have, under their own names or those that the option `columns` gives them. */
export const signalParts: readonly string[] = /* @__PURE__ */ (() => [
  ...orderOptionNames,
  "volume",
  "balance",
  "bill",
  "arrears",
  "received",
  "resolved",
  "birthday",
  "end",
  "tier",
  "grade",
  "product",
  "period",
  "demand",
  "capacity",
  "plan",
  "cause",
  "value",
  "price",
  "signal",
])();

/** The purchases of every customer up to today. */
export interface PurchaseHistory {
  readonly customers: StoredColumn;
  readonly purchases: PurchaseDays;
  /** Of each purchase but a customer's first: the days since the one before. */
  readonly intervals: () => OwnSeries;
  /** What each purchase came to; of no use where no amount is known. */
  readonly amounts: () => OwnSeries;
}

/**
 * `"purchases"`: those of a day are one, refunds netted. `"rows"`: every row counts, by its `volume` where the table
 * has one. `"movements"`: every row, with amounts of either sign.
 */
export type HistoryReading = "purchases" | "rows" | "movements";

/** The tables of one run, read as the definitions need them, each part once. */
export interface SignalData {
  readonly asOf: number;
  readonly warn: (warning: string) => void;
  /** Whether there is such a table, with rows. */
  has(table: string): boolean;
  table(table: string): Table;
  /** All tables, by their names. */
  all(): Readonly<Record<string, Table>>;
  hasColumn(table: string, part: string): boolean;
  numbers(table: string, part: string): Float64Array;
  /** Texts, null where missing or blank. */
  texts(table: string, part: string): readonly (string | null)[];
  /** The names of columns by their parts, of the optional ones those that the table has. */
  names(table: string, needed: readonly string[], optional: readonly string[]): Record<string, string>;
  /** As `days`, of a column by its own name. */
  dayColumn(table: string, column: string): Float64Array;
  /** Days since 1970-01-01; NaN where missing. */
  days(table: string, part: string): Float64Array;
  /** Milliseconds since 1970; NaN where missing. */
  moments(table: string, part: string): Float64Array;
  /** The ids of a column; −1 where missing. */
  keys(table: string, part: string): Keys;
  /** The rows of which the date is known and not after today; others are warned of. */
  pastRows(table: string, part: string): Int32Array;
  /** The purchases of a table, or its rows read in another way. */
  history(table: string, reading?: HistoryReading): PurchaseHistory;
}

/** Gives the tables to the definitions. `warn` hears of everything that is left out. */
export function signalData(
  caller: string,
  given: SignalTables,
  columns: Readonly<Record<string, SignalColumns>>,
  asOf: number,
  warn: (warning: string) => void,
): SignalData {
  const tables = readTables(caller, given);
  const columnsOf = checkedColumns(caller, columns, tables, signalParts);
  const histories = new Map<string, PurchaseHistory>();
  const table = (name: string): Table => tables.get(name) ?? refuseTable(caller, name, tables);
  const nameOf = (name: string, part: string): string =>
    requireColumnName(caller, `columns.${name}.${part}`, columnsOf(name)[part] ?? part);
  const dates = (name: string, part: string) => {
    const { dateUnit } = columnsOf(name);
    const unit = dateUnitOption(caller, dateUnit as DateUnit | undefined);
    return dateColumn(caller, table(name), nameOf(name, part), { dateUnit: unit, missing: "keep" });
  };
  const zoneOf = (name: string) => timeZoneOption(caller, columnsOf(name)["timeZone"] as string | undefined);
  const days = (name: string, part: string) => localMoments(dates(name, part), zoneOf(name)).map(dayOf);
  const data: SignalData = {
    asOf,
    dayColumn(name, column) {
      const dateUnit = dateUnitOption(caller, columnsOf(name)["dateUnit"] as DateUnit | undefined);
      const moments = dateColumn(caller, table(name), column, { dateUnit, missing: "keep" });
      return localMoments(moments, zoneOf(name)).map(dayOf);
    },
    warn,
    has: (name) => (tables.get(name)?.numRows ?? 0) > 0,
    table,
    all: () => Object.freeze(Object.assign(Object.create(null), Object.fromEntries(tables))),
    hasColumn: (name, part) => hasColumn(table(name), nameOf(name, part)),
    numbers: (name, part) => numberColumn(caller, table(name), nameOf(name, part), { missing: "keep" }),
    texts(name, part) {
      const { codes, labels } = textColumn(caller, table(name), nameOf(name, part));
      return Array.from(codes, (code) => (code < 0 || labels[code]!.trim() === "" ? null : labels[code]!));
    },
    names: (name, needed, optional) =>
      Object.fromEntries(
        [...needed, ...optional.filter((part) => data.hasColumn(name, part))].map((part) => [part, nameOf(name, part)]),
      ),
    days,
    moments: dates,
    keys(name, part) {
      const keys = keyColumn(caller, table(name), nameOf(name, part), { missing: "keep" });
      const without = keys.codes.reduce((count, code) => count + (code < 0 ? 1 : 0), 0);
      if (without > 0) warn(`${name}: ${rows(without)} without ${part} left out`);
      return keys;
    },
    pastRows(name, part) {
      const found = days(name, part);
      const past: number[] = [];
      let missing = 0;
      for (let row = 0; row < found.length; row++) {
        if (found[row]! <= asOf) past.push(row);
        else if (Number.isNaN(found[row]!)) missing++;
      }
      warnOfRows(warn, name, found.length - past.length - missing, asOf);
      if (missing > 0) warn(`${name}: ${rows(missing)} without ${part} left out`);
      return Int32Array.from(past);
    },
    history: (name, reading = "purchases") => {
      const key = JSON.stringify([name, reading]);
      let known = histories.get(key);
      if (known === undefined) {
        known = readHistory(name, reading);
        histories.set(key, known);
      }
      return known;
    },
  };
  return data;

  function readHistory(name: string, reading: HistoryReading): PurchaseHistory {
    const options = { ...orderOptions(data, name, columnsOf(name)), ...readings[reading] };
    const { amount, ...others } = options;
    const volume = reading === "rows" && data.hasColumn(name, "volume") ? nameOf(name, "volume") : undefined;
    const measured = reading === "rows" ? volume : amount;
    const columnsRead = { ...others, ...(measured === undefined ? {} : { amount: measured }) };
    const orders = withPolicyOf(name, () => readOrders(caller, table(name), columnsRead, asOf));
    warnOfRows(warn, name, orders.dropped.afterEnd, asOf);
    const { missingCustomer } = orders.dropped;
    if (missingCustomer > 0) warn(`${name}: ${rows(missingCustomer)} without customer left out`);
    const purchases = purchaseDays(orders, reading === "purchases" ? "merge" : "keep");
    const { start, spend } = purchases;
    return {
      customers: orders.customers.labels,
      purchases,
      intervals: once(() => ownSeries(start, intervalsOf(purchases))),
      amounts: once(() => ownSeries(start, spend ?? new Float64Array())),
    };
  }
}

/** What the readings of a history do otherwise than the policies for orders say. */
const readings: Readonly<Record<HistoryReading, OrderPolicies>> = {
  purchases: {},
  rows: {},
  movements: { refunds: "keep" },
};

/** `order` and `amount` are read where the table has them. */
function orderOptions(data: SignalData, name: string, columns: SignalColumns): OrderColumns & OrderPolicies {
  const options: Record<string, unknown> = { customer: "customer", date: "date" };
  for (const part of ["amount", "order"]) {
    if (columns[part] === undefined && data.hasColumn(name, part)) options[part] = part;
  }
  for (const part of orderOptionNames) if (columns[part] !== undefined) options[part] = columns[part];
  return options as object as OrderColumns & OrderPolicies;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function intervalsOf({ start, days }: PurchaseDays): Float64Array {
  const intervals = new Float64Array(days.length);
  for (let i = 1; i < days.length; i++) intervals[i] = days[i]! - days[i - 1]!;
  for (let customer = 0; customer + 1 < start.length; customer++) {
    if (start[customer]! < days.length) intervals[start[customer]!] = Number.NaN;
  }
  return intervals;
}

function warnOfRows(warn: (warning: string) => void, table: string, after: number, asOf: number): void {
  if (after > 0) warn(`${table}: ${rows(after)} after ${showDay(asOf)} left out`);
}

function rows(count: number): string {
  return `${count} ${count === 1 ? "row" : "rows"}`;
}

/** Policies of a table stand in the option `columns`, which readers of orders do not know. */
function withPolicyOf<Result>(table: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ClienteleError) || error.code !== "missing-customer") throw error;
    const policy = `columns: { ${JSON.stringify(table)}: { missingCustomer: "drop" } }`;
    throw new ClienteleError(error.code, error.place, `the customer id is missing; ${policy} leaves such rows out`);
  }
}
