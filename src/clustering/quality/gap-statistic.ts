import { knownOptions, numberOption } from "../../errors/index.js";
import { createRandom, mean, type Random, standardDeviation } from "../../numeric/index.js";
import { createTable, type PointMatrix, type Points, type Present, pointsOf, type Table } from "../../table/index.js";
import { runKMeans } from "../k-means/k-means.js";
import { countDistinct } from "../points/distinct-points.js";

/** Options of {@link gapStatistic}. */
export interface GapOptions {
  /** The least number of clusters [1]. */
  readonly from?: number | undefined;
  /** The greatest number of clusters [10, or one fewer than there are different points]. */
  readonly to?: number | undefined;
  /** Sets of points without clusters to compare with [10]. */
  readonly references?: number | undefined;
  /** Starts of each fit [5]. */
  readonly restarts?: number | undefined;
  /** [0] */
  readonly seed?: number | undefined;
}

/** The columns of {@link gapStatistic}. */
export type GapColumns = {
  k: Present<number>;
  /** Of the points. */
  inertia: number;
  /**
   * Mean ln inertia of the references − ln inertia of the points; missing where every point lies on its center, since 0
   * has no logarithm.
   */
  gap: number;
  /**
   * The error of `gap` that comes from the number of references: their standard deviation (over n) · √(1 +
   * 1/references). Missing with the gap.
   */
  gapError: number;
};

/** What the table says as a whole. */
export interface GapAttributes {
  /** The least k whose gap is not below the next one's less its error; null where no k of the table is. */
  readonly recommended: number | null;
}

/**
 * How many clusters there are, the answer "one" included: how much smaller the inertia of the points is than that of
 * points spread evenly over the same box. The choice is the least k with gap(k) ≥ gap(k + 1) − error(k + 1). Points
 * should be on comparable scales.
 *
 * Errors: as for {@link kMeans}; `too-many-clusters` where `to` is above the number of different points. Source:
 * Tibshirani, Walther and Hastie (2001), J. R. Stat. Soc. B 63, references by their method (a).
 *
 * @example
 * ```ts
 * const gaps = gapStatistic(points, { to: 6, seed: 1 });
 * gaps.recommended; // e.g. 3
 * ```
 */
export function gapStatistic(points: Points, options: GapOptions = {}): Table<GapColumns, GapAttributes> {
  const caller = "gapStatistic";
  knownOptions(caller, options, ["from", "to", "references", "restarts", "seed"]);
  const from = numberOption(caller, "from", options.from ?? 1, { min: 1, max: mostCounts, integer: true });
  const matrix = pointsOf(caller, points);
  const to = numberOption(caller, "to", options.to ?? mostClusters(matrix, from), {
    min: from,
    max: Math.max(from, mostCounts),
    integer: true,
  });
  const counts = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const references = numberOption(caller, "references", options.references ?? 10, {
    min: 2,
    max: 10_000,
    integer: true,
  });
  const restarts = numberOption(caller, "restarts", options.restarts ?? 5, { min: 1, max: 10_000, integer: true });
  const seed = numberOption(caller, "seed", options.seed ?? 0);
  const inertia = counts.map((k) => runKMeans(caller, matrix, { k, seed, restarts }).inertia);
  const logs = Array.from({ length: references }, (_, r) =>
    logInertiaOfReference(caller, matrix, counts, { restarts, seed }, r),
  );
  return gapsFrom(counts, inertia, logs);
}

/** No larger number of clusters is looked at. */
export const mostCounts = 1000;

/**
 * Up to how many clusters to look where nobody says: 10, or one fewer than there are different points, which leaves
 * something to tell apart.
 */
export function mostClusters({ data, columns }: PointMatrix, from: number): number {
  return Math.max(from, Math.min(10, countDistinct(data, columns, undefined, 11) - 1));
}

/** ln inertia of one reference, points spread evenly over the box, for each number of clusters. */
export function logInertiaOfReference(
  caller: string,
  points: PointMatrix,
  counts: readonly number[],
  settings: { readonly restarts: number; readonly seed: number },
  reference: number,
): number[] {
  const { restarts, seed } = settings;
  const spread = evenlySpread(points, createRandom(seed).fork(reference));
  // In a box of a few doubles the even spread may have fewer different points than the points themselves.
  const distinct = countDistinct(spread.data, spread.columns, undefined, Math.max(...counts));
  return counts.map((k) =>
    k > distinct ? Number.NaN : Math.log(runKMeans(caller, spread, { k, seed, restarts, swaps: 0 }).inertia),
  );
}

/** The gaps, from the inertia of the points and the ln inertia of each reference, by number of clusters. */
export function gapsFrom(
  counts: readonly number[],
  inertia: readonly number[],
  logs: readonly (readonly number[])[],
): Table<GapColumns, GapAttributes> {
  const perCount = counts.map((_, i) => logs.map((values) => values[i]!));
  const gap = perCount.map((values, i) => (inertia[i] === 0 ? Number.NaN : mean(values) - Math.log(inertia[i]!)));
  const gapError = perCount.map((values, i) =>
    inertia[i] === 0 ? Number.NaN : standardDeviation(values, { sample: false }) * Math.sqrt(1 + 1 / logs.length),
  );
  const chosen = gap.findIndex(
    (value, i) => counts[i + 1] === counts[i]! + 1 && value >= gap[i + 1]! - gapError[i + 1]!,
  );
  return createTable<GapColumns, GapAttributes>(
    { k: counts, inertia, gap, gapError },
    { recommended: chosen < 0 ? null : counts[chosen]! },
  );
}

/** As many points as given, spread evenly over the box around them. */
function evenlySpread({ data, rows, columns }: PointMatrix, random: Random): PointMatrix {
  const least = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < data.length; i++) {
    const column = i % columns;
    least[column] = Math.min(least[column]!, data[i]!);
    most[column] = Math.max(most[column]!, data[i]!);
  }
  const spread = new Float64Array(data.length);
  for (let i = 0; i < spread.length; i++) {
    const column = i % columns;
    spread[i] = least[column]! + random.uniform() * (most[column]! - least[column]!);
  }
  return { data: spread, rows, columns, names: [] };
}
