import { ClienteleError } from "../errors/index.js";

/** How far points reach. */
export interface PointSpread {
  /** The diagonal of the smallest box around all points and starting centers: no distance is longer. */
  readonly diagonal: number;
  /** The mean over the columns of the variance (over n). */
  readonly meanVariance: number;
}

/** Measures points, and refuses those whose squared distances would leave the range of doubles. */
export function measureSpread(
  caller: string,
  matrix: { readonly data: Float64Array; readonly rows: number; readonly columns: number },
  starts: Float64Array,
): PointSpread {
  const { data: points, rows, columns } = matrix;
  let squares = 0;
  let variances = 0;
  for (let column = 0; column < columns; column++) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (let place = column; place < points.length; place += columns) {
      const value = points[place]!;
      if (value < least) least = value;
      if (value > most) most = value;
      sum += value;
    }
    const mean = sum / rows;
    let squaresHere = 0;
    for (let place = column; place < points.length; place += columns) squaresHere += (points[place]! - mean) ** 2;
    variances += squaresHere / rows;
    for (let place = column; place < starts.length; place += columns) {
      least = Math.min(least, starts[place]!);
      most = Math.max(most, starts[place]!);
    }
    squares += (most - least) ** 2;
  }
  if (!Number.isFinite(squares * rows)) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller },
      "the points lie so far apart that their squared distances are infinite; use a smaller unit or rescale the columns",
    );
  }
  return { diagonal: Math.sqrt(squares), meanVariance: columns === 0 ? 0 : variances / columns };
}
