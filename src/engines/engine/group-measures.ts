import {
  createTable,
  dateColumnOf,
  encodeKeys,
  findColumn,
  type groupRows,
  millisecondsPerDay,
  type StoredColumn,
  type Table,
} from "../../table/index.js";
import { groupSummary, groupValueCounts } from "../statements/group-summary.js";
import type { SourceColumn } from "../statements/order-rows.js";
import { type CheckedMeasure, checkedMeasures, checkType, isText, needsValues } from "./checked-measures.js";
import type { Connection } from "./connection.js";
import type { EngineSource, RunOptions } from "./engine.js";
import { findSourceColumn } from "./order-source.js";
import { idsIn, numbersIn, type ResultColumns, readResult } from "./read-result.js";

/** Which of some rows belong together; rows of code −1 belong nowhere. */
type Grouping = Pick<ReturnType<typeof groupRows>, "codes" | "count">;

/** What an engine knows of groups of rows, from which every measure of them, and of groups of them, can be had. */
export interface GroupFigures {
  /** The keys of each group that the engine found. */
  readonly keys: readonly StoredColumn[];
  readonly groups: number;
  /** The measures over groups of these groups. */
  readonly measure: (grouping: Grouping) => StoredColumn[];
}

/**
 * Asks for groups: a statement for sums and extremes, and one for each column of which the values must be known.
 * Errors: `unknown-column`, `column-type`, `invalid-option`.
 */
export async function groupFigures(
  connection: Connection,
  caller: string,
  source: EngineSource,
  by: readonly string[],
  { measures: given, ...run }: RunOptions & { readonly measures: unknown },
): Promise<GroupFigures> {
  const measures = checkedMeasures(caller, given);
  const relation = await connection.relation(caller, source, run);
  const described = await connection.columns(caller, relation);
  const keys = by.map((name) => findSourceColumn(caller, described, name));
  const names = [...new Set(measures.flatMap(({ column }) => (column === null ? [] : [column])))];
  const columns = new Map(names.map((name) => [name, findSourceColumn(caller, described, name)]));
  for (const measure of measures) checkType(caller, measure, columns);
  const summed = names.filter((name) => !isText(columns.get(name)!));
  const sums = groupSummary(
    connection.dialect,
    relation,
    keys,
    summed.map((name) => columns.get(name)!),
  );
  const found = await readResult(connection, caller, sums, run);
  const counts = new Map<string, ResultColumns>();
  for (const { kind, column } of measures) {
    if (column === null || !needsValues(kind) || counts.has(column)) continue;
    const each = groupValueCounts(connection.dialect, relation, keys, columns.get(column)!);
    counts.set(column, await readResult(connection, caller, each, run));
  }
  return figuresOf({ by, keys, measures, columns, summed, found: withoutEmpty(found, by.length), counts });
}

interface FoundGroups {
  readonly by: readonly string[];
  readonly keys: readonly SourceColumn[];
  readonly measures: readonly CheckedMeasure[];
  readonly columns: ReadonlyMap<string, SourceColumn>;
  readonly summed: readonly string[];
  readonly found: ResultColumns;
  readonly counts: ReadonlyMap<string, ResultColumns>;
}

/** Without keys SQL makes a row of no rows; tables make no group of them. */
function withoutEmpty(found: ResultColumns, keys: number): ResultColumns {
  if (keys > 0 || numbersIn(found, "rows")[0]! > 0) return found;
  return new Map(Array.from(found, ([name, column]) => [name, column.take([])]));
}

function figuresOf({ by, keys, measures, columns, summed, found, counts }: FoundGroups): GroupFigures {
  const placesOf = groupPlaces(found, by.length);
  const places = new Map(Array.from(counts, ([column, each]) => [column, placesOf(each)]));
  const measureOf = (measure: CheckedMeasure, grouping: Grouping): Float64Array => {
    const { kind, column, p } = measure;
    if (!needsValues(kind)) return fromSums(measure, found, summed.indexOf(column ?? ""), grouping);
    const each = counts.get(column!)!;
    const groupOf = places.get(column!)!.map((place) => grouping.codes[place]!);
    return kind === "countDistinct"
      ? distinctValues(idsIn(each, "value"), groupOf, grouping.count)
      : quantiles({ values: numbersIn(each, "value"), counts: numbersIn(each, "count"), groupOf }, grouping.count, p);
  };
  return {
    keys: by.map((name, i) => keyColumn(idsIn(found, `key${i}`), keys[i]!).named(name)),
    groups: numbersIn(found, "rows").length,
    measure: (grouping) => {
      const values = measures.map((measure): [string, Float64Array | StoredColumn] => {
        const own = measureOf(measure, grouping);
        const isDate = measure.column !== null && columns.get(measure.column)!.type === "date";
        const gives = isDate && measure.kind !== "countDistinct" && measure.kind !== "count";
        return [measure.name, gives ? dateOf(own) : own];
      });
      const table = createTable(values) as Table;
      return measures.map(({ name }) => findColumn("engine", table, name));
    },
  };
}

/** Dates come as days. */
function keyColumn(column: StoredColumn, { type }: SourceColumn): StoredColumn {
  return type === "date" ? dateOf(numbersIn(new Map([["key", column]]), "key")) : column;
}

function dateOf(days: Float64Array): StoredColumn {
  return dateColumnOf(days.map((day) => day * millisecondsPerDay));
}

/** The place of a group by its keys, in the order of the result. */
function groupPlaces(groups: ResultColumns, keys: number): (columns: ResultColumns) => Int32Array {
  const known = new Map<string, number>();
  const textOf = (columns: ResultColumns, row: number): string =>
    JSON.stringify(Array.from({ length: keys }, (_, i) => idsIn(columns, `key${i}`).at(row)));
  const rows = numbersIn(groups, "rows").length;
  for (let row = 0; row < rows; row++) known.set(textOf(groups, row), row);
  return (columns) => Int32Array.from(numbersIn(columns, "count"), (_, row) => known.get(textOf(columns, row))!);
}

function fromSums({ kind }: CheckedMeasure, found: ResultColumns, column: number, grouping: Grouping): Float64Array {
  const total = (name: string): Float64Array => summedOver(numbersIn(found, name), grouping);
  if (kind === "count") return total("rows");
  if (kind === "min" || kind === "max") return extremeOver(numbersIn(found, `${kind}${column}`), grouping, kind);
  const [count, sum] = [total(`count${column}`), total(`sum${column}`)];
  if (kind === "mean") return sum.map((part, group) => part / count[group]!);
  const known = sum.map((part, group) => (count[group] === 0 ? Number.NaN : part));
  if (kind === "sum") return known;
  const all = sum.reduce((whole, part) => whole + part, 0);
  return known.map((part) => (all === 0 || !Number.isFinite(all) ? Number.NaN : part / all));
}

function summedOver(values: Float64Array, { codes, count }: Grouping): Float64Array {
  const sums = new Float64Array(count);
  for (let row = 0; row < values.length; row++) if (codes[row]! >= 0) sums[codes[row]!]! += values[row]!;
  return sums;
}

function extremeOver(values: Float64Array, { codes, count }: Grouping, kind: "min" | "max"): Float64Array {
  const extremes = new Float64Array(count).fill(Number.NaN);
  for (let row = 0; row < values.length; row++) {
    if (codes[row]! < 0 || Number.isNaN(values[row]!)) continue;
    const [value, known] = [values[row]!, extremes[codes[row]!]!];
    if (Number.isNaN(known) || (kind === "min" ? value < known : value > known)) extremes[codes[row]!] = value;
  }
  return extremes;
}

/** Blank text counts as missing, as in memory. */
function distinctValues(values: StoredColumn, groupOf: Int32Array, groups: number): Float64Array {
  const { codes, count } = encodeKeys(values);
  const pairs = new Set<number>();
  const distinct = new Float64Array(groups);
  for (let row = 0; row < groupOf.length; row++) {
    if (codes[row]! < 0 || groupOf[row]! < 0) continue;
    const before = pairs.size;
    if (pairs.add(groupOf[row]! * count + codes[row]!).size > before) distinct[groupOf[row]!]!++;
  }
  return distinct;
}

/** Values, how often each occurs, and in which group. */
interface CountedValues {
  readonly values: Float64Array;
  readonly counts: Float64Array;
  readonly groupOf: Int32Array;
}

/** Type-7 quantiles by rank (Hyndman and Fan, 1996), from how often each value occurs. */
function quantiles({ values, counts, groupOf }: CountedValues, groups: number, p: number): Float64Array {
  const order = Int32Array.from(values.keys())
    .filter((row) => !Number.isNaN(values[row]!) && groupOf[row]! >= 0)
    .sort((a, b) => values[a]! - values[b]!);
  const total = new Float64Array(groups);
  for (const row of order) total[groupOf[row]!]! += counts[row]!;
  const seen = new Float64Array(groups);
  const low = new Float64Array(groups).fill(Number.NaN);
  const high = new Float64Array(groups).fill(Number.NaN);
  for (const row of order) {
    const group = groupOf[row]!;
    const rank = p * (total[group]! - 1);
    seen[group]! += counts[row]!;
    if (Number.isNaN(low[group]!) && seen[group]! > Math.floor(rank)) low[group] = values[row]!;
    if (Number.isNaN(high[group]!) && seen[group]! > Math.ceil(rank)) high[group] = values[row]!;
  }
  return low.map((value, group) => {
    const rank = p * (total[group]! - 1);
    const share = rank - Math.floor(rank);
    return share === 0 ? value : value + share * (high[group]! - value);
  });
}
