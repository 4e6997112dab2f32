import { dot } from "../linear-algebra/dot.js";
import { type Matrix, matrix } from "../linear-algebra/matrix.js";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.js";
import { type Minimum, type MinimumOptions, relativeGradient } from "./minimum.js";
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
  let here = evaluate(f, Float64Array.from(start));
  let evaluations = 1;
  let iterations = 0;
  let radius = 1;
  let smallGains = 0;
  const end = (converged: boolean, reason: Minimum["reason"]): NewtonMinimum => ({
    ...here,
    hessian: matrix(start.length, start.length, here.hessian),
    iterations,
    evaluations,
    converged,
    reason,
  });
  if (!isFinitePoint(here)) return end(false, "notFinite");
  for (; ; iterations++) {
    if (gradientSize(here) <= gradientTolerance) return end(true, "gradient");
    if (iterations >= maxIterations) return end(false, "iterationLimit");
    const eigen = symmetricEigen(matrix(start.length, start.length, here.hessian));
    const descent = here.gradient.map((slope) => -slope);
    const slopes = alongEigenvectors(eigen, descent);
    let next: Point | null = null;
    while (next === null) {
      const { step, gain: promised } = trustRegionStep(eigen, slopes, radius, true);
      const length = Math.sqrt(dot(step, step));
      const rounding = 8e-16 * Math.max(Math.abs(here.value), 1e-300);
      const trial = evaluate(
        f,
        here.x.map((component, i) => component + step[i]!),
      );
      evaluations++;
      // A promised gain below the rounding of f cannot be checked: the step is then judged by the gradient.
      const kept = promised > rounding ? (here.value - trial.value) / promised : gradientFalls(here, trial) ? 1 : 0;
      if (isFinitePoint(trial) && kept > 1e-4) {
        next = trial;
        if (kept > 0.75 && length > 0.8 * radius) radius = Math.min(radius * 2.5, 1e10);
        else if (kept < 0.25) radius = 0.25 * length;
        continue;
      }
      if (promised <= rounding) return end(gradientSize(here) <= 1e-5, "value");
      radius = 0.25 * length;
      if (radius < 1e-14 * Math.max(1, Math.sqrt(dot(here.x, here.x)))) return end(false, "noDescent");
    }
    const gain = here.value - next.value;
    here = next;
    smallGains = gain <= valueTolerance * Math.max(Math.abs(here.value), 1) ? smallGains + 1 : 0;
    if (smallGains >= 2) {
      iterations++;
      return end(gradientSize(here) <= 1e-5, "value");
    }
  }
}

interface Point {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

function evaluate(f: ValueGradientHessian, x: Float64Array): Point {
  const gradient = new Float64Array(x.length);
  const hessian = new Float64Array(x.length * x.length);
  return { x, value: f(x, gradient, hessian), gradient, hessian };
}

function gradientSize({ x, value, gradient }: Point): number {
  return relativeGradient(x, value, gradient);
}

/** Whether the gradient is smaller at the next point, both taken relative to the value here. */
function gradientFalls(here: Point, next: Point): boolean {
  return relativeGradient(next.x, here.value, next.gradient) < gradientSize(here);
}

function isFinitePoint({ value, gradient, hessian }: Point): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite) && hessian.every(Number.isFinite);
}
