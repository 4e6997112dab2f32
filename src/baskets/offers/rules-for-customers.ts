import type { Column } from "../../table/index.js";
import type { AssociationRules } from "../rules/association-rules.js";
import type { PurchaseHistory } from "./purchase-history.js";

/** What rules suggest to a customer: the item and the rule in words, the rule of highest confidence for each item. */
export type RuleSuggestions = (customer: number) => ReadonlyMap<number, string>;

/** The consequents of the rules whose antecedents a customer bought, for rules with a single consequent. */
export function rulesForCustomers(
  rules: AssociationRules | undefined,
  items: Column,
  history: PurchaseHistory,
): RuleSuggestions {
  if (rules === undefined) return () => new Map();
  const codeOf = new Map<string, number>(Array.from(items, (id, code) => [String(id), code]));
  const known = Array.from({ length: rules.numRows }, (_, row) => {
    const { antecedent, consequent } = rules.itemsOf(row);
    const confidence = rules.column("confidence").at(row)!;
    const percent = Math.round(100 * confidence);
    return {
      antecedent: antecedent.map((item) => codeOf.get(item) ?? -1),
      consequent: consequent.length === 1 ? (codeOf.get(consequent[0]!) ?? -1) : -1,
      confidence,
      words: `${percent} % of baskets with ${antecedent.join(", ")} hold it, too`,
    };
  })
    .filter(({ antecedent, consequent }) => consequent >= 0 && antecedent.every((item) => item >= 0))
    .sort((a, b) => b.confidence - a.confidence);
  return (customer) => {
    const own = new Set(history.item.subarray(history.start[customer]!, history.start[customer + 1]!));
    const suggested = new Map<number, string>();
    for (const { antecedent, consequent, words } of known) {
      if (suggested.has(consequent) || !antecedent.every((item) => own.has(item))) continue;
      suggested.set(consequent, words);
    }
    return suggested;
  };
}
