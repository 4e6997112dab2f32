import { knownOptions, levelOption, oneOf } from "../../errors/index.js";
import { meanBounds } from "../../numeric/index.js";
import {
  type AnswerCodes,
  answerCodeNames,
  createTable,
  type Present,
  requireRows,
  type SurveyWeights,
  surveyWeights,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import type { AnswerScale } from "../surveys/rescale.js";
import { completeOnly, fillWithMeans, type IndexAnswers, indexAnswers, type MissingAnswers } from "./index-answers.js";
import { type CheckedTree, checkTree, type Indicator, type NormalizedWeights } from "./indicator-tree.js";
import { type NodeScores, type ScoringInput, scoreNodes } from "./node-scores.js";
import { type RespondentGroups, respondentGroups } from "./respondent-groups.js";
import { unansweredWarnings } from "./unanswered-shares.js";
import { weightWarnings } from "./weight-warnings.js";

/** Options of {@link weightedIndex}. */
export interface IndexOptions extends AnswerCodes {
  /** A column that says which company, region or group of customers an answer belongs to. */
  readonly by?: string;
  /** A column of years, months or waves of the survey. */
  readonly period?: string;
  /** Survey weights: a column, or a number for each respondent [1 each]. */
  readonly weights?: SurveyWeights;
  /**
   * What becomes of missing answers [`"error"`]. Where groups, periods or rivals are compared, take `"mean"`: see
   * {@link MissingAnswers}.
   */
  readonly missing?: MissingAnswers;
  /**
   * Divides weights of siblings by their sum where it is not 1 [false: that is an error]; the result lists what was
   * divided.
   */
  readonly normalize?: boolean;
  /** The scale of every question that does not declare its own [answers are taken as they are]. */
  readonly scale?: AnswerScale;
  /** Of the intervals [0.95]. */
  readonly confidence?: number;
}

/** The columns of {@link IndexResult.nodes}. */
export type IndexNodeColumns = {
  /** The names from the root on, separated by "/". */
  path: Present<string>;
  name: Present<string>;
  /** 0 for the root. */
  level: Present<number>;
  /** Share among the siblings. */
  weight: number;
  /** Share of the whole index: the product of the weights from the root down. */
  overallWeight: number;
  /** The value of `by`; "all" without it. */
  group: string | number | boolean;
  /** The value of `period`; missing without it. */
  period: string | number | boolean;
  /** Respondents of positive weight with a score there. */
  respondents: number;
  score: number;
  standardError: number;
  /**
   * The interval of the score by Student's t, within the scale where one is declared; missing below two respondents.
   */
  lower: number;
  upper: number;
  /**
   * Points of the whole index that come from this node; those of the leaves, or of the nodes of one level that cover
   * the tree, add up to the score of the root.
   */
  contribution: number;
};

/** What became of the respondents. */
export interface IndexLedger {
  readonly respondents: number;
  /** Respondents who have a score of their own. */
  readonly used: number;
  /** Respondents left out because answers were missing. */
  readonly dropped: number;
  readonly missing: MissingAnswers;
  /** Questions with missing answers, and how many. */
  readonly missingAnswers: readonly { readonly path: string; readonly column: string; readonly count: number }[];
}

/** A satisfaction index from a weighted tree of indicators. */
export interface IndexResult {
  /** A row for every node in every group (and period). */
  readonly nodes: Table<IndexNodeColumns>;
  /** The weighted mean of `scores`: the index of all respondents together; null where nobody has a score. */
  readonly index: number | null;
  /** Each respondent's own index, in the order of the answers; NaN where there is none. */
  readonly scores: Float64Array;
  /** Weights that were divided by their sum, when that was asked for. */
  readonly normalized: readonly NormalizedWeights[];
  readonly ledger: IndexLedger;
  /**
   * A line where groups or periods are not comparable, because they left different shares of a question unanswered;
   * where answers look like codes for "no answer"; and where weights leave few respondents of effect.
   */
  readonly warnings: readonly string[];
}

const optionNames = ["by", "period", "weights", "missing", "normalize", "scale", "confidence", ...answerCodeNames];

/**
 * How satisfied are our customers, and which part of the service makes the index what it is?
 *
 * Scores a tree of indicators of any depth: leaves are questions, every other node is the weighted mean of its
 * children. `answers` is a table with a row per respondent and a column per question. Scores are on 0..100 when the
 * questions declare a `scale` (or are given on 0..100).
 *
 * What is done about missing answers is part of what is estimated. Two companies with equal answers, price 90 and
 * service 50 at equal weights, of which one asked 10 % of its customers about service and the other 50 %, have the
 * indices 88 and 80 under `"renormalize"`, and 70 and 70 under `"mean"`. `warnings` has a line where that happens.
 *
 * Errors: `weights-sum` (weights of siblings that do not sum to 1, unless `normalize`), `cyclic-paths`,
 * `duplicate-name`, `duplicate-column`, `unknown-column` (a question in no column), `out-of-range` (an answer outside
 * its scale, with question and respondent), `missing-value`, `empty-table`, `invalid-option`.
 *
 * @example
 * ```ts
 * const tree = {
 *   name: "gas supply",
 *   children: [
 *     { name: "supply", weight: 0.6, children: [{ name: "pressure", weight: 0.6 }, { name: "quality", weight: 0.4 }] },
 *     { name: "repair", weight: 0.4 },
 *   ],
 * };
 * const answers = { pressure: [5, 4], quality: [4, 4], repair: [3, 5] };
 * const result = weightedIndex(tree, answers, { scale: { likert: 5 } });
 * result.index; // 83.6
 * result.nodes.sortBy({ column: "contribution", descending: true }).toString();
 * ```
 */
export function weightedIndex(tree: Indicator, answers: TableInput, options: IndexOptions = {}): IndexResult {
  const prepared = prepareIndex("weightedIndex", tree, answers, options);
  const { scoring, checked, groups, read, ledger } = prepared;
  const scores = scoreNodes(scoring);
  return {
    nodes: nodeTable(checked, groups, scores, prepared.confidence),
    index: overallIndex(scores.rowScores, scoring.surveyWeights),
    scores: scores.rowScores,
    normalized: checked.normalized,
    ledger: { ...ledger, ...countUsed(scores.rowScores), missingAnswers: missingAnswers(checked, read) },
    warnings: prepared.warnings,
  };
}

/** A tree and answers, checked and ready to be scored. */
export interface PreparedIndex {
  readonly checked: CheckedTree;
  readonly groups: RespondentGroups;
  readonly scoring: ScoringInput;
  readonly read: IndexAnswers;
  readonly confidence: number;
  readonly ledger: Pick<IndexLedger, "respondents" | "missing">;
  readonly warnings: readonly string[];
}

/** Checks everything that {@link weightedIndex} takes, with errors in the name of the caller. */
export function prepareIndex(
  caller: string,
  tree: Indicator,
  input: TableInput,
  options: IndexOptions,
  moreOptions: readonly string[] = [],
): PreparedIndex {
  knownOptions(caller, options, [...optionNames, ...moreOptions]);
  const missing = oneOf(caller, "missing", options.missing, ["error", "listwise", "mean", "renormalize"], "error");
  const confidence = levelOption(caller, "confidence", options.confidence);
  const checked = checkTree(caller, tree, options.normalize === true, options.scale);
  const answers = toTable(caller, input);
  requireRows(caller, answers);
  const groups = respondentGroups(caller, answers, options.by, options.period);
  const weights = surveyWeights(caller, answers, options.weights);
  const read = indexAnswers(caller, checked.nodes, answers, missing, options);
  const filled = missing === "mean" ? fillWithMeans(read.columns, groups.codes, groups.count, weights) : null;
  return {
    checked,
    groups,
    read,
    confidence,
    ledger: { respondents: answers.numRows, missing },
    warnings: [
      ...read.warnings,
      ...unansweredWarnings(checked.nodes, read, groups, weights, missing),
      ...weightWarnings(groups, weights),
    ],
    scoring: {
      nodes: checked.nodes,
      weights: Float64Array.from(checked.nodes, (node) => node.weight),
      answers: filled?.columns ?? read.columns,
      groups: missing === "listwise" ? completeOnly(read.columns, groups.codes) : groups.codes,
      groupCount: groups.count,
      surveyWeights: weights,
      renormalize: missing === "renormalize",
      filled: filled?.filled ?? null,
    },
  };
}

function nodeTable(
  { nodes }: CheckedTree,
  groups: RespondentGroups,
  scores: NodeScores,
  confidence: number,
): Table<IndexNodeColumns> {
  const size = nodes.length;
  const repeated = <Value>(read: (node: (typeof nodes)[number]) => Value): Value[] =>
    Array.from({ length: groups.count * size }, (_, at) => read(nodes[at % size]!));
  const groupOf = Int32Array.from({ length: groups.count * size }, (_, at) => Math.floor(at / size));
  const bounds = meanBounds(scores, confidence);
  const ranges = scoreRanges(nodes);
  return createTable<IndexNodeColumns>([
    ["path", repeated((node) => node.path)],
    ["name", repeated((node) => node.name)],
    ["level", Float64Array.from(repeated((node) => node.level))],
    ["weight", Float64Array.from(repeated((node) => node.weight))],
    ["overallWeight", Float64Array.from(repeated((node) => node.overallWeight))],
    ["group", groups.group.take(groupOf)],
    ["period", groups.period.take(groupOf)],
    ["respondents", scores.respondents],
    ["score", scores.score],
    ["standardError", scores.standardError],
    ["lower", bounds.lower.map((bound, at) => Math.max(bound, ranges[at % size]!.low))],
    ["upper", bounds.upper.map((bound, at) => Math.min(bound, ranges[at % size]!.high))],
    ["contribution", scores.contribution],
  ]);
}

/**
 * Between which scores each node must lie: those of the scales of its questions; without bounds where a question
 * declares none.
 */
function scoreRanges(nodes: CheckedTree["nodes"]): readonly { readonly low: number; readonly high: number }[] {
  const ranges = nodes.map(({ question }) => {
    if (question === null) return { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
    if (question.scale === null) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    const { start, rise } = question.scale;
    return { low: Math.min(start, start + rise), high: Math.max(start, start + rise) };
  });
  for (let node = nodes.length - 1; node > 0; node--) {
    const parent = nodes[node]!.parent;
    const { low, high } = ranges[node]!;
    ranges[parent] = { low: Math.min(ranges[parent]!.low, low), high: Math.max(ranges[parent]!.high, high) };
  }
  return ranges;
}

function overallIndex(rowScores: Float64Array, weights: Float64Array): number | null {
  let total = 0;
  let weight = 0;
  for (let row = 0; row < rowScores.length; row++) {
    if (Number.isNaN(rowScores[row]!)) continue;
    total += weights[row]! * rowScores[row]!;
    weight += weights[row]!;
  }
  return weight > 0 ? total / weight : null;
}

function countUsed(rowScores: Float64Array): Pick<IndexLedger, "used" | "dropped"> {
  let used = 0;
  for (let row = 0; row < rowScores.length; row++) if (!Number.isNaN(rowScores[row]!)) used++;
  return { used, dropped: rowScores.length - used };
}

function missingAnswers({ nodes }: CheckedTree, { missing }: IndexAnswers): IndexLedger["missingAnswers"] {
  return nodes.flatMap(({ path, question }, node) => {
    const count = missing[node]!;
    return question === null || count === 0 ? [] : [{ path, column: question.column, count }];
  });
}
