import { ClienteleError } from "../../errors/index.js";
import type { Cell, Columns } from "../columns/column-types.js";
import { ColumnTable, type Table } from "../table.js";
import { storedTable, type TableInput } from "../table-input.js";
import { cubeCells } from "./cube-cells.js";
import { cubeColumns } from "./cube-figures.js";
import { type CheckedCubeOptions, type CubeOptions, cubeOptions } from "./cube-options.js";
import { type CubeRows, type FixedDimension, fixedDimensions, holds, sliceRows, withDimension } from "./cube-slice.js";

/** What a {@link Cube} can be asked. Both look at the cube as it was made, not at rows left of it since. */
export interface CubeAttributes {
  /** The columns that divide the cells; the others are figures. */
  readonly dimensions: readonly string[];
  /**
   * The cells with these values, `{ region: "north" }`, without their dimensions; figures stay as they are, shares of
   * the whole included. `null` means a missing value, and dates may be texts.
   * Errors: `invalid-option` (no dimension of this name), `column-type`, `not-a-date`.
   */
  slice(values: Readonly<Record<string, Cell>>): Cube;
  /**
   * The cube of the rows with these values [all], divided by one more column. Errors: those of {@link cube}, and
   * `empty-table` where no row has these values.
   */
  drill(dimension: string, within?: Readonly<Record<string, Cell>>): Cube;
}

/** A {@link cube}. */
export type Cube = Table<Columns, CubeAttributes>;

/**
 * Where does it come from, and how has that changed? Measures by any dimensions (region, product, salesperson, period,
 * channel): one row a cell that occurs, sorted by the dimensions, and below them totals, which are missing in the
 * dimensions that they add up; there the column `rolledUp` says how many these are (0 for a cell).
 *
 * `ratios` divide one measure by another (revenue per head, penetration); `shares` give a measure as a share of its
 * total within some dimensions, the one that a row of totals shows. With `compare` every figure gets two more columns:
 * `<name>Change`, relative to what it was one period or one year before (0.25 is a quarter more), and `<name>Points`,
 * the difference itself: a share that goes from 0.24 to 0.39 has 0.15 points and a change of 0.6. They are missing
 * where there is no cell before, and the change where that was 0.
 *
 * @param table - one row an order, a visit, a customer
 * @param options - `dimensions`, `measures` as in `table.groupBy(…).summarize(…)`, and `ratios`, `shares`, `totals`,
 * `compare`
 * @returns the cells, with `.slice({ region: "north" })` and `.drill("product", { region: "north" })`
 *
 * Errors: `unknown-column`, `column-type`, `duplicate-column`, `missing-value` and `not-a-date` (a period to compare),
 * `invalid-option`.
 *
 * Source: Gray et al. (1997), Data cube: a relational aggregation operator.
 *
 * @example
 * ```ts
 * const sales = cube(
 *   { region: ["north", "north", "south", "south"], year: [2025, 2026, 2025, 2026], amount: [10, 15, 20, 10] },
 *   { dimensions: ["region", "year"], measures: { revenue: { sum: "amount" } }, compare: { by: "year" } },
 * );
 * sales.column("revenueChange").toArray(); // [null, 0.5, null, -0.5]
 * sales.slice({ year: 2026 }).column("revenue").toArray(); // [15, 10]
 * ```
 */
export function cube(table: TableInput, options: CubeOptions): Cube {
  const caller = "cube";
  return makeCube(caller, storedTable(caller, table), cubeOptions(caller, options));
}

function makeCube(caller: string, source: ColumnTable, options: CheckedCubeOptions): Cube {
  const cells = cubeCells(caller, source, options);
  return cubeTable(source, { options, columns: cubeColumns(caller, cells, options), rolledUp: cells.rolledUp });
}

function cubeTable(source: ColumnTable, rows: CubeRows): Cube {
  const attributes: CubeAttributes = {
    dimensions: rows.options.dimensions,
    slice: (values) => {
      const fixed = fixedDimensions("slice", values, rows.options.dimensions, rows.columns);
      return cubeTable(rowsWith(source, fixed), sliceRows(rows, fixed));
    },
    drill: (dimension, within = {}) => drill(source, rows.options, dimension, within),
  };
  return new ColumnTable("cube", rows.columns, attributes) as object as Cube;
}

function drill(
  source: ColumnTable,
  options: CheckedCubeOptions,
  dimension: string,
  within: Readonly<Record<string, Cell>>,
): Cube {
  const caller = "drill";
  const deeper = withDimension(options, dimension);
  source.find(caller, dimension);
  const columns = options.dimensions.map((name) => source.find(caller, name));
  const rows = rowsWith(source, fixedDimensions(caller, within, options.dimensions, columns));
  if (rows.numRows === 0) {
    throw new ClienteleError("empty-table", { function: caller }, "no row has these values");
  }
  return makeCube(caller, rows, deeper);
}

function rowsWith(source: ColumnTable, fixed: readonly FixedDimension[]): ColumnTable {
  if (fixed.length === 0) return source;
  const columns = fixed.map(({ name, value }) => ({ column: source.find("cube", name), value }));
  const kept: number[] = [];
  for (let row = 0; row < source.numRows; row++) {
    if (columns.every(({ column, value }) => holds(column, row, value))) kept.push(row);
  }
  return source.takeRows(kept, "cube");
}
