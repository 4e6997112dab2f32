import {
  ClienteleError,
  columnList,
  counted,
  freezeModel,
  knownOptions,
  numberOption,
  oneOf,
  requireFreeNames,
  requireNamedOnce,
  showValue,
} from "../../errors/index.js";
import { createTable, findColumn, idLikeness, type Table, type TableInput, toTable } from "../../table/index.js";
import { type FeatureRules, readRules } from "../features/feature-rules.js";
import {
  type Feature,
  fitFeatures,
  type MissingFeatures,
  missingFeatures,
  valueOfCoordinate,
} from "../features/feature-space.js";
import type { KMeansOptions, KMeansResult } from "../k-means/k-means.js";
import { type Memory, ownMemory } from "../k-means/k-means-state.js";
import { canonicalOrder, countLabels, renumber } from "../points/canonical-order.js";
import { spreadLabels } from "../points/spread-labels.js";
import type { PrototypesFit } from "./k-prototypes-fit.js";
import { bestStart, createKPrototypesState, type KPrototypesState, kPrototypesBlock } from "./k-prototypes-job.js";
import type { Category, KPrototypesModel } from "./k-prototypes-model.js";
import { type MixedPoints, mixedPoints, readCategories } from "./mixed-points.js";

/** The column of numbers of clusters in the result. */
const clusterColumn = "cluster";

/** Options of {@link kPrototypes}. */
export interface KPrototypesOptions extends Pick<KMeansOptions, "restarts" | "seed"> {
  readonly k: number;
  /**
   * The numeric columns and how each is brought to a common scale, as in {@link clusterCustomers} [every column of
   * numbers that is not among the categories, as `"zscore"`, but for `customer`, `count` and columns that look like
   * ids, which `warnings` names; `[]` for none].
   */
  readonly numeric?: FeatureRules | undefined;
  /**
   * The columns of categories: text, booleans, or numbers that are codes. A number that is both an amount and a code
   * has to be given as two columns.
   */
  readonly categorical: readonly string[];
  /**
   * What one differing category adds to the squared distance [the mean variance of the numeric coordinates over the
   * mean chance 1 − Σ share² that two customers differ in a category; 1 without numeric columns, or where one of the
   * two is 0].
   */
  readonly gamma?: number | undefined;
  /** Passes over the customers at most, per start [100]. */
  readonly maxIterations?: number | undefined;
  /**
   * What happens to a customer in whom a number is missing [`"error"`]; a missing category is a category of its own.
   */
  readonly missing?: MissingFeatures | undefined;
}

/** What {@link kPrototypes} finds. */
export interface KPrototypesResult extends Pick<KMeansResult, "sizes" | "iterations" | "status"> {
  /** Plain frozen data, for {@link assignClusters} and for JSON. */
  readonly model: KPrototypesModel;
  /** The cluster of each row, counted from 0; −1 for a row that was dropped. */
  readonly labels: Int32Array;
  /** Σ squared distance of the numbers + gamma · differing categories. */
  readonly cost: number;
  /**
   * One row per cluster: `cluster`, the center of each numeric column in its own unit, the most frequent value of each
   * category.
   */
  readonly prototypes: Table;
  /** Numbers and categories that are constant and tell no customers apart, and columns of ids that were left out. */
  readonly warnings: readonly string[];
}

const optionNames = ["k", "numeric", "categorical", "gamma", "restarts", "maxIterations", "seed", "missing"];

/**
 * Groups customers described by numbers and by categories (channel, region, yes and no), by default all columns of
 * numbers beside the categories named: k-means whose clusters have a mean for each number and a most frequent value for
 * each category. `gamma` weighs the two kinds against each other; the default lets them count about the same.
 *
 * The cost never rises from pass to pass; a tie between prototypes goes to the lower one, between values of a category
 * to the one that appears first in the table. Errors: those of {@link clusterCustomers}.
 *
 * Sources: Huang (1998), Data Min. Knowl. Discov. 2; the default of gamma: Szepannek (2018), R Journal 10(2).
 *
 * @example
 * ```ts
 * const { labels, prototypes } = kPrototypes(customers, {
 *   k: 3,
 *   numeric: { orders: "log", age: "zscore" },
 *   categorical: ["channel", "region"],
 * });
 * console.log(String(prototypes));
 * ```
 */
export function kPrototypes(input: TableInput, options: KPrototypesOptions): KPrototypesResult {
  const job = prepareKPrototypes("kPrototypes", input, options, ownMemory);
  for (let restart = 0; restart < job.state.blocks; restart++) kPrototypesBlock(job.state, restart);
  return job.finish();
}

/** A fit that is ready to run: whoever runs it computes each start and then asks for the result. */
export interface KPrototypesJob {
  readonly state: KPrototypesState;
  readonly finish: () => KPrototypesResult;
}

/** Checks the arguments of {@link kPrototypes} and lays out its memory. */
export function prepareKPrototypes(
  caller: string,
  input: TableInput,
  options: KPrototypesOptions,
  memory: Memory,
): KPrototypesJob {
  knownOptions(caller, options, optionNames);
  const customers = toTable(caller, input);
  const k = numberOption(caller, "k", options.k, { min: 1, integer: true });
  const restarts = numberOption(caller, "restarts", options.restarts ?? 10, { min: 1, max: 10_000, integer: true });
  const maxIterations = numberOption(caller, "maxIterations", options.maxIterations ?? 100, { min: 1, integer: true });
  const missing = oneOf(caller, "missing", options.missing, missingFeatures, "error");
  const names = categoryNames(caller, customers, options.categorical);
  const found = options.numeric === undefined ? numericColumns(caller, customers, names) : null;
  const rules = found?.columns ?? options.numeric ?? [];
  const named = Array.isArray(rules) && rules.length === 0 ? [] : readRules(caller, rules, "numeric");
  const chosen = [...named.map(({ name }) => name), ...names];
  requireNamedOnce(caller, 'options "numeric" and "categorical"', chosen);
  requireFreeNames(caller, chosen, [clusterColumn]);
  const { features, constant } =
    named.length === 0 ? { features: [], constant: [] } : fitFeatures(caller, customers, named, missing);
  const categories = readCategories(caller, customers, names);
  for (const { name, levels } of categories) if (levels.length === 1) constant.push(name);
  const points = mixedPoints(caller, customers, features, categories, missing);
  if (points.rows === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no customers");
  refuseTooMany(caller, k, points);
  const gamma = numberOption(caller, "gamma", options.gamma ?? balancedGamma(points, categories), { min: 0 });
  const seed = numberOption(caller, "seed", options.seed ?? 0);
  const levelCounts = categories.map(({ levels }) => levels.length);
  const settings = { caller, levelCounts, k, gamma, maxIterations, seed };
  const state = createKPrototypesState(settings, points, restarts, memory);
  const parts = {
    k,
    gamma,
    missing,
    features,
    categories,
    points,
    constant,
    ids: found?.ids ?? [],
    rows: customers.numRows,
  };
  return { state, finish: () => resultOf(bestStart(state), parts) };
}

/** The columns of numbers that describe customers, and those that merely look like ids. */
function numericColumns(caller: string, customers: Table, categorical: readonly string[]) {
  const columns: string[] = [];
  const ids: string[] = [];
  for (const name of customers.columnNames) {
    if (categorical.includes(name) || name === "customer" || name === "count") continue;
    const column = findColumn(caller, customers, name);
    if (column.type !== "number") continue;
    (idLikeness(column) === null ? columns : ids).push(name);
  }
  return { columns, ids };
}

function categoryNames(caller: string, customers: Table, names: unknown): readonly string[] {
  return columnList(caller, "categorical", names).map((name) => {
    const column = findColumn(caller, customers, name);
    if (column.type !== "date") return column.name;
    throw new ClienteleError(
      "column-type",
      { function: caller, column: column.name },
      "holds dates, which are no categories; give days since as a number, or the month as text",
    );
  });
}

function refuseTooMany(caller: string, k: number, { rows, numbers, numeric, codes, categorical }: MixedPoints): void {
  const seen = new Set<string>();
  for (let row = 0; row < rows && seen.size < k; row++) {
    const coordinates = numbers.subarray(row * numeric, (row + 1) * numeric).join();
    seen.add(`${coordinates};${codes.subarray(row * categorical, (row + 1) * categorical).join()}`);
  }
  if (seen.size >= k) return;
  throw new ClienteleError(
    "too-many-clusters",
    { function: caller, value: k },
    `${counted(k, "cluster was", "clusters were")} asked for, but there ${seen.size === 1 ? "is" : "are"} only ` +
      `${counted(seen.size, "different customer")}`,
  );
}

function balancedGamma(
  { rows, numbers, numeric, codes, categorical }: MixedPoints,
  categories: readonly Category[],
): number {
  let variances = 0;
  for (let f = 0; f < numeric; f++) {
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < rows; row++) sum += numbers[row * numeric + f]!;
    for (let row = 0; row < rows; row++) squares += (numbers[row * numeric + f]! - sum / rows) ** 2;
    variances += squares / rows / numeric;
  }
  let differing = 0;
  categories.forEach(({ levels }, c) => {
    const counts = new Float64Array(levels.length);
    for (let row = 0; row < rows; row++) counts[codes[row * categorical + c]!]!++;
    differing += (1 - counts.reduce((sum, count) => sum + (count / rows) ** 2, 0)) / categorical;
  });
  return variances > 0 && differing > 0 ? variances / differing : 1;
}

interface ResultParts {
  readonly k: number;
  readonly gamma: number;
  readonly missing: MissingFeatures;
  readonly features: readonly Feature[];
  readonly categories: readonly Category[];
  readonly points: MixedPoints;
  readonly constant: readonly string[];
  /** Columns of numbers left out because they look like ids. */
  readonly ids: readonly string[];
  readonly rows: number;
}

function resultOf(fit: PrototypesFit, parts: ResultParts): KPrototypesResult {
  const { k, gamma, missing, features, categories, points, constant, ids, rows } = parts;
  const { numeric, categorical } = points;
  const width = numeric + categorical;
  // Numbers come first in the canonical order, then the modes.
  const keys = Float64Array.from({ length: k * width }, (_, place) => {
    const [j, f] = [Math.floor(place / width), place % width];
    return f < numeric ? fit.centers[j * numeric + f]! : fit.modes[j * categorical + f - numeric]!;
  });
  const order = canonicalOrder(keys, k, width);
  renumber(fit.labels, order);
  const sizes = countLabels(fit.labels, k);
  const model = freezeModel<KPrototypesModel>({
    kind: "k-prototypes",
    schema: 1,
    features,
    categories,
    missing,
    gamma,
    centers: Array.from(order, (j) => Array.from(fit.centers.subarray(j * numeric, (j + 1) * numeric))),
    modes: Array.from(order, (j) => categories.map(({ levels }, c) => levels[fit.modes[j * categorical + c]!]!)),
    sizes: Array.from(sizes),
    cost: fit.cost,
    iterations: fit.iterations,
    status: fit.status,
  });
  return {
    model,
    labels: spreadLabels(fit.labels, points.sources, rows),
    sizes,
    cost: fit.cost,
    iterations: fit.iterations,
    status: fit.status,
    prototypes: createTable([
      [clusterColumn, Int32Array.from(order.keys())],
      ...features.map(
        (feature, f) => [feature.name, model.centers.map((center) => valueOfCoordinate(feature, center[f]!))] as const,
      ),
      ...categories.map(({ name }, c) => [name, model.modes.map((mode) => mode[c]!)] as const),
    ]),
    warnings: [
      ...constant.map((name) => `${showValue(name)} has the same value everywhere and tells no customers apart`),
      ...ids.map((name) => `${showValue(name)} looks like an id and was left out; name it in "numeric" to keep it`),
    ],
  };
}
