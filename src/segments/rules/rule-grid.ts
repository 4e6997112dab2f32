import {
  ClienteleError,
  counted,
  freezeModel,
  knownOptions,
  oneOf,
  requireColumnName,
  showValue,
} from "../../errors/index.js";
import { readBand } from "./band-text.js";
import {
  type ColumnCondition,
  type ColumnRule,
  checkedCondition,
  type RuleValue,
  type SegmentBasis,
  segmentBases,
} from "./column-rule.js";
import { type Interval, showInterval } from "./interval.js";

/** A band of an axis: a text such as `"6–11"`, or a name with the ends or the values that belong to it. */
export type GridBand = string | ({ readonly name?: string | undefined } & Omit<ColumnCondition, "whole">);

/** One side of a grid. */
export interface GridAxis {
  readonly column: string;
  /**
   * Bands: texts such as `"under 6"`, `"6–11"`, `"65 and over"` (`"6岁以下"` and `"65岁以上"` include their number), or
   * `{ name, from, below }`.
   */
  readonly bands?: readonly GridBand[] | undefined;
  /** In place of bands: the numbers at which they meet, ascending; each belongs to the band above it. */
  readonly cuts?: readonly number[] | undefined;
  /** In place of bands: the values of a column of texts or of true and false. */
  readonly values?: readonly RuleValue[] | undefined;
  /** The column holds whole numbers only [false]. */
  readonly whole?: boolean | undefined;
}

/** Options of {@link ruleGrid}. */
export interface RuleGridOptions {
  readonly rows: GridAxis;
  readonly columns: GridAxis;
  /** Names of the cells, a list a row [`"6–11 × 800–1500"`]. */
  readonly names?: readonly (readonly string[])[] | undefined;
  readonly basis?: SegmentBasis | undefined;
}

/**
 * Rules for every cell of a two-way grid, such as age × income, to be given to {@link segmentByRules} or
 * {@link lintSegments}: row by row.
 *
 * Errors: `invalid-option` (a band that cannot be read, cuts that do not ascend, names that do not fit),
 * `duplicate-column`.
 *
 * @example
 * ```ts
 * const grid = ruleGrid({
 *   rows: { column: "age", bands: ["under 30", "30–59", "60 and over"], whole: true },
 *   columns: { column: "income", cuts: [20000, 60000] },
 * });
 * grid.length; // 9
 * grid[1].name; // "under 30 × [20000, 60000)"
 * lintSegments(grid).clean; // true
 * ```
 */
export function ruleGrid(options: RuleGridOptions): readonly ColumnRule[] {
  return gridRules("ruleGrid", options);
}

/** {@link ruleGrid} with errors that name the caller. */
export function gridRules(caller: string, options: RuleGridOptions): readonly ColumnRule[] {
  knownOptions(caller, options, ["rows", "columns", "names", "basis"]);
  const basis =
    options.basis === undefined ? {} : { basis: oneOf(caller, "basis", options.basis, segmentBases, "demography") };
  const rows = axisBands(caller, "rows", options.rows);
  const columns = axisBands(caller, "columns", options.columns);
  if (options.rows.column === options.columns.column) {
    throw new ClienteleError(
      "duplicate-column",
      { function: caller, column: options.rows.column },
      "both sides of the grid are of this column",
    );
  }
  const names = cellNames(caller, options.names, rows, columns);
  return freezeModel(
    rows.flatMap((row, i) =>
      columns.map((column, j) => ({
        name: names[i]![j]!,
        ...basis,
        when: Object.fromEntries([
          [options.rows.column, row.condition],
          [options.columns.column, column.condition],
        ]),
      })),
    ),
  );
}

interface Band {
  readonly name: string;
  readonly condition: RuleValue | ColumnCondition;
}

function axisBands(caller: string, side: string, axis: GridAxis): Band[] {
  knownOptions(caller, axis, ["column", "bands", "cuts", "values", "whole"]);
  requireColumnName(caller, `${side}.column`, axis.column);
  const given = [axis.bands, axis.cuts, axis.values].filter((way) => way !== undefined);
  if (given.length !== 1 || !Array.isArray(given[0]) || given[0].length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: axis },
      `option "${side}" needs one of bands, cuts and values, a list of at least one`,
    );
  }
  const whole = axis.whole === true ? { whole: true } : {};
  if (axis.cuts !== undefined) return cutBands(caller, side, axis.cuts).map((band) => withWhole(band, whole));
  if (axis.values !== undefined) {
    for (const value of axis.values) checkedCondition(caller, side, axis.column, value);
    return axis.values.map((value) => ({ name: String(value), condition: value }));
  }
  return axis.bands!.map((band) => withWhole(bandOf(caller, side, axis.column, band), whole));
}

function withWhole({ name, condition }: Band, whole: { readonly whole?: boolean }): Band {
  return { name, condition: typeof condition === "object" ? { ...condition, ...whole } : condition };
}

function bandOf(caller: string, side: string, column: string, band: GridBand): Band {
  if (typeof band === "string") {
    const interval = readBand(band);
    if (interval !== null && interval.low <= interval.high) return { name: band.trim(), condition: endsOf(interval) };
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column, value: band },
      `option "${side}": ${showValue(band)} is no band; write "under 6", "6–11", "65 and over", or ` +
        "{ name, from, above, to, below }",
    );
  }
  knownOptions(caller, band, ["name", "from", "above", "to", "below", "in"]);
  const { name, ...condition } = band;
  const checked = checkedCondition(caller, name ?? side, column, condition);
  const shown =
    checked.kind === "number" ? checked.intervals.map(showInterval).join(" or ") : checked.values.join(" or ");
  return { name: name ?? shown, condition };
}

function endsOf({ low, high, lowClosed, highClosed }: Interval): ColumnCondition {
  return {
    ...(Number.isFinite(low) ? (lowClosed ? { from: low } : { above: low }) : {}),
    ...(Number.isFinite(high) ? (highClosed ? { to: high } : { below: high }) : {}),
  };
}

function cutBands(caller: string, side: string, cuts: readonly number[]): Band[] {
  if (!cuts.every((cut, i) => Number.isFinite(cut) && (i === 0 || cut > cuts[i - 1]!))) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: cuts },
      `option "${side}": cuts must be finite numbers in ascending order, got [${cuts.map(showValue).join(", ")}]`,
    );
  }
  return Array.from({ length: cuts.length + 1 }, (_, i) => {
    const interval = {
      low: cuts[i - 1] ?? Number.NEGATIVE_INFINITY,
      high: cuts[i] ?? Number.POSITIVE_INFINITY,
      lowClosed: i > 0,
      highClosed: false,
    };
    return { name: showInterval(interval), condition: endsOf(interval) };
  });
}

function cellNames(
  caller: string,
  names: RuleGridOptions["names"],
  rows: readonly Band[],
  columns: readonly Band[],
): readonly (readonly string[])[] {
  if (names === undefined) return rows.map((row) => columns.map((column) => `${row.name} × ${column.name}`));
  const fits =
    Array.isArray(names) &&
    names.length === rows.length &&
    names.every((row: unknown) => Array.isArray(row) && row.length === columns.length && row.every(isName));
  if (fits) return names;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: names },
    `option "names" must be ${counted(rows.length, "list")} of ${counted(columns.length, "name")}, one for each cell`,
  );
}

function isName(name: unknown): boolean {
  return typeof name === "string" && name.trim() !== "";
}
