import { correlationRegression } from "../solver/correlation-regression.js";
import { createEstimator, type PathEstimator } from "./path-estimator.js";

/**
 * Cohen's f² = (R² − R²₋) / (1 − R²) of every path, R²₋ being the share explained without it. `"refit"` estimates the
 * whole model again without the path (seminr), `"fixed"` keeps the scores (cSEM): the two differ because weights depend
 * on neighbors. NaN where R² is unknown.
 */
export function fSquared(estimator: PathEstimator, correlation: Float64Array): number[] {
  const { final, layout } = estimator;
  const { plan, state } = final;
  const refit = layout.specification.fSquared === "refit" ? createEstimator(layout) : null;
  const weights = { first: estimator.first?.state.weights, final: state.weights };
  return plan.paths.map((path, p) => {
    const full = state.rSquared[path.to]!;
    const others = Array.from(
      plan.antecedents.subarray(plan.antecedentStart[path.to]!, plan.antecedentStart[path.to + 1]!),
    ).filter((from) => from !== path.from);
    let without = 0;
    if (others.length > 0 && refit === null) {
      without = correlationRegression(state.latent, plan.constructs, path.to, others).rSquared;
    } else if (others.length > 0 && refit !== null) {
      refit.remove(p);
      refit.estimate(correlation, weights);
      without = refit.final.state.rSquared[path.to]!;
    }
    return (full - without) / (1 - full);
  });
}
