import { ClienteleError } from "../errors/index.js";
import type { Features } from "../learning/index.js";
import {
  hasColumn,
  isTable,
  type PointMatrix,
  type Points,
  pointsOf,
  type TableInput,
  toTable,
} from "../table/index.js";

/** Features in any of their forms, with the names that they bring along: those of a table, or of a matrix as `encodeFeatures` gives it. */
export function readFeatures(caller: string, features: Features): PointMatrix {
  const points = pointsInput(caller, features);
  const matrix = pointsOf(caller, points);
  const names = ownNames(features);
  if (names === undefined) return matrix;
  if (names.length !== matrix.columns) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller, value: names },
      `there are ${names.length} names for ${matrix.columns} columns`,
    );
  }
  return { ...matrix, names };
}

/**
 * Features in the order of a model: by name where both have names, so that the order of columns does not matter, otherwise by place. Errors: `unknown-column`, `length-mismatch`, and those of points.
 */
export function readModelFeatures(
  caller: string,
  model: { readonly names: readonly string[] },
  features: Features,
): PointMatrix {
  const points = pointsInput(caller, features);
  const anonymous = model.names.every((name, column) => name === `x${column + 1}`);
  if (isTable(points) && !(anonymous && !model.names.every((name) => hasColumn(points, name)))) {
    const missing = model.names.find((name) => !hasColumn(points, name));
    if (missing !== undefined) refuseUnknown(caller, missing, points.columnNames);
    return pointsOf(caller, points.select(...model.names));
  }
  const matrix = readFeatures(caller, features);
  const hasNames = ownNames(features) !== undefined;
  if (hasNames && !anonymous) return byName(caller, matrix, model.names);
  if (matrix.columns === model.names.length) return matrix;
  throw new ClienteleError(
    "length-mismatch",
    { function: caller },
    `the model has ${model.names.length} columns, the features have ${matrix.columns}`,
  );
}

function pointsInput(caller: string, features: Features): Points {
  if (isTable(features) || isMatrix(features)) return features;
  if (Array.isArray(features) && (features.length === 0 || Array.isArray(features[0]))) return features;
  return toTable(caller, features as TableInput);
}

function isMatrix(features: unknown): features is { data: Float64Array; rows: number; columns: number } {
  if (typeof features !== "object" || features === null || isTable(features)) return false;
  return "data" in features && "rows" in features && "columns" in features && typeof features.rows === "number";
}

function ownNames(features: Features): readonly string[] | undefined {
  if (!isMatrix(features) || !("names" in features)) return undefined;
  const { names } = features as { names?: unknown };
  return Array.isArray(names) ? names.map(String) : undefined;
}

function byName(caller: string, matrix: PointMatrix, names: readonly string[]): PointMatrix {
  const place = new Map(matrix.names.map((name, column) => [name, column]));
  const from = names.map((name) => place.get(name) ?? refuseUnknown(caller, name, matrix.names));
  const data = new Float64Array(matrix.rows * names.length);
  for (let row = 0; row < matrix.rows; row++) {
    for (let j = 0; j < from.length; j++) data[row * from.length + j] = matrix.data[row * matrix.columns + from[j]!]!;
  }
  return { data, rows: matrix.rows, columns: names.length, names };
}

function refuseUnknown(caller: string, name: string, known: readonly string[]): never {
  throw new ClienteleError(
    "unknown-column",
    { function: caller, column: name, value: name },
    `the model needs this column; the columns are ${known.map((column) => JSON.stringify(column)).join(", ") || "none"}`,
  );
}
