import { ClienteleError, counted } from "../../errors/index.js";
import type { Itemsets } from "../itemsets/itemsets.js";
import type { ItemsetIndex } from "./itemset-index.js";

/** Rules as places in a list of itemsets: whoever buys `antecedent` buys `consequent`, too. */
export interface CandidateRules {
  readonly both: number[];
  readonly antecedent: number[];
  readonly consequent: number[];
}

/** The longest set all of whose divisions in two are looked at: 2¹⁶ rules. */
const longestDivided = 16;

/** Every rule that the sets contain. */
export function candidateRules(
  caller: string,
  itemsets: Itemsets,
  index: ItemsetIndex,
  consequent: "single" | "any",
): CandidateRules {
  const rules: CandidateRules = { both: [], antecedent: [], consequent: [] };
  const { starts, members, size } = itemsets;
  for (let set = 0; set < size; set++) {
    const items = members.subarray(starts[set], starts[set + 1]);
    if (items.length < 2) continue;
    if (consequent === "any") divide(caller, index, rules, set, items);
    else {
      for (let i = 0; i < items.length; i++) {
        put(
          caller,
          index,
          rules,
          set,
          items.filter((_, other) => other !== i),
          items.subarray(i, i + 1),
        );
      }
    }
  }
  return rules;
}

function divide(caller: string, index: ItemsetIndex, rules: CandidateRules, set: number, items: Int32Array): void {
  if (items.length > longestDivided) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, value: items.length },
      `a set of ${items.length} items can be divided into ${2 ** items.length - 2} rules; use consequent ` +
        `"single", or look for sets of at most ${counted(longestDivided, "item")} with maxLength`,
    );
  }
  for (let chosen = 1; chosen < 2 ** items.length - 1; chosen++) {
    const isChosen = (_: number, i: number): boolean => (chosen & (1 << i)) !== 0;
    put(
      caller,
      index,
      rules,
      set,
      items.filter((item, i) => !isChosen(item, i)),
      items.filter(isChosen),
    );
  }
}

function put(
  caller: string,
  index: ItemsetIndex,
  rules: CandidateRules,
  both: number,
  antecedent: Int32Array,
  consequent: Int32Array,
): void {
  const from = index.find(antecedent);
  const to = index.find(consequent);
  if (from < 0 || to < 0) {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller },
      "the itemsets do not hold the parts of every set; take them from frequentItemsets as they are",
    );
  }
  rules.both.push(both);
  rules.antecedent.push(from);
  rules.consequent.push(to);
}
