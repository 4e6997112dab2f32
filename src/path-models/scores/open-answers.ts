import { factorInPlace, solveInPlace } from "../../numeric/index.js";

/**
 * Regression imputation: fills the open answers (NaN) of standardized rows with their regression on the answers given,
 * under the given correlations. Rows without any answer are left open. `rows` is row-major and is changed.
 */
export function fillByRegression(rows: Float64Array, correlation: Float64Array): void {
  const width = Math.sqrt(correlation.length);
  const patterns = new Map<
    string,
    { readonly given: readonly number[]; readonly slopes: ReadonlyMap<number, Float64Array> }
  >();
  for (let base = 0; base < rows.length; base += width) {
    const open: number[] = [];
    const given: number[] = [];
    for (let i = 0; i < width; i++) (Number.isNaN(rows[base + i]!) ? open : given).push(i);
    if (open.length === 0 || given.length === 0) continue;
    const key = open.join();
    let pattern = patterns.get(key);
    if (pattern === undefined) {
      pattern = { given, slopes: regressions(correlation, width, given, open) };
      patterns.set(key, pattern);
    }
    for (const i of open) {
      const slopes = pattern.slopes.get(i)!;
      let expected = 0;
      for (let a = 0; a < given.length; a++) expected += slopes[a]! * rows[base + given[a]!]!;
      rows[base + i] = expected;
    }
  }
}

/** Coefficients of each open item on the items given. */
function regressions(
  correlation: Float64Array,
  width: number,
  given: readonly number[],
  open: readonly number[],
): Map<number, Float64Array> {
  const factor = new Float64Array(given.length * given.length);
  for (let a = 0; a < given.length; a++) {
    for (let b = 0; b < given.length; b++) factor[a * given.length + b] = correlation[given[a]! * width + given[b]!]!;
  }
  factorInPlace(factor, given.length);
  return new Map(
    open.map((i) => {
      const right = Float64Array.from(given, (other) => correlation[i * width + other]!);
      solveInPlace(factor, given.length, right);
      return [i, right];
    }),
  );
}
