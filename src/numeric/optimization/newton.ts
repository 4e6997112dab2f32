import { type Matrix, matrix } from "../linear-algebra/matrix.js";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.js";
import { dot, type Minimum, type MinimumOptions, relativeGradient } from "./minimum.js";
import { alongEigenvectors, trustRegionStep } from "./trust-region.js";

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
export function newton(f: ValueGradientHessian, start: ArrayLike<number>, options: MinimumOptions = {}): NewtonMinimum {
  const { gradientTolerance = 1e-10, valueTolerance = 1e-15, maxIterations = 200 } = options;
  const n = start.length;
  let x = Float64Array.from(start);
  let gradient = new Float64Array(n);
  let hessian = new Float64Array(n * n);
  let value = f(x, gradient, hessian);
  let evaluations = 1;
  let iterations = 0;
  let radius = 1;
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
    const eigen = symmetricEigen(matrix(n, n, hessian));
    const slopes = alongEigenvectors(
      eigen,
      gradient.map((slope) => -slope),
    );
    let accepted = false;
    while (!accepted) {
      const { step, gain: promised } = trustRegionStep(eigen, slopes, radius);
      const length = Math.sqrt(dot(step, step));
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

function allFinite(value: number, gradient: Float64Array, hessian: Float64Array): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite) && hessian.every(Number.isFinite);
}
