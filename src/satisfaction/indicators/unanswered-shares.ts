import { showValue } from "../../errors/index.js";
import type { IndexAnswers, MissingAnswers } from "./index-answers.js";
import type { TreeNode } from "./indicator-tree.js";
import { labelOf, type RespondentGroups } from "./respondent-groups.js";

/** Shares that differ by less than this are not worth a line. */
const worthALine = 0.05;

/** What a policy by respondent makes of groups that left different shares unanswered. */
const consequences = {
  renormalize:
    'with missing "renormalize" the question weighs less where fewer answered it, so that their indices differ even ' +
    'where all answers are equal; use missing "mean" to compare them',
  listwise:
    'with missing "listwise" only respondents with every answer count, a different part of each; use missing "mean" ' +
    "to compare them",
};

/**
 * A line for every question that groups or periods left unanswered in shares that differ by five points or more, under
 * a policy that works respondent by respondent and so estimates something else in each of them.
 */
export function unansweredWarnings(
  nodes: readonly TreeNode[],
  { columns }: IndexAnswers,
  groups: RespondentGroups,
  surveyWeights: Float64Array,
  missing: MissingAnswers,
): string[] {
  if (groups.count < 2 || (missing !== "renormalize" && missing !== "listwise")) return [];
  return nodes.flatMap(({ path }, node) => {
    const values = columns[node];
    if (values === null || values === undefined) return [];
    const shares = unansweredShares(values, groups, surveyWeights);
    const known = Array.from(shares.keys()).filter((group) => !Number.isNaN(shares[group]!));
    const least = known.reduce((best, group) => (shares[group]! < shares[best]! ? group : best), known[0] ?? 0);
    const most = known.reduce((best, group) => (shares[group]! > shares[best]! ? group : best), known[0] ?? 0);
    if (!(shares[most]! - shares[least]! >= worthALine)) return [];
    return [
      `${showValue(path)} was left unanswered by ${percent(shares[least]!)} of ${labelOf(groups, least)} and by ` +
        `${percent(shares[most]!)} of ${labelOf(groups, most)}: ${consequences[missing]}`,
    ];
  });
}

/** The share of the weight of each group without an answer; NaN for a group without weight. */
function unansweredShares(values: Float64Array, groups: RespondentGroups, surveyWeights: Float64Array): Float64Array {
  const without = new Float64Array(groups.count);
  const all = new Float64Array(groups.count);
  for (let row = 0; row < values.length; row++) {
    const group = groups.codes[row]!;
    all[group]! += surveyWeights[row]!;
    if (Number.isNaN(values[row]!)) without[group]! += surveyWeights[row]!;
  }
  return without.map((weight, group) => weight / all[group]!);
}

function percent(share: number): string {
  return `${Math.round(1000 * share) / 10} %`;
}
