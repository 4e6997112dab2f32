import type { Matrix } from "../../numeric/index.js";
import { CrossProducts } from "../curves/cross-products.js";
import type { CoxData } from "./cox-data.js";

/** How events at the same time are treated: Efron's average over their order, or Breslow's simplification. */
export type Ties = "efron" | "breslow";

/**
 * The risk sets of Cox's partial likelihood at some coefficients, the latest time of events first. With θ = exp(x·b),
 * S0 = Σ θ over those at risk and T0 = Σ θ over the d events of a time, the likelihood of the time has the factors l =
 * 0 … d − 1 with S0 − c T0, c = l/d (Efron 1977); Breslow's have S0 throughout, as if c were 0. All that the
 * derivatives need of the factors are the sums of their inverses, times 1, c and c².
 */
export interface RiskSets {
  readonly logLikelihood: number;
  /** x·b of each row. */
  readonly predictor: Float64Array;
  /** count · θ of each row, for the predictor less `shift`. */
  readonly theta: Float64Array;
  readonly shift: number;
  /** Distinct times of events. */
  readonly times: number;
  /** The first row with the time, and the first row after it. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly events: Float64Array;
  /** Σ 1/(S0 − c T0): the hazard of the time, for the shifted predictor. */
  readonly inverse: Float64Array;
  /** Σ c/(S0 − c T0). */
  readonly inverseC: Float64Array;
  /** Σ 1/(S0 − c T0)². */
  readonly square: Float64Array;
  /** Σ c/(S0 − c T0)². */
  readonly squareC: Float64Array;
  /** Σ c²/(S0 − c T0)². */
  readonly squareCC: Float64Array;
}

/** One pass over the rows, which come with the longest durations first. */
export function riskSets(data: CoxData, coefficients: Float64Array, ties: Ties): RiskSets {
  const { rows, durations, events, count } = data;
  const { predictor, shift } = linearPredictor(data, coefficients);
  const theta = new Float64Array(rows);
  const sets = emptyRiskSets(distinctEventTimes(data));
  let logLikelihood = 0;
  let s0 = 0;
  let at = 0;
  let i = 0;
  while (i < rows) {
    const from = i;
    const time = durations[i]!;
    let d = 0;
    let t0 = 0;
    for (; i < rows && durations[i] === time; i++) {
      const one = count === undefined ? 1 : count[i]!;
      const eta = predictor[i]! - shift;
      const risk = one * Math.exp(eta);
      theta[i] = risk;
      s0 += risk;
      if (events[i] === 0) continue;
      d += one;
      t0 += risk;
      logLikelihood += one * eta;
    }
    if (d === 0) continue;
    sets.from[at] = from;
    sets.to[at] = i;
    sets.events[at] = d;
    if (ties === "breslow" || d === 1) {
      logLikelihood -= d * Math.log(s0);
      sets.inverse[at] = d / s0;
      sets.square[at] = d / (s0 * s0);
    } else {
      logLikelihood = addEfron(sets, at, s0, t0, logLikelihood);
    }
    at++;
  }
  return { logLikelihood, predictor, theta, shift, times: at, ...sets };
}

function emptyRiskSets(times: number) {
  return {
    from: new Int32Array(times),
    to: new Int32Array(times),
    events: new Float64Array(times),
    inverse: new Float64Array(times),
    inverseC: new Float64Array(times),
    square: new Float64Array(times),
    squareC: new Float64Array(times),
    squareCC: new Float64Array(times),
  };
}

/** Sets the sums of a time over Efron's factors 1/(S0 − c T0); returns the log-likelihood with their logarithms. */
function addEfron(
  sets: ReturnType<typeof emptyRiskSets>,
  at: number,
  s0: number,
  t0: number,
  logLikelihood: number,
): number {
  const d = sets.events[at]!;
  let sum = logLikelihood;
  let inverse = 0;
  let inverseC = 0;
  let square = 0;
  let squareC = 0;
  let squareCC = 0;
  for (let l = 0; l < d; l++) {
    const c = l / d;
    const left = 1 / (s0 - c * t0);
    sum += Math.log(left);
    inverse += left;
    inverseC += c * left;
    square += left * left;
    squareC += c * left * left;
    squareCC += c * c * left * left;
  }
  sets.inverse[at] = inverse;
  sets.inverseC[at] = inverseC;
  sets.square[at] = square;
  sets.squareC[at] = squareC;
  sets.squareCC[at] = squareCC;
  return sum;
}

function distinctEventTimes({ rows, durations, events }: CoxData): number {
  let distinct = 0;
  let last = Number.NaN;
  for (let i = 0; i < rows; i++) {
    if (events[i] === 0 || durations[i] === last) continue;
    last = durations[i]!;
    distinct++;
  }
  return distinct;
}

/** x·b of every row and its largest value, which is taken out before the exponential. */
function linearPredictor({ x, rows, columns: p }: CoxData, coefficients: Float64Array) {
  const predictor = new Float64Array(rows);
  let shift = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rows; i++) {
    let eta = 0;
    const from = i * p;
    for (let j = 0; j < p; j++) eta += x[from + j]! * coefficients[j]!;
    predictor[i] = eta;
    if (eta > shift) shift = eta;
  }
  return { predictor, shift };
}

/**
 * Score and information of the partial likelihood, the part of each time of events times its weight [1]. The
 * information of a time is Σ_c (S2 − c T2)/(S0 − c T0) − m_c m_cᵀ with m_c = (S1 − c T1)/(S0 − c T0).
 */
export function scoreAndInformation(
  data: CoxData,
  sets: RiskSets,
  weights?: Float64Array,
): { score: Float64Array; information: Matrix } {
  const { columns: p, x } = data;
  const products = new CrossProducts(p);
  subtractMeans(data, sets, weights, products);
  // Summed over the times, the first part is Σ θ x xᵀ over the rows, each with the cumulative hazard that it was
  // exposed to, so that no S2 is carried along.
  const { exposure, residual } = exposures(data, sets, weights);
  products.addRows(x, exposure);
  const score = new Float64Array(p);
  for (let i = 0; i < residual.length; i++) {
    const value = residual[i]!;
    if (value === 0) continue;
    const from = i * p;
    for (let j = 0; j < p; j++) score[j]! += value * x[from + j]!;
  }
  return { score, information: products.sum() };
}

/**
 * θ times the cumulative hazard of each row, and what is left of its event when that is taken off (its martingale
 * residual).
 */
function exposures(
  { rows, events, count }: CoxData,
  sets: RiskSets,
  weights: Float64Array | undefined,
): { exposure: Float64Array; residual: Float64Array } {
  const exposure = new Float64Array(rows);
  const residual = new Float64Array(rows);
  let hazard = 0;
  let next = sets.times - 1;
  for (let i = rows - 1; i >= 0; i--) {
    // Rows come with rising durations now; a time adds its hazard before the first of its rows.
    if (next >= 0 && i === sets.to[next]! - 1) {
      hazard += (weights === undefined ? 1 : weights[next]!) * sets.inverse[next]!;
      next--;
    }
    if (events[i] === 0) {
      exposure[i] = sets.theta[i]! * hazard;
      residual[i] = -exposure[i]!;
      continue;
    }
    const own = next + 1;
    const weight = weights === undefined ? 1 : weights[own]!;
    exposure[i] = sets.theta[i]! * (hazard - weight * sets.inverseC[own]!);
    residual[i] = weight * (count === undefined ? 1 : count[i]!) - exposure[i]!;
  }
  return { exposure, residual };
}

/**
 * Takes Σ m_c m_cᵀ off the products. With κ = Σ c/(…)² / Σ 1/(…)² the sum of a time is that of two squares, of S1 − κ
 * T1 and of T1.
 */
function subtractMeans(
  { columns: p, x, events }: CoxData,
  sets: RiskSets,
  weights: Float64Array | undefined,
  products: CrossProducts,
): void {
  const s1 = new Float64Array(p);
  const t1 = new Float64Array(p);
  const vector = new Float64Array(p);
  const { theta } = sets;
  let i = 0;
  for (let at = 0; at < sets.times; at++) {
    const to = sets.to[at]!;
    const tied = sets.squareCC[at]! > 0;
    if (tied) t1.fill(0);
    const blockStart = sets.from[at]!;
    for (; i < to; i++) {
      const risk = theta[i]!;
      const from = i * p;
      for (let j = 0; j < p; j++) s1[j]! += risk * x[from + j]!;
      if (!tied || events[i] === 0 || i < blockStart) continue;
      for (let j = 0; j < p; j++) t1[j]! += risk * x[from + j]!;
    }
    const weight = weights === undefined ? 1 : weights[at]!;
    const square = sets.square[at]!;
    if (!tied) {
      products.add(s1, -weight * square);
      continue;
    }
    const kappa = sets.squareC[at]! / square;
    for (let j = 0; j < p; j++) vector[j] = s1[j]! - kappa * t1[j]!;
    products.add(vector, -weight * square);
    products.add(t1, -weight * (sets.squareCC[at]! - kappa * sets.squareC[at]!));
  }
}
