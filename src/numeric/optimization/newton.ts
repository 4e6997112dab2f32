import { type Matrix, matrix } from "../linear-algebra/matrix.js";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.js";
import { dot, type Minimum, type MinimumOptions, relativeGradient } from "./minimum.js";

/** A function that returns its value at x and writes its gradient and its Hessian (row after row). */
export type ValueGradientHessian = (x: Float64Array, gradient: Float64Array, hessian: Float64Array) => number;

/** A minimum found with second derivatives. */
export interface NewtonMinimum extends Minimum {
  readonly hessian: Matrix;
}

/**
 * Minimizes a smooth function of few variables with its Hessian: a trust-region Newton method whose step solves the
 * region's problem exactly in the eigenvectors of the Hessian (Nocedal & Wright 2006, algorithm 4.1 and section 4.3),
 * so saddles and indefinite Hessians do no harm. `f` may return NaN or Infinity outside its domain.
 */
export function newton(
  f: ValueGradientHessian,
  start: ArrayLike<number>,
  options: MinimumOptions & { readonly initialRadius?: number } = {},
): NewtonMinimum {
  const { gradientTolerance = 1e-10, valueTolerance = 1e-15, maxIterations = 200, initialRadius = 1 } = options;
  const n = start.length;
  let x = Float64Array.from(start);
  let gradient = new Float64Array(n);
  let hessian = new Float64Array(n * n);
  let value = f(x, gradient, hessian);
  let evaluations = 1;
  let iterations = 0;
  let radius = initialRadius;
  let smallGains = 0;
  const end = (converged: boolean, reason: Minimum["reason"]): NewtonMinimum => ({
    x,
    value,
    gradient,
    hessian: matrix(n, n, hessian),
    iterations,
    evaluations,
    converged,
    reason,
  });
  if (!allFinite(value, gradient, hessian)) return end(false, "notFinite");
  for (; ; iterations++) {
    if (relativeGradient(x, value, gradient) <= gradientTolerance) return end(true, "gradient");
    if (iterations >= maxIterations) return end(false, "iterationLimit");
    const { values, vectors } = symmetricEigen(matrix(n, n, hessian));
    let accepted = false;
    while (!accepted) {
      const step = trustRegionStep(values, vectors, gradient, radius);
      const length = Math.sqrt(dot(step, step));
      const promised = -dot(gradient, step) - 0.5 * quadratic(hessian, step);
      const rounding = 8e-16 * Math.max(Math.abs(value), 1e-300);
      const nextX = x.map((component, i) => component + step[i]!);
      const nextGradient = new Float64Array(n);
      const nextHessian = new Float64Array(n * n);
      const nextValue = f(nextX, nextGradient, nextHessian);
      evaluations++;
      const gain = value - nextValue;
      const finite = allFinite(nextValue, nextGradient, nextHessian);
      // A promised gain below the rounding of f cannot be checked: the step is then judged by the gradient.
      const ratio = promised <= rounding ? gradientRatio(x, value, gradient, nextX, nextGradient) : gain / promised;
      if (finite && ratio > 1e-4) {
        accepted = true;
        x = nextX;
        value = nextValue;
        gradient = nextGradient;
        hessian = nextHessian;
        smallGains = gain <= valueTolerance * Math.max(Math.abs(value), 1) ? smallGains + 1 : 0;
        if (ratio > 0.75 && length > 0.8 * radius) radius = Math.min(radius * 2.5, 1e10);
        else if (ratio < 0.25) radius = 0.25 * length;
        continue;
      }
      if (promised <= rounding) return end(relativeGradient(x, value, gradient) <= 1e-5, "value");
      radius = 0.25 * length;
      if (radius < 1e-14 * Math.max(1, Math.sqrt(dot(x, x)))) return end(false, "noDescent");
    }
    if (smallGains >= 2) {
      iterations++;
      return end(relativeGradient(x, value, gradient) <= 1e-5, "value");
    }
  }
}

/** How much smaller the gradient became, as a ratio that accepts (1) or refuses (0) a step. */
function gradientRatio(
  x: Float64Array,
  value: number,
  gradient: Float64Array,
  nextX: Float64Array,
  nextGradient: Float64Array,
): number {
  return relativeGradient(nextX, value, nextGradient) < relativeGradient(x, value, gradient) ? 1 : 0;
}

/**
 * Minimizes gᵀs + ½ sᵀHs over |s| ≤ radius: s = −(H + λI)⁻¹ g with the λ ≥ 0 that brings s inside (the secular
 * equation).
 */
function trustRegionStep(values: Float64Array, vectors: Matrix, gradient: Float64Array, radius: number): Float64Array {
  const n = gradient.length;
  const g = new Float64Array(n);
  for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) g[k]! += vectors.data[i * n + k]! * gradient[i]!;
  const smallest = values[n - 1]!;
  const largest = Math.max(Math.abs(values[0]!), Math.abs(smallest), 1e-300);
  const length = (lambda: number): number => {
    let squares = 0;
    for (let k = 0; k < n; k++) squares += (g[k]! / (values[k]! + lambda)) ** 2;
    return Math.sqrt(squares);
  };
  let lambda = 0;
  if (!(smallest > 1e-14 * largest) || length(0) > radius) {
    let low = Math.max(0, -smallest) + (smallest > 1e-14 * largest ? 0 : 1e-12 * largest);
    const size = Math.sqrt(dot(g, g));
    let high = Math.max(low * 2, size / radius - smallest, low + 1e-12 * largest);
    if (length(low) <= radius) high = low;
    for (let iteration = 0; iteration < 200 && high - low > 1e-10 * high; iteration++) {
      const middle = high > 4 * low && low > 0 ? Math.sqrt(low * high) : 0.5 * (low + high);
      if (length(middle) > radius) low = middle;
      else high = middle;
    }
    lambda = high;
  }
  const step = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const along = -g[k]! / (values[k]! + lambda);
    for (let i = 0; i < n; i++) step[i]! += vectors.data[i * n + k]! * along;
  }
  // The hard case: no gradient along a direction of negative curvature, so the step is taken along it to the border.
  if (smallest < 0) {
    const rest = radius * radius - dot(step, step);
    if (rest > 1e-6 * radius * radius) {
      const along = Math.sqrt(rest) * (g[n - 1]! > 0 ? -1 : 1);
      for (let i = 0; i < n; i++) step[i]! += along * vectors.data[i * n + (n - 1)]!;
    }
  }
  return step;
}

function quadratic(hessian: Float64Array, step: Float64Array): number {
  const n = step.length;
  let total = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) total += step[i]! * hessian[i * n + j]! * step[j]!;
  return total;
}

function allFinite(value: number, gradient: Float64Array, hessian: Float64Array): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite) && hessian.every(Number.isFinite);
}
