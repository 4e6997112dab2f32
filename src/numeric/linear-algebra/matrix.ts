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

/** A B, with a.columns = b.rows. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.columns !== b.rows) {
    throw new RangeError(`multiply: ${a.rows} × ${a.columns} times ${b.rows} × ${b.columns}`);
  }
  const result = matrix(a.rows, b.columns);
  const { columns } = b;
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[i * a.columns + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < columns; j++) result.data[i * columns + j]! += factor * b.data[k * columns + j]!;
    }
  }
  return result;
}

/** The transpose of A. */
export function transpose(a: Matrix): Matrix {
  const result = matrix(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) result.data[j * a.rows + i] = a.data[i * a.columns + j]!;
  }
  return result;
}
