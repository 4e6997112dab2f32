import { ckmeans } from "simple-statistics";
import { ClienteleError, counted, knownOptions, numberOption } from "../errors/index.js";
import { createTable, type Table, type Vector, vectorOf } from "../table/index.js";
import { measureSpread } from "./points/point-spread.js";

/** Options of {@link optimalCuts}. */
export interface OptimalCutsOptions {
  /** How many classes. */
  readonly k: number;
}

/** What {@link optimalCuts} finds. */
export interface OptimalCuts {
  /**
   * The k − 1 values between the classes, each halfway between the neighbors it parts; a value from a cut on belongs
   * above it.
   */
  readonly cuts: readonly number[];
  /** The class of each value, 0 for the lowest; −1 where the value is missing. */
  readonly labels: Int32Array;
  /** One row per class: `class`, `from` and `to` (its least and greatest value), `count`, `mean`. */
  readonly classes: Table<{ class: number; from: number; to: number; count: number; mean: number }>;
  /** Σ squared distance of a value to the mean of its class: the least that k classes can have. */
  readonly inertia: number;
  /** The share of the variance that the classes account for, 0..1 (Jenks' goodness of variance fit). */
  readonly explained: number;
}

/**
 * Cuts one column of numbers into `k` classes so that the values within a class are as alike as possible: the true
 * optimum, not the best of some starts. For classes of customers by one figure, such as "small, middling and large by
 * revenue", with borders that lie in gaps of the data; equal values are never parted. Missing values (NaN) get no
 * class. A million values take some seconds.
 *
 * The optimum is that of doubles: where the values reach so far that the finer differences are less than about 1e-15 of
 * the total variance, those are not seen.
 *
 * Errors: `too-many-clusters` (k above the number of different values), `out-of-range` (values too far apart to
 * square), `not-finite`, `not-a-number`, `empty-table`, `invalid-option`.
 *
 * Source: Wang and Song (2011), R Journal 3(2), through `ckmeans` of simple-statistics.
 *
 * @example
 * ```ts
 * optimalCuts([1, 2, 1, 20, 22, 90], { k: 3 }).cuts; // [11, 56]
 * ```
 */
export function optimalCuts(values: Vector, options: OptimalCutsOptions): OptimalCuts {
  const caller = "optimalCuts";
  knownOptions(caller, options, ["k"]);
  const k = numberOption(caller, "k", options.k, { min: 1, integer: true });
  const column = vectorOf(caller, "values", values, { missing: "keep" });
  const known = Array.from(column.filter((value) => !Number.isNaN(value)));
  if (known.length === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no values");
  const distinct = new Set(known).size;
  if (k > distinct) {
    throw new ClienteleError(
      "too-many-clusters",
      { function: caller, value: k },
      `${counted(k, "class was", "classes were")} asked for, but there ${distinct === 1 ? "is" : "are"} only ` +
        `${counted(distinct, "different value")}`,
    );
  }
  measureSpread(caller, { data: Float64Array.from(known), rows: known.length, columns: 1 }, new Float64Array(0), false);
  const classes = withoutParting(caller, ckmeans(known, k));
  const cuts = classes.slice(1).map((members, i) => cutBetween(classes[i]!.at(-1)!, members[0]!));
  const moments = classes.map(momentsOf);
  const inertia = moments.reduce((sum, { squares }) => sum + squares, 0);
  const total = momentsOf(known).squares;
  return {
    cuts,
    labels: Int32Array.from(column, (value) => (Number.isNaN(value) ? -1 : classOf(cuts, value))),
    classes: createTable({
      class: classes.map((_, i) => i),
      from: classes.map((members) => members[0]!),
      to: classes.map((members) => members.at(-1)!),
      count: classes.map((members) => members.length),
      mean: moments.map(({ mean }) => mean),
    }),
    inertia,
    explained: total === 0 ? 1 : Math.max(0, 1 - inertia / total),
  };
}

/**
 * Values far from the rest cost `ckmeans`, which works with sums of squares, the digits by which it sees that values
 * are equal; such values are put together again in the class above.
 */
function withoutParting(caller: string, classes: readonly number[][]): number[][] {
  const whole = classes.map((members) => [...members]);
  for (let i = 1; i < whole.length; i++) {
    const [below, above] = [whole[i - 1]!, whole[i]!];
    let parted = below.length;
    while (parted > 0 && below[parted - 1] === above[0]) parted--;
    if (parted < below.length) whole[i] = [...below.splice(parted), ...above];
    if (below.length > 0) continue;
    throw new ClienteleError(
      "too-many-clusters",
      { function: caller, value: classes.length },
      "some of the values are so close together, compared with how far all of them reach, that doubles cannot tell " +
        `${classes.length} classes apart`,
    );
  }
  return whole;
}

/** The mean and Σ squared deviation from it, reckoned from the first value so that a common offset takes no digits. */
function momentsOf(values: readonly number[]): { readonly mean: number; readonly squares: number } {
  const origin = values[0]!;
  let sum = 0;
  for (const value of values) sum += value - origin;
  const offset = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - origin - offset) ** 2;
  return { mean: origin + offset, squares };
}

/** Halfway; of two doubles without another between them the upper one, so that the lower stays below the cut. */
function cutBetween(lower: number, upper: number): number {
  const middle = lower / 2 + upper / 2;
  return middle > lower ? middle : upper;
}

/** How many cuts lie at or below the value. */
function classOf(cuts: readonly number[], value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
