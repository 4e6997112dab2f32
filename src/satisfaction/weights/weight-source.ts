import { ClienteleError, requireSameLength, showNames, showValue } from "../../errors/index.js";
import { type Vector, vectorOf } from "../../table/index.js";
import { itemNames } from "../surveys/item-names.js";

/** Weights by item name. */
export type NamedWeights = Readonly<Record<string, number>>;

/** A result that holds weights, or null with the reason where the method found none that an index can use. */
export interface WeightResult {
  readonly weights: Vector | NamedWeights | null;
  readonly items?: readonly string[];
  readonly reason?: string | null;
}

/**
 * Weights as any of the methods gives them: numbers in the order of the items, numbers by item, or a result that holds
 * either as `weights`.
 */
export type WeightSource = Vector | NamedWeights | WeightResult;

/** What a source holds. */
interface SourceParts {
  readonly weights: Vector | NamedWeights | null;
  /** The names in the order of the weights, where the source has names of its own and not mere numbers. */
  readonly items: readonly string[] | null;
  readonly reason: string | null;
}

/** Names that stand for places only, as of items without names. */
const placeName = /^x?\d+$/;

function partsOf(source: WeightSource): SourceParts {
  if (typeof source !== "object" || source === null || isList(source)) {
    return { weights: source, items: null, reason: null };
  }
  const inner: unknown = Object.hasOwn(source, "weights") ? (source as { weights: unknown }).weights : undefined;
  if (typeof inner !== "object") return { weights: source as NamedWeights, items: Object.keys(source), reason: null };
  const { weights, items, reason } = source as WeightResult;
  if (weights === null) return { weights, items: null, reason: reason ?? "the method gave no weights" };
  if (!isList(weights)) return { weights, items: Object.keys(weights), reason: null };
  const isNamed =
    Array.isArray(items) && items.length === weights.length && !items.every((name) => placeName.test(name));
  return { weights, items: isNamed ? items : null, reason: null };
}

function isList(weights: Vector | NamedWeights | WeightResult | null | undefined): weights is Vector {
  return Array.isArray(weights) || ArrayBuffer.isView(weights);
}

/** The items that sources weigh: those given, those of the first source that has names, or "1", "2", …. */
export function itemsOfSources(
  caller: string,
  sources: readonly WeightSource[],
  given: readonly string[] | undefined,
): readonly string[] {
  if (given !== undefined) return itemNames(caller, given, Array.isArray(given) ? given.length : 0);
  const parts = sources.map(partsOf);
  const named = parts.find(({ items }) => items !== null);
  if (named?.items != null) return named.items;
  const first = parts.find(({ weights }) => weights !== null)?.weights;
  return itemNames(caller, undefined, isList(first) ? first.length : 0);
}

/** Weights in the order of the items, or the reason why there are none. */
export function weightsInOrder(
  caller: string,
  method: string,
  source: WeightSource,
  items: readonly string[],
): { readonly weights: Float64Array; readonly reason: null } | { readonly weights: null; readonly reason: string } {
  const parts = partsOf(source);
  const { weights } = parts;
  if (weights === null && parts.reason !== null) return { weights, reason: parts.reason };
  if (weights !== null && typeof weights === "object" && !isList(weights)) {
    return { weights: namedInOrder(caller, method, weights, items), reason: null };
  }
  const values = vectorOf(caller, method, weights);
  if (parts.items !== null) {
    const named = Object.fromEntries(parts.items.map((name, i) => [name, values[i]!]));
    return { weights: namedInOrder(caller, method, named, items), reason: null };
  }
  requireSameLength(caller, method, values.length, items.length, "items");
  return { weights: values, reason: null };
}

function namedInOrder(caller: string, method: string, weights: NamedWeights, items: readonly string[]): Float64Array {
  const surplus = Object.keys(weights).find((name) => !items.includes(name));
  if (surplus !== undefined) {
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column: method, value: surplus },
      `has a weight for ${showValue(surplus)}, which is not one of the items ${showNames(items)}`,
    );
  }
  const ordered = items.map((item) => {
    if (Object.hasOwn(weights, item)) return weights[item];
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column: method, value: item },
      `has no weight for item ${showValue(item)}`,
    );
  });
  return vectorOf(caller, method, ordered);
}
