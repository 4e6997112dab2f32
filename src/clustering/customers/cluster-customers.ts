import { type GroupProfile, type ProfileGroupsOptions, profileGroups } from "../../customers/index.js";
import { freezeModel, knownOptions, oneOf, requireFreeNames, showValue } from "../../errors/index.js";
import { createTable, readWeights, type Table, type TableInput, toTable } from "../../table/index.js";
import { type FeatureRules, readRules } from "../features/feature-rules.js";
import {
  type FeaturePoints,
  featurePoints,
  fitFeatures,
  type MissingFeatures,
  missingFeatures,
  valueOfCoordinate,
} from "../features/feature-space.js";
import { type KMeansOptions, type KMeansResult, runKMeans } from "../k-means/k-means.js";
import { spreadLabels } from "../points/spread-labels.js";
import { squaredDistance } from "../points/squared-distance.js";
import type { CustomerClustersModel } from "./customer-clusters-model.js";

/**
 * Options of {@link clusterCustomers}: those of {@link kMeans} but for `init` as centers, and the features. `weights`
 * (one for each row) count in the clusters and in the means and deviations of z-scores; medians, quartiles and ranges
 * look at all rows of positive weight alike.
 */
export interface ClusterCustomersOptions extends Omit<KMeansOptions, "init" | "k"> {
  /**
   * The columns to cluster on and how each is brought to a common scale, e.g. `{ recencyDays: "log", attitude: "zscore"
   * }`.
   */
  readonly features: FeatureRules;
  readonly k: number;
  readonly init?: "k-means++" | "random" | undefined;
  /**
   * What happens to a customer in whom a feature is missing: an error [`"error"`], no cluster (`"drop"`), or the median
   * of the column stands in (`"median"`).
   */
  readonly missing?: MissingFeatures | undefined;
}

/** What was done to how many rows. */
export interface ClusterLedger {
  readonly rows: number;
  /** Rows that got no cluster because a feature was missing. */
  readonly droppedMissing: number;
  /** Rows in which a median stood in for a missing feature. */
  readonly filledMissing: number;
}

/** What {@link clusterCustomers} finds. */
export interface CustomerClusters {
  /** Plain frozen data, for {@link assignClusters} and for JSON. */
  readonly model: CustomerClustersModel;
  /** The cluster of each row, counted from 0; −1 for a row that was dropped. */
  readonly labels: Int32Array;
  /** How many customers each cluster has. */
  readonly sizes: Int32Array;
  /**
   * One row per cluster: `cluster`, then the center of each feature in the column's own unit (for a transformed feature
   * the transform's mean taken back: of `"log"` the geometric mean).
   */
  readonly centers: Table;
  /** The customers as given with a column `cluster`, missing for rows that were dropped. */
  readonly customers: Table;
  readonly inertia: number;
  readonly iterations: number;
  readonly status: "converged" | "iterationLimit";
  /**
   * What sets each cluster apart ({@link profileGroups}): by the features of the model, or by any other columns of the
   * customers.
   */
  readonly profile: (options?: Omit<ProfileGroupsOptions, "group">) => GroupProfile;
  readonly ledger: ClusterLedger;
  /** What a reader should know: features that are constant and tell no customers apart. */
  readonly warnings: readonly string[];
}

/** The column of labels in the result. */
const clusterColumn = "cluster";

const optionNames = [
  "features",
  "k",
  "init",
  "restarts",
  "swaps",
  "maxIterations",
  "tolerance",
  "seed",
  "weights",
  "missing",
];

/**
 * What kinds of customers there are: k-means on any numeric columns (orders and profit, needs and attitudes from a
 * survey, demography). Every feature is first transformed and brought to a common scale; how, is part of the model, so
 * that new customers can be assigned to the same clusters ({@link assignClusters}), and centers are told in the
 * columns' own units. Z-scores use the standard deviation over n.
 *
 * Errors: `unknown-column`, `not-a-number`, `not-finite`, `missing-value`, `out-of-range` (a value that a transform
 * cannot take, such as the logarithm of 0), `too-many-clusters`, `invalid-option`, `duplicate-column`, `empty-table`. A
 * constant feature is a warning, not an error: it is kept and adds nothing to any distance.
 *
 * @example
 * ```ts
 * const clusters = clusterCustomers(
 *   { orders: [1, 2, 1, 30, 28, 35], attitude: [2, 1, 2, 5, 4, 5] },
 *   { features: { orders: "log", attitude: "zscore" }, k: 2 },
 * );
 * clusters.labels; // Int32Array [0, 0, 0, 1, 1, 1]
 * console.log(String(clusters.centers));
 * ```
 */
export function clusterCustomers(input: TableInput, options: ClusterCustomersOptions): CustomerClusters {
  const caller = "clusterCustomers";
  knownOptions(caller, options, optionNames);
  const { features: rules, missing: missingOption, weights: allWeights, ...fitOptions } = options;
  const customers = toTable(caller, input);
  const missing = oneOf(caller, "missing", missingOption, missingFeatures, "error");
  const named = readRules(caller, rules);
  requireFreeNames(
    caller,
    named.map(({ name }) => name),
    [clusterColumn],
  );
  const rowWeights = readWeights(caller, customers.numRows, allWeights);
  const { features, constant } = fitFeatures(caller, customers, named, missing, rowWeights);
  const points = featurePoints(caller, customers, features, missing);
  const weights = weightsOfPoints(rowWeights, points);
  const fit = runKMeans(caller, points, { ...fitOptions, weights });
  const model = freezeModel<CustomerClustersModel>({
    kind: "customer-clusters",
    schema: 1,
    features,
    missing,
    centers: fit.model.centers,
    sizes: fit.model.sizes,
    spreads: spreadsOf(points, fit),
    inertia: fit.inertia,
    iterations: fit.iterations,
    status: fit.status,
  });
  const labels = spreadLabels(fit.labels, points.sources, customers.numRows);
  const labeled = customers.withColumn(
    clusterColumn,
    Float64Array.from(labels, (label) => (label < 0 ? Number.NaN : label)),
  );
  const names = features.map((feature) => feature.name);
  return {
    model,
    labels,
    sizes: fit.sizes,
    centers: centersInUnits(model),
    customers: labeled,
    inertia: fit.inertia,
    iterations: fit.iterations,
    status: fit.status,
    profile: (profile = {}) => profileGroups(labeled, { features: names, ...profile, group: clusterColumn }),
    ledger: ledgerOf(customers, model, points),
    warnings: constant.map((name) => `${showValue(name)} has the same value everywhere and tells no customers apart`),
  };
}

function weightsOfPoints(weights: Float64Array | undefined, points: FeaturePoints): Float64Array | undefined {
  if (weights === undefined || points.rows === weights.length) return weights;
  return Float64Array.from(points.sources, (row) => weights[row]!);
}

/** For each cluster, the mean squared distance of its points to the center. */
function spreadsOf(points: FeaturePoints, { labels, sizes, model }: KMeansResult): number[] {
  const { columns } = points;
  const centers = Float64Array.from(model.centers.flat());
  const totals = new Float64Array(sizes.length);
  for (let i = 0; i < points.rows; i++) {
    const label = labels[i]!;
    const distance = squaredDistance(points.data, i * columns, centers, label * columns, columns);
    totals[label] = totals[label]! + distance;
  }
  return Array.from(totals, (total, j) => (sizes[j] === 0 ? 0 : total / sizes[j]!));
}

/** The centers of a model in the units of its columns. */
function centersInUnits(model: CustomerClustersModel): Table {
  return createTable([
    [clusterColumn, Int32Array.from(model.centers.keys())],
    ...model.features.map(
      (feature, f) => [feature.name, model.centers.map((center) => valueOfCoordinate(feature, center[f]!))] as const,
    ),
  ]);
}

function ledgerOf(customers: Table, model: CustomerClustersModel, points: FeaturePoints): ClusterLedger {
  const rows = customers.numRows;
  const fills = model.missing === "median" ? countRowsWithMissing(customers, model) : 0;
  return { rows, droppedMissing: rows - points.rows, filledMissing: fills };
}

function countRowsWithMissing(customers: Table, model: CustomerClustersModel): number {
  const columns = model.features.map((feature) => customers.column(feature.name));
  let count = 0;
  for (let row = 0; row < customers.numRows; row++) if (columns.some((column) => column.at(row) === null)) count++;
  return count;
}
