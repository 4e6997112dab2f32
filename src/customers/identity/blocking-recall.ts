import type { BlockingRule } from "./blocking.js";
import type { AgreementColumn } from "./identity-model.js";

/** So many columns of rules are looked at in all combinations. */
const mostColumns = 16;

/**
 * The share of matches that at least one rule brings: the probability that two records of one person agree exactly in
 * all columns of a rule, from the m-probabilities and the share of cells that are filled, column by column independent.
 * Null where a column of a rule is not among `known`, or the rules have more than 16 columns.
 */
export function blockingRecall(
  rules: readonly BlockingRule[],
  agreement: readonly AgreementColumn[],
  known: ReadonlySet<string>,
): number | null {
  const columns = [...new Map(rules.flatMap((rule) => rule.columns).map((column) => [column.name, column])).values()];
  if (columns.length > mostColumns || !columns.every(({ name }) => known.has(name))) return null;
  const m = new Map(agreement.map(({ column, m: ofLevel }) => [column, ofLevel.at(-1)!]));
  const agree = columns.map(({ name, codes }) => {
    let filled = 0;
    for (let record = 0; record < codes.length; record++) if (codes[record]! >= 0) filled++;
    return m.get(name)! * (filled / codes.length) ** 2;
  });
  const masks = rules.map((rule) =>
    rule.columns.reduce((mask, { name }) => mask | (1 << columns.findIndex((column) => column.name === name)), 0),
  );
  let brought = 0;
  for (let combination = 0; combination < 1 << columns.length; combination++) {
    if (!masks.some((mask) => (mask & combination) === mask)) continue;
    let probability = 1;
    for (const [c, p] of agree.entries()) probability *= (combination >> c) & 1 ? p : 1 - p;
    brought += probability;
  }
  return Math.min(1, brought);
}
