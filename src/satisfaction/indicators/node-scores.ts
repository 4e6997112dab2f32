import type { TreeNode } from "./indicator-tree.js";

/** What the score of every node is computed from. */
export interface ScoringInput {
  readonly nodes: readonly TreeNode[];
  /** The share of every node among its siblings, in the order of the nodes. */
  readonly weights: ArrayLike<number>;
  /** For every node that is a question the answers on its scale, NaN where missing; null for the others. */
  readonly answers: readonly (Float64Array | null)[];
  /** The group of each respondent; −1 for those left out. */
  readonly groups: Int32Array;
  readonly groupCount: number;
  readonly surveyWeights: Float64Array;
  /**
   * Whether a respondent who lacks some answers counts with the weights of those given; otherwise he has no score where
   * one is missing.
   */
  readonly renormalize: boolean;
  /** What filling missing answers with the mean did; null where nothing was filled. */
  readonly filled: FilledAnswers | null;
}

/**
 * Answers filled with the mean of their question, per group and node: entry `group · nodes + node`, of use for
 * questions only.
 */
export interface FilledAnswers {
  /** Respondents of positive weight who answered themselves. */
  readonly answered: Float64Array;
  /** Weight of all respondents over weight of those who answered: deviations count for so much more in the variance. */
  readonly stretch: Float64Array;
}

/** Scores of groups by nodes: entry `group · nodes + node`; NaN where there is none. */
export interface NodeScores {
  /** Respondents of positive weight who have a score there. */
  readonly respondents: Float64Array;
  readonly score: Float64Array;
  /**
   * Of the score, by linearization of the weighted mean: n/(n−1) · Σ w²(x − x̄)² / (Σ w)²; NaN below two respondents.
   */
  readonly standardError: Float64Array;
  /** What the node adds to the score of the root. */
  readonly contribution: Float64Array;
  /** The score of each respondent at the root; NaN where there is none. */
  readonly rowScores: Float64Array;
}

/**
 * The score of every node in every group: the mean over respondents of Σ_c w_c s_c over the children, from the leaves
 * up. Contributions follow each respondent's weights from the root down, so that those of the leaves add up to the
 * score of the root in every group, also where weights were renormalized.
 */
export function scoreNodes(input: ScoringInput): NodeScores {
  const { nodes, groups, groupCount, surveyWeights } = input;
  const size = nodes.length;
  const evaluate = rowEvaluator(input);
  const { value, mass } = evaluate;
  const parents = Int32Array.from(nodes, (node) => node.parent);
  const share = Float64Array.from(input.weights);
  const reach = new Float64Array(size);
  const respondents = new Float64Array(groupCount * size);
  const weightSum = new Float64Array(groupCount * size);
  const score = new Float64Array(groupCount * size);
  const contribution = new Float64Array(groupCount * size);
  const rowScores = new Float64Array(groups.length).fill(Number.NaN);
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row]!;
    if (group < 0) continue;
    evaluate.row(row, null);
    rowScores[row] = value[0]!;
    const weight = surveyWeights[row]!;
    if (weight === 0) continue;
    const rootIsThere = !Number.isNaN(value[0]!);
    for (let node = 0; node < size; node++) {
      const at = group * size + node;
      const here = value[node]!;
      reach[node] = node === 0 ? 1 : (reach[parents[node]!]! * share[node]!) / mass[parents[node]!]!;
      if (Number.isNaN(here)) continue;
      respondents[at]!++;
      weightSum[at]! += weight;
      score[at]! += weight * here;
      if (rootIsThere) contribution[at]! += weight * reach[node]! * here;
    }
  }
  for (let at = 0; at < score.length; at++) {
    score[at] = score[at]! / weightSum[at]!;
    contribution[at] = contribution[at]! / weightSum[at - (at % size)]!;
  }
  if (input.filled !== null) {
    for (let at = 0; at < score.length; at++) {
      if (input.answers[at % size] !== null) respondents[at] = input.filled.answered[at]!;
    }
  }
  const standardError = standardErrors(input, evaluate, { respondents, weightSum, score });
  return { respondents, score, standardError, contribution, rowScores };
}

/** The score of the root alone in every group; NaN where nobody has one. */
export function rootScores(input: ScoringInput): Float64Array {
  const { groups, groupCount, surveyWeights } = input;
  const evaluate = rowEvaluator(input);
  const total = new Float64Array(groupCount);
  const weightSum = new Float64Array(groupCount);
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row]!;
    if (group < 0) continue;
    evaluate.row(row, null);
    const root = evaluate.value[0]!;
    if (Number.isNaN(root)) continue;
    total[group]! += surveyWeights[row]! * root;
    weightSum[group]! += surveyWeights[row]!;
  }
  return total.map((sum, group) => sum / weightSum[group]!);
}

/** Fills `value` with the scores of one respondent and `mass` with the sum of the weights they rest on. */
interface RowEvaluator {
  readonly value: Float64Array;
  readonly mass: Float64Array;
  /**
   * With `means`, the answers' deviations from these means (per node of the respondent's group, from `offset` on) are
   * stretched.
   */
  row(row: number, stretched: { readonly means: Float64Array; readonly offset: number } | null): void;
}

function rowEvaluator({ nodes, weights, answers, renormalize, filled }: ScoringInput): RowEvaluator {
  const size = nodes.length;
  const parents = Int32Array.from(nodes, (node) => node.parent);
  const share = Float64Array.from(weights);
  const childCount = new Int32Array(size);
  for (let node = 1; node < size; node++) childCount[parents[node]!]!++;
  const value = new Float64Array(size);
  const mass = new Float64Array(size);
  const total = new Float64Array(size);
  const present = new Int32Array(size);
  return {
    value,
    mass,
    row(row, stretched) {
      mass.fill(0);
      total.fill(0);
      present.fill(0);
      for (let node = size - 1; node >= 0; node--) {
        const column = answers[node];
        let here: number;
        if (column !== null && column !== undefined) {
          here = column[row]!;
          if (stretched !== null && filled !== null) {
            const at = stretched.offset + node;
            here = stretched.means[at]! + (here - stretched.means[at]!) * filled.stretch[at]!;
          }
        } else if (present[node] === childCount[node]) {
          here = total[node]!;
          mass[node] = 1;
        } else {
          here = renormalize && mass[node]! > 0 ? total[node]! / mass[node]! : Number.NaN;
        }
        value[node] = here;
        if (node === 0 || Number.isNaN(here)) continue;
        const parent = parents[node]!;
        total[parent]! += share[node]! * here;
        mass[parent]! += share[node]!;
        present[parent]!++;
      }
    },
  };
}

function standardErrors(
  { nodes, weights, groups, surveyWeights, filled }: ScoringInput,
  evaluate: RowEvaluator,
  { respondents, weightSum, score }: Record<"respondents" | "weightSum" | "score", Float64Array>,
): Float64Array {
  const size = nodes.length;
  const { value } = evaluate;
  const squares = new Float64Array(score.length);
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row]!;
    const weight = surveyWeights[row]!;
    if (group < 0 || weight === 0) continue;
    const offset = group * size;
    evaluate.row(row, { means: score, offset });
    for (let node = 0; node < size; node++) {
      const deviation = weight * (value[node]! - score[offset + node]!);
      if (!Number.isNaN(deviation)) squares[offset + node]! += deviation * deviation;
    }
  }
  const errors = squares.map((square, at) => {
    const n = respondents[at]!;
    return n < 2 ? Number.NaN : Math.sqrt((square * n) / (n - 1)) / weightSum[at]!;
  });
  if (filled !== null) {
    for (let at = errors.length - 1; at >= 0; at--) {
      const node = at % size;
      if (node > 0 && weights[node]! > 0 && Number.isNaN(errors[at]))
        errors[at - node + nodes[node]!.parent] = Number.NaN;
    }
  }
  return errors;
}
