import { ClienteleError, knownOptions, numberOption, oneOf, showValue } from "../../errors/index.js";
import { createTable, keyColumn, type Present, type Table, type TableInput, toTable } from "../../table/index.js";
import { type FeatureRules, readRules } from "../features/feature-rules.js";
import {
  type Feature,
  featurePoints,
  fitFeatures,
  type MissingFeatures,
  missingFeatures,
  valueOfCoordinate,
} from "../features/feature-space.js";
import { type GoodCustomers, readGood } from "./seed-customers.js";
import { type Similarity, similarityTo } from "./similarity.js";

/** Options of {@link lookAlikes}. */
export interface LookAlikesOptions {
  /**
   * The columns in which customers should be alike and how each is brought to a common scale, as in {@link
   * clusterCustomers}.
   */
  readonly features: FeatureRules;
  /** The good customers: a flag for every row, or with `customer` a list of ids; arrays, columns and sets alike. */
  readonly good: GoodCustomers;
  /** The column of customer ids; without it rows are told by their number, counted from 1. */
  readonly customer?: string | undefined;
  /** How many look-alikes to return [100]. */
  readonly top?: number | undefined;
  /** With how many of the good customers each other one is compared: the nearest ones [5]. */
  readonly neighbors?: number | undefined;
  /**
   * What happens to a customer in whom a feature is missing: an error [`"error"`], left out (`"drop"`), or the median
   * stands in (`"median"`).
   */
  readonly missing?: MissingFeatures | undefined;
}

/** The columns of {@link lookAlikes}. */
export type LookAlikeColumns = {
  customer: number | string | boolean;
  /** 1 for the most alike. */
  rank: Present<number>;
  /**
   * The root of the mean squared distance to the nearest good customers, in standard deviations (or what the scales
   * make of it).
   */
  distance: Present<number>;
  /**
   * The share of the good customers who are themselves at least as far from the other good ones, 0..1: near 1 is as
   * good as one of them.
   */
  fit: number;
  /** The good customer who is nearest. */
  nearest: number | string | boolean;
};

/** The columns of `explanations`: why a look-alike is as near or far as it is. */
export type LookAlikeExplanationColumns = {
  customer: number | string | boolean;
  feature: string;
  /** The customer's value. */
  value: number;
  /** The mean of the nearest good customers (taken back from the transform: for `"log"` their geometric mean). */
  good: number;
  /** What the feature adds to the squared distance; the features sum to it. */
  contribution: number;
  /** The same as a share of it, 0..1; 0 where the distance is 0. */
  share: number;
};

/** What a {@link lookAlikes} table says as a whole. */
export interface LookAlikeAttributes {
  /** One row per look-alike and feature, the largest contribution first. */
  readonly explanations: Table<LookAlikeExplanationColumns>;
  /** Good customers compared with. */
  readonly good: number;
  /** Customers left out because a feature was missing. */
  readonly droppedMissing: number;
  /** Features that are constant and tell no customers apart. */
  readonly warnings: readonly string[];
}

const optionNames = ["features", "good", "customer", "top", "neighbors", "missing"];

/**
 * Which customers are most like a given set of good ones and not yet among them, with the distance explained column by
 * column. A customer is compared with the nearest of the good ones, not with their average, so good customers of
 * several kinds each find their own kind.
 *
 * The time grows with customers times the logarithm of good customers. Errors: `unknown-column`, `length-mismatch`,
 * `too-few-rows` (no good customer, or nobody else), `out-of-range` (an id that is not in the table), `missing-value`
 * (a row without an id), and those of {@link clusterCustomers}.
 *
 * @example
 * ```ts
 * const alike = lookAlikes(customers, {
 *   customer: "customer",
 *   features: { orders: "log", revenue: "log", attitude: "zscore" },
 *   good: ["ada", "grace"],
 *   top: 20,
 * });
 * console.log(String(alike));
 * console.log(String(alike.explanations));
 * ```
 */
export function lookAlikes(
  input: TableInput,
  options: LookAlikesOptions,
): Table<LookAlikeColumns, LookAlikeAttributes> {
  const caller = "lookAlikes";
  knownOptions(caller, options, optionNames);
  const customers = toTable(caller, input);
  const missing = oneOf(caller, "missing", options.missing, missingFeatures, "error");
  const top = numberOption(caller, "top", options.top ?? 100, { min: 1, integer: true });
  const wanted = numberOption(caller, "neighbors", options.neighbors ?? 5, { min: 1, integer: true });
  const { features, constant } = fitFeatures(caller, customers, readRules(caller, options.features), missing);
  const points = featurePoints(caller, customers, features, missing);
  const isGood = readGood(caller, customers, options.good, options.customer);
  const places = Array.from({ length: points.rows }, (_, i) => i);
  const good = places.filter((i) => isGood[points.sources[i]!] === 1);
  const others = places.filter((i) => isGood[points.sources[i]!] === 0);
  if (good.length === 0 || others.length === 0) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller },
      `needs at least one good customer and one other with all features, got ${good.length} and ${others.length}`,
    );
  }
  const { columns } = points;
  const pointAt = (i: number) => points.data.subarray(i * columns, (i + 1) * columns);
  const goodPoints = new Float64Array(good.length * columns);
  good.forEach((i, g) => {
    goodPoints.set(pointAt(i), g * columns);
  });
  const similarity = similarityTo(goodPoints, columns, wanted);
  const distances = Float64Array.from(others, (i) => similarity.distance(pointAt(i)));
  const amongGood = Float64Array.from(good, (i, g) => similarity.distance(pointAt(i), g)).sort();
  const ranked = Array.from(others.keys()).sort((a, b) => distances[a]! - distances[b]! || a - b);
  const idOfRow = idReader(caller, customers, options.customer);
  const idOf = (i: number) => idOfRow(points.sources[i]!);
  const found = ranked.slice(0, top).map((other) => {
    const place = others[other]!;
    return { ...similarity.explain(pointAt(place)), id: idOf(place), point: pointAt(place) };
  });
  return createTable<LookAlikeColumns, LookAlikeAttributes>(
    {
      customer: found.map(({ id }) => id),
      rank: found.map((_, i) => i + 1),
      distance: found.map(({ distance }) => distance),
      fit: found.map(({ distance }) => (good.length === 1 ? null : shareAtLeast(amongGood, distance))),
      nearest: found.map(({ nearest }) => idOf(good[nearest]!)),
    },
    {
      explanations: explain(found, features),
      good: good.length,
      droppedMissing: customers.numRows - points.rows,
      warnings: constant.map((name) => `${showValue(name)} has the same value everywhere and tells no customers apart`),
    },
  );
}

type Id = number | string | boolean;

function idReader(caller: string, customers: Table, name: string | undefined): (row: number) => Id | null {
  if (name === undefined) return (row) => row + 1;
  const { codes, labels } = keyColumn(caller, customers, name);
  return (row) => labels.at(codes[row]!);
}

/** The share of ascending values that are at least as large. */
function shareAtLeast(ascending: Float64Array, value: number): number {
  let below = 0;
  let end = ascending.length;
  while (below < end) {
    const middle = (below + end) >> 1;
    if (ascending[middle]! < value) below = middle + 1;
    else end = middle;
  }
  return (ascending.length - below) / ascending.length;
}

function explain(
  found: readonly (Similarity & { readonly id: Id | null; readonly point: Float64Array })[],
  features: readonly Feature[],
): Table<LookAlikeExplanationColumns> {
  const rows = found.flatMap(({ id, point, mean, contributions }) => {
    const total = contributions.reduce((sum, contribution) => sum + contribution, 0);
    const parts = features.map((feature, f) => ({
      customer: id,
      feature: feature.name,
      value: valueOfCoordinate(feature, point[f]!),
      good: valueOfCoordinate(feature, mean[f]!),
      contribution: contributions[f]!,
      share: total === 0 ? 0 : contributions[f]! / total,
    }));
    return parts.sort((a, b) => b.contribution - a.contribution);
  });
  return createTable({
    customer: rows.map((row) => row.customer),
    feature: rows.map((row) => row.feature),
    value: rows.map((row) => row.value),
    good: rows.map((row) => row.good),
    contribution: rows.map((row) => row.contribution),
    share: rows.map((row) => row.share),
  });
}
