import { dot } from "../linear-algebra/dot.js";

/** A function that returns its value at x and writes its gradient. */
export type ValueAndGradient = (x: Float64Array, gradient: Float64Array) => number;

/** A point on a line, with the value and the gradient there. */
export interface LinePoint {
  readonly step: number;
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly slope: number;
}

const sufficientDecrease = 1e-4;
const curvature = 0.9;

/**
 * A step along `direction` that satisfies the strong Wolfe conditions (Nocedal & Wright 2006, algorithms 3.5 and 3.6),
 * or null when none was found. A value that is not finite counts as infinitely high: the search turns back before it.
 */
export function wolfeSearch(
  f: ValueAndGradient,
  origin: LinePoint,
  direction: Float64Array,
  firstStep: number,
  count: { evaluations: number },
): LinePoint | null {
  const evaluate = (step: number): LinePoint => {
    const x = origin.x.map((value, i) => value + step * direction[i]!);
    const gradient = new Float64Array(x.length);
    count.evaluations++;
    const value = f(x, gradient);
    const slope = dot(gradient, direction);
    const finite = Number.isFinite(value) && Number.isFinite(slope);
    return { step, x, gradient, value: finite ? value : Number.POSITIVE_INFINITY, slope: finite ? slope : Number.NaN };
  };
  // Near the minimum the gain drowns in the rounding of f; there a smaller slope at an equal value is progress enough.
  const rounding = 4e-16 * Math.abs(origin.value);
  const tooHigh = (point: LinePoint): boolean =>
    !(point.value <= origin.value + sufficientDecrease * point.step * origin.slope + rounding);
  const flat = (point: LinePoint): boolean => Math.abs(point.slope) <= -curvature * origin.slope;

  let previous = origin;
  let step = firstStep;
  for (let tries = 0; tries < 60; tries++) {
    const point = evaluate(step);
    if (tooHigh(point) || (tries > 0 && point.value >= previous.value + rounding)) return zoom(previous, point);
    if (flat(point)) return point;
    if (point.slope >= 0) return zoom(point, previous);
    previous = point;
    step *= 2.5;
    if (step > 1e20) return point;
  }
  return previous === origin ? null : previous;

  function zoom(lowEnd: LinePoint, highEnd: LinePoint): LinePoint | null {
    let low = lowEnd;
    let high = highEnd;
    for (let tries = 0; tries < 80; tries++) {
      const width = high.step - low.step;
      if (Math.abs(width) <= 1e-14 * Math.max(Math.abs(low.step), 1e-30)) break;
      const point = evaluate(low.step + width * cubicFraction(low, high));
      if (tooHigh(point) || point.value >= low.value + rounding) high = point;
      else {
        if (flat(point)) return point;
        if (point.slope * width >= 0) high = low;
        low = point;
      }
    }
    return low === origin ? null : low;
  }
}

/**
 * Where between two points the cubic through their values and slopes is smallest, as a fraction kept away from the
 * ends.
 */
function cubicFraction(low: LinePoint, high: LinePoint): number {
  if (!Number.isFinite(high.value) || !Number.isFinite(high.slope)) return high.step === low.step ? 0.5 : 0.2;
  const width = high.step - low.step;
  const d1 = low.slope + high.slope - (3 * (high.value - low.value)) / width;
  const square = d1 * d1 - low.slope * high.slope;
  if (!(square >= 0)) return 0.5;
  const d2 = Math.sqrt(square) * Math.sign(width);
  const fraction = 1 - (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
  return Number.isFinite(fraction) ? Math.min(0.9, Math.max(0.1, fraction)) : 0.5;
}
