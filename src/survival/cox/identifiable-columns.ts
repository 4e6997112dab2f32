import { ClienteleError, counted, showValue } from "../../errors/index.js";
import { type CholeskyFactor, combinationOf, partialCholesky } from "../../numeric/index.js";
import type { CoxData } from "./cox-data.js";

/** What is left of a column's variance once the columns before it are known; below this it is rounding. */
const dependenceTolerance = 1e-10;

/** A smaller weight in a linear combination, in standard deviations, is rounding. */
const negligibleWeight = 1e-5;

/**
 * Refuses columns of which no fit could say anything, before fitting: those that do not vary among the customers at
 * risk when the first lifetime ends, and those that are a linear combination of others. Errors: `constant-column`,
 * `collinear-columns`.
 */
export function requireIdentifiable(caller: string, data: CoxData): void {
  const { columns, names } = data;
  const used = rowsAtFirstEvent(data);
  if (used <= columns) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller },
      `${counted(used, "row is", "rows are")} at risk when the first lifetime ends, too few for ` +
        `${counted(columns, "column")}`,
    );
  }
  const { correlation, constant } = correlationOf(data, used);
  if (constant.length > 0) {
    const column = names[constant[0]!];
    const others = constant.slice(1).map((j) => showValue(names[j]));
    throw new ClienteleError(
      "constant-column",
      { function: caller, column },
      `has the same value for everybody at risk when the first lifetime ends, so it has no effect to estimate${
        others.length > 0 ? ` (so have ${others.join(", ")})` : ""
      }; leave it out`,
    );
  }
  const factor = partialCholesky(correlation, columns, dependenceTolerance);
  const dependent = factor.held.indexOf(1);
  if (dependent >= 0) refuseDependent(caller, names, factor, dependent);
}

function rowsAtFirstEvent({ rows, durations, events }: CoxData): number {
  let last = rows - 1;
  while (events[last] === 0) last--;
  const first = durations[last]!;
  while (last + 1 < rows && durations[last + 1] === first) last++;
  return last + 1;
}

/** The correlation matrix of the first `used` rows (lower triangle), and which columns do not vary in them. */
function correlationOf({ x, columns, count }: CoxData, used: number) {
  const means = new Float64Array(columns);
  let total = 0;
  for (let i = 0; i < used; i++) {
    const one = count === undefined ? 1 : count[i]!;
    total += one;
    for (let j = 0; j < columns; j++) means[j]! += one * x[i * columns + j]!;
  }
  for (let j = 0; j < columns; j++) means[j]! /= total;
  const covariance = new Float64Array(columns * columns);
  const centered = new Float64Array(columns);
  for (let i = 0; i < used; i++) {
    const one = count === undefined ? 1 : count[i]!;
    for (let j = 0; j < columns; j++) centered[j] = x[i * columns + j]! - means[j]!;
    for (let j = 0; j < columns; j++) {
      const scaled = one * centered[j]!;
      for (let k = 0; k <= j; k++) covariance[j * columns + k]! += scaled * centered[k]!;
    }
  }
  const constant: number[] = [];
  const deviation = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const variance = covariance[j * columns + j]! / total;
    // Columns are scaled to unit variance over all rows, so that rounding is known to be small against 1.
    if (!(variance > 1e-20)) constant.push(j);
    deviation[j] = Math.sqrt(variance * total);
  }
  const correlation = new Float64Array(columns * columns);
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k <= j; k++) {
      correlation[j * columns + k] = covariance[j * columns + k]! / (deviation[j]! * deviation[k]!);
    }
  }
  return { correlation, constant };
}

/** Names the columns of which column j is a combination. */
function refuseDependent(caller: string, names: readonly string[], factor: CholeskyFactor, j: number): never {
  const weights = combinationOf(factor, j);
  const partners = [...weights.keys()].filter((k) => Math.abs(weights[k]!) > negligibleWeight);
  const shown = partners.map((k) => JSON.stringify(names[k])).join(", ");
  throw new ClienteleError(
    "collinear-columns",
    { function: caller, column: names[j] },
    partners.length === 1
      ? `says the same as column ${shown}, so that their effects cannot be told apart; leave one out`
      : `is a linear combination of columns ${shown}, so that their effects cannot be told apart; leave one out`,
  );
}
