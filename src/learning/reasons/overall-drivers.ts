import { knownOptions, requireModel } from "../../errors/index.js";
import { weightedCorrelation } from "../../numeric/index.js";
import {
  createTable,
  type FeatureMatrix,
  type Features,
  type NumberInput,
  type Present,
  readRowWeights,
  type Table,
} from "../../table/index.js";
import type { FeatureEncoder } from "../features/feature-encoder.js";
import { featuresFor } from "../scoring/log-odds.js";
import { type Classifier, classifierFormats } from "../scoring/predict-probability.js";
import { contributionsOf } from "./contributions.js";
import { type FeatureGroups, featureGroups, groupContributions } from "./feature-groups.js";
import { type Entanglement, entanglements } from "./inseparable-features.js";

/** Options of {@link overallDrivers}. */
export interface DriverOptions {
  /** How many identical rows each row stands for. */
  readonly count?: NumberInput | undefined;
  /** The encoder that made the features: columns made of one column of categories are then taken together. */
  readonly encoder?: FeatureEncoder | undefined;
}

/** Columns of the drivers, strongest first. */
export type DriverColumns = {
  feature: Present<string>;
  /** Mean size of the contribution to the log-odds over the rows. */
  importance: Present<number>;
  /** Share of all importance. */
  share: number;
  /**
   * "rises" or "falls" where the score rises or falls with the value, "mixed" where it does neither clearly; missing
   * for categories and constants.
   */
  direction: string;
  /**
   * Variance inflation by the other features (the largest of a column of categories); missing where they determine it
   * entirely, or it is constant.
   */
  varianceInflation: number;
  /** The features whose effect can hardly be told from its own; missing where there are none. */
  inseparableFrom: string;
};

/** What the drivers say besides numbers. */
export interface DriverAttributes {
  /** A sentence for each set of features that are inseparable. */
  readonly remarks: readonly string[];
}

const caller = "overallDrivers";

/**
 * What drives the predictions on the whole: features by the mean size of their contributions over the rows of X, with
 * the direction of the effect, and a remark where features move together so closely that how their effect is split
 * between them is arbitrary. Read such features together: their sum is meaningful, the parts are not.
 *
 * Errors: those of `explainPredictions`.
 *
 * Source: Lundberg et al. (2020), section 2.5, for mean absolute contributions; Marquardt (1970) for variance
 * inflation; Belsley, Kuh & Welsch (1980), section 3.2, for which features share a dependency.
 *
 * @example
 * ```ts
 * const X = [[1, 5], [2, 4], [3, 6], [4, 1], [5, 2], [6, 3]];
 * const model = fitLogistic(X, [0, 1, 0, 1, 0, 1], { l2: 1, names: ["visits", "age"] });
 * const drivers = overallDrivers(model, X);
 * drivers.toRows(); // the strongest first
 * drivers.remarks; // [] where the features can be told apart
 * ```
 */
export function overallDrivers(
  model: Classifier,
  X: Features,
  options: DriverOptions = {},
): Table<DriverColumns, DriverAttributes> {
  knownOptions(caller, options, ["count", "encoder"]);
  requireModel<Classifier>(caller, model, classifierFormats);
  const base = model.kind === "calibrated" ? model.base : model;
  const groups = featureGroups(caller, base.names, options.encoder ?? null);
  const matrix = featuresFor(caller, base, X);
  const { count, total } = readRowWeights(caller, matrix.rows, { count: options.count });
  const sums = groupContributions(contributionsOf(model, matrix), groups, matrix.rows);
  const weights = count ?? new Float64Array(matrix.rows).fill(1);
  const importance = sums.map((sum) => meanSize(sum, count, total));
  const all = importance.reduce((whole, value) => whole + value, 0);
  const ties = groupTies(entanglements(matrix, count), groups);
  const order = Array.from(groups.names.keys()).sort((a, b) => importance[b]! - importance[a]! || a - b);
  const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);
  return createTable<DriverColumns, DriverAttributes>(
    {
      feature: order.map((group) => groups.names[group]!),
      importance: Float64Array.from(order, (group) => importance[group]!),
      share: Float64Array.from(order, (group) => (all > 0 ? importance[group]! / all : 0)),
      direction: order.map((group) => directionOf(groups, group, sums[group]!, matrix, weights)),
      varianceInflation: Float64Array.from(order, (group) => finite(ties[group]!.inflation)),
      inseparableFrom: order.map((group) => namesOf(ties[group]!.partners, groups)),
    },
    { remarks: remarksOn(ties, groups) },
  );
}

function meanSize(sum: Float64Array, count: Float64Array | null, total: number): number {
  let size = 0;
  for (let row = 0; row < sum.length; row++) size += (count === null ? 1 : count[row]!) * Math.abs(sum[row]!);
  return size / total;
}

/** Whether contributions rise with the values. */
function directionOf(
  groups: FeatureGroups,
  group: number,
  sum: Float64Array,
  { data, rows, columns }: FeatureMatrix,
  weights: Float64Array,
): string | null {
  if (groups.levels[group] !== null) return null;
  const column = groups.first[group]!;
  const values = Float64Array.from({ length: rows }, (_, row) => data[row * columns + column]!);
  const r = weightedCorrelation(values, sum, weights);
  if (r === null) return null;
  return r > 0.5 ? "rises" : r < -0.5 ? "falls" : "mixed";
}

/** The entanglement of groups: the worst of their features, with the other groups behind it. */
function groupTies(ties: readonly Entanglement[], { names, groupOf, first }: FeatureGroups): Entanglement[] {
  return names.map((_, group) => {
    let inflation = Number.NaN;
    const partners = new Set<number>();
    for (let column = first[group]!; column < first[group + 1]!; column++) {
      const tie = ties[column]!;
      const others = tie.partners.map((partner) => groupOf[partner]!).filter((other) => other !== group);
      // Levels of one column always correlate with each other; only ties to other columns count.
      if (tie.partners.length > 0 && others.length === 0) continue;
      if (!(tie.inflation <= inflation)) inflation = Number.isNaN(tie.inflation) ? inflation : tie.inflation;
      for (const other of others) partners.add(other);
    }
    return { inflation, partners: [...partners] };
  });
}

function namesOf(partners: readonly number[], { names }: FeatureGroups): string | null {
  return partners.length === 0 ? null : partners.map((partner) => names[partner]!).join(", ");
}

/** A sentence for each set of groups that are tied together, directly or through others. */
function remarksOn(ties: readonly Entanglement[], { names }: FeatureGroups): string[] {
  const root = Int32Array.from(names.keys());
  const find = (group: number): number => (root[group] === group ? group : find(root[group]!));
  ties.forEach(({ partners }, group) => {
    for (const partner of partners) root[find(group)] = find(partner);
  });
  const sets = new Map<number, number[]>();
  names.forEach((_, group) => {
    if (ties[group]!.partners.length === 0 && !ties.some(({ partners }) => partners.includes(group))) return;
    sets.set(find(group), [...(sets.get(find(group)) ?? []), group]);
  });
  return [...sets.values()].map((members) => {
    const worst = Math.max(...members.map((group) => ties[group]!.inflation).filter((value) => !Number.isNaN(value)));
    const extent = Number.isFinite(worst)
      ? `variance inflation up to ${worst.toPrecision(3)}`
      : "some are determined by others";
    const list = members.map((group) => JSON.stringify(names[group])).join(", ");
    return (
      `${list} are inseparable (${extent}): how their effect is split between them is arbitrary, so read them ` +
      "together."
    );
  });
}
