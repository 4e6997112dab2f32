import { ClienteleError, knownOptions, showValue } from "../errors/index.js";
import { correlation, ranks } from "../numeric/index.js";
import { createTable, type Table, type Vector, vectorOf } from "../table/index.js";
import { itemNames } from "./item-names.js";

/** Weights by item name. */
export type NamedWeights = Readonly<Record<string, number>>;

/** Weights as any of the methods gives them: numbers in the order of the items, numbers by item, or a result that holds either as `weights`. */
export type WeightSource =
  | Vector
  | NamedWeights
  | { readonly weights: Vector | NamedWeights; readonly items?: readonly string[] };

/** Options of {@link compareWeights}. */
export interface CompareWeightsOptions {
  /** The names of the items, in the order of weights given as plain numbers [those of the first method that has names]. */
  readonly items?: readonly string[];
  /** The score of each item, in the order of the items or by name: the index that each method gives is then computed. */
  readonly scores?: Vector | NamedWeights;
}

/** Columns of {@link WeightComparison.methods}. */
export type WeightMethodColumns = {
  method: string;
  /** What the weights summed to before they were divided by it. */
  sum: number;
  /** Items whose weight is negative, which no index can bear. */
  negative: number;
  /** Σ weight · score; missing where no scores were given. */
  index: number;
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
  /** A row per item: `item`, a column for each method, and `spread`, the largest weight less the smallest. Weights are divided by their sum. */
  readonly weights: Table;
  readonly methods: Table<WeightMethodColumns>;
  /** A row for each pair of methods. */
  readonly agreement: Table<WeightAgreementColumns>;
}

/**
 * Do the ways of weighing agree, and does it matter for the index?
 *
 * Puts weights of any origin side by side: given, {@link equalWeights}, {@link ahpWeights}, {@link entropyWeights}, {@link criticWeights}, those of a regression, or the outer
 * weights of a path model. Each set is divided by its sum, which the result tells.
 *
 * Errors: `weights-sum` (a sum that is not positive), `length-mismatch`, `unknown-column` (an item that a method does not know), `duplicate-name`, `not-a-number`, `invalid-option`.
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
  const items = itemsOf(caller, sources, options.items);
  const sets = sources.map(([method, source]) => {
    const given = weightsInOrder(caller, method, source, items);
    return { method, given, weights: dividedBySum(caller, method, given) };
  });
  const scores = options.scores === undefined ? null : weightsInOrder(caller, "scores", options.scores, items);
  return {
    weights: createTable([
      ["item", items],
      ...sets.map(({ method, weights }) => [method, weights] as const),
      ["spread", Float64Array.from(items, (_, i) => spreadAt(sets, i))],
    ]),
    methods: createTable<WeightMethodColumns>({
      method: sets.map(({ method }) => method),
      sum: Float64Array.from(sets, ({ given }) => total(given)),
      negative: Float64Array.from(sets, ({ given }) =>
        given.reduce((count, weight) => count + (weight < 0 ? 1 : 0), 0),
      ),
      index: Float64Array.from(sets, ({ weights }) => (scores === null ? Number.NaN : dot(weights, scores))),
    }),
    agreement: agreementOf(sets, items),
  };
}

interface WeightSet {
  readonly method: string;
  readonly given: Float64Array;
  readonly weights: Float64Array;
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
      `a method cannot be called ${JSON.stringify(reserved)}, which is a column of the result`,
    );
  }
  return methods as Readonly<Record<string, WeightSource>>;
}

function itemsOf(
  caller: string,
  sources: readonly (readonly [string, WeightSource])[],
  given: readonly string[] | undefined,
): readonly string[] {
  if (given !== undefined) return itemNames(caller, given, given.length);
  for (const [, source] of sources) {
    const weights = weightsOf(source);
    if (isNamed(weights)) return Object.keys(weights);
    const items = itemsNamedBy(source);
    if (items !== undefined) return items;
  }
  const first = weightsOf(sources[0]![1]);
  return itemNames(caller, undefined, isNamed(first) ? 0 : first.length);
}

function weightsOf(source: WeightSource): Vector | NamedWeights {
  if (typeof source !== "object" || source === null || Array.isArray(source) || ArrayBuffer.isView(source)) {
    return source as Vector;
  }
  const inner: unknown = Object.hasOwn(source, "weights") ? (source as { weights: unknown }).weights : undefined;
  return typeof inner === "object" && inner !== null ? (inner as Vector | NamedWeights) : (source as NamedWeights);
}

function itemsNamedBy(source: WeightSource): readonly string[] | undefined {
  if (typeof source !== "object" || source === null || !("items" in source) || !Array.isArray(source.items)) {
    return undefined;
  }
  return source.items;
}

function isNamed(weights: Vector | NamedWeights): weights is NamedWeights {
  return typeof weights === "object" && weights !== null && !Array.isArray(weights) && !ArrayBuffer.isView(weights);
}

function weightsInOrder(caller: string, method: string, source: WeightSource, items: readonly string[]): Float64Array {
  const weights = weightsOf(source);
  if (isNamed(weights)) return namedInOrder(caller, method, weights, items);
  const values = vectorOf(caller, method, weights);
  const own = itemsNamedBy(source);
  if (own !== undefined && own.length === values.length && own.some((name) => !/^\d+$/.test(name))) {
    return namedInOrder(caller, method, Object.fromEntries(own.map((name, i) => [name, values[i]!])), items);
  }
  if (values.length === items.length) return values;
  throw new ClienteleError(
    "length-mismatch",
    { function: caller, column: method, value: values.length },
    `has ${values.length} values for ${items.length} items`,
  );
}

function namedInOrder(caller: string, method: string, weights: NamedWeights, items: readonly string[]): Float64Array {
  const surplus = Object.keys(weights).find((name) => !items.includes(name));
  if (surplus !== undefined) {
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column: method, value: surplus },
      `has a weight for ${JSON.stringify(surplus)}, which is not one of the items ${items.map((item) => JSON.stringify(item)).join(", ")}`,
    );
  }
  return vectorOf(
    caller,
    method,
    items.map((item) => {
      if (Object.hasOwn(weights, item)) return weights[item];
      throw new ClienteleError(
        "unknown-column",
        { function: caller, column: method, value: item },
        `has no weight for item ${JSON.stringify(item)}`,
      );
    }),
  );
}

function dividedBySum(caller: string, method: string, weights: Float64Array): Float64Array {
  const sum = total(weights);
  if (sum > 0) return weights.map((weight) => weight / sum);
  throw new ClienteleError(
    "weights-sum",
    { function: caller, column: method, value: sum },
    `the weights sum to ${sum}; they must have a positive sum to be compared`,
  );
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
  const values = sets.map(({ weights }) => weights[item]!);
  return Math.max(...values) - Math.min(...values);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
