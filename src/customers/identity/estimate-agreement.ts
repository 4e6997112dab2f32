import type { Random } from "../../numeric/index.js";
import { levelNames, noEvidence } from "./agreement-level.js";
import type { ComparedAs } from "./compare-option.js";
import type { ComparedColumn } from "./compared-column.js";
import type { PairLevels } from "./pair-levels.js";

/** For each column the probability of each level, among records of one person (m) or of two (u). */
export type LevelProbabilities = readonly Float64Array[];

/** All pairs of records where these are at most `wanted`, else as many drawn at random. */
export function randomPairs(records: number, wanted: number, random: Random): { left: Int32Array; right: Int32Array } {
  const all = (records * (records - 1)) / 2;
  const count = Math.min(all, wanted);
  const left = new Int32Array(count);
  const right = new Int32Array(count);
  if (all <= wanted) {
    for (let i = 0, pair = 0; i < records; i++) {
      for (let j = i + 1; j < records; j++, pair++) {
        left[pair] = i;
        right[pair] = j;
      }
    }
    return { left, right };
  }
  for (let pair = 0; pair < count; pair++) {
    const i = random.integer(records);
    const j = random.integer(records - 1);
    left[pair] = i;
    right[pair] = j < i ? j : j + 1;
  }
  return { left, right };
}

/** What agreement may be expected of records of one person before any data are seen: nearly all agree exactly. */
export function expectedAgreement(as: ComparedAs): Float64Array {
  const levels = levelNames[as].length;
  const m = new Float64Array(levels).fill(0.08 / (levels - 2));
  m[levels - 1] = 0.85;
  m[0] = 0.07;
  return m;
}

/** The share of matches among the pairs of a rule that EM begins with. */
const firstShare = 0.1;

/** Iterations of EM at most, and the change of a probability below which it has converged. */
const mostIterations = 100;
const smallestChange = 1e-5;

/** What EM says of the pairs of one blocking rule. */
export interface RuleEstimate {
  /** Whether a column is none of the rule's own. */
  readonly open: readonly boolean[];
  readonly m: LevelProbabilities;
  /** The share of matches among the pairs of the rule. */
  readonly matchShare: number;
  readonly pairs: number;
  readonly iterations: number;
}

/**
 * The m-probabilities from the pairs of one blocking rule, by EM with u held fixed (Fellegi and Sunter 1969; Winkler
 * 1988). Columns of the rule agree in every such pair and say nothing: they are left out (`open` false), and so is the
 * collapse of EM over the union of all blocks, in which it separates blocks instead of matches.
 */
export function estimateFromRule(
  columns: readonly ComparedColumn[],
  open: readonly boolean[],
  { levels, pairs }: PairLevels,
  u: LevelProbabilities,
  start: LevelProbabilities,
): RuleEstimate {
  const width = columns.length;
  let m = start;
  let share = firstShare;
  let iterations = 0;
  for (; iterations < mostIterations; iterations++) {
    const ratio = m.map((probabilities, c) => probabilities.map((value, level) => value / u[c]![level]!));
    const sums = m.map((probabilities) => new Float64Array(probabilities.length));
    let matches = 0;
    for (let pair = 0; pair < pairs; pair++) {
      let odds = share / (1 - share);
      for (let c = 0; c < width; c++) {
        const level = levels[pair * width + c]!;
        if (open[c] === true && level !== noEvidence) odds *= ratio[c]![level]!;
      }
      const probability = odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
      matches += probability;
      for (let c = 0; c < width; c++) {
        const level = levels[pair * width + c]!;
        if (level !== noEvidence) sums[c]![level]! += probability;
      }
    }
    const next = sums.map((ofLevel, c) =>
      open[c] === true ? smoothed(ofLevel, expectedAgreement(columns[c]!.as)) : m[c]!,
    );
    const nextShare = Math.min(0.999, Math.max(1e-9, matches / pairs));
    const change = largestChange(m, next);
    m = next;
    share = nextShare;
    if (change < smallestChange) break;
  }
  return { open, m, matchShare: share, pairs, iterations };
}

/** Shares of counts, to which one pair is added that is divided as expected, so that no share is 0. */
function smoothed(counts: Float64Array, expected: Float64Array): Float64Array {
  let total = 0;
  for (const count of counts) total += count;
  return counts.map((count, level) => (count + expected[level]!) / (total + 1));
}

function largestChange(before: LevelProbabilities, after: LevelProbabilities): number {
  let change = 0;
  for (const [c, probabilities] of before.entries()) {
    for (const [level, value] of probabilities.entries()) {
      change = Math.max(change, Math.abs(value - after[c]![level]!));
    }
  }
  return change;
}

/**
 * Pairs of strangers who differ in everything, added to those that were seen, with half a pair at each other level: so
 * that no level is impossible, and a table of ten records knows what is usual.
 */
const assumedStrangers = 100;

/**
 * The u-probabilities: how often records of two persons agree at each level, from random pairs; those of one cluster
 * are left out, which in small tables are too many to be overlooked.
 */
export function estimateU(
  columns: readonly ComparedColumn[],
  { levels, pairs }: PairLevels,
  isOnePerson: (pair: number) => boolean,
): LevelProbabilities {
  const width = columns.length;
  const counts = columns.map(({ as }) => new Float64Array(levelNames[as].length));
  for (let pair = 0; pair < pairs; pair++) {
    if (isOnePerson(pair)) continue;
    for (let c = 0; c < width; c++) {
      const level = levels[pair * width + c]!;
      if (level !== noEvidence) counts[c]![level]!++;
    }
  }
  return counts.map((ofLevel) => {
    const total = ofLevel.reduce((sum, count) => sum + count, 0) + assumedStrangers + (ofLevel.length - 1) / 2;
    return ofLevel.map((count, level) => (count + (level === 0 ? assumedStrangers : 0.5)) / total);
  });
}

/**
 * Whether a pair agrees, more or less, in two columns and in more than half of those that it has: as long as there are
 * no clusters, it is left out of u, of which it would be a large part in a small table.
 */
export function agreesMostly({ levels }: PairLevels, width: number, pair: number): boolean {
  let agree = 0;
  let differ = 0;
  for (let c = 0; c < width; c++) {
    const level = levels[pair * width + c]!;
    if (level === noEvidence) continue;
    if (level > 0) agree++;
    else differ++;
  }
  return agree >= 2 && agree > differ;
}

/** A rule has something to say when it brings so many matches. */
const enoughMatches = 30;

/** Names and dates in which more pairs than this differ altogether are those of relatives and not of one person. */
const mostDifferent = 0.3;

/**
 * The m-probabilities of each column, of the rule in which the fewest pairs differ, among those that leave the column
 * open and bring matches enough; null where there is none. Relatives in the pairs of a rule (a household, where a rule
 * asks for its address) are taken for matches by EM, and make agreement look rarer than it is, never more frequent.
 * Where they prevail in every rule, as the names or dates tell, these begin with what may be expected of one person.
 */
export function combineRules(
  columns: readonly ComparedColumn[],
  estimates: readonly RuleEstimate[],
): (Float64Array | null)[] {
  return columns.map(({ as }, c) => {
    const open = estimates.filter((estimate) => estimate.open[c] === true);
    const telling = open.filter(({ matchShare, pairs }) => matchShare * pairs >= enoughMatches);
    let best: Float64Array | null = null;
    for (const { m } of telling.length > 0 ? telling : open) {
      const ofColumn = m[c]!;
      if (best === null || ofColumn[0]! < best[0]!) best = ofColumn;
    }
    const isLasting = as === "name" || as === "date";
    return best !== null && isLasting && best[0]! > mostDifferent ? expectedAgreement(as) : best;
  });
}

/**
 * The m-probabilities of each column once more, from all pairs that may be matches, each as far as it is one, left out
 * those that only rules with the column bring; as they were where no other rule brings any.
 */
export function estimateFromMatches(
  columns: readonly ComparedColumn[],
  { levels, pairs }: PairLevels,
  probabilities: Float64Array,
  isOpen: (pair: number, column: number) => boolean,
  before: LevelProbabilities,
): LevelProbabilities {
  const width = columns.length;
  return columns.map(({ as }, c) => {
    const counts = new Float64Array(levelNames[as].length);
    let total = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const level = levels[pair * width + c]!;
      if (level === noEvidence || !isOpen(pair, c)) continue;
      counts[level]! += probabilities[pair]!;
      total += probabilities[pair]!;
    }
    return total < 1 ? before[c]! : smoothed(counts, expectedAgreement(as));
  });
}
