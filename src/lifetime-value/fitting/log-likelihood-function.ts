/**
 * A log-likelihood as a function of coordinates that may take any real value (logarithms of positive parameters,
 * coefficients of covariates), with its analytic derivatives.
 */
export interface LogLikelihoodFunction {
  readonly dimension: number;
  /** The total log-likelihood; fills the gradient and the row-major symmetric Hessian. */
  evaluate(point: Float64Array, gradient: Float64Array, hessian: Float64Array): number;
}

/** The log-likelihood at given values of positive parameters, of a function over their logarithms. */
export function logLikelihoodAt(likelihood: LogLikelihoodFunction, values: Float64Array): number {
  const n = likelihood.dimension;
  return likelihood.evaluate(values.map(Math.log), new Float64Array(n), new Float64Array(n * n));
}

/** A function over the logarithms of positive parameters, made from derivatives by the parameters themselves. */
export function logarithmicLogLikelihood(
  dimension: number,
  evaluate: (values: Float64Array, gradient: Float64Array, hessian: Float64Array) => number,
): LogLikelihoodFunction {
  const values = new Float64Array(dimension);
  return {
    dimension,
    evaluate(point, gradient, hessian) {
      for (let i = 0; i < dimension; i++) values[i] = Math.exp(point[i]!);
      const value = evaluate(values, gradient, hessian);
      toLogarithms(values, gradient, hessian);
      return value;
    },
  };
}

/** Turns derivatives by θ into derivatives by ln θ, in place: g·θ, and H·θθ′ with g·θ on the diagonal. */
export function toLogarithms(values: Float64Array, gradient: Float64Array, hessian: Float64Array): void {
  const dimension = values.length;
  for (let i = 0; i < dimension; i++) gradient[i]! *= values[i]!;
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j < dimension; j++) hessian[i * dimension + j]! *= values[i]! * values[j]!;
    hessian[i * dimension + i]! += gradient[i]!;
  }
}

/**
 * The log-likelihood of one customer with its derivatives by the model's parameters: fills the gradient and the
 * row-major symmetric Hessian, overwriting both.
 */
export type IndividualLikelihood = (
  values: Float64Array,
  frequency: number,
  recency: number,
  age: number,
  gradient: Float64Array,
  hessian: Float64Array,
) => number;
