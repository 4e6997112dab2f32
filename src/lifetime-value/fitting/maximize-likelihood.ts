import {
  alongEigenvectors,
  type Matrix,
  matrix,
  solve,
  symmetricEigen,
  type TrustRegionStep,
  trustRegionStep,
} from "../../numeric/index.js";
import type { LogLikelihoodFunction } from "./log-likelihood-function.js";

/**
 * One of the directions in which a likelihood is searched: a working coordinate with its bounds. The point at which the
 * likelihood is evaluated is the sum of `weights · coordinate` over the directions. The bounds stand for limits at
 * infinity, where the likelihood no longer changes; `atLower` and `atUpper` say what these limits mean.
 */
export interface SearchDirection {
  readonly weights: readonly number[];
  readonly lower: number;
  readonly upper: number;
  readonly atLower: string;
  readonly atUpper: string;
  /** The parameters that are not determined when the search ends at a bound of this direction. */
  readonly undetermined: readonly string[];
}

/** Where a search ended. */
export interface LikelihoodMaximum {
  readonly point: Float64Array;
  readonly value: number;
  /** By direction: −1 at its lower bound, 1 at its upper bound, 0 inside. */
  readonly sides: readonly number[];
  /** Directions inside their bounds along which the likelihood does not change. */
  readonly flat: readonly number[];
  /**
   * The covariance of the point, given the bounds and flat directions; null when the likelihood does not curve down.
   */
  readonly covariance: Matrix | null;
  readonly iterations: number;
  /** Largest derivative by a free coordinate. */
  readonly gradientNorm: number;
  readonly ended: "converged" | "iterationLimit" | "failed";
}

/** An expected gain from which one more Newton step, converging quadratically, reaches the maximum to rounding. */
const closeEnough = 1e-10;
/** The longest step, in logarithms of parameters. */
const maximalRadius = 4;
/** The maximum counts as lying at a bound when the log-likelihood there is lower by no more than this. */
const noLoss = 1e-7;
/** Directions whose curvature would give a logarithm a standard error above 30 count as flat. */
const flatCurvature = 1e-3;
/** Directions with less curvature than this may be ridges that lead to infinity: their bounds are tried. */
const driftCurvature = 1e-2;
/** Iterations of the search along the other directions while a bound is tried. */
const boundIterations = 40;

/**
 * Maximizes a log-likelihood within the bounds of its directions: Newton's method with the analytic Hessian in a trust
 * region, solved in the eigenvectors of the Hessian over the free coordinates (Nocedal & Wright 2006, sections 4.3 and
 * 16.7). Coordinates that drift far out along a ridge are tried at their bound, and left there when that is no worse:
 * the maximum then lies at infinity.
 */
export function maximizeLikelihood(
  likelihood: LogLikelihoodFunction,
  directions: readonly SearchDirection[],
  start: Float64Array,
  maxIterations = 200,
): LikelihoodMaximum {
  const search = new Search(likelihood, directions);
  search.moveTo(search.coordinatesOf(start));
  const ended = search.climb(maxIterations);
  for (let k = 0; k < directions.length && ended === "converged"; k++) {
    for (const side of search.remoteSides(k)) if (search.isNoWorseAt(k, side)) break;
  }
  return search.result(ended);
}

interface State {
  readonly coordinates: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

class Search {
  readonly #likelihood: LogLikelihoodFunction;
  readonly #directions: readonly SearchDirection[];
  readonly #dimension: number;
  #state: State;
  readonly #pinned: Set<number> = new Set();
  iterations = 0;

  constructor(likelihood: LogLikelihoodFunction, directions: readonly SearchDirection[]) {
    this.#likelihood = likelihood;
    this.#directions = directions;
    this.#dimension = directions.length;
    const empty = new Float64Array(0);
    this.#state = { coordinates: empty, value: Number.NEGATIVE_INFINITY, gradient: empty, hessian: empty };
  }

  /** Solves point = Σ weights · coordinate, within the bounds. */
  coordinatesOf(point: Float64Array): Float64Array {
    const n = this.#dimension;
    const rows = new Float64Array(n * n);
    for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) rows[i * n + k] = this.#directions[k]!.weights[i]!;
    const solution = solve(matrix(n, n, rows), point) ?? point;
    return solution.map((value, k) =>
      Math.min(Math.max(value, this.#directions[k]!.lower), this.#directions[k]!.upper),
    );
  }

  moveTo(coordinates: Float64Array): void {
    this.#state = this.#evaluate(coordinates);
  }

  climb(maxIterations: number): LikelihoodMaximum["ended"] {
    if (!hasNumbers(this.#state)) return "failed";
    let radius = 1;
    while (this.iterations < maxIterations) {
      const { coordinates, value } = this.#state;
      const { step, gain, remaining } = this.#stepInside(radius);
      if (remaining < 1e-22 * Math.max(1, Math.abs(value))) return "converged";
      const final = remaining < closeEnough;
      const fraction = this.#fractionInside(coordinates, step);
      const next = this.#evaluate(this.#advance(coordinates, step, fraction));
      this.iterations++;
      // Within the rounding error of the sum a gain cannot be told from a loss.
      const noise = 2e-13 * Math.max(1, Math.abs(value));
      const actual = next.value - value;
      if (hasNumbers(next) && (actual > 1e-4 * gain * fraction || (gain * fraction < noise && actual > -noise))) {
        this.#state = next;
        if (final && fraction === 1) return "converged";
        if (actual > 0.7 * gain && fraction === 1) radius = Math.min(2.5 * radius, maximalRadius);
        continue;
      }
      if (final) return "converged";
      radius = 0.25 * Math.min(radius, length(step));
      if (radius < 1e-12) return "failed";
    }
    return "iterationLimit";
  }

  /**
   * The bounds that the search may have been heading for along a direction in which the likelihood has become flat, the
   * nearer first.
   */
  remoteSides(k: number): number[] {
    const { lower, upper } = this.#directions[k]!;
    const place = this.#state.coordinates[k]!;
    if (this.#pinned.has(k) || place <= lower || place >= upper) return [];
    if (Math.abs(this.#state.hessian[k * this.#dimension + k]!) > driftCurvature) return [];
    return upper - place < place - lower ? [1, -1] : [-1, 1];
  }

  /** Moves a coordinate to its bound and climbs along the others; undone when the likelihood is lower there. */
  isNoWorseAt(k: number, side: number): boolean {
    const before = this.#state;
    const coordinates = before.coordinates.slice();
    coordinates[k] = side > 0 ? this.#directions[k]!.upper : this.#directions[k]!.lower;
    const next = this.#evaluate(coordinates);
    if (hasNumbers(next)) {
      this.#state = next;
      this.#pinned.add(k);
      if (this.climb(this.iterations + boundIterations) === "converged" && this.#state.value >= before.value - noLoss)
        return true;
    }
    this.#pinned.delete(k);
    this.#state = before;
    return false;
  }

  result(ended: LikelihoodMaximum["ended"]): LikelihoodMaximum {
    const { coordinates, value, gradient, hessian } = this.#state;
    const n = this.#dimension;
    const sides = this.#directions.map((direction, k) =>
      coordinates[k]! >= direction.upper ? 1 : coordinates[k]! <= direction.lower ? -1 : 0,
    );
    let free = sides.flatMap((side, k) => (side === 0 ? [k] : []));
    const gradientNorm = hasNumbers(this.#state)
      ? free.reduce((most, k) => Math.max(most, Math.abs(gradient[k]!)), 0)
      : 0;
    const flat: number[] = [];
    let covariance: Matrix | null = null;
    while (ended !== "failed" && free.length > 0) {
      const { values, vectors } = symmetricEigen(negated(hessian, n, free));
      const smallest = values[values.length - 1]!;
      if (smallest > flatCurvature) {
        covariance = this.#covarianceOfPoint(free, values, vectors);
        break;
      }
      // The coordinate with the largest part in the flat direction is not determined; the others are judged without it.
      const column = free.map((_, i) => Math.abs(vectors.data[i * free.length + free.length - 1]!));
      const worst = column.indexOf(Math.max(...column));
      flat.push(free[worst]!);
      free = free.filter((_, i) => i !== worst);
    }
    return {
      point: this.#pointOf(coordinates),
      value,
      sides,
      flat,
      covariance,
      iterations: this.iterations,
      gradientNorm,
      ended,
    };
  }

  #covarianceOfPoint(free: readonly number[], values: Float64Array, vectors: Matrix): Matrix {
    const m = free.length;
    const n = this.#dimension;
    // Each eigenvector, as a move of the point, times its standard deviation.
    const moves = new Float64Array(n * m);
    for (let e = 0; e < m; e++) {
      const deviation = 1 / Math.sqrt(values[e]!);
      for (let i = 0; i < n; i++) {
        let move = 0;
        for (let f = 0; f < m; f++) move += this.#directions[free[f]!]!.weights[i]! * vectors.data[f * m + e]!;
        moves[i * m + e] = move * deviation;
      }
    }
    const covariance = matrix(n, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let e = 0; e < m; e++) covariance.data[i * n + j]! += moves[i * m + e]! * moves[j * m + e]!;
      }
    }
    return covariance;
  }

  #evaluate(coordinates: Float64Array): State {
    const n = this.#dimension;
    const gradient = new Float64Array(n);
    const hessian = new Float64Array(n * n);
    const value = this.#likelihood.evaluate(this.#pointOf(coordinates), gradient, hessian);
    const w = this.#directions;
    const turnedGradient = new Float64Array(n);
    const turnedHessian = new Float64Array(n * n);
    for (let k = 0; k < n; k++) {
      for (let i = 0; i < n; i++) {
        const left = w[k]!.weights[i]!;
        if (left === 0) continue;
        turnedGradient[k]! += left * gradient[i]!;
        for (let l = 0; l < n; l++) {
          for (let j = 0; j < n; j++) turnedHessian[k * n + l]! += left * hessian[i * n + j]! * w[l]!.weights[j]!;
        }
      }
    }
    return { coordinates, value, gradient: turnedGradient, hessian: turnedHessian };
  }

  #pointOf(coordinates: Float64Array): Float64Array {
    const point = new Float64Array(this.#dimension);
    for (let k = 0; k < this.#dimension; k++) {
      for (let i = 0; i < this.#dimension; i++) point[i]! += this.#directions[k]!.weights[i]! * coordinates[k]!;
    }
    return point;
  }

  /** Coordinates that may move: not pinned, and not at a bound with the likelihood rising beyond it. */
  #freeCoordinates(): number[] {
    const { coordinates, gradient } = this.#state;
    const free: number[] = [];
    for (let k = 0; k < this.#dimension; k++) {
      const { lower, upper } = this.#directions[k]!;
      if (this.#pinned.has(k)) continue;
      if (coordinates[k]! >= upper && gradient[k]! >= 0) continue;
      if (coordinates[k]! <= lower && gradient[k]! <= 0) continue;
      free.push(k);
    }
    return free;
  }

  /** A step that leaves no bound on which it starts. */
  #stepInside(radius: number): Step {
    const { coordinates } = this.#state;
    let free = this.#freeCoordinates();
    while (true) {
      const found = newtonStep(this.#state, free, radius);
      const inward = free.filter((k) => {
        const { lower, upper } = this.#directions[k]!;
        return !((coordinates[k]! >= upper && found.step[k]! > 0) || (coordinates[k]! <= lower && found.step[k]! < 0));
      });
      if (inward.length === free.length) return found;
      free = inward;
    }
  }

  #fractionInside(coordinates: Float64Array, step: Float64Array): number {
    let fraction = 1;
    for (let k = 0; k < this.#dimension; k++) {
      const { lower, upper } = this.#directions[k]!;
      if (step[k]! > 0) fraction = Math.min(fraction, (upper - coordinates[k]!) / step[k]!);
      else if (step[k]! < 0) fraction = Math.min(fraction, (lower - coordinates[k]!) / step[k]!);
    }
    return fraction;
  }

  #advance(coordinates: Float64Array, step: Float64Array, fraction: number): Float64Array {
    return coordinates.map((value, k) => {
      const { lower, upper } = this.#directions[k]!;
      const next = value + fraction * step[k]!;
      // Rounding must not leave a coordinate just inside the bound that stopped it.
      if (next > upper - 1e-9) return upper;
      return next < lower + 1e-9 ? lower : next;
    });
  }
}

/** A step of the search. */
interface Step extends TrustRegionStep {
  /** What Newton's method expects to be left to gain. */
  readonly remaining: number;
}

/** The step that maximizes the quadratic model over the free coordinates within the radius. */
function newtonStep({ gradient, hessian }: State, free: readonly number[], radius: number): Step {
  const n = gradient.length;
  const step = new Float64Array(n);
  if (free.length === 0) return { step, gain: 0, remaining: 0 };
  const eigen = symmetricEigen(negated(hessian, n, free));
  const slopes = alongEigenvectors(
    eigen,
    Float64Array.from(free, (k) => gradient[k]!),
  );
  const inside = trustRegionStep(eigen, slopes, radius);
  for (let f = 0; f < free.length; f++) step[free[f]!] = inside.step[f]!;
  return { step, gain: inside.gain, remaining: remainingGain(eigen.values, slopes) };
}

/** Σ slope²/(2·curvature) along the eigenvectors, no further than the longest step along any of them. */
function remainingGain(values: Float64Array, slopes: Float64Array): number {
  let remaining = 0;
  for (let e = 0; e < values.length; e++) {
    const slope = Math.abs(slopes[e]!);
    const reach = values[e]! > 0 ? Math.min(slope / values[e]!, maximalRadius) : maximalRadius;
    remaining += slope * reach - 0.5 * values[e]! * reach * reach * (values[e]! > 0 ? 1 : 0);
  }
  return remaining;
}

/** −H over some of its rows and columns. */
function negated(hessian: Float64Array, n: number, rows: readonly number[]): Matrix {
  const m = rows.length;
  const block = matrix(m, m);
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) block.data[i * m + j] = -hessian[rows[i]! * n + rows[j]!]!;
  return block;
}

function hasNumbers(state: State): boolean {
  return Number.isFinite(state.value) && state.gradient.every(Number.isFinite) && state.hessian.every(Number.isFinite);
}

function length(step: Float64Array): number {
  return Math.hypot(...step);
}
