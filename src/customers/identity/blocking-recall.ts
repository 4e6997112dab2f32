import { type BlockingRule, pairsOfBlock } from "./blocking.js";
import type { AgreementColumn } from "./identity-model.js";

/** So many columns of rules are looked at in all combinations. */
const mostColumns = 16;

/**
 * The share of matches that at least one rule brings: the probability that two records of one person agree exactly in
 * all columns of a rule, from the m-probabilities and the share of cells that are filled, column by column independent.
 * Of giant blocks, where only neighbors are compared, a match is brought as often as any other pair. Null where a
 * column of a rule is not among `known`, or the rules have more than 16 columns.
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
  const compared = rules.map(shareCompared);
  let brought = 0;
  for (let combination = 0; combination < 1 << columns.length; combination++) {
    let missed = 1;
    for (const [r, mask] of masks.entries()) if ((mask & combination) === mask) missed *= 1 - compared[r]!;
    let probability = 1 - missed;
    for (const [c, p] of agree.entries()) probability *= (combination >> c) & 1 ? p : 1 - p;
    brought += probability;
  }
  return Math.min(1, brought);
}

/** The share of the pairs that are compared, of blocks weighted by their records, since matches grow with these. */
function shareCompared({ starts, giant }: BlockingRule): number {
  let records = 0;
  let compared = 0;
  for (let block = 0; block < giant.length; block++) {
    const size = starts[block + 1]! - starts[block]!;
    if (size < 2) continue;
    records += size;
    compared += (size * pairsOfBlock(size, giant[block]!)) / ((size * (size - 1)) / 2);
  }
  return records === 0 ? 1 : compared / records;
}
