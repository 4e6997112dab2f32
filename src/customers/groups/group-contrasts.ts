import { normalSurvival, studentTQuantile, studentTTwoSided, wilsonInterval } from "../../numeric/index.js";

/** How one group differs from all the others together in one respect. */
export interface Contrast {
  /** Rows of the group in which the feature is known. */
  readonly count: number;
  /** The same among all other rows. */
  readonly restCount: number;
  /** The mean or the share in the group. */
  readonly value: number;
  /** The same among all other rows. */
  readonly rest: number;
  /** Bounds of the difference between them at 95 %; NaN where there are too few rows to tell. */
  readonly lower: number;
  readonly upper: number;
  /** Hedges' g of means, Cohen's h of shares; above 0 where the group has more. */
  readonly effect: number;
  /** Two-sided; NaN where there are too few rows to tell. */
  readonly pValue: number;
}

/** Rows in groups: code −1 takes no part. */
export interface GroupedRows {
  readonly codes: Int32Array;
  readonly groups: number;
  /** Survey weights; null where all rows weigh the same. */
  readonly weights: Float64Array | null;
}

/** What is left of some values under weights w; without weights all w are 1. */
interface Moments {
  readonly rows: number;
  /** Σ w. */
  readonly weight: number;
  /** Σ w². */
  readonly squaredWeight: number;
  readonly mean: number;
  /** Σ w · squared deviation from the mean. */
  readonly squares: number;
}

const none: Moments = { rows: 0, weight: 0, squaredWeight: 0, mean: Number.NaN, squares: 0 };

const level = 0.95;

/**
 * How a numeric feature differs over groups: for each group the mean against that of the rest by Welch's t-test and
 * Hedges' g (1981), and as a whole η², the share of its variance that lies between the groups, 0..1 (NaN for a
 * constant). Rows of code −1 and missing values take no part. Under weights a group counts as its effective number of
 * rows, (Σ w)² / Σ w² (Kish 1965).
 */
export function contrastMeans(
  rows: GroupedRows,
  values: Float64Array,
): { readonly contrasts: Contrast[]; readonly varianceBetween: number } {
  const scale = safeScale(values);
  const moments = momentsByGroup(rows, scale === 1 ? values : values.map((value) => value / scale));
  const contrasts = restOfEach(moments).map((rest, group) => scaled(meanContrast(moments[group]!, rest), scale));
  const within = moments.reduce((sum, { squares }) => sum + squares, 0);
  const total = moments.reduce(combine).squares;
  return { contrasts, varianceBetween: total > 0 ? Math.max(0, 1 - within / total) : Number.NaN };
}

function scaled(contrast: Contrast, scale: number): Contrast {
  if (scale === 1) return contrast;
  const { value, rest, lower, upper } = contrast;
  return { ...contrast, value: value * scale, rest: rest * scale, lower: lower * scale, upper: upper * scale };
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
  let before = none;
  return moments.map((own, group) => {
    const rest = combine(before, after[group + 1] ?? none);
    before = combine(before, own);
    return rest;
  });
}

function momentsByGroup({ codes, groups, weights }: GroupedRows, values: Float64Array): Moments[] {
  const [rows, weight, squaredWeight, means, drifts, squares] = Array.from(
    { length: 6 },
    () => new Float64Array(groups),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const each = (visit: (group: number, value: number, w: number) => void): void => {
    for (let row = 0; row < values.length; row++) {
      const group = codes[row]!;
      const w = weights === null ? 1 : weights[row]!;
      if (group >= 0 && w > 0 && !Number.isNaN(values[row]!)) visit(group, values[row]!, w);
    }
  };
  each((group, value, w) => {
    rows[group]!++;
    weight[group]! += w;
    squaredWeight[group]! += w * w;
    means[group]! += w * value;
  });
  for (let group = 0; group < groups; group++) means[group] = means[group]! / weight[group]!;
  // What rounding has added to the mean, so that the mean of a constant is that constant.
  each((group, value, w) => {
    drifts[group]! += w * (value - means[group]!);
  });
  for (let group = 0; group < groups; group++) means[group] = means[group]! + drifts[group]! / weight[group]!;
  each((group, value, w) => {
    squares[group]! += w * (value - means[group]!) ** 2;
  });
  return Array.from(rows, (count, group) => ({
    rows: count,
    weight: weight[group]!,
    squaredWeight: squaredWeight[group]!,
    mean: means[group]!,
    squares: squares[group]!,
  }));
}

/** The moments of two parts together (Chan, Golub and LeVeque 1983). */
function combine(a: Moments, b: Moments): Moments {
  if (a.rows === 0) return b;
  if (b.rows === 0) return a;
  const weight = a.weight + b.weight;
  const difference = b.mean - a.mean;
  return {
    rows: a.rows + b.rows,
    weight,
    squaredWeight: a.squaredWeight + b.squaredWeight,
    mean: a.mean + (difference * b.weight) / weight,
    squares: a.squares + b.squares + difference * difference * ((a.weight * b.weight) / weight),
  };
}

/** The effective number of rows, and Σ squared deviation scaled to it. */
function effective({ weight, squaredWeight, squares }: Moments): { readonly count: number; readonly squares: number } {
  const count = squaredWeight === 0 ? 0 : (weight * weight) / squaredWeight;
  return { count, squares: squares * (count / weight) };
}

function meanContrast(own: Moments, rest: Moments): Contrast {
  const difference = own.mean - rest.mean;
  const [a, b] = [effective(own), effective(rest)];
  const degrees = a.count + b.count - 2;
  const common = { count: own.rows, restCount: rest.rows, value: own.mean, rest: rest.mean };
  // With one degree of freedom the correction is 0, whatever the difference.
  if (own.rows === 0 || rest.rows === 0 || degrees < 2) return { ...common, ...unknown };
  const pooled = Math.sqrt((a.squares + b.squares) / degrees);
  // Hedges' correction of what Cohen's d overstates in small samples.
  const correction = 1 - 3 / (4 * degrees - 1);
  const effect = difference === 0 ? 0 : (correction * difference) / pooled;
  return { ...common, effect, ...welch(a, b, difference) };
}

const unknown = { effect: Number.NaN, pValue: Number.NaN, lower: Number.NaN, upper: Number.NaN };

/** Welch's t-test (1947) of a difference of means, and its interval. */
function welch(
  own: ReturnType<typeof effective>,
  rest: ReturnType<typeof effective>,
  difference: number,
): Pick<Contrast, "pValue" | "lower" | "upper"> {
  if (own.count < 2 || rest.count < 2) return { pValue: Number.NaN, lower: Number.NaN, upper: Number.NaN };
  const a = own.squares / (own.count - 1) / own.count;
  const b = rest.squares / (rest.count - 1) / rest.count;
  if (a + b === 0) return { pValue: difference === 0 ? 1 : 0, lower: difference, upper: difference };
  const degrees = (a + b) ** 2 / (a ** 2 / (own.count - 1) + b ** 2 / (rest.count - 1));
  const error = Math.sqrt(a + b);
  const reach = studentTQuantile((1 + level) / 2, degrees) * error;
  return {
    pValue: studentTTwoSided(difference / error, degrees),
    lower: difference - reach,
    upper: difference + reach,
  };
}

/** What is left of a share. */
interface ShareCount {
  readonly rows: number;
  readonly weight: number;
  readonly squaredWeight: number;
  readonly hits: number;
}

/**
 * How the share of one level of a category differs in each group: the test of two proportions with a common variance,
 * Cohen's h, and Newcombe's interval of the difference (1998, method 10). Codes −1 take no part.
 */
export function contrastShares({ codes, groups, weights }: GroupedRows, levels: Int32Array, hit: number): Contrast[] {
  const counted = Array.from({ length: groups }, () => ({ rows: 0, weight: 0, squaredWeight: 0, hits: 0 }));
  for (let row = 0; row < codes.length; row++) {
    const w = weights === null ? 1 : weights[row]!;
    if (codes[row]! < 0 || levels[row]! < 0 || w === 0) continue;
    const own = counted[codes[row]!]!;
    own.rows++;
    own.weight += w;
    own.squaredWeight += w * w;
    if (levels[row] === hit) own.hits += w;
  }
  const total = (part: keyof ShareCount): number => counted.reduce((sum, own) => sum + own[part], 0);
  const all = {
    rows: total("rows"),
    weight: total("weight"),
    squaredWeight: total("squaredWeight"),
    hits: total("hits"),
  };
  return counted.map((own) =>
    shareContrast(own, {
      rows: all.rows - own.rows,
      weight: all.weight - own.weight,
      squaredWeight: all.squaredWeight - own.squaredWeight,
      hits: all.hits - own.hits,
    }),
  );
}

function shareContrast(own: ShareCount, others: ShareCount): Contrast {
  const value = ofOne(own.hits / own.weight);
  const rest = ofOne(others.hits / others.weight);
  const common = { count: own.rows, restCount: others.rows, value, rest };
  if (own.rows === 0 || others.rows === 0) return { ...common, ...unknown };
  const effect = 2 * Math.asin(Math.sqrt(value)) - 2 * Math.asin(Math.sqrt(rest));
  const share = ofOne((own.hits + others.hits) / (own.weight + others.weight));
  const [count, restCount] = [own, others].map(({ weight, squaredWeight }) => (weight * weight) / squaredWeight);
  const variance = share * (1 - share) * (1 / count! + 1 / restCount!);
  const pValue = variance === 0 ? 1 : 2 * normalSurvival(Math.abs(value - rest) / Math.sqrt(variance));
  const [a, b] = [wilsonInterval(value, count!, level), wilsonInterval(rest, restCount!, level)];
  return {
    ...common,
    effect,
    pValue,
    lower: value - rest - Math.hypot(value - a.lower, b.upper - rest),
    upper: value - rest + Math.hypot(a.upper - value, rest - b.lower),
  };
}

/** A share that subtracting weights may have left outside 0..1 by rounding. */
function ofOne(share: number): number {
  return Math.max(0, Math.min(1, share));
}

/** Cramér's V between groups and a category, 0..1; NaN where one of them has a single value. */
export function cramersV({ codes, groups, weights }: GroupedRows, levels: Int32Array, levelCount: number): number {
  const cells = new Float64Array(groups * levelCount);
  const rowSums = new Float64Array(groups);
  const columnSums = new Float64Array(levelCount);
  let total = 0;
  for (let row = 0; row < codes.length; row++) {
    const group = codes[row]!;
    const level = levels[row]!;
    const w = weights === null ? 1 : weights[row]!;
    if (group < 0 || level < 0 || w === 0) continue;
    cells[group * levelCount + level]! += w;
    rowSums[group]! += w;
    columnSums[level]! += w;
    total += w;
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
