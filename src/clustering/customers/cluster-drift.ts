import { ClienteleError, knownOptions, requireModel, showValue } from "../../errors/index.js";
import { createTable, keyColumn, type Present, type Table, type TableInput, toTable } from "../../table/index.js";
import { featurePoints, valueOfCoordinate } from "../features/feature-space.js";
import { nearestCenters } from "../nearest/nearest-center.js";
import { spreadLabels } from "../points/spread-labels.js";
import { squaredDistance } from "../points/squared-distance.js";
import { type CustomerClustersModel, customerClustersFormat } from "./customer-clusters-model.js";

/** Options of {@link clusterDrift}. */
export interface ClusterDriftOptions {
  /** The customers of the earlier period. */
  readonly before: TableInput;
  /** The customers of the later period. */
  readonly after: TableInput;
  /** The column of customer ids in both, to follow who moved. */
  readonly customer?: string | undefined;
}

/** The columns of {@link clusterDrift}: one row per cluster. */
export type ClusterDriftColumns = {
  cluster: Present<number>;
  /** Customers of the earlier period. */
  before: number;
  after: number;
  shareBefore: number;
  shareAfter: number;
  /** Percentage points / 100 that the share has grown. */
  change: number;
  /**
   * How far the customers of the later period, on average, lie from the center of the model, in the model's scales;
   * missing without customers.
   */
  shift: number;
  /**
   * Mean squared distance of customers to the center, after over before: above 1 the cluster has blurred. Missing
   * without customers before, or where they all lay on the center.
   */
  blur: number;
};

/** What a {@link clusterDrift} table says as a whole. */
export interface ClusterDriftAttributes {
  /** Population stability index of the shares. */
  readonly stabilityIndex: number;
  /** The usual reading of the index: below 0.1 `"stable"`, below 0.25 `"shifting"`, else `"changed"`. */
  readonly verdict: "stable" | "shifting" | "changed";
  /**
   * Mean squared distance of all customers to their centers, after over before: well above 1 it is time for a new fit.
   * Null where it was 0 before.
   */
  readonly blur: number | null;
  /**
   * One row per cluster and feature, in the column's own unit: the model's center and the middle of the customers of
   * each period (for `"log"` the geometric mean).
   */
  readonly features: Table<{ cluster: number; feature: string; center: number; before: number; after: number }>;
  /**
   * With ids: how many went from which cluster to which, −1 standing for not being a customer (or having a missing
   * feature); null without ids.
   */
  readonly moves: Table<{ from: number; to: number; customers: number; share: number }> | null;
}

interface Period {
  readonly table: Table;
  readonly labels: Int32Array;
  readonly sizes: Int32Array;
  readonly points: number;
  /** Σ squared distance to the center, by cluster. */
  readonly squares: Float64Array;
  /** Mean of the points of each cluster, row-major; NaN without points. */
  readonly means: Float64Array;
}

/**
 * How clusters have changed between two periods, seen with the same model: shares, how far the customers of each
 * cluster have drifted from its center and spread, and, with ids, who moved where.
 *
 * Errors: `unusable-model`, those of {@link assignClusters}, `empty-table` (a period without customers), and
 * `inconsistent-row` where an id occurs twice in a period.
 *
 * @example
 * ```ts
 * const { model } = clusterCustomers(lastYear, { features: { orders: "log", revenue: "log" }, k: 4 });
 * const drift = clusterDrift(model, { before: lastYear, after: thisYear, customer: "customer" });
 * drift.verdict; // "stable" | "shifting" | "changed"
 * console.log(String(drift.moves));
 * ```
 */
export function clusterDrift(
  model: CustomerClustersModel,
  options: ClusterDriftOptions,
): Table<ClusterDriftColumns, ClusterDriftAttributes> {
  const caller = "clusterDrift";
  requireModel(caller, model, [customerClustersFormat]);
  knownOptions(caller, options, ["before", "after", "customer"]);
  const centers = Float64Array.from(model.centers.flat());
  const before = seePeriod(caller, model, centers, options.before, "before");
  const after = seePeriod(caller, model, centers, options.after, "after");
  const clusters = model.centers.map((_, j) => j);
  const share = ({ sizes, points }: Period, j: number) => sizes[j]! / points;
  const columns = model.features.length;
  const stabilityIndex = clusters.reduce((sum, j) => sum + stabilityTerm(before, after, j), 0);
  return createTable<ClusterDriftColumns, ClusterDriftAttributes>(
    {
      cluster: clusters,
      before: before.sizes,
      after: after.sizes,
      shareBefore: clusters.map((j) => share(before, j)),
      shareAfter: clusters.map((j) => share(after, j)),
      change: clusters.map((j) => share(after, j) - share(before, j)),
      shift: clusters.map((j) => Math.sqrt(squaredDistance(after.means, j * columns, centers, j * columns, columns))),
      blur: clusters.map((j) => ratio(after.squares[j]! / after.sizes[j]!, before.squares[j]! / before.sizes[j]!)),
    },
    {
      stabilityIndex,
      verdict: stabilityIndex < 0.1 ? "stable" : stabilityIndex < 0.25 ? "shifting" : "changed",
      blur: ratio(total(after.squares) / after.points, total(before.squares) / before.points),
      features: featureTable(model, before, after),
      moves: options.customer === undefined ? null : followMoves(caller, before, after, options.customer),
    },
  );
}

function seePeriod(
  caller: string,
  model: CustomerClustersModel,
  centers: Float64Array,
  input: TableInput,
  name: string,
): Period {
  const table = toTable(caller, input);
  const points = featurePoints(caller, table, model.features, model.missing);
  if (points.rows === 0) {
    throw new ClienteleError(
      "empty-table",
      { function: caller },
      `the period ${showValue(name)} has no customers with all features`,
    );
  }
  const { columns } = points;
  const k = model.centers.length;
  const nearest = new Int32Array(points.rows);
  nearestCenters(points.data, columns, centers, nearest);
  const sizes = new Int32Array(k);
  const squares = new Float64Array(k);
  const means = new Float64Array(k * columns);
  for (let i = 0; i < points.rows; i++) {
    const j = nearest[i]!;
    sizes[j]!++;
    squares[j] = squares[j]! + squaredDistance(points.data, i * columns, centers, j * columns, columns);
    for (let f = 0; f < columns; f++) means[j * columns + f] = means[j * columns + f]! + points.data[i * columns + f]!;
  }
  for (let place = 0; place < means.length; place++) means[place] = means[place]! / sizes[Math.floor(place / columns)]!;
  return {
    table,
    labels: spreadLabels(nearest, points.sources, table.numRows),
    sizes,
    points: points.rows,
    squares,
    means,
  };
}

/** One term of the index Σ (after − before) · ln(after / before); an empty cluster counts as half a customer. */
function stabilityTerm(before: Period, after: Period, j: number): number {
  const a = Math.max(0.5, after.sizes[j]!) / after.points;
  const b = Math.max(0.5, before.sizes[j]!) / before.points;
  return (a - b) * Math.log(a / b);
}

function ratio(after: number, before: number): number | null {
  return before > 0 && !Number.isNaN(after) ? after / before : null;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function featureTable(model: CustomerClustersModel, before: Period, after: Period): ClusterDriftAttributes["features"] {
  const columns = model.features.length;
  const rows = model.centers.flatMap((center, cluster) =>
    model.features.map((feature, f) => ({
      cluster,
      feature: feature.name,
      center: valueOfCoordinate(feature, center[f]!),
      before: valueOfCoordinate(feature, before.means[cluster * columns + f]!),
      after: valueOfCoordinate(feature, after.means[cluster * columns + f]!),
    })),
  );
  return createTable({
    cluster: rows.map((row) => row.cluster),
    feature: rows.map((row) => row.feature),
    center: rows.map((row) => row.center),
    before: rows.map((row) => row.before),
    after: rows.map((row) => row.after),
  });
}

function followMoves(caller: string, before: Period, after: Period, customer: string): ClusterDriftAttributes["moves"] {
  const earlier = clusterById(caller, before, customer);
  const later = clusterById(caller, after, customer);
  const counts = new Map<string, { from: number; to: number; customers: number }>();
  for (const id of new Set([...earlier.keys(), ...later.keys()])) {
    const from = earlier.get(id) ?? -1;
    const to = later.get(id) ?? -1;
    const known = counts.get(`${from} ${to}`);
    if (known === undefined) counts.set(`${from} ${to}`, { from, to, customers: 1 });
    else known.customers++;
  }
  const rows = [...counts.values()].sort((a, b) => a.from - b.from || a.to - b.to);
  const leaving = new Map<number, number>();
  for (const { from, customers } of rows) leaving.set(from, (leaving.get(from) ?? 0) + customers);
  return createTable({
    from: rows.map(({ from }) => from),
    to: rows.map(({ to }) => to),
    customers: rows.map(({ customers }) => customers),
    share: rows.map(({ from, customers }) => customers / leaving.get(from)!),
  });
}

function clusterById(
  caller: string,
  { table, labels }: Period,
  customer: string,
): Map<number | string | boolean, number> {
  const { codes, labels: ids, count } = keyColumn(caller, table, customer);
  if (count < table.numRows) {
    const seen = new Set<number>();
    const row = codes.findIndex((code) => seen.size === seen.add(code).size);
    const value = ids.at(codes[row]!);
    throw new ClienteleError(
      "inconsistent-row",
      { function: caller, column: customer, row: row + 1, value },
      "the customer is listed twice",
    );
  }
  return new Map(Array.from(codes, (code, row) => [ids.at(code)!, labels[row]!]));
}
