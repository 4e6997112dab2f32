import { createRandom } from "../../src/numeric/index.js";

/** Features in rows with an outcome. */
export interface SimulatedCases {
  readonly X: number[][];
  readonly y: number[];
}

/** Normal columns and an outcome whose log-odds are intercept + Σ coefficient · column. */
export function linearCases(
  rows: number,
  intercept: number,
  coefficients: readonly number[],
  seed: number,
): SimulatedCases {
  const random = createRandom(seed);
  const X = Array.from({ length: rows }, () => coefficients.map(() => random.normal()));
  const y = X.map((row) => {
    const score = row.reduce((sum, value, j) => sum + coefficients[j]! * value, intercept);
    return random.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  return { X, y };
}

/** Three columns on small grids, some values missing, and an outcome with a jump, a product and noise. */
export function jumpyCases(rows: number, seed: number, missing = 0): SimulatedCases {
  const random = createRandom(seed);
  const X = Array.from({ length: rows }, () => [random.integer(12), random.integer(7), random.integer(5)]);
  const y = X.map(([a, b, c]) => {
    const score = (a! > 6 ? 1.5 : -1) + (b! > 3 ? 1 : -1) * (c! > 2 ? 0.8 : -0.5);
    return random.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  return { X: X.map((row) => row.map((value) => (random.uniform() < missing ? Number.NaN : value))), y };
}

/** Rows repeated as often as their count says. */
export function repeated<Value>(values: readonly Value[], count: readonly number[]): Value[] {
  return values.flatMap((value, row) => Array.from({ length: count[row]! }, () => value));
}
