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

/** How the mean of a numeric feature differs in each group: Welch's t-test and Hedges' g (1981), group against rest. Rows of code −1 and missing values take no part. */
export function contrastMeans(codes: Int32Array, groups: number, values: Float64Array): Contrast[] {
  const moments = momentsByGroup(codes, groups, values);
  return moments.map((own, group) => meanContrast(own, combine(moments.filter((_, other) => other !== group))));
}

/** η²: the share of the variance of a numeric feature that lies between the groups, 0..1; NaN for a constant. */
export function varianceBetween(codes: Int32Array, groups: number, values: Float64Array): number {
  const moments = momentsByGroup(codes, groups, values);
  const within = moments.reduce((sum, { squares }) => sum + squares, 0);
  const total = combine(moments).squares;
  return total > 0 ? Math.max(0, 1 - within / total) : Number.NaN;
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
  for (let row = 0; row < values.length; row++) {
    const group = codes[row]!;
    if (group >= 0 && !Number.isNaN(values[row]!))
      squares[group] = squares[group]! + (values[row]! - means[group]!) ** 2;
  }
  return Array.from(counts, (count, group) => ({ count, mean: means[group]!, squares: squares[group]! }));
}

function combine(parts: readonly Moments[]): Moments {
  const filled = parts.filter(({ count }) => count > 0);
  const count = filled.reduce((sum, part) => sum + part.count, 0);
  const mean = filled.reduce((sum, part) => sum + part.count * part.mean, 0) / count;
  const squares = filled.reduce((sum, part) => sum + part.squares + part.count * (part.mean - mean) ** 2, 0);
  return { count, mean, squares };
}

function meanContrast(own: Moments, rest: Moments): Contrast {
  const difference = own.mean - rest.mean;
  const degrees = own.count + rest.count - 2;
  const common = { count: own.count, value: own.mean, rest: rest.mean };
  if (own.count === 0 || rest.count === 0) return { ...common, effect: Number.NaN, pValue: Number.NaN };
  const pooled = Math.sqrt((own.squares + rest.squares) / degrees);
  // Hedges' correction of what Cohen's d overstates in small samples.
  const correction = 1 - 3 / (4 * degrees - 1);
  const effect = difference === 0 ? 0 : degrees > 0 ? (correction * difference) / pooled : Number.NaN;
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

/** How the share of one level of a category differs in each group: the test of two proportions with a common variance, and Cohen's h. Codes −1 take no part. */
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
