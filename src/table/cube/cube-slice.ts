import { ClienteleError, showNames, showValue } from "../../errors/index.js";
import { isMissing, type StoredColumn } from "../columns/column.js";
import type { Cell } from "../columns/column-types.js";
import { parseDate } from "../values/dates.js";
import type { CheckedCubeOptions } from "./cube-options.js";

/** The rows of a cube as they stand. */
export interface CubeRows {
  readonly options: CheckedCubeOptions;
  readonly columns: readonly StoredColumn[];
  /** For each row which dimensions it adds up, as bits. */
  readonly rolledUp: Int32Array;
}

/** A dimension and the value that it is to have. */
export interface FixedDimension {
  readonly name: string;
  readonly value: Cell;
}

/** The values of a slice, checked, date texts as dates. Errors: `invalid-option`, `not-a-date`, `column-type`. */
export function fixedDimensions(
  caller: string,
  values: Readonly<Record<string, Cell>>,
  dimensions: readonly string[],
  columns: readonly StoredColumn[],
): FixedDimension[] {
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: values },
      `needs values by dimension, such as { region: "north" }, got ${showValue(values)}`,
    );
  }
  return Object.entries(values).map(([name, value]) => {
    if (dimensions.includes(name)) {
      return { name, value: valueOfType(caller, columns.find((column) => column.name === name)!, value) };
    }
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column: name, value },
      `${showValue(name)} is no dimension of the cube; these are ${showNames(dimensions)}`,
    );
  });
}

/** A value of the type of a column; a column without any value is of no type. */
function valueOfType(caller: string, column: StoredColumn, value: Cell): Cell {
  const { name, type } = column;
  if (value === null || !Array.from({ length: column.length }).some((_, row) => !isMissing(column, row))) return value;
  if (type === "date" && typeof value === "string") return new Date(parseDate(caller, name, value));
  if (type === (value instanceof Date ? "date" : typeof value)) return value;
  throw new ClienteleError(
    "column-type",
    { function: caller, column: name, value },
    `holds values of type ${type}, got ${showValue(value)}`,
  );
}

/** Whether a row of a column has a value; `null` is a missing one. */
export function holds(column: StoredColumn, row: number, value: Cell): boolean {
  if (value === null) return isMissing(column, row);
  return column.at(row) === (value instanceof Date ? value.getTime() : value);
}

/** The cells with these values, without their dimensions. */
export function sliceRows({ options, columns, rolledUp }: CubeRows, fixed: readonly FixedDimension[]): CubeRows {
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
  return {
    options: {
      ...options,
      dimensions,
      compare: fixed.some(({ name }) => name === options.compare?.by) ? null : options.compare,
    },
    columns: columns.filter(({ name }) => fixed.every((one) => one.name !== name)).map((column) => column.take(kept)),
    rolledUp: Int32Array.from(bits),
  };
}

/** The options of a cube with one more dimension. Errors: `invalid-option`. */
export function withDimension(options: CheckedCubeOptions, dimension: string): CheckedCubeOptions {
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
  return { ...options, dimensions: [...options.dimensions, dimension] };
}
