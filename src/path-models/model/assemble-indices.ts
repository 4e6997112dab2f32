import { showValue } from "../../errors/index.js";
import type { ItemRanges } from "../moments/item-answers.js";
import type { ItemMoments } from "../moments/item-moments.js";
import { type IndexPart, isNegative } from "./construct-index.js";
import { indexPartsOf, indexSlots } from "./index-parts.js";
import type { PathEstimator } from "./path-estimator.js";

/** What the indices of a model are made of, or why one has none, by construct. */
export interface AssembledIndices {
  /** Weights in units of the answers, summing to 1; null where one is negative or unknown. */
  readonly indexWeights: Record<string, Record<string, number> | null>;
  /** Only of constructs without an index. */
  readonly indexReasons: Record<string, string>;
}

/** Weights of the items in each index, and the reason of every index that there is none of. */
export function assembleIndices(estimator: PathEstimator, moments: ItemMoments, ranges: ItemRanges): AssembledIndices {
  const { reported, items } = estimator.layout;
  const slots = indexSlots(estimator.layout);
  const weights: [string, Record<string, number> | null][] = [];
  const reasons: [string, string][] = [];
  reported.forEach(({ name }, r) => {
    const parts = indexPartsOf(slots[r]!, estimator, moments, ranges);
    const names = slots[r]!.map(({ item }) => items[item]!);
    const raw = parts.map((part) => part.weight / part.deviation);
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    const usable = total > 0 && !parts.some((part) => isNegative(part.weight));
    weights.push([name, usable ? Object.fromEntries(names.map((item, i) => [item, raw[i]! / total])) : null]);
    const reason = reasonOf(parts, names, total);
    if (reason !== null) reasons.push([name, reason]);
  });
  return { indexWeights: Object.fromEntries(weights), indexReasons: Object.fromEntries(reasons) };
}

/** Why there is no index; null where there is one. */
function reasonOf(parts: readonly IndexPart[], names: readonly string[], total: number): string | null {
  const negative = parts.findIndex((part) => isNegative(part.weight));
  if (negative >= 0) {
    return (
      `item ${showValue(names[negative])} has the negative weight ${parts[negative]!.weight.toPrecision(3)}: a ` +
      "better answer would lower the index; is it reverse-coded, or does it belong here?"
    );
  }
  if (!(total > 0)) return "the weights could not be estimated";
  const unscaled = parts.findIndex((part) => Number.isNaN(part.minimum));
  if (unscaled < 0) return null;
  const item = showValue(names[unscaled]);
  return `no scale is known for item ${item}: say the lowest and highest answer in option "scale"`;
}
