import { ClienteleError, counted, knownOptions, numberOption, oneOf, showValue } from "../../errors/index.js";
import { adjustPValues } from "../../numeric/index.js";
import { columnWithInfinities, createTable, type Present, type Table } from "../../table/index.js";
import { type Itemsets, isItemsets } from "../itemsets/itemsets.js";
import { type CandidateRules, candidateRules } from "./candidate-rules.js";
import { hypergeometricTail } from "./hypergeometric-tail.js";
import { ItemsetIndex } from "./itemset-index.js";
import { redundantRules } from "./redundant-rules.js";
import { rulesLookedAt } from "./rules-looked-at.js";

/** Options of {@link associationRules}. */
export interface AssociationRulesOptions {
  /** The least confidence, from 0 to 1. Exact: 4 of 5 are 0.8. */
  readonly minConfidence: number;
  /** One item behind the arrow (`"single"`, the default), or any number of them. */
  readonly consequent?: "single" | "any";
  /** `"drop"` leaves out rules that say no more than a more general one [`"keep"`]. */
  readonly redundant?: "keep" | "drop";
}

/** The columns of {@link AssociationRules}. */
export type RuleColumns = {
  /** Items in alphabetical order, separated by ", ". */
  antecedent: Present<string>;
  consequent: Present<string>;
  /** Baskets that hold both. */
  count: Present<number>;
  /** The share of all baskets that hold both. */
  support: Present<number>;
  /** Of the baskets with the antecedent, the share with the consequent. */
  confidence: Present<number>;
  /** confidence / share of the consequent: 1 where the two have nothing to do with each other. */
  lift: Present<number>;
  /** The share of baskets with both above what chance gives. */
  leverage: number;
  /** (1 − share of the consequent) / (1 − confidence); Infinity at confidence 1; missing where everybody buys it. */
  conviction: number;
  /**
   * The chance of at least so many common baskets if the two have nothing to do with each other (Fisher, one-sided).
   */
  pValue: number;
  /** The same corrected for the number of rules looked at, `candidates` (Benjamini and Hochberg). */
  adjustedPValue: number;
};

/** What the rules say about themselves. */
export interface RuleAttributes {
  /**
   * How many rules were looked at: any frequent set in front of any other item (or set) that is frequent, whatever the
   * confidence and however seldom they come together. So many p-values are corrected for.
   */
  readonly candidates: number;
  /** How many of sufficient confidence were left out as redundant. */
  readonly droppedRedundant: number;
  /** The items of the rule in row i. */
  itemsOf(rule: number): { readonly antecedent: string[]; readonly consequent: string[] };
  readonly warnings: readonly string[];
}

/** A row for every rule: the highest lift first, then the highest confidence, then the most baskets. */
export type AssociationRules = Table<RuleColumns, RuleAttributes>;

/**
 * Who buys this, what else do they buy? Turns frequent itemsets into rules with how strong and how certain they are.
 *
 * A rule is as good as the data behind it: look at `adjustedPValue` before `lift`, which is largest for rare items.
 * What stands in one basket is not yet a reason: a rule says nothing of what a promotion would do.
 *
 * @param itemsets - all frequent itemsets, from `frequentItemsets`
 *
 * Errors: `invalid-option` (also for itemsets of kind `"closed"` or `"maximal"`, which lack the counts of their parts),
 * `unsupported-input`, `out-of-range` for sets of more than 16 items with `consequent: "any"`.
 *
 * Sources: Agrawal, Imielinski and Swami (1993), support and confidence; Brin et al. (1997), lift and conviction;
 * Piatetsky-Shapiro (1991), leverage; Bayardo, Agrawal and Gunopulos (2000), redundancy; Webb (2007), the number of
 * rules that p-values are corrected for.
 *
 * @example
 * ```ts
 * const found = frequentItemsets([["bread", "jam"], ["bread", "jam"], ["bread"], ["milk"]], { minSupport: 0.5 });
 * const [rule] = associationRules(found, { minConfidence: 0.6 }).toRows();
 * rule; // antecedent "jam", consequent "bread", confidence 1, lift 1.33
 * ```
 */
export function associationRules(itemsets: Itemsets, options: AssociationRulesOptions): AssociationRules {
  const caller = "associationRules";
  knownOptions(caller, options, ["minConfidence", "consequent", "redundant"]);
  const minConfidence = numberOption(caller, "minConfidence", options.minConfidence, { min: 0, max: 1 });
  const consequent = oneOf(caller, "consequent", options.consequent, ["single", "any"], "single");
  const redundant = oneOf(caller, "redundant", options.redundant, ["keep", "drop"], "keep");
  requireAllSets(caller, itemsets);
  const index = new ItemsetIndex(itemsets);
  const rules = candidateRules(caller, itemsets, index, consequent);
  const measures = rules.both.map((_, rule) => measuresOf(itemsets, rules, rule));
  const looked = rulesLookedAt(itemsets, index, consequent);
  const adjusted = adjustPValues(
    measures.map(({ pValue }) => pValue),
    "benjamini-hochberg",
    looked,
  );
  const says = redundant === "drop" ? redundantRules(itemsets, index, rules) : null;
  const confident = Array.from(rules.both.keys()).filter((rule) => measures[rule]!.confidence >= minConfidence);
  const kept = confident.filter((rule) => says === null || !says[rule]);
  kept.sort((a, b) => compareRules(measures, rules, a, b));
  return ruleTable(itemsets, rules, kept, measures, adjusted, {
    candidates: looked,
    droppedRedundant: confident.length - kept.length,
  });
}

function requireAllSets(caller: string, itemsets: Itemsets): void {
  if (!isItemsets(itemsets)) {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: itemsets },
      `needs the result of frequentItemsets as it came, got ${showValue(itemsets)}`,
    );
  }
  if (itemsets.kind === "all") return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: itemsets.kind },
    `the ${itemsets.kind} itemsets do not hold the counts of their parts; call frequentItemsets with kind "all"`,
  );
}

interface RuleMeasures {
  readonly count: number;
  readonly support: number;
  readonly confidence: number;
  readonly lift: number;
  readonly leverage: number;
  readonly conviction: number;
  readonly pValue: number;
}

function measuresOf({ counts, baskets: n }: Itemsets, rules: CandidateRules, rule: number): RuleMeasures {
  const both = counts[rules.both[rule]!]!;
  const antecedent = counts[rules.antecedent[rule]!]!;
  const consequent = counts[rules.consequent[rule]!]!;
  return {
    count: both,
    support: both / n,
    // The quotient of whole numbers is rounded once, as the decimal of the option is: 4 of 5 are 0.8.
    confidence: both / antecedent,
    // Products of whole numbers, so that a rule and the one turned round have the very same lift.
    lift: (both * n) / (antecedent * consequent),
    leverage: both / n - (antecedent / n) * (consequent / n),
    conviction: consequent === n ? Number.NaN : (1 - consequent / n) / ((antecedent - both) / antecedent),
    pValue: hypergeometricTail(n, antecedent, consequent, both),
  };
}

/** Places in the itemsets settle what the measures leave open, so that the order is always the same. */
function compareRules(measures: readonly RuleMeasures[], rules: CandidateRules, a: number, b: number): number {
  return (
    measures[b]!.lift - measures[a]!.lift ||
    measures[b]!.confidence - measures[a]!.confidence ||
    measures[b]!.count - measures[a]!.count ||
    rules.antecedent[a]! - rules.antecedent[b]! ||
    rules.consequent[a]! - rules.consequent[b]!
  );
}

function ruleTable(
  itemsets: Itemsets,
  rules: CandidateRules,
  kept: readonly number[],
  measures: readonly RuleMeasures[],
  adjusted: readonly number[],
  counts: Pick<RuleAttributes, "candidates" | "droppedRedundant">,
): AssociationRules {
  const itemsOf = (row: number) => {
    numberOption("itemsOf", "rule", row, { min: 0, max: Math.max(0, kept.length - 1), integer: true });
    return {
      antecedent: itemsets.itemsOf(rules.antecedent[kept[row]!]!),
      consequent: itemsets.itemsOf(rules.consequent[kept[row]!]!),
    };
  };
  const column = (name: keyof RuleMeasures): Float64Array => Float64Array.from(kept, (rule) => measures[rule]![name]);
  const { truncated } = itemsets;
  const warnings =
    truncated === null ? [] : [`rules of at most ${counted(truncated.maxLength, "item")}: ${truncated.reason}`];
  return createTable<RuleColumns, RuleAttributes>(
    {
      antecedent: kept.map((rule) => itemsets.itemsOf(rules.antecedent[rule]!).join(", ")),
      consequent: kept.map((rule) => itemsets.itemsOf(rules.consequent[rule]!).join(", ")),
      count: column("count"),
      support: column("support"),
      confidence: column("confidence"),
      lift: column("lift"),
      leverage: column("leverage"),
      conviction: columnWithInfinities(column("conviction")),
      pValue: column("pValue"),
      adjustedPValue: Float64Array.from(kept, (rule) => adjusted[rule]!),
    },
    { ...counts, itemsOf, warnings: Object.freeze(warnings) },
  );
}
