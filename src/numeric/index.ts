/**
 * The mathematics that the analyses stand on: sums and ranks of arrays, special functions, distributions, linear
 * algebra, optimization, integration, seeded random numbers, and statistics with their standard errors. It knows no
 * customers.
 */

export { countEdges } from "./arrays/count-edges.js";
export { groupTuples, type TupleGroups } from "./arrays/group-tuples.js";
export { ranks, type TieRule } from "./arrays/ranks.js";
export { sortedOrder } from "./arrays/sorted-order.js";
export { addBlockSums, blockSums, type Numbers, sum, sumBlock } from "./arrays/sum.js";
export { betaQuantile } from "./distributions/beta-distribution.js";
export { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from "./distributions/chi-square.js";
export { binomialCdf, poissonCdf } from "./distributions/discrete-distributions.js";
export { fSurvival } from "./distributions/f-distribution.js";
export { gammaQuantile } from "./distributions/gamma-distribution.js";
export { negativeBinomial, negativeBinomialAbove } from "./distributions/negative-binomial.js";
export { normalCdf, normalDensity, normalQuantile, normalSurvival } from "./distributions/normal.js";
export { studentTCdf, studentTQuantile, studentTTwoSided } from "./distributions/student-t.js";
export { gaussLegendre, type QuadratureRule } from "./integration/gauss-legendre.js";
export { type Integral, type IntegrateOptions, integrate, integrateWithError } from "./integration/integrate.js";
export { cholesky, invertSymmetric, solveCholesky } from "./linear-algebra/cholesky.js";
export {
  combinationOf,
  invertPartial,
  type PartialFactor,
  partialCholesky,
  solvePartial,
} from "./linear-algebra/dependent-columns.js";
export { type LeastSquares, leastSquares } from "./linear-algebra/least-squares.js";
export { linearPredictor, type RowMajor } from "./linear-algebra/linear-predictor.js";
export { inverse, solve } from "./linear-algebra/linear-solve.js";
export { type Matrix, matrix, multiply, transpose } from "./linear-algebra/matrix.js";
export { factorSmall, solveSmall } from "./linear-algebra/small-system.js";
export { type SymmetricEigen, symmetricEigen } from "./linear-algebra/symmetric-eigen.js";
export { addScatter, scatterBuffer } from "./linear-algebra/weighted-scatter.js";
export { findRoot, type RootOptions } from "./optimization/find-root.js";
export type { ValueAndGradient } from "./optimization/line-search.js";
export { minimize } from "./optimization/minimize.js";
export { minimizeScalar, type ScalarMinimum } from "./optimization/minimize-scalar.js";
export type { Minimum, MinimumOptions } from "./optimization/minimum.js";
export { nelderMead, type SimplexMinimum, type SimplexOptions } from "./optimization/nelder-mead.js";
export { type NewtonMinimum, newton, type ValueGradientHessian } from "./optimization/newton.js";
export { createRandom } from "./random/random.js";
export type { Random } from "./random/random-source.js";
export { digamma, trigamma } from "./special-functions/digamma.js";
export { erf, erfc } from "./special-functions/error-function.js";
export { hypergeometric2F1, logHypergeometric2F1 } from "./special-functions/hypergeometric-2f1.js";
export { regularizedBeta } from "./special-functions/incomplete-beta.js";
export { regularizedGammaP, regularizedGammaQ } from "./special-functions/incomplete-gamma.js";
export { log1mexp, logDifference, logSumExp } from "./special-functions/log-arithmetic.js";
export { logBeta, logChoose } from "./special-functions/log-beta.js";
export { logFactorial, logGamma } from "./special-functions/log-gamma.js";
export { digammaRise, logRising, trigammaFall } from "./special-functions/rising-factorial.js";
export { type CovarianceOptions, columnMeans, covarianceMatrix } from "./statistics/covariance.js";
export { hcRegression, type Regression, type SlopeEstimate } from "./statistics/hc-regression.js";
export {
  correlation,
  mean,
  type SpreadOptions,
  standardDeviation,
  variance,
  weightedMean,
} from "./statistics/moments.js";
export { effectiveCount, wilsonInterval } from "./statistics/proportion-interval.js";
export { median, quantile, quantiles } from "./statistics/quantile.js";
export { weightedCorrelation } from "./statistics/weighted-correlation.js";
export { type MeanEstimate, meanBounds, weightedMeanEstimate } from "./statistics/weighted-mean.js";
