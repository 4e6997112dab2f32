import { effectSign } from "./covariate-effects.js";
import { type IndividualLikelihood, type LogLikelihoodFunction, toLogarithms } from "./log-likelihood-function.js";
import type { PurchaseGroups } from "./purchase-groups.js";

/** One coefficient: which parameter it moves, and which column of the groups' covariates it multiplies. */
export interface Coefficient {
  readonly column: string;
  readonly on: "alpha" | "beta" | "a" | "b";
  /** The place of the parameter among the model's. */
  readonly parameter: number;
  /** The place of the column among the groups' covariates. */
  readonly covariate: number;
}

/**
 * The log-likelihood of a model whose parameters depend on covariates, over the logarithms of its parameters and the
 * coefficients: the logarithm of a parameter of customer i is ln θ + Σ ± coefficient · zᵢ, so derivatives by a
 * coefficient are ± zᵢ times those by the logarithm.
 */
export function covariateLogLikelihood(
  groups: PurchaseGroups,
  individual: IndividualLikelihood,
  parameters: number,
  coefficients: readonly Coefficient[],
): LogLikelihoodFunction {
  const dimension = parameters + coefficients.length;
  const targets = Int32Array.from({ length: dimension }, (_, p) =>
    p < parameters ? p : coefficients[p - parameters]!.parameter,
  );
  const signs = coefficients.map((coefficient) => effectSign(coefficient.on));
  const values = new Float64Array(parameters);
  const own = new Float64Array(parameters);
  const ownHessian = new Float64Array(parameters * parameters);
  const factors = new Float64Array(dimension).fill(1);
  return {
    dimension,
    evaluate(point, gradient, hessian) {
      gradient.fill(0);
      hessian.fill(0);
      let total = 0;
      for (let g = 0; g < groups.groups; g++) {
        for (let p = 0; p < parameters; p++) values[p] = point[p]!;
        for (let c = 0; c < coefficients.length; c++) {
          const factor = signs[c]! * groups.covariates[coefficients[c]!.covariate]![g]!;
          factors[parameters + c] = factor;
          values[targets[parameters + c]!]! += point[parameters + c]! * factor;
        }
        for (let p = 0; p < parameters; p++) values[p] = Math.exp(values[p]!);
        const weight = groups.count[g]!;
        total += weight * individual(values, groups.frequency[g]!, groups.recency[g]!, groups.age[g]!, own, ownHessian);
        toLogarithms(values, own, ownHessian);
        for (let p = 0; p < dimension; p++) {
          const scaled = weight * factors[p]!;
          gradient[p]! += scaled * own[targets[p]!]!;
          for (let q = 0; q < dimension; q++) {
            hessian[p * dimension + q]! += scaled * factors[q]! * ownHessian[targets[p]! * parameters + targets[q]!]!;
          }
        }
      }
      return total;
    },
  };
}
