export { betaQuantile } from "./beta-distribution.js";
export { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from "./chi-square.js";
export { cholesky, invertSymmetric, solveCholesky } from "./cholesky.js";
export { countEdges } from "./count-edges.js";
export { type CovarianceOptions, columnMeans, covarianceMatrix } from "./covariance.js";
export { digamma, trigamma } from "./digamma.js";
export { binomialCdf, poissonCdf } from "./discrete-distributions.js";
export { erf, erfc } from "./error-function.js";
export { fSurvival } from "./f-distribution.js";
export { findRoot, type RootOptions } from "./find-root.js";
export { gammaQuantile } from "./gamma-distribution.js";
export { gaussLegendre, type QuadratureRule } from "./gauss-legendre.js";
export { groupTuples, type TupleGroups } from "./group-tuples.js";
export { hypergeometric2F1, logHypergeometric2F1 } from "./hypergeometric-2f1.js";
export { regularizedBeta } from "./incomplete-beta.js";
export { regularizedGammaP, regularizedGammaQ } from "./incomplete-gamma.js";
export { type Integral, type IntegrateOptions, integrate, integrateWithError } from "./integrate.js";
export { type LeastSquares, leastSquares } from "./least-squares.js";
export type { ValueAndGradient } from "./line-search.js";
export { inverse, solve } from "./linear-solve.js";
export { log1mexp, logDifference, logSumExp } from "./log-arithmetic.js";
export { logBeta, logChoose } from "./log-beta.js";
export { logFactorial, logGamma } from "./log-gamma.js";
export { type Matrix, matrix, multiply, transpose } from "./matrix.js";
export { minimize } from "./minimize.js";
export { minimizeScalar, type ScalarMinimum } from "./minimize-scalar.js";
export type { Minimum, MinimumOptions } from "./minimum.js";
export {
  correlation,
  mean,
  type SpreadOptions,
  standardDeviation,
  variance,
  weightedMean,
} from "./moments.js";
export { nelderMead, type SimplexMinimum, type SimplexOptions } from "./nelder-mead.js";
export { type NewtonMinimum, newton, type ValueGradientHessian } from "./newton.js";
export { normalCdf, normalDensity, normalQuantile, normalSurvival } from "./normal.js";
export { median, quantile, quantiles } from "./quantile.js";
export { createRandom } from "./random.js";
export type { Random } from "./random-source.js";
export { ranks, type TieRule } from "./ranks.js";
export { digammaRise, logRising, trigammaFall } from "./rising-factorial.js";
export { sortedOrder } from "./sorted-order.js";
export { studentTCdf, studentTQuantile, studentTTwoSided } from "./student-t.js";
export { addBlockSums, blockSums, type Numbers, sum, sumBlock } from "./sum.js";
export { type SymmetricEigen, symmetricEigen } from "./symmetric-eigen.js";
