/** What a path model needs to know of its respondents; overwritten by the next pass. */
export interface ItemMoments {
  /** Sum of the weights (respondents, when everybody counts the same). */
  total: number;
  /** Means in the units of the answers. */
  readonly means: Float64Array;
  /** Variances around the mean, divided by the sum of the weights. */
  readonly variances: Float64Array;
  /** Row-major, ones on the diagonal. */
  readonly correlation: Float64Array;
  /** The first item that does not vary, or that nobody answered; −1 when there is none. */
  constant: number;
  /** Iterations of the EM algorithm; 0 otherwise. */
  emIterations: number;
  /** Whether the EM algorithm converged (always true otherwise). */
  settled: boolean;
}

/** Passes over the respondents that share their working memory. */
export interface MomentPass {
  readonly moments: ItemMoments;
  /** One pass; `multiplicity` says how often each respondent counts (survey weights, or weights times draws). */
  run(multiplicity: Float64Array | null): ItemMoments;
}

/** A pass over the answers that leaves its sums in the moments it was made for. */
export type Pass = (multiplicity: Float64Array | null) => void;

/** A variance below this share of the mean square is rounding error. */
const smallestVariance = 1e-13;

/** Stores a variance, and the first item that does not vary in `constant`. */
export function setVariance(moments: ItemMoments, item: number, variance: number, meanSquare: number): void {
  const varies = variance > smallestVariance * meanSquare;
  moments.variances[item] = varies ? variance : 0;
  if (!varies && (moments.constant < 0 || item < moments.constant)) moments.constant = item;
}
