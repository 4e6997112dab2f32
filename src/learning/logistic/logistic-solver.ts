import { type CholeskyFactor, partialCholesky, solveCholesky } from "../../numeric/index.js";
import type { ColumnScales } from "../features/column-scales.js";
import { type LogisticData, logisticLoss } from "./logistic-loss.js";
import { sampleOfClasses } from "./logistic-sample.js";
import { separates } from "./separation.js";

/**
 * What is to be minimized, in terms of z = (x − mean) / deviation: Σ log loss + ½ Σ penalty · θ². The intercept comes
 * first and has penalty 0.
 */
export interface LogisticProblem {
  readonly data: LogisticData;
  readonly scales: ColumnScales;
  readonly penalty: Float64Array;
  /** Whether the Hessian at the solution is needed, for standard errors. */
  readonly curvature: boolean;
}

/** Where the search ended. Parameters are those of z, the intercept first. */
export interface LogisticSolution {
  readonly theta: Float64Array;
  /** The log loss without the penalty. */
  readonly loss: number;
  readonly gradient: Float64Array;
  /** How columns depend on each other before any penalty, or null where no two do. */
  readonly dependence: CholeskyFactor | null;
  /**
   * Σ p (1 − p) z zᵀ, lower triangle; from a point so near the solution that standard errors agree to 2e-5 or better.
   * Null when it was not asked for.
   */
  readonly hessian: Float64Array | null;
  /** 1 for parameters held at 0 because earlier ones determine them. */
  readonly held: Uint8Array;
  /**
   * The direction in which coefficients grow without limit because it separates the classes; null when none was found.
   */
  readonly separation: Float64Array | null;
  readonly converged: boolean;
  readonly iterations: number;
}

interface Point {
  readonly theta: Float64Array;
  readonly objective: number;
  readonly loss: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array | null;
}

/** 1 − R² of a column on earlier ones below which it counts as a linear combination of them. */
const distinct = 1e-12;

/** Largest Newton decrement √(gᵀH⁻¹g) at the solution: its distance in standard errors, over all coefficients. */
const exactTolerance = 1e-8;
const sampledTolerance = 3e-5;

/** From this many rows on the search starts at the solution of a sample, with its Hessian. */
const sampledFrom = 200_000;

const iterationLimit = 60;

/**
 * Finds the minimum. Small data: Newton's method with step halving (iteratively reweighted least squares). Large data:
 * a sample is solved first; its Hessian, corrected by BFGS pairs, then serves for steps on all rows, each of which
 * needs the gradient only (Byrd et al. 2011 on subsampled Hessians; Nocedal & Wright, section 7.2, on the two-loop
 * recursion). Should that fail, Newton's method goes on from there.
 */
export function solveLogistic(problem: LogisticProblem): LogisticSolution {
  const size = problem.data.columns + 1;
  const { rows } = problem.data;
  const sampled = rows >= sampledFrom && rows >= 400 * size ? solveSample(problem) : null;
  if (sampled === null) return searchNewton(problem, startingPoint(problem.data), exactTolerance);
  return searchWithCurvature(problem, sampled) ?? searchNewton(problem, sampled.theta, exactTolerance);
}

/** No effects, and the intercept of the overall rate. */
function startingPoint({ y, cases, columns }: LogisticData): Float64Array {
  let positives = 0;
  let total = 0;
  for (let row = 0; row < y.length; row++) {
    const size = cases === null ? 1 : cases[row]!;
    total += size;
    positives += size * y[row]!;
  }
  const theta = new Float64Array(columns + 1);
  theta[0] = Math.log(positives / (total - positives));
  return theta;
}

/** The solution of a sample, the factored Hessian there, and whether columns may depend on each other. */
interface SampleSolution {
  readonly theta: Float64Array;
  readonly factor: CholeskyFactor;
  readonly dependent: boolean;
}

/**
 * Solves on a sample of each class, starting at the solution of a tenth of it; null when the sample does not determine
 * a solution.
 */
function solveSample({ data, scales, penalty }: LogisticProblem): SampleSolution | null {
  let theta: Float64Array | null = null;
  let hessian: Float64Array | null = null;
  let dependent = false;
  for (const perClass of [2_500, 25_000]) {
    const sample = sampleOfClasses(data, perClass);
    const problem = { data: sample, scales, penalty, curvature: true };
    const solution: LogisticSolution = searchNewton(
      problem,
      theta ?? startingPoint(sample),
      0.5,
      theta !== null && !dependent,
    );
    if (!solution.converged || solution.held.includes(1)) return null;
    dependent = solution.dependence !== null;
    ({ theta, hessian } = solution);
  }
  const factor = partialCholesky(penalized(hessian!, penalty), penalty.length, distinct);
  return factor.held.includes(1) ? null : { theta: theta!, factor, dependent };
}

/**
 * Newton's method with step halving. No trust region as in the optimization of `numeric`: the loss is convex, and one
 * Cholesky factor a step is cheaper than the eigenvectors of as many columns as there are features. `independent`: a
 * part of the rows has shown that no column depends on others.
 */
function searchNewton(
  problem: LogisticProblem,
  start: Float64Array,
  tolerance: number,
  independent = false,
): LogisticSolution {
  const { penalty, data, scales } = problem;
  const size = penalty.length;
  const free = penalty.every((value) => value === 0);
  let point = evaluate(problem, start, true);
  const dependence = independent ? null : dependentColumns(problem, start, point);
  const held = dependence !== null && free ? dependence.held : new Uint8Array(size);
  let iterations = 0;
  const ended = (converged: boolean, separation: Float64Array | null): LogisticSolution => {
    return { ...point, dependence, held, separation, converged, iterations };
  };
  for (;;) {
    const factor = partialCholesky(penalized(point.hessian!, penalty), size, 1e-15, held);
    const step = solveCholesky(factor, point.gradient).map((value) => -value);
    const decrement = -dot(point.gradient, step);
    const converged = decrement <= tolerance * tolerance;
    const next = converged || iterations === iterationLimit ? null : walk(problem, point, step, decrement, true);
    // Only where the search is slow or stuck: along a separating direction Newton's steps keep their length.
    const suspicious = next === null ? iterations > 5 : iterations >= 10 && iterations % 4 === 0;
    if (free && suspicious && separates(data, scales, step)) return ended(false, step);
    if (next === null) return ended(converged, null);
    point = next;
    iterations++;
  }
}

/**
 * How columns depend on each other; null when they do not. Judged by the Hessian where all rows have the same
 * probability and hence the same weight: at the starting point, unless that is the solution of a sample.
 */
function dependentColumns(problem: LogisticProblem, start: Float64Array, point: Point | null): CholeskyFactor | null {
  const isLevel = point !== null && start.every((value, j) => j === 0 || value === 0);
  const level = isLevel ? point : evaluate(problem, startingPoint(problem.data), true);
  const factor = partialCholesky(level.hessian!, start.length, distinct);
  return factor.held.includes(1) ? factor : null;
}

/** Quasi-Newton steps on all rows with the Hessian of a sample; null when they do not converge within 25. */
function searchWithCurvature(problem: LogisticProblem, sampled: SampleSolution): LogisticSolution | null {
  const { penalty, curvature } = problem;
  // A step from within this decrement reaches a point whose Hessian is that of the solution to a few 1e-5.
  const nearEnough = 1e-3 * Math.sqrt(problem.data.rows);
  let { factor } = sampled;
  let pairs: Pair[] = [];
  let hessian: Float64Array | null = null;
  let point = evaluate(problem, sampled.theta, false);
  for (let iterations = 0; iterations < 25; iterations++) {
    const step = applyInverse(factor, pairs, point.gradient).map((value) => -value);
    const decrement = -dot(point.gradient, step);
    if (!(decrement >= 0)) return null;
    if (decrement <= sampledTolerance ** 2 && (hessian !== null || !curvature)) {
      const dependence = sampled.dependent ? dependentColumns(problem, point.theta, null) : null;
      const held = new Uint8Array(penalty.length);
      return { ...point, hessian, dependence, held, separation: null, converged: true, iterations };
    }
    const takeHessian = curvature && hessian === null && Math.sqrt(decrement) <= nearEnough;
    const next = walk(problem, point, step, decrement, takeHessian);
    if (next === null) return null;
    if (next.hessian === null) {
      pairs.push(pairOf(point, next));
    } else {
      hessian = next.hessian;
      pairs = [];
      factor = partialCholesky(penalized(hessian, penalty), penalty.length, distinct);
      if (factor.held.includes(1)) return null;
    }
    point = next;
  }
  return null;
}

/** Backtracking line search by halving until the objective falls by enough (Armijo); null when it does not. */
function walk(
  problem: LogisticProblem,
  from: Point,
  step: Float64Array,
  decrement: number,
  withHessian: boolean,
): Point | null {
  const slack = 1e-12 * (1 + Math.abs(from.objective));
  for (let size = 1; size > 1e-9; size /= 2) {
    const theta = from.theta.map((value, j) => value + size * step[j]!);
    const point = evaluate(problem, theta, withHessian);
    if (point.objective <= from.objective - 1e-4 * size * decrement + slack) return point;
  }
  return null;
}

function evaluate(problem: LogisticProblem, theta: Float64Array, withHessian: boolean): Point {
  const { data, scales, penalty } = problem;
  const { columns } = data;
  const size = columns + 1;
  const inverseScale = scales.deviations.map((deviation) => 1 / deviation);
  const { intercept, weights } = rawCoefficients(theta, scales);
  const gradient = new Float64Array(size);
  const hessian = withHessian ? new Float64Array(size * size) : null;
  const loss = logisticLoss(
    data,
    intercept,
    weights,
    gradient,
    hessian === null ? null : { center: scales.means, inverseScale, hessian },
  );
  let objective = loss;
  for (let j = 1; j < size; j++) {
    gradient[j] = (gradient[j]! - scales.means[j - 1]! * gradient[0]!) * inverseScale[j - 1]! + penalty[j]! * theta[j]!;
    objective += 0.5 * penalty[j]! * theta[j]! ** 2;
  }
  return { theta, objective, loss, gradient, hessian };
}

/** Coefficients of the raw features from those of z = (x − mean) / deviation. */
export function rawCoefficients(theta: Float64Array, { means, deviations }: ColumnScales) {
  const weights = new Float64Array(means.length);
  let intercept = theta[0]!;
  for (let j = 0; j < weights.length; j++) {
    weights[j] = theta[j + 1]! / deviations[j]!;
    intercept -= weights[j]! * means[j]!;
  }
  return { intercept, weights };
}

function penalized(hessian: Float64Array, penalty: Float64Array): Float64Array {
  const sum = hessian.slice();
  for (let j = 0; j < penalty.length; j++) sum[j * penalty.length + j]! += penalty[j]!;
  return sum;
}

/** A step and the change of the gradient along it. */
interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly inverseProduct: number;
}

function pairOf(from: Point, to: Point): Pair {
  const step = to.theta.map((value, j) => value - from.theta[j]!);
  const change = to.gradient.map((value, j) => value - from.gradient[j]!);
  return { step, change, inverseProduct: 1 / dot(step, change) };
}

/** The inverse Hessian, corrected by the pairs, times a vector: the two-loop recursion. */
function applyInverse(factor: CholeskyFactor, pairs: readonly Pair[], gradient: Float64Array): Float64Array {
  const q = gradient.slice();
  const alphas = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, inverseProduct } = pairs[k]!;
    alphas[k] = inverseProduct * dot(step, q);
    for (let j = 0; j < q.length; j++) q[j]! -= alphas[k]! * change[j]!;
  }
  const r = solveCholesky(factor, q);
  for (let k = 0; k < pairs.length; k++) {
    const { step, change, inverseProduct } = pairs[k]!;
    const beta = inverseProduct * dot(change, r);
    for (let j = 0; j < r.length; j++) r[j]! += (alphas[k]! - beta) * step[j]!;
  }
  return r;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let j = 0; j < a.length; j++) total += a[j]! * b[j]!;
  return total;
}
