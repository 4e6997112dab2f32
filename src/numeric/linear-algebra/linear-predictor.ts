/** Row-major features. */
export interface RowMajor {
  readonly data: Float64Array;
  readonly columns: number;
}

/** η = intercept + x · weights of the rows from `start` to `end`, into `eta` from its beginning. */
export function linearPredictor(
  { data, columns }: RowMajor,
  start: number,
  end: number,
  intercept: number,
  weights: Float64Array,
  eta: Float64Array,
): void {
  let row = start;
  // Four rows at a time share each load of a weight.
  for (; row + 4 <= end; row += 4) {
    const first = row * columns;
    const second = first + columns;
    const third = second + columns;
    const fourth = third + columns;
    let a = intercept;
    let b = intercept;
    let c = intercept;
    let d = intercept;
    for (let j = 0; j < columns; j++) {
      const weight = weights[j]!;
      a += weight * data[first + j]!;
      b += weight * data[second + j]!;
      c += weight * data[third + j]!;
      d += weight * data[fourth + j]!;
    }
    const to = row - start;
    eta[to] = a;
    eta[to + 1] = b;
    eta[to + 2] = c;
    eta[to + 3] = d;
  }
  for (; row < end; row++) {
    let a = intercept;
    for (let j = 0; j < columns; j++) a += weights[j]! * data[row * columns + j]!;
    eta[row - start] = a;
  }
}
