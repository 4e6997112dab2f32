import { dot } from "../linear-algebra/dot.js";
import type { SymmetricEigen } from "../linear-algebra/symmetric-eigen.js";

/** A step inside a trust region. */
export interface TrustRegionStep {
  readonly step: Float64Array;
  /** What the quadratic model promises for the step. */
  readonly gain: number;
}

/** The components of a vector along the eigenvectors: Vᵀ g. */
export function alongEigenvectors({ vectors }: SymmetricEigen, g: Float64Array): Float64Array {
  const n = g.length;
  const components = new Float64Array(n);
  for (let e = 0; e < n; e++) for (let i = 0; i < n; i++) components[e]! += vectors.data[i * n + e]! * g[i]!;
  return components;
}

/**
 * The step s = (K + λI)⁻¹ g that maximizes the model gᵀs − ½ sᵀKs over |s| ≤ radius, from the eigenvectors of K and the
 * components of g along them (Nocedal & Wright 2006, section 4.3). For a function to be maximized, g is its gradient
 * and K its Hessian with the sign changed; for one to be minimized, g is the gradient with the sign changed and K the
 * Hessian. λ is found to six digits; with `exact` to ten, and the hard case is solved too.
 */
export function trustRegionStep(
  { values, vectors }: SymmetricEigen,
  slopes: Float64Array,
  radius: number,
  exact = false,
): TrustRegionStep {
  const n = slopes.length;
  const damping = (exact ? exactDamping : dampingFor)(values, slopes, radius);
  const step = new Float64Array(n);
  let gain = 0;
  const move = (e: number, along: number, slope: number): void => {
    gain += along * slope - 0.5 * values[e]! * along * along;
    for (let i = 0; i < n; i++) step[i]! += vectors.data[i * n + e]! * along;
  };
  for (let e = 0; e < n; e++) if (slopes[e] !== 0) move(e, slopes[e]! / (values[e]! + damping), slopes[e]!);
  const last = n - 1;
  if (exact && values[last]! < 0) {
    // The hard case: no slope along the direction of negative curvature, so the step goes along it to the border.
    const rest = radius * radius - dot(step, step);
    const slope = (slopes[last]! * damping) / (values[last]! + damping);
    if (rest > 1e-6 * radius * radius) move(last, Math.sqrt(rest) * (slopes[last]! < 0 ? -1 : 1), slope);
  }
  return { step, gain };
}

/** The λ ≥ 0 that keeps the step (K + λI)⁻¹ g inside the radius and K + λI positive definite. */
function dampingFor(values: Float64Array, slopes: Float64Array, radius: number): number {
  const smallest = values[values.length - 1]!;
  if (smallest > 0 && stepLength(values, slopes, 0) <= radius) return 0;
  let low = Math.max(0, -smallest);
  let high = Math.max(2 * low, 1e-12);
  while (stepLength(values, slopes, high) > radius) high *= 4;
  for (let i = 0; i < 60 && high - low > 1e-6 * high; i++) {
    const middle = 0.5 * (low + high);
    if (stepLength(values, slopes, middle) > radius) low = middle;
    else high = middle;
  }
  return high;
}

/** The same to ten digits, from a bracket that knows the scale of K and g; bisects logarithms while it is wide. */
function exactDamping(values: Float64Array, slopes: Float64Array, radius: number): number {
  const smallest = values[values.length - 1]!;
  const largest = Math.max(Math.abs(values[0]!), Math.abs(smallest), 1e-300);
  const regular = smallest > 1e-14 * largest;
  if (regular && stepLength(values, slopes, 0) <= radius) return 0;
  let low = Math.max(0, -smallest) + (regular ? 0 : 1e-12 * largest);
  // With λ = |g|/radius − smallest no component of the step is longer than its share of the radius.
  const enough = Math.sqrt(dot(slopes, slopes)) / radius - smallest;
  let high = Math.max(low * 2, enough, low + 1e-12 * largest);
  if (stepLength(values, slopes, low) <= radius) high = low;
  for (let i = 0; i < 200 && high - low > 1e-10 * high; i++) {
    const middle = high > 4 * low && low > 0 ? Math.sqrt(low * high) : 0.5 * (low + high);
    if (stepLength(values, slopes, middle) > radius) low = middle;
    else high = middle;
  }
  return high;
}

/** |(K + λI)⁻¹ g| */
function stepLength(values: Float64Array, slopes: Float64Array, damping: number): number {
  let squares = 0;
  for (let e = 0; e < values.length; e++) if (slopes[e] !== 0) squares += (slopes[e]! / (values[e]! + damping)) ** 2;
  return Math.sqrt(squares);
}
