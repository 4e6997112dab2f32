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
 * components of g along them (Nocedal & Wright 2006, section 4.3). For a function to be maximized, g is its gradient and
 * K its Hessian with the sign changed; for one to be minimized, g is the gradient with the sign changed and K the
 * Hessian.
 */
export function trustRegionStep(
  { values, vectors }: SymmetricEigen,
  slopes: Float64Array,
  radius: number,
): TrustRegionStep {
  const n = slopes.length;
  const damping = dampingFor(values, slopes, radius);
  const step = new Float64Array(n);
  let gain = 0;
  let squares = 0;
  const move = (e: number, along: number): void => {
    gain += along * slopes[e]! - 0.5 * values[e]! * along * along;
    squares += along * along;
    for (let i = 0; i < n; i++) step[i]! += vectors.data[i * n + e]! * along;
  };
  for (let e = 0; e < n; e++) if (slopes[e] !== 0) move(e, slopes[e]! / (values[e]! + damping));
  // The hard case: no slope along the direction of most negative curvature, so the step goes along it to the border.
  if (n > 0 && values[n - 1]! < 0 && slopes[n - 1] === 0 && squares < radius * radius) {
    move(n - 1, Math.sqrt(radius * radius - squares));
  }
  return { step, gain };
}

/** The λ ≥ 0 that keeps the step (K + λI)⁻¹ g inside the radius and K + λI positive definite. */
function dampingFor(values: Float64Array, slopes: Float64Array, radius: number): number {
  const stepLength = (damping: number): number => {
    let squares = 0;
    for (let e = 0; e < values.length; e++) if (slopes[e] !== 0) squares += (slopes[e]! / (values[e]! + damping)) ** 2;
    return Math.sqrt(squares);
  };
  const smallest = values[values.length - 1]!;
  let low = Math.max(0, -smallest);
  if (smallest > 0 && stepLength(0) <= radius) return 0;
  let high = Math.max(2 * low, 1e-12);
  while (stepLength(high) > radius) high *= 4;
  for (let i = 0; i < 60 && high - low > 1e-6 * high; i++) {
    const middle = 0.5 * (low + high);
    if (stepLength(middle) > radius) low = middle;
    else high = middle;
  }
  return high;
}
