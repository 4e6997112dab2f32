import { orderStatistics } from "../arrays/order-statistics.js";
import type { Numbers } from "../arrays/sum.js";

/**
 * The p-quantile of Hyndman and Fan's type 7 (the default of R, NumPy and pandas): linear between the order statistics
 * around position (n − 1) p, counted from 0. Found by selection, not by sorting; the input is left as it is and must
 * hold no NaN. NaN for no values and for p outside [0, 1].
 */
export function quantile(values: Numbers, p: number): number {
  return quantiles(values, [p])[0]!;
}

/** The middle value, or the mean of the two middle ones; NaN for no values. */
export function median(values: Numbers): number {
  return quantile(values, 0.5);
}

/** Several type-7 quantiles at once, in the order asked for; see {@link quantile}. */
export function quantiles(values: Numbers, ps: Numbers): Float64Array {
  const numbers = values instanceof Float64Array ? values : new Float64Array(values);
  const last = numbers.length - 1;
  const below = new Map<number, number>();
  const wanted: number[] = [];
  for (let i = 0; i < ps.length; i++) {
    const position = positionOf(last, ps[i]!);
    if (last < 0 || !(position >= 0 && position <= last)) continue;
    const floor = Math.floor(position);
    wanted.push(floor);
    if (position > floor) wanted.push(floor + 1);
  }
  const positions = Int32Array.from(new Set(wanted)).sort();
  const found = orderStatistics(numbers, positions);
  positions.forEach((position, i) => {
    below.set(position, found[i]!);
  });
  return Float64Array.from({ length: ps.length }, (_, i) => {
    const position = positionOf(last, ps[i]!);
    const floor = Math.floor(position);
    const low = below.get(floor);
    if (low === undefined) return Number.NaN;
    const high = below.get(Math.ceil(position))!;
    // Adding 0 turns −0 into 0; equal infinities have no difference.
    return low === high ? low + 0 : low + (position - floor) * (high - low);
  });
}

/** (n − 1) p, whole where it is whole but for rounding (as R does it); NaN for a p outside [0, 1]. */
function positionOf(last: number, p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  const position = last * p;
  const whole = Math.round(position);
  return Math.abs(position - whole) <= 4 * Number.EPSILON * whole ? whole : position;
}
