import type { PointMatrix } from "../table/index.js";
import type { CoxModel } from "./cox-model.js";

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
