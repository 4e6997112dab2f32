import { ClienteleError } from "../../errors/index.js";

/** How far points reach. */
export interface PointSpread {
  /** The diagonal of the smallest box around all points and starting centers: no distance is longer. */
  readonly diagonal: number;
  /**
   * The mean over the columns of the variance (over n, weighted where there are weights); 0 where it was not asked for.
   */
  readonly meanVariance: number;
}

/** Measures points, and refuses those whose squared distances would leave the range of doubles. */
export function measureSpread(
  caller: string,
  matrix: { readonly data: Float64Array; readonly rows: number; readonly columns: number },
  starts: Float64Array,
  withVariance: boolean,
  weights?: Float64Array,
): PointSpread {
  const { data, rows, columns } = matrix;
  const least = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  widen(data, columns, least, most);
  widen(starts, columns, least, most);
  const squares = least.reduce((sum, value, f) => sum + (most[f]! - value) ** 2, 0);
  if (!Number.isFinite(squares * rows)) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller },
      "the points lie so far apart that their squared distances are infinite; use a smaller unit or rescale the " +
        "columns",
    );
  }
  return { diagonal: Math.sqrt(squares), meanVariance: withVariance ? meanVarianceOf(matrix, weights) : 0 };
}

function widen(data: Float64Array, columns: number, least: Float64Array, most: Float64Array): void {
  for (let row = 0; row < data.length; row += columns) {
    for (let f = 0; f < columns; f++) {
      const value = data[row + f]!;
      if (value < least[f]!) least[f] = value;
      if (value > most[f]!) most[f] = value;
    }
  }
}

function meanVarianceOf(
  { data, rows, columns }: { readonly data: Float64Array; readonly rows: number; readonly columns: number },
  weights: Float64Array | undefined,
): number {
  const means = new Float64Array(columns);
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    total += weight;
    for (let f = 0; f < columns; f++) means[f] = means[f]! + weight * data[row * columns + f]!;
  }
  for (let f = 0; f < columns; f++) means[f] = means[f]! / total;
  let squares = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    for (let f = 0; f < columns; f++) {
      const difference = data[row * columns + f]! - means[f]!;
      squares += weight * (difference * difference);
    }
  }
  return squares / total / columns;
}
