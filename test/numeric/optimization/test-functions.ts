export function rosenbrock(x: Float64Array, gradient: Float64Array): number {
  const [a, b] = [1 - x[0]!, x[1]! - x[0]! ** 2];
  gradient[0] = -2 * a - 400 * x[0]! * b;
  gradient[1] = 200 * b;
  return a * a + 100 * b * b;
}

export function rosenbrockHessian(x: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
  hessian[0] = 2 - 400 * (x[1]! - 3 * x[0]! ** 2);
  hessian[1] = -400 * x[0]!;
  hessian[2] = hessian[1];
  hessian[3] = 200;
  return rosenbrock(x, gradient);
}

/** Has its minimum at 1, 2, 3, … and no value for coordinates of 0 or less. */
export function logarithmic(x: Float64Array, gradient: Float64Array): number {
  let value = 0;
  x.forEach((t, i) => {
    value += t - (i + 1) * Math.log(t);
    gradient[i] = 1 - (i + 1) / t;
  });
  return value;
}
