import { ClienteleError } from "../errors/index.js";

/** How far points reach. */
export interface PointSpread {
  /** The diagonal of the smallest box around all points and starting centers: no distance is longer. */
  readonly diagonal: number;
  /** The mean over the columns of the variance (over n); 0 where it was not asked for. */
  readonly meanVariance: number;
}

/** Measures points, and refuses those whose squared distances would leave the range of doubles. */
export function measureSpread(
  caller: string,
  matrix: { readonly data: Float64Array; readonly rows: number; readonly columns: number },
  starts: Float64Array,
  withVariance: boolean,
): PointSpread {
  const { data, rows, columns } = matrix;
  const least = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  const sums = new Float64Array(columns);
  widen(data, columns, least, most, sums);
  const means = sums.map((sum) => sum / rows);
  widen(starts, columns, least, most, sums);
  const squares = least.reduce((sum, value, f) => sum + (most[f]! - value) ** 2, 0);
  if (!Number.isFinite(squares * rows)) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller },
      "the points lie so far apart that their squared distances are infinite; use a smaller unit or rescale the columns",
    );
  }
  const meanVariance = withVariance ? squaresAround(data, columns, means) / rows / columns : 0;
  return { diagonal: Math.sqrt(squares), meanVariance };
}

function widen(data: Float64Array, columns: number, least: Float64Array, most: Float64Array, sums: Float64Array): void {
  for (let row = 0; row < data.length; row += columns) {
    for (let f = 0; f < columns; f++) {
      const value = data[row + f]!;
      if (value < least[f]!) least[f] = value;
      if (value > most[f]!) most[f] = value;
      sums[f] = sums[f]! + value;
    }
  }
}

function squaresAround(data: Float64Array, columns: number, means: Float64Array): number {
  let squares = 0;
  for (let row = 0; row < data.length; row += columns) {
    for (let f = 0; f < columns; f++) {
      const difference = data[row + f]! - means[f]!;
      squares += difference * difference;
    }
  }
  return squares;
}
