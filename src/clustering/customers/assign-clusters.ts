import { ClienteleError, counted, requireModel } from "../../errors/index.js";
import {
  findColumn,
  isTable,
  type PointMatrix,
  type Points,
  pointsOf,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { featurePoints } from "../features/feature-space.js";
import { type KMeansModel, kMeansFormat } from "../k-means/k-means-model.js";
import { type KPrototypesModel, kPrototypesFormat } from "../k-prototypes/k-prototypes-model.js";
import { assignPrototypes, mixedPoints } from "../k-prototypes/mixed-points.js";
import { nearestCenters } from "../nearest/nearest-center.js";
import { measureSpread } from "../points/point-spread.js";
import { spreadLabels } from "../points/spread-labels.js";
import { type CustomerClustersModel, customerClustersFormat } from "./customer-clusters-model.js";

/**
 * Which cluster of a model each new point or customer belongs to: the one with the nearest center, a tie going to the
 * lower number. Use it to keep last year's clusters for this year's customers.
 *
 * A `k-means` model takes points as {@link kMeans} does; a table is read by the names of the columns the model was
 * fitted on. A `customer-clusters` model takes any table with its features, and applies its own transforms and scales;
 * where it was fitted with `missing: "drop"`, customers with a missing feature get −1. So does a `k-prototypes` model;
 * a category that it has not seen differs from all.
 *
 * Errors: `unusable-model`, `unknown-column`, `length-mismatch` (another number of columns), `out-of-range` (points too
 * far away to square), and as for the fit.
 *
 * @returns the cluster of each row, counted from 0
 * @example
 * ```ts
 * const { model } = kMeans([[1, 1], [1, 2], [8, 8], [9, 8]], { k: 2 });
 * assignClusters(model, [[0, 0], [10, 10]]); // Int32Array [0, 1]
 * ```
 */
export function assignClusters(model: KMeansModel, points: Points): Int32Array;
export function assignClusters(model: CustomerClustersModel | KPrototypesModel, customers: TableInput): Int32Array;
export function assignClusters(
  model: KMeansModel | CustomerClustersModel | KPrototypesModel,
  input: Points | TableInput,
): Int32Array {
  const caller = "assignClusters";
  requireModel<KMeansModel | CustomerClustersModel | KPrototypesModel>(caller, model, [
    kMeansFormat,
    customerClustersFormat,
    kPrototypesFormat,
  ]);
  const centers = Float64Array.from(model.centers.flat());
  if (model.kind === "k-means") {
    const points = modelPoints(caller, model, input as Points);
    if (points.rows > 0) measureSpread(caller, points, centers, false);
    const labels = new Int32Array(points.rows);
    nearestCenters(points.data, points.columns, centers, labels);
    return labels;
  }
  const customers = toTable(caller, input as TableInput);
  if (model.kind === "k-prototypes") return nearestPrototypes(caller, model, customers);
  const points = featurePoints(caller, customers, model.features, model.missing);
  const nearest = new Int32Array(points.rows);
  nearestCenters(points.data, points.columns, centers, nearest);
  return spreadLabels(nearest, points.sources, customers.numRows);
}

function nearestPrototypes(caller: string, model: KPrototypesModel, customers: Table): Int32Array {
  const { features, categories, missing, centers, modes, gamma } = model;
  const points = mixedPoints(caller, customers, features, categories, missing);
  const codes = modes.flatMap((mode) => mode.map((level, c) => categories[c]!.levels.indexOf(level)));
  const prototypes = { centers: Float64Array.from(centers.flat()), modes: Int32Array.from(codes) };
  const labels = new Int32Array(points.rows).fill(-1);
  assignPrototypes(points, prototypes, centers.length, gamma, labels);
  return spreadLabels(labels, points.sources, customers.numRows);
}

/** Points read as the model's: a table by the names of its columns, anything else by their order. */
function modelPoints(caller: string, model: KMeansModel, input: Points): PointMatrix {
  const points = pointsOf(
    caller,
    model.columns !== null && isTable(input) ? selected(caller, input, model.columns) : input,
  );
  const width = model.centers[0]!.length;
  if (points.columns === width || points.rows === 0) return points;
  throw new ClienteleError(
    "length-mismatch",
    { function: caller },
    `the model has ${counted(width, "column")}, the points have ${points.columns}`,
  );
}

function selected(caller: string, points: Table, columns: readonly string[]): Table {
  for (const name of columns) findColumn(caller, points, name);
  return points.select(...columns);
}
