import { areMadeUp, type FeatureMatrix, type Features, readModelFeatures } from "../../table/index.js";
import type { CoxModel } from "./cox-model.js";

/**
 * The columns of a Cox model, by name where the features have names, otherwise by place. Errors: `unknown-column`,
 * `length-mismatch`, and those of features.
 */
export function readCoxFeatures(caller: string, model: CoxModel, features: Features): FeatureMatrix {
  return readModelFeatures(caller, features, model.names, { anonymous: areMadeUp(model.names) });
}

/** (x − means) · coefficients of every row: the logarithm of the rate of leaving against a customer at the means. */
export function logRisk(caller: string, model: CoxModel, features: Features): Float64Array {
  const { data, rows, columns } = readCoxFeatures(caller, model, features);
  const risk = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += (data[row * columns + j]! - model.means[j]!) * model.coefficients[j]!;
    risk[row] = sum;
  }
  return risk;
}
