import { ClienteleError, columnList, knownOptions, numberOption, oneOf } from "../../errors/index.js";
import {
  type DateUnit,
  dateColumn,
  dateUnitOption,
  dayOf,
  encodeTogether,
  findColumn,
  hasColumn,
  isTable,
  localMoments,
  numberColumn,
  type StoredColumn,
  type Table,
  type TableInput,
  type TimeZone,
  toTable,
} from "../../table/index.js";
import { refuseFuture } from "./leakage.js";

/** How several rows of a customer become one feature. */
export type ExtraCombination = "sum" | "count" | "mean" | "last";

/**
 * A table of things known about customers besides their orders: contacts, complaints, answers. One row per customer and
 * moment.
 */
export interface ExtraFeatures {
  readonly table: TableInput;
  /** [the customer column of the orders] */
  readonly customer?: string;
  /** The column that says when each row became known [the date column of the orders]. */
  readonly date?: string;
  /** [`"ms"`] */
  readonly dateUnit?: DateUnit;
  /** The columns that become features [all but customer and date]; none with `combine: "count"`. */
  readonly values?: readonly string[];
  /** `"sum"` [default] adds the values up, `"count"` counts the rows, `"mean"` averages, `"last"` takes the latest. */
  readonly combine?: ExtraCombination;
  /** The feature's name with `combine: "count"`. */
  readonly name?: string;
  /** The value of customers without a row [0 for sums and counts, otherwise missing]. */
  readonly fill?: number;
  /**
   * Rows stamped on or after the last cutoff: `"error"` [default] refuses them as leakage, `"drop"` leaves them out and
   * counts them, for a log that simply goes on. No row is ever used for a cutoff it is not before.
   */
  readonly future?: "error" | "drop";
  /**
   * Declares that the table holds facts that never change (a country, a birthday), so that there is no date to check.
   */
  readonly undated?: boolean;
}

/**
 * Extra features as a caller may give them: a table, an {@link ExtraFeatures}, or several of either (tables as arrays
 * of rows or as {@link Table}).
 */
export type ExtraInput = TableInput | ExtraFeatures | readonly (Table | ExtraFeatures | readonly object[])[];

/**
 * A table of extra features, read: the customer of each row as a code of the orders (−1 for others), its day and its
 * values.
 */
export interface ReadExtra {
  readonly names: readonly string[];
  readonly codes: Int32Array;
  /** Null where undated. */
  readonly days: Int32Array | null;
  readonly values: readonly Float64Array[];
  readonly combine: ExtraCombination;
  readonly fill: number;
  /** Rows of customers without an order. */
  readonly unknownCustomers: number;
  /** Rows stamped on or after the last cutoff that were left out. */
  readonly future: number;
}

/** Where the orders say who and when, the ids behind their codes, and the last cutoff day. */
export interface ExtraContext {
  readonly customer: string;
  readonly date: string;
  readonly labels: StoredColumn;
  readonly lastCutoff: number;
  /** Where days are cut; null for UTC. */
  readonly zone: TimeZone | null;
}

const extraOptionNames = [
  "table",
  "customer",
  "date",
  "dateUnit",
  "values",
  "combine",
  "name",
  "fill",
  "future",
  "undated",
];

/** Reads the option `extra`. */
export function readExtras(caller: string, extra: ExtraInput | undefined, context: ExtraContext): ReadExtra[] {
  if (extra === undefined) return [];
  return listOf(extra).map((one) => readExtra(caller, one, context));
}

function listOf(extra: ExtraInput): readonly ExtraFeatures[] {
  const isList =
    Array.isArray(extra) && extra.some((one) => Array.isArray(one) || isTable(one) || isSpecification(one));
  const list: readonly unknown[] = isList ? extra : [extra];
  return list.map((one) => (isSpecification(one) ? one : { table: one as TableInput }));
}

/**
 * Whether a value says how a table is to be read, as against a table: a table of columns has no column `table` that is
 * itself tabular.
 */
function isSpecification(value: unknown): value is ExtraFeatures {
  if (typeof value !== "object" || value === null || isTable(value) || !("table" in value)) return false;
  const inner = value.table;
  if (typeof inner !== "object" || inner === null) return false;
  return !Array.isArray(inner) || inner.length === 0 || (typeof inner[0] === "object" && inner[0] !== null);
}

function readExtra(caller: string, extra: ExtraFeatures, context: ExtraContext): ReadExtra {
  knownOptions(caller, extra, extraOptionNames);
  const table = toTable(caller, extra.table);
  const customer = extra.customer ?? context.customer;
  const combine = oneOf(
    caller,
    "combine",
    extra.combine,
    ["sum", "count", "mean", "last"],
    extra.undated === true ? "last" : "sum",
  );
  const dating = readDays(caller, table, extra, context);
  const names = combine === "count" ? [] : valueNames(caller, table, extra, customer, dating.column);
  const { codes, unknownCustomers } = customerCodes(caller, findColumn(caller, table, customer), context.labels);
  return {
    names: combine === "count" ? [extra.name ?? "count"] : names,
    codes,
    days: dating.days,
    values: names.map((name) => numberColumn(caller, table, name)),
    combine,
    fill:
      extra.fill === undefined
        ? combine === "sum" || combine === "count"
          ? 0
          : Number.NaN
        : numberOption(caller, "fill", extra.fill),
    unknownCustomers,
    future: dating.future,
  };
}

function readDays(caller: string, table: Table, extra: ExtraFeatures, context: ExtraContext) {
  if (extra.undated === true) return { column: null, days: null, future: 0 };
  const column = extra.date ?? context.date;
  if (!hasColumn(table, column)) {
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column, value: column },
      "extra features need a column that says when they became known, so that none comes from after the cutoff; " +
        'name it in "date", or declare facts that never change as undated: true',
    );
  }
  const dateUnit = dateUnitOption(caller, extra.dateUnit);
  const moments = localMoments(dateColumn(caller, table, column, { dateUnit }), context.zone);
  const policy = oneOf(caller, "future", extra.future, ["error", "drop"], "error");
  if (policy === "error") refuseFuture(caller, column, moments, context.lastCutoff);
  const days = new Int32Array(moments.length);
  let future = 0;
  for (let row = 0; row < days.length; row++) {
    days[row] = dayOf(moments[row]!);
    if (days[row]! >= context.lastCutoff) future++;
  }
  return { column, days, future };
}

function valueNames(
  caller: string,
  table: Table,
  extra: ExtraFeatures,
  customer: string,
  date: string | null,
): readonly string[] {
  if (extra.values !== undefined) return columnList(caller, "values", extra.values);
  const names = table.columnNames.filter((name) => name !== customer && name !== date);
  if (names.length === 0) {
    throw new ClienteleError(
      "unknown-column",
      { function: caller },
      `the extra table has no columns besides the customer and the date; combine: "count" would count its rows`,
    );
  }
  return names;
}

function customerCodes(caller: string, ids: StoredColumn, labels: StoredColumn) {
  const together = encodeTogether(caller, labels, ids);
  const codeOf = new Int32Array(together.count).fill(-1);
  for (let code = 0; code < labels.length; code++) codeOf[together.codes[code]!] = code;
  const codes = new Int32Array(ids.length);
  let unknownCustomers = 0;
  for (let row = 0; row < codes.length; row++) {
    const shared = together.codes[labels.length + row]!;
    codes[row] = shared < 0 ? -1 : codeOf[shared]!;
    if (codes[row]! < 0) unknownCustomers++;
  }
  return { codes, unknownCustomers };
}

/**
 * The features of the customers of a window, one column per name: rows with `from ≤ day < to` only. `window` turns a
 * code of the orders into one of the window.
 */
export function extraColumns(
  extra: ReadExtra,
  window: Int32Array,
  customers: number,
  from: number,
  to: number,
): Float64Array[] {
  const { codes, days, values, combine, fill } = extra;
  const rows = new Float64Array(customers);
  const latest = new Float64Array(customers).fill(Number.NEGATIVE_INFINITY);
  const columns = extra.names.map(() => new Float64Array(customers));
  for (let row = 0; row < codes.length; row++) {
    const customer = codes[row]! < 0 ? -1 : window[codes[row]!]!;
    if (customer < 0) continue;
    const day = days === null ? 0 : days[row]!;
    if (days !== null && (day < from || day >= to)) continue;
    rows[customer]!++;
    if (combine === "last" && day < latest[customer]!) continue;
    latest[customer] = day;
    for (let c = 0; c < values.length; c++) {
      const value = values[c]![row]!;
      if (combine === "last") columns[c]![customer] = value;
      else columns[c]![customer]! += value;
    }
  }
  for (const column of columns) {
    for (let customer = 0; customer < customers; customer++) {
      if (rows[customer] === 0) column[customer] = fill;
      else if (combine === "count") column[customer] = rows[customer]!;
      else if (combine === "mean") column[customer]! /= rows[customer]!;
    }
  }
  return columns;
}
