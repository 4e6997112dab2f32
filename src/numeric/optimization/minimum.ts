/** Where a search for a minimum ended. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly iterations: number;
  readonly evaluations: number;
  /** True when the gradient, or what a further step could gain, is negligible. */
  readonly converged: boolean;
  readonly reason: "gradient" | "value" | "iterationLimit" | "noDescent" | "notFinite";
}

/** When a search ends. */
export interface MinimumOptions {
  /** Ends when max |∂f/∂xᵢ| · max(|xᵢ|, 1) ≤ this · max(|f|, 1); default 1e-10. */
  readonly gradientTolerance?: number;
  /** Ends when a step gains less than this · max(|f|, 1), twice in a row; default 1e-15. */
  readonly valueTolerance?: number;
  /** Default 500. */
  readonly maxIterations?: number;
}

/** The size of the gradient relative to the function and the variables, as in Dennis & Schnabel (1983, section 7.2). */
export function relativeGradient(x: Float64Array, value: number, gradient: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(gradient[i]!) * Math.max(Math.abs(x[i]!), 1));
  return largest / Math.max(Math.abs(value), 1);
}
