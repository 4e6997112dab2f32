import { ClienteleError, numberOption, showValue } from "../../errors/index.js";
import { quantile } from "../../numeric/index.js";
import { BooleanColumn, NumberColumn, type StoredColumn, TextColumn } from "../columns/column.js";
import { encodeKeys } from "../columns/keys.js";
import type { RowGroups } from "./row-groups.js";

/**
 * One measure of a group of rows, as plain data. Missing values are left out of every measure. `sum` and `share` of no
 * values, and `mean`, `min`, `max`, `median` and `quantile` of none, are missing; `countDistinct` counts values that
 * are there; `share` is the group's sum over the sum of all groups, missing where that is 0 or too large to be a
 * number. True counts as 1, false as 0.
 */
export type Measure<Name extends string = string> =
  | { readonly sum: Name }
  | { readonly mean: Name }
  | { readonly min: Name }
  | { readonly max: Name }
  | { readonly median: Name }
  | { readonly countDistinct: Name }
  | { readonly share: Name }
  | { readonly quantile: readonly [column: Name, p: number] }
  | { readonly count: true };

/** Measures by the names of the columns they become. */
export type Measures<Name extends string = string> = Readonly<Record<string, Measure<Name>>>;

type MeasureKind = "sum" | "mean" | "min" | "max" | "median" | "countDistinct" | "share" | "quantile" | "count";

/** A measure, checked. */
interface CheckedMeasure {
  readonly kind: MeasureKind;
  /** null for `count`. */
  readonly column: StoredColumn | null;
  /** The share of values below, for `quantile` and `median`. */
  readonly p: number;
}

const kinds: readonly MeasureKind[] = [
  "sum",
  "mean",
  "min",
  "max",
  "median",
  "countDistinct",
  "share",
  "quantile",
  "count",
];

/** A column of each measure, a value a group. Errors: `invalid-option`, `unknown-column`, `column-type`. */
export function measureColumns(
  caller: string,
  measures: unknown,
  groups: RowGroups,
  find: (name: string) => StoredColumn,
): StoredColumn[] {
  if (typeof measures !== "object" || measures === null || Array.isArray(measures)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: measures },
      `needs measures by name such as { total: { sum: "amount" }, rows: { count: true } }, got ${showValue(measures)}`,
    );
  }
  return Object.entries(measures).map(([name, measure]) =>
    measureColumn(name, checkedMeasure(caller, name, measure, find), groups),
  );
}

function checkedMeasure(
  caller: string,
  name: string,
  measure: unknown,
  find: (name: string) => StoredColumn,
): CheckedMeasure {
  const entries = typeof measure === "object" && measure !== null ? Object.entries(measure) : [];
  const [kind, given] = entries[0] ?? [];
  if (entries.length !== 1 || !kinds.includes(kind as MeasureKind)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: measure },
      `measure ${showValue(name)} must be one of ${kinds.map((one) => `{ ${one}: … }`).join(", ")}, got ` +
        showValue(measure),
    );
  }
  if (kind === "count") {
    if (given === true) return { kind, column: null, p: 0 };
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `measure ${showValue(name)} counts rows and is written { count: true }, got ${showValue(given)}`,
    );
  }
  const [column, share] = kind === "quantile" && Array.isArray(given) ? given : [given, 0.5];
  if (typeof column !== "string" || (kind === "quantile" && !Array.isArray(given))) {
    const what = kind === "quantile" ? "a column and a share: [column, p]" : "a column";
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `measure ${showValue(name)} must name ${what}, got ${showValue(given)}`,
    );
  }
  const p = numberOption(caller, `${name}.${kind}`, share, { min: 0, max: 1 });
  return { kind: kind as MeasureKind, column: checkedColumn(caller, kind as MeasureKind, find(column)), p };
}

/** Refuses sums of dates and texts, and anything but a count of distinct texts. */
function checkedColumn(caller: string, kind: MeasureKind, column: StoredColumn): StoredColumn {
  const isDate = column instanceof NumberColumn && column.type === "date";
  const isWrong = column instanceof TextColumn || (isDate && (kind === "sum" || kind === "share"));
  if (kind === "countDistinct" || !isWrong) return column;
  throw new ClienteleError(
    "column-type",
    { function: caller, column: column.name },
    `has no ${kind}, since it holds ${isDate ? "dates, which have" : "text, which has"} ` +
      `${isDate ? "min, max, mean, median and " : "only "}countDistinct`,
  );
}

function measureColumn(name: string, measure: CheckedMeasure, groups: RowGroups): NumberColumn {
  const { kind, column, p } = measure;
  if (column === null) return new NumberColumn(name, rowCounts(groups));
  if (kind === "countDistinct") return new NumberColumn(name, distinctCounts(column, groups));
  const values = numbersOf(column);
  const type = column.type === "date" ? "date" : "number";
  if (kind === "median" || kind === "quantile") return new NumberColumn(name, groupQuantiles(values, groups, p), type);
  if (kind === "min" || kind === "max") return new NumberColumn(name, extremes(values, groups, kind), type);
  const { sums, counts } = groupSums(values, groups);
  if (kind === "mean")
    return new NumberColumn(
      name,
      sums.map((sum, group) => sum / counts[group]!),
      type,
    );
  const known = sums.map((sum, group) => (counts[group] === 0 ? Number.NaN : sum));
  if (kind === "sum") return new NumberColumn(name, known);
  const total = sums.reduce((all, sum) => all + sum, 0);
  return new NumberColumn(
    name,
    known.map((sum) => (total === 0 || !Number.isFinite(total) ? Number.NaN : sum / total)),
  );
}

function numbersOf(column: StoredColumn): ArrayLike<number> {
  if (column instanceof BooleanColumn)
    return Float64Array.from(column.flags, (flag) => (flag === 2 ? Number.NaN : flag));
  return (column as NumberColumn).values;
}

function rowCounts({ codes, count }: RowGroups): Float64Array {
  const rows = new Float64Array(count);
  for (let row = 0; row < codes.length; row++) rows[codes[row]!]!++;
  return rows;
}

function groupSums(values: ArrayLike<number>, { codes, count }: RowGroups) {
  const sums = new Float64Array(count);
  const counts = new Float64Array(count);
  for (let row = 0; row < codes.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    const group = codes[row]!;
    sums[group]! += value;
    counts[group]!++;
  }
  return { sums, counts };
}

function extremes(values: ArrayLike<number>, { codes, count }: RowGroups, kind: "min" | "max"): Float64Array {
  const sign = kind === "min" ? 1 : -1;
  const result = new Float64Array(count).fill(Number.NaN);
  for (let row = 0; row < codes.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    const group = codes[row]!;
    const best = result[group]!;
    if (Number.isNaN(best) || sign * value < sign * best) result[group] = value;
  }
  return result;
}

/** Type-7 quantiles of the values of each group, brought together by counting. */
function groupQuantiles(values: ArrayLike<number>, { codes, count }: RowGroups, p: number): Float64Array {
  const start = new Int32Array(count + 1);
  for (let row = 0; row < codes.length; row++) if (!Number.isNaN(values[row]!)) start[codes[row]! + 1]!++;
  for (let group = 0; group < count; group++) start[group + 1]! += start[group]!;
  const next = start.slice();
  const together = new Float64Array(start[count]!);
  for (let row = 0; row < codes.length; row++) {
    const value = values[row]!;
    if (!Number.isNaN(value)) together[next[codes[row]!]!++] = value;
  }
  return Float64Array.from({ length: count }, (_, group) =>
    quantile(together.subarray(start[group]!, start[group + 1]!), p),
  );
}

function distinctCounts(column: StoredColumn, { codes, count }: RowGroups): Float64Array {
  const keys = encodeKeys(column);
  const counts = new Float64Array(count);
  const seen = new Set<number>();
  for (let row = 0; row < codes.length; row++) {
    const key = keys.codes[row]!;
    if (key < 0) continue;
    const pair = codes[row]! * keys.count + key;
    if (seen.has(pair)) continue;
    seen.add(pair);
    counts[codes[row]!]!++;
  }
  return counts;
}
