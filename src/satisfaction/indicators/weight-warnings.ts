import { counted } from "../../errors/index.js";
import { effectiveCount } from "../../numeric/index.js";
import { labelOf, type RespondentGroups } from "./respondent-groups.js";

/** With fewer respondents of effect a mean says little, and its interval by Student's t is too narrow. */
const fewRespondents = 30;

/** A line for every group of which uneven survey weights leave few respondents of effect (Kish 1965). */
export function weightWarnings(groups: RespondentGroups, surveyWeights: Float64Array): string[] {
  const own = Array.from({ length: groups.count }, (): number[] => []);
  groups.codes.forEach((group, row) => {
    if (surveyWeights[row]! > 0) own[group]!.push(surveyWeights[row]!);
  });
  return own.flatMap((weights, group) => {
    const effective = effectiveCount(weights);
    if (effective >= fewRespondents || effective > weights.length / 2) return [];
    return [
      `${labelOf(groups, group)}: uneven weights leave ${counted(weights.length, "respondent")} the effect of ` +
        `${effective.toFixed(1)}; the index rests on few of them`,
    ];
  });
}
