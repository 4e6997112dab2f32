import { numberOption } from "../../errors/index.js";
import { createRandom, quantile } from "../../numeric/index.js";
import { createTable, type Table, type TableInput } from "../../table/index.js";
import { indexByWeights, type WeightedIndices } from "./index-by-weights.js";
import type { Indicator, TreeNode } from "./indicator-tree.js";
import { perturbWeight } from "./perturb-weight.js";
import { type RankReversalColumns, rankReversals } from "./rank-reversals.js";
import { type IndexOptions, prepareIndex } from "./weighted-index.js";

/** Options of {@link weightSensitivity}. */
export interface SensitivityOptions extends IndexOptions {
  /** By which part of itself each weight is moved down and up [0.1]; its siblings share the rest as before. */
  readonly change?: number;
  /** How many sets of random weights are drawn [1000]; 0 for none. */
  readonly draws?: number;
  /**
   * How closely random weights keep to the given ones [50]: those of siblings are Dirichlet(concentration · weight). At
   * least 1.
   */
  readonly concentration?: number;
  /** [0] */
  readonly seed?: number;
}

/** Columns of {@link WeightSensitivity.nodes}. */
export type WeightSensitivityColumns = {
  path: string;
  weight: number;
  group: string | number | boolean;
  period: string | number | boolean;
  /** The index with the weight as given, smaller, and larger. */
  index: number;
  smaller: number;
  larger: number;
  /** |larger − smaller|. */
  swing: number;
};

/** Columns of {@link WeightSensitivity.draws}. */
export type WeightDrawColumns = {
  group: string | number | boolean;
  period: string | number | boolean;
  index: number;
  /** Of the index over random weights; missing without draws. */
  lower: number;
  upper: number;
  /**
   * The share of the draws in which this group has the highest index of its period, ties shared; missing without draws.
   */
  firstShare: number;
};

/** How far an index depends on its weights. */
export interface WeightSensitivity {
  /** A row for every node but the root, in every group: what moving its weight does. */
  readonly nodes: Table<WeightSensitivityColumns>;
  /** A row for every group: the index under random weights. */
  readonly draws: Table<WeightDrawColumns>;
  /** Where one weight, moved alone, would swap the order of two groups of a period. */
  readonly reversals: Table<RankReversalColumns>;
  /** Those of {@link weightedIndex}. */
  readonly warnings: readonly string[];
}

/**
 * Does the index, and who comes out first, depend on the exact weights?
 *
 * Takes what {@link weightedIndex} takes. Each weight is moved alone by `change` of itself, its siblings keeping their
 * proportions; all weights are drawn at random around the given ones; and for each pair of groups the nearest weight at
 * which their order swaps is looked for between 0 and 1.
 *
 * Errors: those of {@link weightedIndex}.
 *
 * @example
 * ```ts
 * const tree = { name: "index", children: [{ name: "price", weight: 0.5 }, { name: "service", weight: 0.5 }] };
 * const answers = { company: ["a", "a", "b", "b"], price: [90, 70, 60, 40], service: [40, 60, 80, 60] };
 * weightSensitivity(tree, answers, { by: "company" }).reversals.toString();
 * ```
 */
export function weightSensitivity(
  tree: Indicator,
  answers: TableInput,
  options: SensitivityOptions = {},
): WeightSensitivity {
  const caller = "weightSensitivity";
  const prepared = prepareIndex(caller, tree, answers, options, ["change", "draws", "concentration", "seed"]);
  const change = numberOption(caller, "change", options.change ?? 0.1, { min: 0, max: 1 });
  const draws = numberOption(caller, "draws", options.draws ?? 1000, { min: 0, max: 100_000, integer: true });
  const concentration = numberOption(caller, "concentration", options.concentration ?? 50, { min: 1 });
  const seed = numberOption(caller, "seed", options.seed ?? 0, { integer: true });
  const { checked, groups, scoring, confidence } = prepared;
  const { nodes } = checked;
  const given = Float64Array.from(scoring.weights);
  const indices = indexByWeights(scoring);
  const index = indices(given);
  const moved = movedIndices(nodes, given, change, indices);
  const drawn = drawIndices(nodes, given, { draws, concentration, seed }, indices, groups.count);
  const periods = groups.period.toArray();
  const size = nodes.length - 1;
  const groupOf = Int32Array.from({ length: groups.count * size }, (_, at) => Math.floor(at / size));
  const nodeOf = Int32Array.from(groupOf, (group, at) => at - group * size + 1);
  const smaller = Float64Array.from(groupOf, (group, at) => moved[nodeOf[at]! - 1]!.smaller[group]!);
  const larger = Float64Array.from(groupOf, (group, at) => moved[nodeOf[at]! - 1]!.larger[group]!);
  const firstShare = firstShares(drawn, periods);
  const band = (p: number): Float64Array =>
    Float64Array.from(drawn, (values) => (draws === 0 ? Number.NaN : quantile(values, p)));
  return {
    nodes: createTable<WeightSensitivityColumns>([
      ["path", Array.from(nodeOf, (node) => nodes[node]!.path)],
      ["weight", Float64Array.from(nodeOf, (node) => given[node]!)],
      ["group", groups.group.take(groupOf)],
      ["period", groups.period.take(groupOf)],
      ["index", Float64Array.from(groupOf, (group) => index[group]!)],
      ["smaller", smaller],
      ["larger", larger],
      ["swing", larger.map((value, at) => Math.abs(value - smaller[at]!))],
    ]),
    draws: createTable<WeightDrawColumns>([
      ["group", groups.group],
      ["period", groups.period],
      ["index", index],
      ["lower", band((1 - confidence) / 2)],
      ["upper", band((1 + confidence) / 2)],
      ["firstShare", firstShare],
    ]),
    reversals: rankReversals(nodes, given, groups, indices),
    warnings: prepared.warnings,
  };
}

function movedIndices(
  nodes: readonly TreeNode[],
  given: Float64Array,
  change: number,
  indices: WeightedIndices,
): { smaller: Float64Array; larger: Float64Array }[] {
  return nodes.slice(1).map((_, at) => {
    const node = at + 1;
    return {
      smaller: indices(perturbWeight(nodes, given, node, given[node]! * (1 - change))),
      larger: indices(perturbWeight(nodes, given, node, Math.min(1, given[node]! * (1 + change)))),
    };
  });
}

/**
 * The index of each group under random weights: siblings are Dirichlet(concentration · weight), drawn as gamma variates
 * over their sum.
 */
function drawIndices(
  nodes: readonly TreeNode[],
  given: Float64Array,
  { draws, concentration, seed }: { readonly draws: number; readonly concentration: number; readonly seed: number },
  indices: WeightedIndices,
  groupCount: number,
): Float64Array[] {
  const random = createRandom(seed);
  const drawn = Array.from({ length: groupCount }, () => new Float64Array(draws));
  const weights = new Float64Array(given.length);
  const sums = new Float64Array(given.length);
  for (let draw = 0; draw < draws; draw++) {
    sums.fill(0);
    weights[0] = 1;
    for (let node = 1; node < given.length; node++) {
      weights[node] = given[node]! > 0 ? random.gamma(concentration * given[node]!) : 0;
      sums[nodes[node]!.parent]! += weights[node]!;
    }
    for (let node = 1; node < given.length; node++) {
      const sum = sums[nodes[node]!.parent]!;
      weights[node] = sum > 0 ? weights[node]! / sum : given[node]!;
    }
    const index = indices(weights);
    for (let group = 0; group < groupCount; group++) drawn[group]![draw] = index[group]!;
  }
  return drawn;
}

function firstShares(drawn: readonly Float64Array[], periods: readonly unknown[]): Float64Array {
  const draws = drawn[0]?.length ?? 0;
  const shares = new Float64Array(drawn.length).fill(draws === 0 ? Number.NaN : 0);
  for (const period of new Set(periods)) {
    const rivals = drawn.flatMap((_, group) => (periods[group] === period ? [group] : []));
    for (let draw = 0; draw < draws; draw++) {
      const best = rivals.reduce((most, group) => Math.max(most, drawn[group]![draw]!), Number.NEGATIVE_INFINITY);
      const first = rivals.filter((group) => drawn[group]![draw] === best);
      for (const group of first) shares[group]! += 1 / first.length / draws;
    }
  }
  return shares;
}
