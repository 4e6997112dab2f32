import { quantiles, weightedMeanEstimate } from "../../numeric/index.js";
import { createTable, type Present, type Table } from "../../table/index.js";

/** Columns of a curve of an outcome against a score. */
export type OutcomeCurveColumns = {
  /** The lowest and the highest score of the point. */
  from: number;
  to: number;
  /** The mean score of the point. */
  score: number;
  respondents: Present<number>;
  /** The mean outcome, with its interval by Student's t. */
  outcome: number;
  standardError: number;
  lower: number;
  upper: number;
};

/** Scores with at most so many distinct values have a point of the curve each. */
const mostLevels = 20;

/**
 * The mean of an outcome at every level of a score, or, where the score has more than 20 distinct values, in `bins`
 * classes of about equally many respondents (edges by type-7 quantiles; equal scores are never parted). Rows where
 * either is missing do not count.
 */
export function outcomeCurve(
  score: Float64Array,
  outcome: Float64Array,
  weights: Float64Array,
  { bins, confidence }: { readonly bins: number; readonly confidence: number },
): Table<OutcomeCurveColumns> {
  const counted = score.map((value, row) => (Number.isNaN(outcome[row]!) || weights[row] === 0 ? Number.NaN : value));
  const level = withoutRounding(counted);
  const edges = lowerEdges(level, bins);
  const points = edges.map((from, i) => {
    const below = edges[i + 1] ?? Number.POSITIVE_INFINITY;
    const rows: number[] = [];
    for (let row = 0; row < counted.length; row++) {
      if (level[row]! >= from && level[row]! < below) rows.push(row);
    }
    const scores = Float64Array.from(rows, (row) => counted[row]!);
    const share = Float64Array.from(rows, (row) => weights[row]!);
    const outcomes = Float64Array.from(rows, (row) => outcome[row]!);
    return {
      from: scores.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
      to: scores.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
      score: weightedMeanEstimate(scores, share, confidence).mean,
      estimate: weightedMeanEstimate(outcomes, share, confidence),
    };
  });
  const filled = points.filter(({ estimate }) => estimate.respondents > 0);
  return createTable<OutcomeCurveColumns>({
    from: filled.map(({ from }) => from),
    to: filled.map(({ to }) => to),
    score: filled.map((point) => point.score),
    respondents: filled.map(({ estimate }) => estimate.respondents),
    outcome: filled.map(({ estimate }) => estimate.mean),
    standardError: filled.map(({ estimate }) => estimate.standardError),
    lower: filled.map(({ estimate }) => estimate.lower),
    upper: filled.map(({ estimate }) => estimate.upper),
  });
}

/**
 * The scores snapped to a grid of a billionth of their range, so that scores which differ by rounding alone are of one
 * level.
 */
function withoutRounding(scores: Float64Array): Float64Array {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of scores) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const step = (most - least) * 1e-9;
  return step > 0 ? scores.map((value) => Math.round((value - least) / step)) : scores;
}

/** The lowest score of each point, ascending. */
function lowerEdges(scores: Float64Array, bins: number): readonly number[] {
  const known = scores.filter((value) => !Number.isNaN(value));
  const levels = new Set<number>();
  for (let i = 0; i < known.length && levels.size <= mostLevels; i++) levels.add(known[i]!);
  if (levels.size <= mostLevels) return [...levels].sort((a, b) => a - b);
  const cuts = quantiles(
    known,
    Array.from({ length: bins }, (_, bin) => bin / bins),
  );
  return [...new Set(cuts)];
}
