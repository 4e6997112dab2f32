import { sortedOrder } from "../../numeric/index.js";
import { comparePair } from "./agreement-level.js";
import { type BlockingRule, visitPairs } from "./blocking.js";
import type { CandidatePairs } from "./pair-levels.js";
import { bitsOfPair, type PairWeights } from "./pair-weights.js";

/** A pair is kept when its weight would give this probability, did every record have `mostMatches` matches. */
const leastProbability = 0.01;
const mostMatches = 4;

/** Compares the pairs of all rules and keeps those that may be matches. */
export function collectCandidates(
  rules: readonly BlockingRule[],
  weights: PairWeights,
  records: number,
): CandidatePairs {
  const width = weights.columns.length;
  const highestPrior = Math.log2(Math.min(0.5, mostMatches / Math.max(1, records - 1)));
  const least = Math.log2(leastProbability / (1 - leastProbability)) - highestPrior;
  const levels = new Uint8Array(width);
  let [left, right, rule] = [new Int32Array(1024), new Int32Array(1024), new Uint16Array(1024)];
  let kept = new Uint8Array(1024 * width);
  let count = 0;
  for (let r = 0; r < rules.length; r++) {
    visitPairs(rules, r, (i, j) => {
      comparePair(weights.columns, i, j, levels, 0);
      if (bitsOfPair(weights, levels, 0, i) < least) return;
      if (count === left.length) {
        left = grown(left, new Int32Array(2 * count));
        right = grown(right, new Int32Array(2 * count));
        rule = grown(rule, new Uint16Array(2 * count));
        kept = grown(kept, new Uint8Array(2 * count * width));
      }
      left[count] = Math.min(i, j);
      right[count] = Math.max(i, j);
      rule[count] = r;
      kept.set(levels, count * width);
      count++;
    });
  }
  return inOrder({ count, left, right, rule, levels: kept }, width, records);
}

function grown<List extends Int32Array | Uint16Array | Uint8Array>(list: List, larger: List): List {
  larger.set(list);
  return larger;
}

/** Pairs in the order of their records, each once: the pairs of a giant block may have come twice. */
function inOrder(pairs: CandidatePairs, width: number, records: number): CandidatePairs {
  const keys = Float64Array.from({ length: pairs.count }, (_, p) => pairs.left[p]! * records + pairs.right[p]!);
  const order = sortedOrder(keys).filter((p, at, all) => at === 0 || keys[p] !== keys[all[at - 1]!]);
  const levels = new Uint8Array(order.length * width);
  for (const [to, from] of order.entries())
    levels.set(pairs.levels.subarray(from * width, (from + 1) * width), to * width);
  return {
    count: order.length,
    left: order.map((p) => pairs.left[p]!),
    right: order.map((p) => pairs.right[p]!),
    rule: Uint16Array.from(order, (p) => pairs.rule[p]!),
    levels,
  };
}
