import { ckmeans } from "simple-statistics";
import { ClienteleError, knownOptions, numberOption } from "../errors/index.js";
import { createTable, type Table, type Vector, vectorOf } from "../table/index.js";

/** Options of {@link optimalCuts}. */
export interface OptimalCutsOptions {
  /** How many classes. */
  readonly k: number;
}

/** What {@link optimalCuts} finds. */
export interface OptimalCuts {
  /** The k − 1 values between the classes, each halfway between the neighbors it parts. */
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
 * Cuts one column of numbers into `k` classes so that the values within a class are as alike as possible: the true optimum, not the best of some starts. For classes of customers by one figure, such as
 * "small, middling and large by revenue", with borders that lie in gaps of the data. Missing values (NaN) get no class. A million values take some seconds.
 *
 * Errors: `too-many-clusters` (k above the number of different values), `not-finite`, `not-a-number`, `empty-table`, `invalid-option`.
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
      `${k} classes were asked for, but there are only ${distinct} different values`,
    );
  }
  // ckmeans may part equal values when a class is left over; with no more classes than values it does not.
  const classes = ckmeans(known, k);
  const cuts = classes.slice(1).map((members, i) => (classes[i]!.at(-1)! + members[0]!) / 2);
  const means = classes.map((members) => members.reduce((sum, value) => sum + value / members.length, 0));
  const overall = known.reduce((sum, value) => sum + value / known.length, 0);
  const inertia = classes.reduce((sum, members, i) => sum + squaresAround(members, means[i]!), 0);
  const total = squaresAround(known, overall);
  return {
    cuts,
    labels: Int32Array.from(column, (value) => (Number.isNaN(value) ? -1 : classOf(cuts, value))),
    classes: createTable({
      class: classes.map((_, i) => i),
      from: classes.map((members) => members[0]!),
      to: classes.map((members) => members.at(-1)!),
      count: classes.map((members) => members.length),
      mean: means,
    }),
    inertia,
    explained: total === 0 ? 1 : Math.max(0, 1 - inertia / total),
  };
}

function squaresAround(values: readonly number[], center: number): number {
  let sum = 0;
  for (const value of values) sum += (value - center) ** 2;
  return sum;
}

/** How many cuts lie below the value; one that equals a cut, which rounding can bring about, belongs above it. */
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
