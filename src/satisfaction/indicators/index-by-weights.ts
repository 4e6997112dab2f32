import { rootScores, type ScoringInput, scoreNodes } from "./node-scores.js";

/** The index of every group as a function of the weights of the nodes. */
export type WeightedIndices = (weights: Float64Array) => Float64Array;

/**
 * The index of every group under any weights. Where every counted respondent has all answers the index is that of the
 * mean answers, so one row per group is enough; where weights are renormalized by respondent all rows are needed.
 */
export function indexByWeights(scoring: ScoringInput): WeightedIndices {
  const input = scoring.renormalize ? scoring : meanRows(scoring);
  return (weights) => rootScores({ ...input, weights });
}

function meanRows(scoring: ScoringInput): ScoringInput {
  const size = scoring.nodes.length;
  const { score } = scoreNodes(scoring);
  return {
    ...scoring,
    answers: scoring.answers.map((values, node) =>
      values === null
        ? null
        : Float64Array.from({ length: scoring.groupCount }, (_, group) => score[group * size + node]!),
    ),
    groups: Int32Array.from({ length: scoring.groupCount }, (_, group) => group),
    surveyWeights: new Float64Array(scoring.groupCount).fill(1),
    filled: null,
  };
}
