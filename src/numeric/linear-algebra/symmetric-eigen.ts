import { type Matrix, matrix } from "./matrix.js";

/** Eigenvalues in descending order; column j of `vectors` belongs to `values[j]` and has length 1. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix by Jacobi's rotations (Golub & Van Loan, section 8.5),
 * which keep small eigenvalues accurate. In every vector the component of largest size is positive, which settles its
 * sign.
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const n = a.rows;
  if (a.columns !== n) throw new RangeError(`symmetricEigen: the matrix is ${n} × ${a.columns}, not square`);
  const s = a.data.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotations = 0;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) if (rotate(s, v, n, p, q)) rotations++;
    }
    if (rotations === 0) break;
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => s[j * n + j]! - s[i * n + i]! || i - j);
  const values = Float64Array.from(order, (i) => s[i * n + i]!);
  const vectors = matrix(n, n);
  order.forEach((from, to) => {
    let largest = 0;
    for (let k = 1; k < n; k++) if (Math.abs(v[k * n + from]!) > Math.abs(v[largest * n + from]!) + 1e-12) largest = k;
    const sign = v[largest * n + from]! < 0 ? -1 : 1;
    for (let k = 0; k < n; k++) vectors.data[k * n + to] = sign * v[k * n + from]!;
  });
  return { values, vectors };
}

/** Makes s[p, q] zero; false when it already is, as far as the diagonal can tell. */
function rotate(s: Float64Array, v: Float64Array, n: number, p: number, q: number): boolean {
  const off = s[p * n + q]!;
  const first = s[p * n + p]!;
  const second = s[q * n + q]!;
  if (Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(first * second)) || Math.abs(off) < 1e-300) {
    s[p * n + q] = 0;
    s[q * n + p] = 0;
    return false;
  }
  const theta = (second - first) / (2 * off);
  const t =
    Math.abs(theta) > 1e150 ? 0.5 / theta : (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const sine = t * c;
  for (let k = 0; k < n; k++) {
    if (k !== p && k !== q) {
      const kp = s[k * n + p]!;
      const kq = s[k * n + q]!;
      const newP = c * kp - sine * kq;
      const newQ = sine * kp + c * kq;
      s[k * n + p] = newP;
      s[p * n + k] = newP;
      s[k * n + q] = newQ;
      s[q * n + k] = newQ;
    }
    const vp = v[k * n + p]!;
    const vq = v[k * n + q]!;
    v[k * n + p] = c * vp - sine * vq;
    v[k * n + q] = sine * vp + c * vq;
  }
  s[p * n + p] = first - t * off;
  s[q * n + q] = second + t * off;
  s[p * n + q] = 0;
  s[q * n + p] = 0;
  return true;
}
