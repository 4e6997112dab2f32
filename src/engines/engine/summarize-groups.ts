import { ClienteleError, columnList, knownOptions, numberOption, showValue } from "../../errors/index.js";
import { createTable, dateColumnOf, encodeKeys, type StoredColumn, type Table } from "../../table/index.js";
import { groupSummary, groupValueCounts } from "../statements/group-summary.js";
import type { SourceColumn } from "../statements/order-rows.js";
import type { Connection } from "./connection.js";
import type { EngineSource, RunOptions, SummarizeGroupsOptions } from "./engine.js";
import { findSourceColumn } from "./order-source.js";
import { idsIn, numberIn, numbersIn, type ResultColumns, readResult } from "./read-result.js";
import { runOptionNames } from "./summarize-customers.js";

const kinds = ["sum", "mean", "min", "max", "median", "countDistinct", "share", "quantile", "count"] as const;
type Kind = (typeof kinds)[number];

interface CheckedMeasure {
  readonly name: string;
  readonly kind: Kind;
  /** null for `count`. */
  readonly column: string | null;
  readonly p: number;
}

/** `table.groupBy(…).summarize(…)` in an engine, groups sorted by their keys. */
export async function summarizeGroups(
  connection: Connection,
  source: EngineSource,
  options: SummarizeGroupsOptions & RunOptions,
): Promise<Table> {
  const caller = "summarize";
  knownOptions(caller, options, ["by", "measures", ...runOptionNames]);
  const by = options.by === undefined || options.by.length === 0 ? [] : columnList(caller, "by", options.by);
  const measures = checkedMeasures(caller, options.measures);
  const relation = connection.relation(caller, source);
  const described = await connection.columns(caller, relation);
  const keys = by.map((name) => findSourceColumn(caller, described, name));
  const names = [...new Set(measures.flatMap(({ column }) => (column === null ? [] : [column])))];
  const columns = new Map(names.map((name) => [name, findSourceColumn(caller, described, name)]));
  for (const measure of measures) checkType(caller, measure, columns);
  const summed = names.filter((name) => !isText(columns.get(name)!));
  const statement = groupSummary(
    connection.dialect,
    relation,
    keys,
    summed.map((name) => columns.get(name)!),
  );
  const groups = await readResult(connection, caller, statement, options);
  const counts = new Map<string, ResultColumns>();
  for (const { kind, column } of measures) {
    if (column === null || !needsValues(kind) || counts.has(column)) continue;
    const each = groupValueCounts(connection.dialect, relation, keys, columns.get(column)!);
    counts.set(column, await readResult(connection, caller, each, options));
  }
  const place = groupPlaces(groups, by.length);
  const results = measures.map((measure) => {
    const values = needsValues(measure.kind)
      ? fromValues(measure, counts.get(measure.column!)!, place, by.length)
      : fromSums(measure, groups, summed.indexOf(measure.column ?? ""));
    const isDate = measure.column !== null && columns.get(measure.column)!.type === "date";
    const gives = isDate && measure.kind !== "countDistinct" && measure.kind !== "count";
    return [measure.name, gives ? dateColumnOf(values.map((day) => day * 86_400_000)) : values] as const;
  });
  const table = createTable([...by.map((name, i) => [name, idsIn(groups, `key${i}`)] as const), ...results]) as Table;
  if (by.length > 0) return table.sortBy(...by);
  // Without keys SQL makes a row of no rows; tables make no group of them.
  return numberIn(groups, "rows") > 0 ? table : table.head(0);
}

function needsValues(kind: Kind): boolean {
  return kind === "median" || kind === "quantile" || kind === "countDistinct";
}

function isText({ type }: SourceColumn): boolean {
  return type !== "number" && type !== "integer64" && type !== "boolean" && type !== "date";
}

function checkedMeasures(caller: string, measures: unknown): CheckedMeasure[] {
  const refuse = (value: unknown, problem: string): never => {
    throw new ClienteleError("invalid-option", { function: caller, value }, problem);
  };
  if (typeof measures !== "object" || measures === null || Array.isArray(measures)) {
    return refuse(measures, `needs measures by name such as { total: { sum: "amount" } }, got ${showValue(measures)}`);
  }
  return Object.entries(measures).map(([name, measure]) => {
    const entries = typeof measure === "object" && measure !== null ? Object.entries(measure as object) : [];
    const [kind, given] = (entries[0] ?? []) as [Kind, unknown];
    if (entries.length !== 1 || !kinds.includes(kind)) {
      return refuse(
        measure,
        `measure ${showValue(name)} must be one of ${kinds.join(", ")}, got ${showValue(measure)}`,
      );
    }
    if (kind === "count") {
      return given === true
        ? { name, kind, column: null, p: 0 }
        : refuse(given, `measure ${showValue(name)} counts rows and is written { count: true }`);
    }
    const [column, p] = kind === "quantile" && Array.isArray(given) ? (given as [unknown, unknown]) : [given, 0.5];
    if (typeof column !== "string" || (kind === "quantile" && !Array.isArray(given))) {
      return refuse(given, `measure ${showValue(name)} must name a column, got ${showValue(given)}`);
    }
    return { name, kind, column, p: numberOption(caller, `${name}.${kind}`, p, { min: 0, max: 1 }) };
  });
}

function checkType(caller: string, { kind, column }: CheckedMeasure, columns: ReadonlyMap<string, SourceColumn>): void {
  if (column === null || kind === "countDistinct") return;
  const { type } = columns.get(column)!;
  const isDate = type === "date";
  if (!isText({ type } as SourceColumn) && !(isDate && (kind === "sum" || kind === "share"))) return;
  throw new ClienteleError(
    "column-type",
    { function: caller, column },
    `has no ${kind}, since it holds ${type} values`,
  );
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

function fromSums({ kind }: CheckedMeasure, groups: ResultColumns, column: number): Float64Array {
  if (kind === "count") return numbersIn(groups, "rows");
  const [count, sum] = [numbersIn(groups, `count${column}`), numbersIn(groups, `sum${column}`)];
  if (kind === "min" || kind === "max") return numbersIn(groups, `${kind}${column}`);
  if (kind === "mean") return sum.map((total, group) => total / count[group]!);
  const known = sum.map((total, group) => (count[group] === 0 ? Number.NaN : total));
  if (kind === "sum") return known;
  const total = sum.reduce((all, one) => all + one, 0);
  return known.map((part) => (total === 0 ? Number.NaN : part / total));
}

function fromValues(
  { kind, p }: CheckedMeasure,
  counts: ResultColumns,
  placesOf: (columns: ResultColumns) => Int32Array,
  keys: number,
): Float64Array {
  const places = placesOf(counts);
  const groups = keys === 0 ? 1 : places.reduce((most, place) => Math.max(most, place + 1), 0);
  const values = idsIn(counts, "value");
  return kind === "countDistinct"
    ? distinctValues(values, places, groups)
    : quantiles(numbersIn(counts, "value"), numbersIn(counts, "count"), places, groups, p);
}

function distinctValues(values: StoredColumn, places: Int32Array, groups: number): Float64Array {
  const distinct = new Float64Array(groups);
  // Blank text counts as missing, as in memory.
  const { codes } = encodeKeys(values);
  for (let row = 0; row < places.length; row++) if (codes[row]! >= 0) distinct[places[row]!]!++;
  return distinct;
}

/** Type-7 quantiles by rank (Hyndman and Fan, 1996), from how often each value occurs. */
function quantiles(
  values: Float64Array,
  counts: Float64Array,
  places: Int32Array,
  groups: number,
  p: number,
): Float64Array {
  const order = Int32Array.from(values.keys())
    .filter((row) => !Number.isNaN(values[row]!))
    .sort((a, b) => values[a]! - values[b]!);
  const total = new Float64Array(groups);
  for (const row of order) total[places[row]!]! += counts[row]!;
  const seen = new Float64Array(groups);
  const low = new Float64Array(groups).fill(Number.NaN);
  const high = new Float64Array(groups).fill(Number.NaN);
  for (const row of order) {
    const group = places[row]!;
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
