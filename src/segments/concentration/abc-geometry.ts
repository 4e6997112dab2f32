/** A point of the curve: the share of the items, and the share of the value they hold. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** The points of the curve that set the limits of the classes. */
export interface AbcPoints {
  /** Where one more percent of the items brings one percent of the value. */
  readonly breakEven: CurvePoint;
  /** Nearest to (0, 1): everything for nothing. */
  readonly pareto: CurvePoint;
  /** A ends at the first of the two. */
  readonly a: CurvePoint;
  /** B ends here: nearest to (x of the second of the two, 1). */
  readonly b: CurvePoint;
}

const steps = 1000;

/**
 * The limits of a computed ABC analysis (Ultsch and Lötsch 2015), read from the curve at x = 0, 0.001, …, 1: A ends
 * before the smaller of the break-even point and the Pareto point, B before the point nearest to (the larger, 1). The
 * item of rank i belongs to a class when i / n lies below its end.
 */
export function geometryEnds(cumulative: Float64Array): {
  readonly ends: readonly number[];
  readonly points: AbcPoints;
} {
  const n = cumulative.length;
  const curve = curveAt(cumulative);
  const point = (i: number): CurvePoint => ({ x: i / steps, y: curve[i]! });
  const breakEven = smallest(steps, (i) => Math.abs((curve[i + 1]! - curve[i]!) * steps - 1));
  const pareto = nearest(curve, 0);
  const first = Math.min(breakEven, pareto);
  const last = nearest(curve, Math.max(breakEven, pareto) / steps);
  const aEnd = itemsBefore(first, n);
  return {
    ends: [aEnd, Math.max(aEnd, itemsBefore(last, n))],
    points: Object.freeze({ breakEven: point(breakEven), pareto: point(pareto), a: point(first), b: point(last) }),
  };
}

/** The curve from (0, 0) over (i/n, share of the i largest), by linear interpolation. */
function curveAt(cumulative: Float64Array): Float64Array {
  const n = cumulative.length;
  const total = cumulative[n - 1]!;
  return Float64Array.from({ length: steps + 1 }, (_, step) => {
    const position = (step * n) / steps;
    const below = Math.floor(position);
    const low = below === 0 ? 0 : cumulative[below - 1]!;
    const high = cumulative[Math.min(below, n - 1)]!;
    return (low + (position - below) * (high - low)) / total;
  });
}

/** The step of the curve nearest to (x, 1). */
function nearest(curve: Float64Array, x: number): number {
  return smallest(steps + 1, (i) => (i / steps - x) ** 2 + (1 - curve[i]!) ** 2);
}

/** The first of `count` numbers at which the function is smallest, differences in the last digits aside. */
function smallest(count: number, of: (i: number) => number): number {
  let best = 0;
  let least = of(0);
  for (let i = 1; i < count; i++) {
    const value = of(i);
    if (value < least - 1e-12) {
      best = i;
      least = value;
    }
  }
  return best;
}

/** How many ranks i = 1, 2, … have i / n < step / 1000. */
function itemsBefore(step: number, n: number): number {
  return Math.max(0, Math.ceil((step * n) / steps) - 1);
}
