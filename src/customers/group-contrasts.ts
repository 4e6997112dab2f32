import { normalSurvival, studentTTwoSided } from "../numeric/index.js";

/** How one group differs from all the others together in one respect. */
export interface Contrast {
  /** Rows of the group in which the feature is known. */
  readonly count: number;
  /** The mean or the share in the group. */
  readonly value: number;
  /** The same among all other rows. */
  readonly rest: number;
  /** Hedges' g of means, Cohen's h of shares; above 0 where the group has more. */
  readonly effect: number;
  /** Two-sided; NaN where there are too few rows to tell. */
  readonly pValue: number;
}

interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Σ squared deviation from the mean. */
  readonly squares: number;
}

/**
 * How a numeric feature differs over groups: for each group the mean against that of the rest by Welch's t-test and
 * Hedges' g (1981), and as a whole η², the share of its variance that lies between the groups, 0..1 (NaN for a
 * constant). Rows of code −1 and missing values take no part.
 */
export function contrastMeans(
  codes: Int32Array,
  groups: number,
  values: Float64Array,
): { readonly contrasts: Contrast[]; readonly varianceBetween: number } {
  const scale = safeScale(values);
  const moments = momentsByGroup(codes, groups, scale === 1 ? values : values.map((value) => value / scale));
  const contrasts = restOfEach(moments).map((rest, group) => {
    const contrast = meanContrast(moments[group]!, rest);
    return scale === 1 ? contrast : { ...contrast, value: contrast.value * scale, rest: contrast.rest * scale };
  });
  const within = moments.reduce((sum, { squares }) => sum + squares, 0);
  const total = moments.reduce(combine).squares;
  return { contrasts, varianceBetween: total > 0 ? Math.max(0, 1 - within / total) : Number.NaN };
}

/**
 * A power of two by which values are divided whose squares would leave the range of doubles; else 1. Effects and
 * p-values do not depend on it.
 */
function safeScale(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  return largest === 0 || (largest > 1e-100 && largest < 1e100) ? 1 : 2 ** Math.floor(Math.log2(largest));
}

/** For each group the moments of all others, put together from the front and from the back. */
function restOfEach(moments: readonly Moments[]): Moments[] {
  const after = [...moments];
  for (let group = moments.length - 2; group >= 0; group--) after[group] = combine(moments[group]!, after[group + 1]!);
  let before: Moments = { count: 0, mean: Number.NaN, squares: 0 };
  return moments.map((own, group) => {
    const rest = combine(before, after[group + 1] ?? { count: 0, mean: Number.NaN, squares: 0 });
    before = combine(before, own);
    return rest;
  });
}

function momentsByGroup(codes: Int32Array, groups: number, values: Float64Array): Moments[] {
  const counts = new Float64Array(groups);
  const means = new Float64Array(groups);
  const squares = new Float64Array(groups);
  for (let row = 0; row < values.length; row++) {
    const group = codes[row]!;
    if (group < 0 || Number.isNaN(values[row]!)) continue;
    counts[group]!++;
    means[group] = means[group]! + values[row]!;
  }
  for (let group = 0; group < groups; group++) means[group] = means[group]! / counts[group]!;
  // What rounding has added to the mean, so that the mean of a constant is that constant.
  const drifts = new Float64Array(groups);
  for (let row = 0; row < values.length; row++) {
    const group = codes[row]!;
    if (group >= 0 && !Number.isNaN(values[row]!)) drifts[group] = drifts[group]! + (values[row]! - means[group]!);
  }
  for (let group = 0; group < groups; group++) means[group] = means[group]! + drifts[group]! / counts[group]!;
  for (let row = 0; row < values.length; row++) {
    const group = codes[row]!;
    if (group >= 0 && !Number.isNaN(values[row]!))
      squares[group] = squares[group]! + (values[row]! - means[group]!) ** 2;
  }
  return Array.from(counts, (count, group) => ({ count, mean: means[group]!, squares: squares[group]! }));
}

/** The moments of two parts together (Chan, Golub and LeVeque 1983). */
function combine(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const difference = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (difference * b.count) / count,
    squares: a.squares + b.squares + difference * difference * ((a.count * b.count) / count),
  };
}

function meanContrast(own: Moments, rest: Moments): Contrast {
  const difference = own.mean - rest.mean;
  const degrees = own.count + rest.count - 2;
  const common = { count: own.count, value: own.mean, rest: rest.mean };
  // With one degree of freedom the correction is 0, whatever the difference.
  if (own.count === 0 || rest.count === 0 || degrees < 2) return { ...common, effect: Number.NaN, pValue: Number.NaN };
  const pooled = Math.sqrt((own.squares + rest.squares) / degrees);
  // Hedges' correction of what Cohen's d overstates in small samples.
  const correction = 1 - 3 / (4 * degrees - 1);
  const effect = difference === 0 ? 0 : (correction * difference) / pooled;
  return { ...common, effect, pValue: welch(own, rest, difference) };
}

function welch(own: Moments, rest: Moments, difference: number): number {
  if (own.count < 2 || rest.count < 2) return Number.NaN;
  const a = own.squares / (own.count - 1) / own.count;
  const b = rest.squares / (rest.count - 1) / rest.count;
  if (a + b === 0) return difference === 0 ? 1 : 0;
  const degrees = (a + b) ** 2 / (a ** 2 / (own.count - 1) + b ** 2 / (rest.count - 1));
  return studentTTwoSided(difference / Math.sqrt(a + b), degrees);
}

/**
 * How the share of one level of a category differs in each group: the test of two proportions with a common variance,
 * and Cohen's h. Codes −1 take no part.
 */
export function contrastShares(codes: Int32Array, groups: number, levels: Int32Array, level: number): Contrast[] {
  const counts = new Float64Array(groups);
  const hits = new Float64Array(groups);
  let allCounts = 0;
  let allHits = 0;
  for (let row = 0; row < codes.length; row++) {
    const group = codes[row]!;
    if (group < 0 || levels[row]! < 0) continue;
    counts[group]!++;
    allCounts++;
    if (levels[row] !== level) continue;
    hits[group]!++;
    allHits++;
  }
  return Array.from(counts, (count, group) =>
    shareContrast(hits[group]!, count, allHits - hits[group]!, allCounts - count),
  );
}

function shareContrast(hits: number, count: number, restHits: number, restCount: number): Contrast {
  const value = hits / count;
  const rest = restHits / restCount;
  const common = { count, value, rest };
  if (count === 0 || restCount === 0) return { ...common, effect: Number.NaN, pValue: Number.NaN };
  const effect = 2 * Math.asin(Math.sqrt(value)) - 2 * Math.asin(Math.sqrt(rest));
  const share = (hits + restHits) / (count + restCount);
  const variance = share * (1 - share) * (1 / count + 1 / restCount);
  const pValue = variance === 0 ? 1 : 2 * normalSurvival(Math.abs(value - rest) / Math.sqrt(variance));
  return { ...common, effect, pValue };
}

/** Cramér's V between groups and a category, 0..1; NaN where one of them has a single value. */
export function cramersV(codes: Int32Array, groups: number, levels: Int32Array, levelCount: number): number {
  const cells = new Float64Array(groups * levelCount);
  const rowSums = new Float64Array(groups);
  const columnSums = new Float64Array(levelCount);
  let total = 0;
  for (let row = 0; row < codes.length; row++) {
    const group = codes[row]!;
    const level = levels[row]!;
    if (group < 0 || level < 0) continue;
    cells[group * levelCount + level]!++;
    rowSums[group]!++;
    columnSums[level]!++;
    total++;
  }
  const size = Math.min(rowSums.filter((sum) => sum > 0).length, columnSums.filter((sum) => sum > 0).length) - 1;
  if (size < 1) return Number.NaN;
  let chiSquare = 0;
  for (let group = 0; group < groups; group++) {
    for (let level = 0; level < levelCount; level++) {
      const expected = (rowSums[group]! * columnSums[level]!) / total;
      if (expected > 0) chiSquare += (cells[group * levelCount + level]! - expected) ** 2 / expected;
    }
  }
  return Math.sqrt(chiSquare / total / size);
}
