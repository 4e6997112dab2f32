import { ClienteleError, showNames, showValue } from "../../errors/index.js";
import { isMissing, NumberColumn, type StoredColumn } from "../columns/column.js";
import type { Cell, Columns } from "../columns/column-types.js";
import { withoutInfinities } from "../columns/without-infinities.js";
import { ColumnTable, type Table } from "../table.js";
import { storedTable, type TableInput } from "../table-input.js";
import { groupRows } from "../verbs/row-groups.js";
import { bitsOf, type CubeCells, cubeCells } from "./cube-cells.js";
import { changes, rowsBefore } from "./cube-changes.js";
import { type CheckedCubeOptions, type CubeOptions, cubeOptions, rolledUpName } from "./cube-options.js";

/** What a {@link Cube} can be asked. Both look at the cube as it was made, not at rows left of it since. */
export interface CubeAttributes {
  /** The columns that divide the cells; the others are figures. */
  readonly dimensions: readonly string[];
  /**
   * The cells with these values, `{ region: "north" }`, without their dimensions; figures stay as they are, shares of
   * the
   * whole included. `null` means a missing value. Errors: `invalid-option` (no dimension of this name).
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
 * total within some dimensions. With `compare` every figure gets two more columns: `<name>Change`, relative to what it
 * was one period or one year before (0.25 is a quarter more), and `<name>Points`, the difference itself: a share that
 * goes from 0.24 to 0.39 has 0.15 points and a change of 0.6. They are missing where there is no cell before, and the
 * change where that was 0.
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
  const { dimensions, measures, totals, compare } = options;
  const cells = cubeCells(caller, source, dimensions, measures, totals);
  const figures = [...cells.measures, ...ratioColumns(cells, options), ...shareColumns(cells, options)];
  const before = compare === null ? null : rowsBefore(caller, cells.dimensions, cells.rolledUp, compare);
  const compared = before === null ? figures : figures.flatMap((figure) => [figure, ...changes(figure, before)]);
  const counts = new NumberColumn(rolledUpName, Float64Array.from(cells.rolledUp, bitsOf));
  const columns = [...cells.dimensions, ...(totals === "none" ? [] : [counts]), ...compared.map(withoutInfinities)];
  return cubeTable({ source, options, columns, rolledUp: cells.rolledUp });
}

interface CubeParts {
  readonly source: ColumnTable;
  readonly options: CheckedCubeOptions;
  readonly columns: readonly StoredColumn[];
  readonly rolledUp: Int32Array;
}

function cubeTable(parts: CubeParts): Cube {
  const attributes: CubeAttributes = {
    dimensions: parts.options.dimensions,
    slice: (values) => slice(parts, values),
    drill: (dimension, within = {}) => drill(parts, dimension, within),
  };
  return new ColumnTable("cube", parts.columns, attributes) as object as Cube;
}

function named(columns: readonly NumberColumn[], name: string): NumberColumn {
  return columns.find((column) => column.name === name)!;
}

function ratioColumns({ measures }: CubeCells, { ratios }: CheckedCubeOptions): NumberColumn[] {
  return ratios.map(({ name, over, under }) => {
    const [above, below] = [named(measures, over).values, named(measures, under).values];
    return new NumberColumn(
      name,
      Float64Array.from(above, (value, row) => (below[row] === 0 ? Number.NaN : value / below[row]!)),
    );
  });
}

/** Each cell against the sum of the cells that add up the same dimensions and agree in those of `within`. */
function shareColumns({ dimensions, measures, rolledUp }: CubeCells, { shares }: CheckedCubeOptions): NumberColumn[] {
  return shares.map(({ name, of, within }) => {
    const { values } = named(measures, of);
    const keys = dimensions.filter((dimension) => within.includes(dimension.name));
    const groups = groupRows([...keys, new NumberColumn("rolledUp", rolledUp)], rolledUp.length);
    const totals = new Float64Array(groups.count);
    for (let row = 0; row < rolledUp.length; row++) {
      if (!Number.isNaN(values[row]!)) totals[groups.codes[row]!]! += values[row]!;
    }
    return new NumberColumn(
      name,
      Float64Array.from(values, (value, row) => {
        const total = totals[groups.codes[row]!]!;
        return total > 0 ? value / total : Number.NaN;
      }),
    );
  });
}

function slice({ source, options, columns, rolledUp }: CubeParts, values: Readonly<Record<string, Cell>>): Cube {
  const fixed = fixedDimensions("slice", values, options.dimensions);
  const kept: number[] = [];
  for (let row = 0; row < rolledUp.length; row++) {
    const fits = fixed.every(({ name, value }) => {
      const bit = 1 << options.dimensions.indexOf(name);
      return (rolledUp[row]! & bit) === 0 && holds(columns.find((column) => column.name === name)!, row, value);
    });
    if (fits) kept.push(row);
  }
  const dimensions = options.dimensions.filter((name) => fixed.every((one) => one.name !== name));
  const bits = kept.map((row) =>
    dimensions.reduce((set, name, i) => set | (((rolledUp[row]! >> options.dimensions.indexOf(name)) & 1) << i), 0),
  );
  return cubeTable({
    source: rowsWith(source, fixed),
    options: {
      ...options,
      dimensions,
      compare: fixed.some(({ name }) => name === options.compare?.by) ? null : options.compare,
    },
    columns: columns.filter(({ name }) => fixed.every((one) => one.name !== name)).map((column) => column.take(kept)),
    rolledUp: Int32Array.from(bits),
  });
}

function drill({ source, options }: CubeParts, dimension: string, within: Readonly<Record<string, Cell>>): Cube {
  const caller = "drill";
  if (options.dimensions.includes(dimension)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column: dimension },
      `${showValue(dimension)} is a dimension of the cube already`,
    );
  }
  if (typeof dimension !== "string") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: dimension },
      `needs the name of a column, got ${showValue(dimension)}`,
    );
  }
  source.find(caller, dimension);
  const rows = rowsWith(source, fixedDimensions(caller, within, options.dimensions));
  if (rows.numRows === 0) {
    throw new ClienteleError("empty-table", { function: caller }, "no row has these values");
  }
  return makeCube(caller, rows, { ...options, dimensions: [...options.dimensions, dimension] });
}

interface FixedDimension {
  readonly name: string;
  readonly value: Cell;
}

function fixedDimensions(
  caller: string,
  values: Readonly<Record<string, Cell>>,
  dimensions: readonly string[],
): FixedDimension[] {
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: values },
      `needs values by dimension, such as { region: "north" }, got ${showValue(values)}`,
    );
  }
  return Object.entries(values).map(([name, value]) => {
    if (dimensions.includes(name)) return { name, value };
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column: name, value },
      `${showValue(name)} is no dimension of the cube; these are ${showNames(dimensions)}`,
    );
  });
}

function holds(column: StoredColumn, row: number, value: Cell): boolean {
  if (value === null) return isMissing(column, row);
  return column.at(row) === (value instanceof Date ? value.getTime() : value);
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
