import type { Itemsets } from "../itemsets/itemsets.js";
import type { CandidateRules } from "./candidate-rules.js";
import type { ItemsetIndex } from "./itemset-index.js";

/**
 * Which rules say no more than a more general one: one with fewer items in front, or none, and the same consequent,
 * whose confidence is at least as high (Bayardo, Agrawal and Gunopulos 2000, "improvement"). Confidences are compared
 * as products of whole numbers.
 *
 * Rules are taken from the shortest antecedent up; each asks only the rules with one item less, which carry the best
 * confidence below them, so that the memory is a number for each rule.
 */
export function redundantRules(itemsets: Itemsets, index: ItemsetIndex, rules: CandidateRules): boolean[] {
  const { starts, members, counts, baskets, size } = itemsets;
  const lengthOf = (set: number): number => starts[set + 1]! - starts[set]!;
  const ruleAt = new Map<number, number>();
  rules.antecedent.forEach((antecedent, rule) => {
    ruleAt.set(antecedent * size + rules.consequent[rule]!, rule);
  });
  const bestOver = new Float64Array(rules.both.length);
  const bestUnder = new Float64Array(rules.both.length);
  const redundant = new Array<boolean>(rules.both.length).fill(false);
  const order = Array.from(rules.both.keys()).sort(
    (a, b) => lengthOf(rules.antecedent[a]!) - lengthOf(rules.antecedent[b]!),
  );
  for (const rule of order) {
    const antecedent = rules.antecedent[rule]!;
    const consequent = rules.consequent[rule]!;
    // The most general rule has nothing in front: the share of all baskets that hold the consequent.
    let over = counts[consequent]!;
    let under = baskets;
    const items = members.subarray(starts[antecedent], starts[antecedent + 1]);
    for (let i = 0; i < items.length && items.length > 1; i++) {
      const general = ruleAt.get(index.find(items.filter((_, other) => other !== i)) * size + consequent)!;
      if (bestOver[general]! * under > over * bestUnder[general]!) {
        over = bestOver[general]!;
        under = bestUnder[general]!;
      }
    }
    const both = counts[rules.both[rule]!]!;
    const front = counts[antecedent]!;
    redundant[rule] = over * front >= both * under;
    bestOver[rule] = redundant[rule] ? over : both;
    bestUnder[rule] = redundant[rule] ? under : front;
  }
  return redundant;
}
