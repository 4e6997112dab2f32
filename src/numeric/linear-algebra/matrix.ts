/** A matrix of numbers, row after row. */
export interface Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** A matrix over `data` (not copied), or of zeros. */
export function matrix(rows: number, columns: number, data: Float64Array = new Float64Array(rows * columns)): Matrix {
  if (data.length !== rows * columns) {
    throw new RangeError(`matrix: ${rows} × ${columns} needs ${rows * columns} numbers, got ${data.length}`);
  }
  return { data, rows, columns };
}
