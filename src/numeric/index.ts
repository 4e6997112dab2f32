/**
 * The mathematics that the analyses stand on: sums and ranks of arrays, special functions, distributions, linear
 * algebra, optimization, integration, seeded random numbers, and statistics with their standard errors. It knows no
 * customers.
 */

export { countEdges } from "./arrays/count-edges.js";
export { greatest } from "./arrays/greatest.js";
export { groupTuples } from "./arrays/group-tuples.js";
export { ranks } from "./arrays/ranks.js";
export { sortedOrder } from "./arrays/sorted-order.js";
export { type Numbers, sum } from "./arrays/sum.js";
export { chiSquareQuantile, chiSquareSurvival } from "./distributions/chi-square.js";
export { binomialCdf } from "./distributions/discrete-distributions.js";
export { gammaQuantile } from "./distributions/gamma-distribution.js";
export { negativeBinomial, negativeBinomialAbove } from "./distributions/negative-binomial.js";
export { normalCdf, normalQuantile, normalSurvival } from "./distributions/normal.js";
export { studentTCdf, studentTQuantile, studentTTwoSided } from "./distributions/student-t.js";
export { gaussLegendre } from "./integration/gauss-legendre.js";
export { integrate } from "./integration/integrate.js";
export {
  type CholeskyFactor,
  cholesky,
  combinationOf,
  factorInPlace,
  inverseDiagonal,
  invertCholesky,
  invertSymmetric,
  partialCholesky,
  quadraticForm,
  solveCholesky,
  solveInPlace,
} from "./linear-algebra/cholesky.js";
export { dot } from "./linear-algebra/dot.js";
export { leastSquares } from "./linear-algebra/least-squares.js";
export { linearPredictor, type RowMajor } from "./linear-algebra/linear-predictor.js";
export { solve } from "./linear-algebra/linear-solve.js";
export { type Matrix, matrix } from "./linear-algebra/matrix.js";
export { semidefiniteForm } from "./linear-algebra/semidefinite-form.js";
export { symmetricEigen } from "./linear-algebra/symmetric-eigen.js";
export { addScatter, scatterBuffer } from "./linear-algebra/weighted-scatter.js";
export { findRoot } from "./optimization/find-root.js";
export { minimize } from "./optimization/minimize.js";
export { type NewtonMinimum, newton } from "./optimization/newton.js";
export { alongEigenvectors, type TrustRegionStep, trustRegionStep } from "./optimization/trust-region.js";
export { createRandom } from "./random/random.js";
export type { Random } from "./random/random-source.js";
export { digamma, trigamma } from "./special-functions/digamma.js";
export { hypergeometric2F1 } from "./special-functions/hypergeometric-2f1.js";
export { log1mexp } from "./special-functions/log-arithmetic.js";
export { logBeta } from "./special-functions/log-beta.js";
export { logGamma } from "./special-functions/log-gamma.js";
export { digammaRise, logRising, trigammaFall } from "./special-functions/rising-factorial.js";
export { adjustPValues, type PAdjustment, pAdjustments } from "./statistics/adjust-p-values.js";
export { hcRegression, type Regression, type SlopeEstimate } from "./statistics/hc-regression.js";
export { mannKendall } from "./statistics/mann-kendall.js";
export { correlation, mean, standardDeviation, variance, weightedMean } from "./statistics/moments.js";
export { effectiveCount, wilsonInterval } from "./statistics/proportion-interval.js";
export { median, quantile, quantiles } from "./statistics/quantile.js";
export { type SeasonalDecomposer, seasonalDecomposer, seasonalStrength } from "./statistics/seasonal-strength.js";
export { weightedCorrelation } from "./statistics/weighted-correlation.js";
export { type MeanEstimate, meanBounds, weightedMeanEstimate } from "./statistics/weighted-mean.js";
