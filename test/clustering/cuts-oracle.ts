/**
 * The best way to cut numbers into k runs, found by trying all: Σ squared distance to the run's mean, and the means.
 */
export function bestCuts(values: readonly number[], k: number): { inertia: number; means: number[] } {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const squares = (from: number, to: number) => {
    const run = sorted.slice(from, to);
    const center = meanOf(run);
    return run.reduce((sum, value) => sum + (value - center) ** 2, 0);
  };
  // least[j][end]: of the first `end` values in j runs; from[j][end]: where the last of these runs begins.
  const least = [[0, ...Array.from({ length: n }, () => Number.POSITIVE_INFINITY)]];
  const from: number[][] = [[]];
  for (let j = 1; j <= k; j++) {
    const row = Array.from({ length: n + 1 }, () => Number.POSITIVE_INFINITY);
    const begins = Array.from({ length: n + 1 }, () => 0);
    for (let end = j; end <= n; end++) {
      for (let begin = j - 1; begin < end; begin++) {
        const inertia = least[j - 1]![begin]! + squares(begin, end);
        if (inertia >= row[end]!) continue;
        row[end] = inertia;
        begins[end] = begin;
      }
    }
    least.push(row);
    from.push(begins);
  }
  const means: number[] = [];
  for (let j = k, end = n; j > 0; j--) {
    const begin = from[j]![end]!;
    means.unshift(meanOf(sorted.slice(begin, end)));
    end = begin;
  }
  return { inertia: least[k]![n]!, means };
}

/** The mean of some numbers. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
