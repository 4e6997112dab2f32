import { dot } from "../linear-algebra/dot.js";
import { type LinePoint, type ValueAndGradient, wolfeSearch } from "./line-search.js";
import { type Minimum, type MinimumOptions, relativeGradient } from "./minimum.js";

/**
 * Minimizes a smooth function by BFGS with a strong Wolfe line search (Nocedal & Wright 2006, algorithm 6.1). `f`
 * returns its value and writes its gradient; outside its domain it may return NaN or Infinity.
 */
export function minimize(f: ValueAndGradient, start: ArrayLike<number>, options: MinimumOptions = {}): Minimum {
  const { gradientTolerance = 1e-10, valueTolerance = 1e-15, maxIterations = 500 } = options;
  const n = start.length;
  const count = { evaluations: 1 };
  const x = Float64Array.from(start);
  const gradient = new Float64Array(n);
  let point: LinePoint = { step: 0, x, gradient, value: f(x, gradient), slope: 0 };
  const inverseHessian = new Float64Array(n * n);
  let fresh = true;
  let smallGains = 0;
  let iterations = 0;
  const end = (converged: boolean, reason: Minimum["reason"]): Minimum => ({
    x: point.x,
    value: point.value,
    gradient: point.gradient,
    iterations,
    evaluations: count.evaluations,
    converged,
    reason,
  });
  if (!Number.isFinite(point.value) || !point.gradient.every(Number.isFinite)) return end(false, "notFinite");
  reset(inverseHessian, n);
  for (; ; iterations++) {
    if (relativeGradient(point.x, point.value, point.gradient) <= gradientTolerance) return end(true, "gradient");
    if (iterations >= maxIterations) return end(false, "iterationLimit");
    const direction = descent(inverseHessian, point.gradient);
    const slope = dot(direction, point.gradient);
    if (!(slope < 0)) {
      if (fresh) return end(false, "noDescent");
      reset(inverseHessian, n);
      fresh = true;
      continue;
    }
    const firstStep = fresh ? Math.min(1, 1 / Math.sqrt(dot(direction, direction))) : 1;
    const next = wolfeSearch(f, { ...point, step: 0, slope }, direction, firstStep, count);
    if (next === null) {
      if (fresh) return end(relativeGradient(point.x, point.value, point.gradient) <= 1e-5, "noDescent");
      reset(inverseHessian, n);
      fresh = true;
      continue;
    }
    const gain = point.value - next.value;
    updateInverse(inverseHessian, point, next, fresh);
    fresh = false;
    point = next;
    smallGains = gain <= valueTolerance * Math.max(Math.abs(next.value), 1) ? smallGains + 1 : 0;
    if (smallGains >= 2) {
      iterations++;
      const size = relativeGradient(point.x, point.value, point.gradient);
      return end(size <= 1e-5, size <= gradientTolerance ? "gradient" : "value");
    }
  }
}

function reset(inverse: Float64Array, n: number): void {
  inverse.fill(0);
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
}

function descent(inverse: Float64Array, gradient: Float64Array): Float64Array {
  const n = gradient.length;
  const direction = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) direction[i]! -= inverse[i * n + j]! * gradient[j]!;
  return direction;
}

/** H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ (equation 6.17), after the first step scaled to its curvature (6.20). */
function updateInverse(inverse: Float64Array, from: LinePoint, to: LinePoint, fresh: boolean): void {
  const n = from.x.length;
  const s = to.x.map((value, i) => value - from.x[i]!);
  const y = to.gradient.map((value, i) => value - from.gradient[i]!);
  const sy = dot(s, y);
  const yy = dot(y, y);
  if (!(sy > 1e-14 * Math.sqrt(dot(s, s) * yy))) return;
  if (fresh) for (let i = 0; i < n; i++) inverse[i * n + i] = sy / yy;
  const hy = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) hy[i]! += inverse[i * n + j]! * y[j]!;
  const rho = 1 / sy;
  const factor = rho * (1 + rho * dot(y, hy));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      inverse[i * n + j]! += factor * s[i]! * s[j]! - rho * (s[i]! * hy[j]! + hy[i]! * s[j]!);
    }
  }
}
