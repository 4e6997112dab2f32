import { linearPredictor } from "../../numeric/index.js";
import type { ColumnScales } from "../features/column-scales.js";
import type { LogisticData } from "./logistic-loss.js";

/** A negative margin below this share of the largest margin is rounding error. */
const rounding = 1e-6;

/**
 * Whether a direction separates the classes: along it every positive gains and every negative loses, or stays where it
 * is (Albert & Anderson 1984). Then the likelihood has no maximum: it keeps rising as the coefficients grow along the
 * direction. `direction` is in terms of z = (x − mean) / deviation, the intercept first.
 */
export function separates(data: LogisticData, { means, deviations }: ColumnScales, direction: Float64Array): boolean {
  const weights = new Float64Array(data.columns);
  let intercept = direction[0]!;
  for (let j = 0; j < weights.length; j++) {
    weights[j] = direction[j + 1]! / deviations[j]!;
    intercept -= weights[j]! * means[j]!;
  }
  const eta = new Float64Array(data.rows);
  linearPredictor(data, 0, data.rows, intercept, weights, eta);
  let worst = 0;
  let best = 0;
  for (let row = 0; row < data.rows; row++) {
    if (data.cases !== null && data.cases[row] === 0) continue;
    const margin = data.y[row] === 1 ? eta[row]! : -eta[row]!;
    if (margin < worst) worst = margin;
    if (margin > best) best = margin;
  }
  return best > 0 && -worst <= rounding * best;
}
