/**
 * How far off numbers in single precision can be where points x are scored against centers c by s = |c|²/2 − x·c, with
 * coordinates counted from a middle.
 */
export interface RoundingBounds {
  /**
   * The difference of two scores, or the square |x|² + 2s apart from |x|², is off by less than `scorePerNorm` · |x| +
   * `scoreAtZero`.
   */
  readonly scorePerNorm: number;
  readonly scoreAtZero: number;
  /** |x|² is off by less than this much of itself. */
  readonly squarePerSquare: number;
  /**
   * The difference of two distances loses less than `gapPerNorm` · |x| + `gapAtZero` in the roots and in the
   * subtraction.
   */
  readonly gapPerNorm: number;
  readonly gapAtZero: number;
  /**
   * All this holds up to here: squares have to stay within single precision, and points far from all centers are lost
   * in rounding.
   */
  readonly largestNorm: number;
}

/** Half the distance from 1 to the next number in single precision. */
const unit = 2 ** -24;

/**
 * Summed in single precision over d columns, a score is off by less than (d + 4) · 2⁻²⁴ · (|x||c| + |c|²/2) (Higham
 * 2002, Accuracy and Stability of Numerical Algorithms, section 3.1; three of the d + 4 are for rounding x, c and
 * |c|²/2). Twice that is given as if d + 4 were 2d + 16, which leaves room for the rounding of the arithmetic with
 * these very bounds and of the distances in double precision.
 *
 * @param longest - the greatest |c|
 */
export function roundingBounds(columns: number, longest: number): RoundingBounds {
  const perColumns = (2 * columns + 16) * unit * 1.01;
  return {
    scorePerNorm: 2 * perColumns * longest,
    scoreAtZero: perColumns * longest * longest + 2 ** -120,
    squarePerSquare: (columns + 8) * unit * 1.01,
    gapPerNorm: 8 * unit,
    gapAtZero: 8 * unit * longest,
    largestNorm: longest < 1e18 ? Math.min(1e18, longest * 2 ** 28) : 0,
  };
}
