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
  const { moved, firsts } = nearTimes(durations.slice().sort());
  if (moved.length === 0) return durations;
  // Few times are near to others, and these few stay in the cache: a search among all times waits for memory.
  return durations.map((duration) => {
    const at = lastAtOrBefore(moved, duration);
    return moved[at] === duration ? firsts[at]! : duration;
  });
}

/** The times, rising, that lie near a shorter one without being equal to it, and that shorter one of each. */
function nearTimes(sorted: Float64Array): { readonly moved: Float64Array; readonly firsts: Float64Array } {
  const moved: number[] = [];
  const firsts: number[] = [];
  let first = Number.NEGATIVE_INFINITY;
  let last = first;
  for (let i = 0; i < sorted.length; i++) {
    const time = sorted[i]!;
    if (isAfter(time, first)) first = time;
    else if (time > first && time > last) {
      moved.push(time);
      firsts.push(first);
    }
    last = time;
  }
  return { moved: Float64Array.from(moved), firsts: Float64Array.from(firsts) };
}

/** Where the last of rising times stands that is not after a duration; 0 where all are. */
function lastAtOrBefore(times: Float64Array, duration: number): number {
  let low = 0;
  let high = times.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= duration) low = middle;
    else high = middle;
  }
  return low;
}
