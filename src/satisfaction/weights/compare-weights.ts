import { ClienteleError, knownOptions, showValue } from "../../errors/index.js";
import { correlation, dot, ranks } from "../../numeric/index.js";
import { createTable, type Present, type Table, type Vector } from "../../table/index.js";
import { itemsOfSources, type NamedWeights, type WeightSource, weightsInOrder } from "./weight-source.js";

/** Options of {@link compareWeights}. */
export interface CompareWeightsOptions {
  /**
   * The names of the items, in the order of weights given as plain numbers [those of the first method that has names].
   */
  readonly items?: readonly string[];
  /**
   * The score of each item, in the order of the items or by name: the index that each method gives is then computed.
   */
  readonly scores?: Vector | NamedWeights;
}

/** Columns of {@link WeightComparison.methods}. */
export type WeightMethodColumns = {
  method: Present<string>;
  /**
   * What the weights summed to before they were divided by it; missing for a method without weights, as what follows.
   */
  sum: number;
  /** Items with a negative weight: a better answer to them would lower the index. */
  negative: number;
  /** Σ weight · score; missing where no scores were given. */
  index: number;
  /** Why the method has no weights; missing where it has. */
  reason: string;
};

/** Columns of {@link WeightComparison.agreement}. */
export type WeightAgreementColumns = {
  first: string;
  second: string;
  /** Spearman's rank correlation of the weights; missing where all weights of a method are equal. */
  rankCorrelation: number;
  /** The largest difference of the weight of one item, and that item. */
  largestDifference: number;
  item: string;
};

/** Weights of several methods side by side. */
export interface WeightComparison {
  /**
   * A row per item: `item`, a column for each method, and `spread`, the largest weight less the smallest. Weights are
   * divided by their sum.
   */
  readonly weights: Table;
  readonly methods: Table<WeightMethodColumns>;
  /** A row for each pair of methods that have weights. */
  readonly agreement: Table<WeightAgreementColumns>;
}

/**
 * Do the ways of weighing agree, and does it matter for the index?
 *
 * Puts weights of any origin side by side: given, {@link equalWeights}, {@link ahpWeights}, {@link entropyWeights},
 * {@link criticWeights}, {@link regressionWeights}, or those of a path model ({@link pathWeights}). Each set is divided
 * by its sum, which the result tells. A method that found no usable weights stays in the comparison, with the reason.
 *
 * Errors: `weights-sum` (a sum that is not positive), `length-mismatch`, `unknown-column` (an item that a method does
 * not know), `duplicate-name`, `not-a-number`, `invalid-option`.
 *
 * @example
 * ```ts
 * compareWeights(
 *   { judged: ahpWeights([[1, 3], ["1/3", 1]]), equal: equalWeights(2) },
 *   { items: ["price", "service"], scores: [60, 80] },
 * ).weights.toString();
 * ```
 */
export function compareWeights(
  methods: Readonly<Record<string, WeightSource>>,
  options: CompareWeightsOptions = {},
): WeightComparison {
  const caller = "compareWeights";
  knownOptions(caller, options, ["items", "scores"]);
  const sources = Object.entries(checkedMethods(caller, methods));
  const items = itemsOfSources(
    caller,
    sources.map(([, source]) => source),
    options.items,
  );
  const sets = sources.map(([method, source]) => weightSet(caller, method, source, items));
  const scores = options.scores === undefined ? null : weightsInOrder(caller, "scores", options.scores, items).weights;
  const known = sets.filter(({ reason }) => reason === null);
  return {
    weights: createTable([
      ["item", items],
      ...sets.map(({ method, weights }) => [method, weights] as const),
      ["spread", Float64Array.from(items, (_, i) => spreadAt(known, i))],
    ]),
    methods: createTable<WeightMethodColumns>({
      method: sets.map(({ method }) => method),
      sum: sets.map(({ sum }) => sum),
      negative: sets.map(({ weights, reason }) =>
        reason === null ? weights.reduce((count, weight) => count + (weight < 0 ? 1 : 0), 0) : null,
      ),
      index: sets.map(({ weights, reason }) => (scores === null || reason !== null ? null : dot(weights, scores))),
      reason: sets.map(({ reason }) => reason),
    }),
    agreement: agreementOf(known, items),
  };
}

/** The weights of one method divided by their sum; NaN for each item, with the reason, where it has none. */
interface WeightSet {
  readonly method: string;
  readonly weights: Float64Array;
  readonly sum: number | null;
  readonly reason: string | null;
}

function weightSet(caller: string, method: string, source: WeightSource, items: readonly string[]): WeightSet {
  const { weights, reason } = weightsInOrder(caller, method, source, items);
  if (weights === null) {
    return { method, weights: new Float64Array(items.length).fill(Number.NaN), sum: null, reason };
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum > 0) return { method, weights: weights.map((weight) => weight / sum), sum, reason: null };
  throw new ClienteleError(
    "weights-sum",
    { function: caller, column: method, value: sum },
    `the weights sum to ${sum}; they must have a positive sum to be compared`,
  );
}

function checkedMethods(caller: string, methods: unknown): Readonly<Record<string, WeightSource>> {
  if (typeof methods !== "object" || methods === null || Array.isArray(methods) || Object.keys(methods).length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: methods },
      `expected an object of weights by method, like { equal: equalWeights(3) }, got ${showValue(methods)}`,
    );
  }
  for (const reserved of ["item", "spread"]) {
    if (!Object.hasOwn(methods, reserved)) continue;
    throw new ClienteleError(
      "duplicate-name",
      { function: caller, value: reserved },
      `a method cannot be called ${showValue(reserved)}, which is a column of the result`,
    );
  }
  return methods as Readonly<Record<string, WeightSource>>;
}

function agreementOf(sets: readonly WeightSet[], items: readonly string[]): Table<WeightAgreementColumns> {
  const pairs = sets.flatMap((first, i) => sets.slice(i + 1).map((second) => ({ first, second })));
  const differing = pairs.map(({ first, second }) => {
    let at = 0;
    const difference = first.weights.map((weight, i) => Math.abs(weight - second.weights[i]!));
    for (let i = 1; i < difference.length; i++) if (difference[i]! > difference[at]!) at = i;
    return { at, difference: difference[at]! };
  });
  return createTable<WeightAgreementColumns>({
    first: pairs.map(({ first }) => first.method),
    second: pairs.map(({ second }) => second.method),
    rankCorrelation: Float64Array.from(pairs, ({ first, second }) => rankCorrelation(first.weights, second.weights)),
    largestDifference: Float64Array.from(differing, ({ difference }) => difference),
    item: differing.map(({ at }) => items[at]!),
  });
}

function rankCorrelation(a: Float64Array, b: Float64Array): number {
  const constant = (values: Float64Array): boolean => values.every((value) => value === values[0]);
  return constant(a) || constant(b) ? Number.NaN : correlation(ranks(a, "average"), ranks(b, "average"));
}

function spreadAt(sets: readonly WeightSet[], item: number): number {
  if (sets.length === 0) return Number.NaN;
  const values = sets.map(({ weights }) => weights[item]!);
  return Math.max(...values) - Math.min(...values);
}
