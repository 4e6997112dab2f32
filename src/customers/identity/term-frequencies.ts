import { sortedOrder } from "../../numeric/index.js";
import type { ComparedColumn } from "./compared-column.js";

/** How common the values of a column are, 0..1: the most frequent ones by name, all others by their mean share. */
export interface TermFrequencies {
  readonly values: readonly string[];
  readonly shares: readonly number[];
  /** The share of a value that is not listed. */
  readonly otherShare: number;
}

/** So many further persons are taken to have other values: one of three persons is not a third of the world. */
const furtherPersons = 10;

/** So many values of a column are listed at most, so that a model of a million records stays small. */
const mostListed = 1000;

/**
 * The share of each value, over the records that have one; `weights` gives what a record counts, one over the number of
 * records of its person, so that a person who stands in five systems does not make a name common.
 */
export function termFrequencies({ codes, values }: ComparedColumn, weights: Float64Array): TermFrequencies {
  const { labels } = values;
  const sums = new Float64Array(labels.length);
  let total = 0;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0) continue;
    sums[codes[row]!]! += weights[row]!;
    total += weights[row]!;
  }
  const order = sortedOrder(sums.map((sum) => -sum));
  let listed = 0;
  // A value of one person is as rare as any other.
  while (listed < mostListed && listed < order.length && sums[order[listed]!]! > 1 + 1e-9) listed++;
  let rest = 0;
  let others = 0;
  for (let i = listed; i < order.length; i++) {
    if (sums[order[i]!]! === 0) break;
    rest += sums[order[i]!]!;
    others++;
  }
  const top = [...order.subarray(0, listed)].sort((a, b) => sums[b]! - sums[a]! || (labels[a]! < labels[b]! ? -1 : 1));
  return {
    values: top.map((code) => labels[code]!),
    shares: top.map((code) => sums[code]! / (total + furtherPersons)),
    otherShare: (others > 0 ? rest / others : 1) / (total + furtherPersons),
  };
}

/** The share of each value of a dictionary, as a list of frequencies says it. */
export function sharesOfValues(
  labels: readonly string[],
  { values, shares, otherShare }: TermFrequencies,
): Float64Array {
  const shareOf = new Map(values.map((value, i) => [value, shares[i]!]));
  return Float64Array.from(labels, (label) => shareOf.get(label) ?? otherShare);
}
