import { ClienteleError } from "../errors/index.js";
import { hasColumn, isTable, type PointMatrix, type Points, pointsOf, type Table } from "../table/index.js";
import type { CoxModel } from "./cox-model.js";

/** Features in the order of the model: those of a table by name, so that the order of its columns does not matter; those of a matrix by place. Errors: `unknown-column`, `length-mismatch`, and those of points. */
export function modelFeatures(caller: string, model: CoxModel, features: Points): PointMatrix {
  const points = pointsOf(caller, isTable(features) ? selected(caller, model, features) : features);
  if (points.columns === model.names.length) return points;
  throw new ClienteleError(
    "length-mismatch",
    { function: caller },
    `the model has ${model.names.length} columns, the features have ${points.columns}`,
  );
}

function selected(caller: string, model: CoxModel, features: Table): Table {
  const missing = model.names.find((name) => !hasColumn(features, name));
  if (missing === undefined) return features.select(...model.names);
  throw new ClienteleError(
    "unknown-column",
    { function: caller, column: missing, value: missing },
    `the model needs this column; the columns are ${features.columnNames.map((name) => JSON.stringify(name)).join(", ")}`,
  );
}

/** (x − means) · coefficients of every row: the logarithm of the rate of leaving against a customer at the means. */
export function logRisk(model: CoxModel, { data, rows, columns }: PointMatrix): Float64Array {
  const risk = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += (data[row * columns + j]! - model.means[j]!) * model.coefficients[j]!;
    risk[row] = sum;
  }
  return risk;
}
