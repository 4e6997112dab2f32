/**
 * The lower triangular factor of a positive semidefinite matrix in which the rows and columns of dependent parameters
 * are left out.
 */
export interface PartialFactor {
  /** Row-major, size². */
  readonly lower: Float64Array;
  readonly size: number;
  /** 1 for each parameter that is a linear combination of earlier ones. */
  readonly held: Uint8Array;
}

/**
 * Cholesky's factor of a symmetric matrix (lower triangle read). A pivot of which less than `tolerance` of the diagonal
 * is left is a parameter that the earlier ones determine; it is held, and its row keeps what ties it to them. `known`
 * parameters are held in any case.
 */
export function partialCholesky(
  a: Float64Array,
  size: number,
  tolerance: number,
  known: Uint8Array | null = null,
): PartialFactor {
  const lower = new Float64Array(size * size);
  const held = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      if (held[j] === 1) continue;
      let value = a[i * size + j]!;
      for (let k = 0; k < j; k++) value -= lower[i * size + k]! * lower[j * size + k]!;
      lower[i * size + j] = value / lower[j * size + j]!;
    }
    const diagonal = a[i * size + i]!;
    let rest = diagonal;
    for (let k = 0; k < i; k++) rest -= lower[i * size + k]! ** 2;
    if (known?.[i] === 1 || !(rest > tolerance * diagonal)) held[i] = 1;
    else lower[i * size + i] = Math.sqrt(rest);
  }
  return { lower, size, held };
}

/** Solves L Lᵀ x = b over the free parameters; held ones get 0. */
export function solvePartial({ lower, size, held }: PartialFactor, b: Float64Array): Float64Array {
  const x = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    if (held[i] === 1) continue;
    let value = b[i]!;
    for (let k = 0; k < i; k++) if (held[k] === 0) value -= lower[i * size + k]! * x[k]!;
    x[i] = value / lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    if (held[i] === 1) continue;
    let value = x[i]!;
    for (let k = i + 1; k < size; k++) if (held[k] === 0) value -= lower[k * size + i]! * x[k]!;
    x[i] = value / lower[i * size + i]!;
  }
  return x;
}

/** The inverse over the free parameters, row-major; rows and columns of held ones are 0. */
export function invertPartial(factor: PartialFactor): Float64Array {
  const { size, held } = factor;
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    if (held[j] === 1) continue;
    unit.fill(0);
    unit[j] = 1;
    const column = solvePartial(factor, unit);
    for (let i = j; i < size; i++) {
      inverse[i * size + j] = column[i]!;
      inverse[j * size + i] = column[i]!;
    }
  }
  return inverse;
}

/** How a held parameter is made of the free ones: z_held = Σ coefficient · z_free. */
export function combinationOf({ lower, size, held }: PartialFactor, parameter: number): Float64Array {
  const x = new Float64Array(size);
  for (let i = parameter - 1; i >= 0; i--) {
    if (held[i] === 1) continue;
    let value = lower[parameter * size + i]!;
    for (let k = i + 1; k < parameter; k++) if (held[k] === 0) value -= lower[k * size + i]! * x[k]!;
    x[i] = value / lower[i * size + i]!;
  }
  return x;
}
