import { type Matrix, matrix } from "../../numeric/index.js";

const bufferRows = 64;

/**
 * Σ w v vᵀ over many vectors, with weights of any sign (the scatter of `numeric` takes their roots). Four vectors at a
 * time, so that each cell is read and written once for four products.
 */
export class CrossProducts {
  readonly #columns: number;
  readonly #triangle: Float64Array;
  readonly #buffer: Float64Array;
  readonly #weights = new Float64Array(bufferRows);
  #held = 0;

  constructor(columns: number) {
    this.#columns = columns;
    this.#triangle = new Float64Array((columns * (columns + 1)) / 2);
    this.#buffer = new Float64Array(bufferRows * columns);
  }

  /** Adds weight · v vᵀ. */
  add(vector: Float64Array, weight: number): void {
    this.#buffer.set(vector, this.#held * this.#columns);
    this.#weights[this.#held] = weight;
    this.#held++;
    if (this.#held === bufferRows) this.#flush();
  }

  /** Adds w_i x_i x_iᵀ for every row of a row-major matrix. */
  addRows(x: Float64Array, weights: Float64Array): void {
    addTriangle(this.#triangle, x, weights, weights.length, this.#columns);
  }

  #flush(): void {
    addTriangle(this.#triangle, this.#buffer, this.#weights, this.#held, this.#columns);
    this.#held = 0;
  }

  /** The sum as a full symmetric matrix. */
  sum(): Matrix {
    this.#flush();
    const p = this.#columns;
    const full = matrix(p, p);
    let cell = 0;
    for (let j = 0; j < p; j++) {
      for (let k = j; k < p; k++, cell++) {
        full.data[j * p + k] = this.#triangle[cell]!;
        full.data[k * p + j] = this.#triangle[cell]!;
      }
    }
    return full;
  }
}

function addTriangle(triangle: Float64Array, x: Float64Array, weights: Float64Array, rows: number, p: number): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const r0 = i * p;
    const r1 = r0 + p;
    const r2 = r1 + p;
    const r3 = r2 + p;
    const w0 = weights[i]!;
    const w1 = weights[i + 1]!;
    const w2 = weights[i + 2]!;
    const w3 = weights[i + 3]!;
    let cell = 0;
    for (let j = 0; j < p; j++) {
      const a0 = w0 * x[r0 + j]!;
      const a1 = w1 * x[r1 + j]!;
      const a2 = w2 * x[r2 + j]!;
      const a3 = w3 * x[r3 + j]!;
      for (let k = j; k < p; k++, cell++) {
        triangle[cell]! += a0 * x[r0 + k]! + a1 * x[r1 + k]! + (a2 * x[r2 + k]! + a3 * x[r3 + k]!);
      }
    }
  }
  for (; i < rows; i++) {
    const from = i * p;
    let cell = 0;
    for (let j = 0; j < p; j++) {
      const a = weights[i]! * x[from + j]!;
      for (let k = j; k < p; k++, cell++) triangle[cell]! += a * x[from + k]!;
    }
  }
}
