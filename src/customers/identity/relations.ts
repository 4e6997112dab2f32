import { noEvidence } from "./agreement-level.js";
import type { CandidatePairs } from "./pair-levels.js";

/**
 * Two persons who share some columns for a reason: a household its surname and address, twins their birthday, too.
 * Among them agreement in those columns is no chance, and many columns that agree are one piece of evidence and not
 * many.
 */
export interface Relation {
  /** The places of the shared columns. */
  readonly shared: readonly number[];
  /** The probability that two records drawn at random are of two persons so related. */
  readonly prior: number;
}

/**
 * log₂ of the odds that a pair is of one person, against strangers and relatives. With π the prior, w the sum of the
 * bits of all columns and w(S) that of the columns that relation S shares:
 *
 *   π 2^w / (1 − π + Σ π(S) 2^w(S)),
 *
 * a latent class model in which the class of those who are not one person is itself a mixture (Winkler 1993; Larsen and
 * Rubin 2001). Without relations it is the odds of Fellegi and Sunter. The bits of the pair begin at `bits[at]`.
 */
export function logOdds(
  bits: Float64Array,
  at: number,
  columns: number,
  prior: number,
  relations: readonly Relation[],
): number {
  let weight = 0;
  for (let c = 0; c < columns; c++) weight += bits[at + c]!;
  let others = 1 - prior;
  for (const { shared, prior: ofRelation } of relations) others += ofRelation * factorOf(sharedBits(bits, at, shared));
  return Math.log2(prior) + weight - Math.log2(others);
}

/** The evidence in the columns that a relation shares. */
export function sharedBits(bits: Float64Array, at: number, shared: readonly number[]): number {
  let weight = 0;
  for (const c of shared) weight += bits[at + c]!;
  return weight;
}

/** The factor of so many bits, finite however many columns agree. */
function factorOf(bits: number): number {
  return 2 ** Math.min(900, bits);
}

/** A relation with fewer pairs than this share of the matches is taken for errors in records of one person. */
const leastShare = 0.02;
/** So many sets of columns are tried, the most frequent ones among the pairs. */
const mostRelations = 40;
const mostSampled = 50_000;
const iterations = 60;

/** What relations are looked for in. */
export interface RelationInput {
  readonly pairs: CandidatePairs;
  /** The bits of each column of each pair. */
  readonly bits: Float64Array;
  readonly columns: number;
  /**
   * The places of names and dates of birth, in at least one of which relatives differ, while moving changes none; empty
   * where no column is said to be a name.
   */
  readonly lasting: readonly number[];
  /** The bits that exact agreement in each column is worth on average. */
  readonly worth: readonly number[];
  /** The prior to begin with. */
  readonly prior: number;
  /** The number of all pairs of records. */
  readonly all: number;
}

/** The share of pairs of one person, and of the relations that stand out beside them. */
export interface RelationFit {
  readonly prior: number;
  readonly relations: readonly Relation[];
}

/**
 * Finds the relations: the sets of columns in which pairs agree while the others, a name among them, are as different
 * as of strangers, more often than errors in records of one person explain. Their shares are estimated by EM with the
 * probabilities of agreement held fixed, a concave problem with one maximum; sets with too few pairs drop out. Where no
 * column is a name, relatives share at most half of the evidence: who shares more may be one person who moved.
 */
export function findRelations(input: RelationInput): RelationFit {
  const { pairs, bits, columns, all } = input;
  const step = Math.max(1, Math.ceil(pairs.count / mostSampled));
  const sampled = Int32Array.from({ length: Math.ceil(pairs.count / step) }, (_, i) => i * step);
  let sets = frequentSets(input, sampled);
  if (sets.length === 0) return { prior: input.prior, relations: [] };
  const factors = Float64Array.from(sampled, (pair) => factorOf(sumOf(bits, pair * columns, columns)));
  const ofSet = sets.map((shared) =>
    Float64Array.from(sampled, (pair) => factorOf(sharedBits(bits, pair * columns, shared))),
  );
  let open = sets.map((_, s) => s);
  let matches = input.prior * all;
  const related = new Float64Array(sets.length).fill(0.05 * matches);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const sums = new Float64Array(sets.length);
    let matchSum = 0;
    for (let i = 0; i < sampled.length; i++) {
      let total = all + matches * factors[i]!;
      for (const s of open) total += related[s]! * ofSet[s]![i]!;
      matchSum += (matches * factors[i]!) / total;
      for (const s of open) sums[s]! += (related[s]! * ofSet[s]![i]!) / total;
    }
    matches = step * matchSum;
    open = open.filter((s) => step * sums[s]! > leastShare * matches);
    for (const s of open) related[s] = step * sums[s]! - leastShare * matches;
  }
  sets = open.map((s) => sets[s]!);
  return {
    prior: Math.min(0.5, Math.max(0.5, matches) / all),
    relations: sets.map((shared, i) => ({ shared, prior: Math.min(0.5, related[open[i]!]! / all) })),
  };
}

function sumOf(bits: Float64Array, at: number, columns: number): number {
  let sum = 0;
  for (let c = 0; c < columns; c++) sum += bits[at + c]!;
  return sum;
}

/** The sets of at least two columns in which pairs agree while a lasting one is different, the most frequent first. */
function frequentSets(input: RelationInput, sampled: Int32Array): (readonly number[])[] {
  const { pairs, bits, columns, lasting, worth } = input;
  const half = sumOf(Float64Array.from(worth), 0, columns) / 2;
  const counts = new Map<string, { readonly shared: readonly number[]; count: number }>();
  for (const pair of sampled) {
    const at = pair * columns;
    const differs = (c: number) => pairs.levels[at + c] !== noEvidence && bits[at + c]! <= 0;
    if (lasting.length > 0 && !lasting.some(differs)) continue;
    const shared: number[] = [];
    for (let c = 0; c < columns; c++) if (bits[at + c]! > 0) shared.push(c);
    if (shared.length < 2) continue;
    if (lasting.length === 0 && shared.reduce((sum, c) => sum + worth[c]!, 0) > half) continue;
    const key = shared.join();
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { shared, count: 1 });
    else known.count++;
  }
  return [...counts]
    .filter(([, { count }]) => count >= 5)
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .slice(0, mostRelations)
    .map(([, { shared }]) => shared);
}
