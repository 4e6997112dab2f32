import { select } from "./select.js";
import type { Numbers } from "./sum.js";

/**
 * The p-quantile of Hyndman and Fan's type 7 (the default of R, NumPy and pandas): linear between the order statistics around
 * position (n − 1) p, counted from 0. By selection on a copy; the input is left as it is and must hold no NaN. NaN for no values.
 */
export function quantile(values: Numbers, p: number): number {
  return quantiles(values, [p])[0]!;
}

/** Several type-7 quantiles at once, in the order asked for; see {@link quantile}. */
export function quantiles(values: Numbers, ps: Numbers): Float64Array {
  return quantilesInPlace(Float64Array.from(values), ps);
}

/** The middle value, or the mean of the two middle ones; NaN for no values. */
export function median(values: Numbers): number {
  return quantile(values, 0.5);
}

/** The same as {@link quantiles} on an array that may be reordered. */
export function quantilesInPlace(values: Float64Array, ps: Numbers): Float64Array {
  const n = values.length;
  const answers = new Float64Array(ps.length).fill(Number.NaN);
  if (n === 0) return answers;
  const order = Array.from({ length: ps.length }, (_, i) => i).sort((i, j) => ps[i]! - ps[j]!);
  // Selected from left to right: what lies before the last order statistic is settled.
  let settled = -1;
  for (const i of order) {
    const position = (n - 1) * ps[i]!;
    if (!(position >= 0 && position <= n - 1)) continue;
    const below = Math.floor(position);
    if (below > settled) {
      select(values, below, settled + 1);
      settled = below;
    }
    const low = values[below]!;
    const part = position - below;
    if (part === 0) {
      answers[i] = low;
      continue;
    }
    if (below + 1 > settled) {
      bringSmallest(values, below + 1);
      settled = below + 1;
    }
    const high = values[below + 1]!;
    answers[i] = low === high ? low : low + part * (high - low);
  }
  return answers;
}

/** Puts the smallest of values[from..] at `from`. */
function bringSmallest(values: Float64Array, from: number): void {
  let smallest = from;
  for (let i = from + 1; i < values.length; i++) if (values[i]! < values[smallest]!) smallest = i;
  const kept = values[from]!;
  values[from] = values[smallest]!;
  values[smallest] = kept;
}
