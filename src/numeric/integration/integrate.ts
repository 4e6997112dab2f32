import { gaussWeights, kronrodNodes, kronrodWeights } from "./gauss-kronrod.js";

/** Options of {@link integrate}. */
export interface IntegrateOptions {
  /** The error aimed at, relative to the integral; default 1e-11. */
  readonly tolerance?: number;
}

/** Where the tolerance is out of reach the search for it ends with so many intervals. */
const mostIntervals = 2000;

/**
 * ∫ f from a to b, where a and b may be infinite: adaptive Gauss–Kronrod quadrature (the 10- and 21-point pair, the
 * interval with the largest error halved first). Ends may be singular as long as the integral exists.
 */
export function integrate(f: (x: number) => number, a: number, b: number, options: IntegrateOptions = {}): number {
  if (a === b) return 0;
  if (a > b) return -integrate(f, b, a, options);
  const { tolerance = 1e-11 } = options;
  const { g, from, to } = toFiniteInterval(f, a, b);
  const intervals: Interval[] = [kronrod(g, from, to)];
  let { value, error } = intervals[0]!;
  while (error > tolerance * Math.abs(value) && intervals.length < mostIntervals) {
    const worst = popWorst(intervals);
    const middle = 0.5 * (worst.from + worst.to);
    if (!(middle > worst.from && middle < worst.to)) {
      pushInterval(intervals, { ...worst, error: 0 });
    } else {
      pushInterval(intervals, kronrod(g, worst.from, middle));
      pushInterval(intervals, kronrod(g, middle, worst.to));
    }
    value = 0;
    error = 0;
    for (const interval of intervals) {
      value += interval.value;
      error += interval.error;
    }
    if (!Number.isFinite(value)) break;
  }
  return value;
}

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly error: number;
}

/** x = t / (1 − t²) maps (−1, 1) to the whole line; x = a + t / (1 − t) maps (0, 1) to (a, ∞). */
function toFiniteInterval(
  f: (x: number) => number,
  a: number,
  b: number,
): { g: (t: number) => number; from: number; to: number } {
  const infiniteBelow = a === Number.NEGATIVE_INFINITY;
  const infiniteAbove = b === Number.POSITIVE_INFINITY;
  if (infiniteBelow && infiniteAbove) {
    const g = (t: number): number => {
      const rest = (1 - t) * (1 + t);
      return (f(t / rest) * (1 + t * t)) / (rest * rest);
    };
    return { g, from: -1, to: 1 };
  }
  if (infiniteAbove) return { g: (t) => f(a + t / (1 - t)) / ((1 - t) * (1 - t)), from: 0, to: 1 };
  if (infiniteBelow) return { g: (t) => f(b - t / (1 - t)) / ((1 - t) * (1 - t)), from: 0, to: 1 };
  return { g: f, from: a, to: b };
}

function kronrod(f: (x: number) => number, from: number, to: number): Interval {
  const center = 0.5 * (from + to);
  const half = 0.5 * (to - from);
  let fine = f(center) * kronrodWeights[0]!;
  let coarse = 0;
  let absolute = Math.abs(fine);
  for (let i = 1; i < kronrodNodes.length; i++) {
    const offset = half * kronrodNodes[i]!;
    const below = f(center - offset);
    const above = f(center + offset);
    fine += kronrodWeights[i]! * (below + above);
    coarse += gaussWeights[i]! * (below + above);
    absolute += kronrodWeights[i]! * (Math.abs(below) + Math.abs(above));
  }
  // The difference of the two rules is the error of the coarse one; (200 d)^1.5 scales it to the fine one (QUADPACK,
  // 1983).
  const size = absolute * half;
  const difference = Math.abs(fine - coarse) * half;
  const scaled = size === 0 ? 0 : size * Math.min(1, ((200 * difference) / size) ** 1.5);
  return { from, to, value: fine * half, error: Math.max(Math.min(difference, scaled), 5e-17 * size) };
}

/** The intervals are a binary heap with the largest error on top. */
function pushInterval(heap: Interval[], interval: Interval): void {
  let at = heap.push(interval) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]!.error >= interval.error) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = interval;
}

function popWorst(heap: Interval[]): Interval {
  const worst = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return worst;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.error > heap[child]!.error) child++;
    if (heap[child]!.error <= last.error) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return worst;
}
