import { linearPredictor } from "../../numeric/index.js";
import type { ColumnScales } from "../features/column-scales.js";
import type { LogisticData } from "./logistic-loss.js";

/** A negative margin below this share of the largest margin is rounding error. */
const rounding = 1e-6;

/**
 * A direction is silent on a row whose margin is below this share of the largest: the search ends close to the limit.
 */
const silent = 1e-4;

/** The share of the largest part of a direction from which a column belongs to it. */
export const growingFrom = 0.01;

/**
 * Whether a direction separates the classes: along it every positive gains and every negative loses, or stays where it
 * is (Albert & Anderson 1984). Then the likelihood has no maximum: it keeps rising as the coefficients grow along the
 * direction. `direction` is in terms of z = (x − mean) / deviation, the intercept first.
 */
export function separates(data: LogisticData, scales: ColumnScales, direction: Float64Array): boolean {
  const { margins, best } = marginsAlong(data, scales, direction);
  let worst = 0;
  for (const margin of margins) if (margin < worst) worst = margin;
  return best > 0 && -worst <= rounding * best;
}

/** What a separating direction leaves to be estimated. */
export interface UndecidedRows {
  /** The rows that do not move along the direction; the likelihood of the others goes to 1. */
  readonly data: LogisticData;
  /** 1 for parameters that grow without limit, the (raw) intercept first. */
  readonly growing: Uint8Array;
}

/**
 * The rows on which a separating direction is silent, and the parameters that grow along it; null where it decides
 * every row, so that nothing is left (complete separation). The other parameters have a maximum: that of the likelihood
 * of these rows (Albert & Anderson 1984, section 3).
 */
export function undecidedRows(data: LogisticData, scales: ColumnScales, direction: Float64Array): UndecidedRows | null {
  const { margins, best, intercept } = marginsAlong(data, scales, direction);
  const rows = Int32Array.from(margins.keys()).filter((row) => Math.abs(margins[row]!) <= silent * best);
  const { columns, cases } = data;
  const counted = cases === null ? rows : rows.filter((row) => cases[row]! > 0);
  if (counted.length === 0) return null;
  const values = new Float64Array(counted.length * columns);
  counted.forEach((row, i) => {
    values.set(data.data.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  const largest = direction.subarray(1).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return {
    data: {
      data: values,
      rows: counted.length,
      columns,
      y: Float64Array.from(counted, (row) => data.y[row]!),
      cases: cases === null ? null : Float64Array.from(counted, (row) => cases[row]!),
    },
    growing: Uint8Array.from(direction, (value, j) =>
      Number(j === 0 ? Math.abs(intercept) > silent * best : Math.abs(value) > growingFrom * largest),
    ),
  };
}

/** Margins of the rows along a direction, above 0 where it moves them to their class; 0 for rows that do not count. */
function marginsAlong(data: LogisticData, { means, deviations }: ColumnScales, direction: Float64Array) {
  const weights = new Float64Array(data.columns);
  let intercept = direction[0]!;
  for (let j = 0; j < weights.length; j++) {
    weights[j] = direction[j + 1]! / deviations[j]!;
    intercept -= weights[j]! * means[j]!;
  }
  const margins = new Float64Array(data.rows);
  linearPredictor(data, 0, data.rows, intercept, weights, margins);
  let best = 0;
  for (let row = 0; row < data.rows; row++) {
    if (data.cases !== null && data.cases[row] === 0) margins[row] = 0;
    else if (data.y[row] !== 1) margins[row] = -margins[row]!;
    if (margins[row]! > best) best = margins[row]!;
  }
  return { margins, best, intercept };
}
