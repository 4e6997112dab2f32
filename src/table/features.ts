import { ClienteleError, counted, requireDistinctNames, showNames, showValue } from "../errors/index.js";
import { isTable } from "./table.js";
import { type TableInput, toTable } from "./table-input.js";
import { type Points, pointsOf } from "./vectors.js";

/** Features as one row-major array with the names of its columns, as `encodeFeatures` gives them. */
export interface FeatureMatrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly names: readonly string[];
}

/**
 * Features as callers may give them: a matrix with or without names, rows of numbers, or anything tabular whose columns
 * are numbers.
 */
export type Features = Points | FeatureMatrix | TableInput;

/** How features are to be read. */
export interface ReadFeatures {
  /** Names given by the caller, one a column. */
  readonly names?: readonly string[] | undefined;
  /** `"keep"` allows NaN as missing. */
  readonly missing?: "error" | "keep";
}

/** Reads features for a fit. Errors: those of `pointsOf`, `empty-table`, `length-mismatch`, `duplicate-name`. */
export function readFeatures(caller: string, input: Features, options: ReadFeatures = {}): FeatureMatrix {
  const { missing = "error" } = options;
  const given = options.names ?? ownNames(input);
  const shownNames = Array.isArray(given) ? (given as readonly string[]) : undefined;
  const matrix = pointsOf(caller, pointsInput(caller, input), { missing, shownNames });
  if (matrix.rows === 0) throw new ClienteleError("empty-table", { function: caller }, "X has no rows");
  if (matrix.columns === 0) throw new ClienteleError("empty-table", { function: caller }, "X has no columns");
  if (given === undefined) return matrix;
  return {
    data: matrix.data,
    rows: matrix.rows,
    columns: matrix.columns,
    names: checkNames(caller, given, matrix.columns),
  };
}

/**
 * Reads features for a model: by name where the features have the model's names, otherwise by position. `anonymous`
 * says that the names of the model were made up from positions, so that features under any names fit.
 */
export function readModelFeatures(
  caller: string,
  input: Features,
  names: readonly string[],
  options: { readonly anonymous: boolean; readonly missing?: "error" | "keep" },
): FeatureMatrix {
  if (Array.isArray(input) && input.length === 0) {
    return { data: new Float64Array(0), rows: 0, columns: names.length, names };
  }
  const points = pointsInput(caller, input);
  const { missing = "error" } = options;
  if (isTable(points)) {
    const known = new Set(points.columnNames);
    const unknown = names.filter((name) => !known.has(name));
    if (unknown.length === 0) return named(pointsOf(caller, points.select(...names), { missing }), names);
    if (!options.anonymous) refuseUnknown(caller, unknown[0]!, points.columnNames);
  }
  const own = ownNames(input);
  const matrix = pointsOf(caller, points, { missing, shownNames: own ?? (options.anonymous ? undefined : names) });
  if (own !== undefined && !options.anonymous && own.length === matrix.columns)
    return byName(caller, matrix, own, names);
  if (matrix.columns !== names.length) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller },
      `the model has ${counted(names.length, "feature")}, X has ${counted(matrix.columns, "column")}`,
    );
  }
  return named(matrix, names);
}

/** The given rows of a feature matrix, as a matrix with the same names. */
export function takeRows(matrix: FeatureMatrix, rows: ArrayLike<number>): FeatureMatrix {
  const { columns } = matrix;
  const data = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    const start = rows[i]! * columns;
    for (let c = 0; c < columns; c++) data[i * columns + c] = matrix.data[start + c]!;
  }
  return { data, rows: rows.length, columns, names: matrix.names };
}

function named(matrix: Omit<FeatureMatrix, "names">, names: readonly string[]): FeatureMatrix {
  return { data: matrix.data, rows: matrix.rows, columns: matrix.columns, names };
}

/** Whether names are those that columns without names get. */
export function areMadeUp(names: readonly string[]): boolean {
  return names.every((name, column) => name === `x${column + 1}`);
}

function pointsInput(caller: string, input: Features): Points {
  if (isTable(input)) return input;
  if (Array.isArray(input) && (input.length === 0 || Array.isArray(input[0]))) return input;
  if (isMatrix(input)) return input;
  return toTable(caller, input as TableInput);
}

function isMatrix(input: unknown): input is { data: Float64Array; rows: number; columns: number } {
  return (
    typeof input === "object" &&
    input !== null &&
    "data" in input &&
    "rows" in input &&
    "columns" in input &&
    typeof input.rows === "number" &&
    typeof input.columns === "number"
  );
}

/** The names that a matrix brings along, or that its table has. */
function ownNames(input: Features): readonly string[] | undefined {
  if (!isMatrix(input) || !("names" in input)) return undefined;
  const { names } = input as { names: unknown };
  return Array.isArray(names) ? names : undefined;
}

function checkNames(caller: string, names: readonly unknown[], columns: number): readonly string[] {
  if (!Array.isArray(names) || names.length !== columns) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller, value: names },
      `there must be ${counted(columns, "name")}, one for each column of X, got ${showValue(names)}`,
    );
  }
  for (const name of names) {
    if (typeof name === "string") continue;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: name },
      `a name must be text, got ${showValue(name)}`,
    );
  }
  requireDistinctNames(caller, names);
  return [...names] as string[];
}

/** The columns of a matrix with names in the order of the model. */
function byName(
  caller: string,
  matrix: Omit<FeatureMatrix, "names">,
  own: readonly string[],
  names: readonly string[],
): FeatureMatrix {
  if (own.length === names.length && own.every((name, column) => name === names[column])) return named(matrix, names);
  const position = new Map(own.map((name, column) => [name, column]));
  const from = Int32Array.from(names, (name) => position.get(name) ?? refuseUnknown(caller, name, own));
  const data = new Float64Array(matrix.rows * names.length);
  for (let row = 0; row < matrix.rows; row++) {
    for (let c = 0; c < from.length; c++) data[row * from.length + c] = matrix.data[row * matrix.columns + from[c]!]!;
  }
  return { data, rows: matrix.rows, columns: names.length, names };
}

function refuseUnknown(caller: string, name: string, known: readonly string[]): never {
  throw new ClienteleError(
    "unknown-column",
    { function: caller, column: name, value: name },
    `the model needs this feature; X has ${showNames(known, "no columns")}`,
  );
}
