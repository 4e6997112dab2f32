import { createEstimate, type EmSums, emStep, type NormalEstimate } from "./em-step.js";

/** How a run of steps ended. */
export interface EmRun {
  /** Whether a step moved nothing by more than the tolerance. */
  readonly settled: boolean;
  readonly steps: number;
}

/** When to stop: a step that moves nothing by more than so many standard deviations, or so many steps. */
export interface EmLimits {
  readonly tolerance: number;
  readonly mostSteps: number;
}

/** Plain steps of EM from `estimate`, which ends as the last one. */
export function walk(sums: EmSums, total: number, estimate: NormalEstimate, { tolerance, mostSteps }: EmLimits): EmRun {
  for (let steps = 1; steps <= mostSteps; steps++) {
    const moved = emStep(sums, total, estimate, estimate);
    if (Number.isNaN(moved)) return { settled: false, steps: steps - 1 };
    if (moved < tolerance) return { settled: true, steps };
  }
  return { settled: false, steps: mostSteps };
}

/** Extrapolations go at most this many times as far as a step of EM, and farther by this factor when that is well. */
const farther = 4;

/** The estimates between two extrapolations. */
export interface ExtrapolationMemory {
  readonly first: NormalEstimate;
  readonly second: NormalEstimate;
  readonly ahead: NormalEstimate;
  readonly landed: NormalEstimate;
}

/** Memory for {@link leap}. */
export function createExtrapolation(width: number): ExtrapolationMemory {
  const estimate = () => createEstimate(width);
  return { first: estimate(), second: estimate(), ahead: estimate(), landed: estimate() };
}

/**
 * Steps of EM from `estimate`, which ends as their limit, every third from a point extrapolated along the two before:
 * SQUAREM (Varadhan and Roland 2008, Scand. J. Stat. 35, scheme S3). An extrapolation from which a step moves more than
 * the first of the two did is not taken, so that the limit is that of plain EM, in a fraction of its steps where much
 * is missing.
 */
export function leap(
  sums: EmSums,
  memory: ExtrapolationMemory,
  total: number,
  estimate: NormalEstimate,
  { tolerance, mostSteps }: EmLimits,
): EmRun {
  const { first, second, ahead, landed } = memory;
  let steps = 0;
  let farthest = farther;
  const end = (settled: boolean, at: NormalEstimate): EmRun => {
    copyEstimate(at, estimate);
    return { settled, steps };
  };
  while (steps + 3 <= mostSteps) {
    const moved = emStep(sums, total, estimate, first);
    steps++;
    if (!(moved >= tolerance)) return Number.isNaN(moved) ? end(false, estimate) : end(true, first);
    const movedOn = emStep(sums, total, first, second);
    steps++;
    if (!(movedOn >= tolerance)) return Number.isNaN(movedOn) ? end(false, first) : end(true, second);
    const length = Math.min(extrapolationLength(estimate, first, second), farthest);
    if (length > 1 && extrapolate(length, estimate, first, second, ahead)) {
      const left = emStep(sums, total, ahead, landed);
      steps++;
      if (left < tolerance) return end(true, landed);
      if (left <= moved) {
        if (length === farthest) farthest *= farther;
        copyEstimate(landed, estimate);
        continue;
      }
    }
    farthest = Math.max(farther, farthest / farther);
    copyEstimate(second, estimate);
  }
  return { settled: false, steps };
}

function copyEstimate(from: NormalEstimate, into: NormalEstimate): void {
  into.mean.set(from.mean);
  into.covariance.set(from.covariance);
}

/** |r| / |v| with r the first step and v how the second differs from it, in standard deviations. */
function extrapolationLength(from: NormalEstimate, first: NormalEstimate, second: NormalEstimate): number {
  const width = from.mean.length;
  const { covariance } = first;
  let steps = 0;
  let turns = 0;
  for (let i = 0; i < width; i++) {
    const variance = covariance[i * width + i]! || 1;
    const r = first.mean[i]! - from.mean[i]!;
    const v = second.mean[i]! - first.mean[i]! - r;
    steps += (r * r) / variance;
    turns += (v * v) / variance;
    for (let j = 0, at = i * width; j <= i; j++, at++) {
      const scale = variance * (covariance[j * width + j]! || 1);
      const rest = covariance[at]! - from.covariance[at]!;
      const turn = second.covariance[at]! - covariance[at]! - rest;
      steps += (rest * rest) / scale;
      turns += (turn * turn) / scale;
    }
  }
  return turns === 0 ? 1 : Math.sqrt(steps / turns);
}

/** θ + 2 s r + s² v; false where a variance would not be positive. */
function extrapolate(
  length: number,
  from: NormalEstimate,
  first: NormalEstimate,
  second: NormalEstimate,
  into: NormalEstimate,
): boolean {
  const along = (a: Float64Array, b: Float64Array, c: Float64Array, beyond: Float64Array): void => {
    for (let at = 0; at < a.length; at++) {
      const r = b[at]! - a[at]!;
      const v = c[at]! - b[at]! - r;
      beyond[at] = a[at]! + 2 * length * r + length * length * v;
    }
  };
  along(from.mean, first.mean, second.mean, into.mean);
  along(from.covariance, first.covariance, second.covariance, into.covariance);
  const width = into.mean.length;
  for (let i = 0; i < width; i++) if (!(into.covariance[i * width + i]! > 0)) return false;
  return true;
}
