/** Times nearer to each other than this, relative to their size, are one time: arithmetic on dates loses as much. */
const tieTolerance = 1e-9;

/** Whether a time lies after another by more than rounding. */
export function isAfter(time: number, other: number): boolean {
  return time - other > tieTolerance * time;
}

/**
 * Durations that differ only by rounding made equal, to the shortest of them: 7 / 12 and 7 · (1 / 12) are one time, and
 * whether two customers left at the same time must not depend on how it was computed. The tolerance is counted from the
 * shortest, so that a chain of near times does not become one. Whole numbers are exact and stay as they are.
 *
 * Source: the documentation of `aeqSurv` of R's survival (`timefix`), for the idea.
 */
export function tiedDurations(durations: Float64Array): Float64Array {
  if (durations.every(Number.isInteger)) return durations;
  const sorted = durations.slice().sort();
  const times = distinctTimes(sorted);
  return times === null ? durations : durations.map((duration) => lastAtOrBefore(times, duration));
}

/** The shortest of each set of near times; null where no two times are near without being equal. */
function distinctTimes(sorted: Float64Array): Float64Array | null {
  const times = new Float64Array(sorted.length);
  let distinct = 0;
  let near = false;
  for (let i = 0; i < sorted.length; i++) {
    const time = sorted[i]!;
    const first = distinct === 0 ? Number.NEGATIVE_INFINITY : times[distinct - 1]!;
    if (isAfter(time, first)) times[distinct++] = time;
    else if (time > first) near = true;
  }
  return near ? times.subarray(0, distinct) : null;
}

/** The last of rising times that is not after a duration, which is not before the first. */
function lastAtOrBefore(times: Float64Array, duration: number): number {
  let low = 0;
  let high = times.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= duration) low = middle;
    else high = middle;
  }
  return times[low]!;
}
