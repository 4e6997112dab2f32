import { type AnswerCodes, farAnswersWarning, numberColumn, readAnswerTable, type Table } from "../../table/index.js";
import { rescaleValues } from "../surveys/rescale.js";
import type { TreeNode } from "./indicator-tree.js";
import type { FilledAnswers } from "./node-scores.js";

/**
 * What becomes of missing answers: `"error"` names the first; `"listwise"` leaves its respondent out; `"mean"` takes
 * the mean of those in the same group who answered; `"renormalize"` lets every respondent count with the weights of the
 * questions he answered.
 *
 * They estimate different things. With `"mean"` the index of a group is the weighted mean of its mean answers, however
 * many answered each question: the one to compare groups, periods or rivals by, as long as those who did not answer
 * would have answered alike. With `"renormalize"` it is the mean of what respondents said where they said something, in
 * which a question weighs the less the fewer answered it; for scores of single respondents. `"listwise"` describes
 * those who answered everything.
 */
export type MissingAnswers = "error" | "listwise" | "mean" | "renormalize";

/** The answers of a tree's questions, on their scales. */
export interface IndexAnswers {
  /** For every node that is a question its answers, NaN where missing; null for the others. */
  readonly columns: readonly (Float64Array | null)[];
  /** For every node the number of missing answers; 0 for nodes that are no questions. */
  readonly missing: readonly number[];
  /** Codes that look like "no answer" among questions without a scale. */
  readonly warnings: readonly string[];
}

/**
 * Reads the questions of a tree, by their codes and labels. Errors: those of {@link readAnswerTable}, `unknown-column`,
 * `missing-value` with "error", `not-a-number`, `out-of-range` for an answer outside its scale.
 */
export function indexAnswers(
  caller: string,
  nodes: readonly TreeNode[],
  given: Table,
  missing: MissingAnswers,
  codes: AnswerCodes,
): IndexAnswers {
  const scales = new Map(
    nodes.flatMap(({ question }) => (question === null ? [] : [[question.column, question.scale]])),
  );
  const answers = readAnswerTable(caller, given, [...scales.keys()], codes, (name) => {
    const scale = scales.get(name) ?? null;
    return { scale: scale === null ? null : [scale.low, scale.high] };
  });
  const keep = missing === "error" ? "error" : "keep";
  const columns = nodes.map(({ question }) => {
    if (question === null) return null;
    const values = numberColumn(caller, answers, question.column, { missing: keep });
    return question.scale === null ? values : rescaleValues(caller, question.column, values, question.scale);
  });
  const warnings = nodes.flatMap(({ question }, node) =>
    question === null || question.scale !== null ? [] : (farAnswersWarning(question.column, columns[node]!) ?? []),
  );
  return { columns, warnings, missing: columns.map((values) => (values === null ? 0 : countMissing(values))) };
}

function countMissing(values: Float64Array): number {
  let count = 0;
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row]!)) count++;
  return count;
}

/** The groups with −1 for every respondent who lacks an answer. */
export function completeOnly(columns: IndexAnswers["columns"], groups: Int32Array): Int32Array {
  const kept = Int32Array.from(groups);
  for (const values of columns) {
    if (values === null) continue;
    for (let row = 0; row < kept.length; row++) if (Number.isNaN(values[row]!)) kept[row] = -1;
  }
  return kept;
}

/**
 * Missing answers filled with the weighted mean of the group; a question that nobody of the group answered stays
 * missing.
 */
export function fillWithMeans(
  columns: IndexAnswers["columns"],
  groups: Int32Array,
  groupCount: number,
  surveyWeights: Float64Array,
): { columns: IndexAnswers["columns"]; filled: FilledAnswers } {
  const size = columns.length;
  const answered = new Float64Array(groupCount * size);
  const stretch = new Float64Array(groupCount * size).fill(1);
  const groupWeight = new Float64Array(groupCount);
  for (let row = 0; row < groups.length; row++) groupWeight[groups[row]!]! += surveyWeights[row]!;
  const complete = columns.map((values, node) => {
    if (values === null) return null;
    const weight = new Float64Array(groupCount);
    const mean = new Float64Array(groupCount);
    for (let row = 0; row < values.length; row++) {
      if (Number.isNaN(values[row]!)) continue;
      const group = groups[row]!;
      if (surveyWeights[row]! > 0) answered[group * size + node]!++;
      weight[group]! += surveyWeights[row]!;
      mean[group]! += surveyWeights[row]! * values[row]!;
    }
    for (let group = 0; group < groupCount; group++) {
      mean[group]! /= weight[group]!;
      stretch[group * size + node] = groupWeight[group]! / weight[group]!;
    }
    return values.map((value, row) => (Number.isNaN(value) ? mean[groups[row]!]! : value));
  });
  return { columns: complete, filled: { answered, stretch } };
}
