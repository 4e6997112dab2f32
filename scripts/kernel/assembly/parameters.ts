/**
 * The parameter block of a search: where in the memory everything lies, and the bounds on rounding errors.
 * `simd-memory.ts` writes it, field by field in this order; every field takes four bytes.
 *
 * Points come in groups of eight: the eight values of the first column, then those of the next. Arrays with one number a
 * point are in the order of the points, so that a group has 32 bytes of each.
 */
@unmanaged
export class Parameters {
  columns: usize;
  /** How many centers. */
  k: usize;
  points: usize;
  /**
   * `findNearest` and `findChanged` read centers in fours, the four values of the first column, then those of the next,
   * and what is left over one by one; `findCloser` reads all of them one by one.
   */
  centers: usize;
  /** |c|²/2 of each center. */
  halves: usize;
  /** |x|² of each point. */
  squares: usize;
  /** The least score of each point and the second least. */
  least: usize;
  secondLeast: usize;
  /** The center with the least score; −1 where rounding could have decided. */
  nearest: usize;
  /** By how much the second nearest center is farther than the nearest, at least. */
  gaps: usize;
  /** The cluster of each point before. */
  labels: usize;
  /** The numbers of groups in which some point's nearest center is not its label. */
  changed: usize;
  /** The squared distance of each point that a center has to go below. */
  closest: usize;
  /** The answers of `findCloser`. */
  found: usize;
  scorePerNorm: f32;
  scoreAtZero: f32;
  squarePerSquare: f32;
  gapPerNorm: f32;
  gapAtZero: f32;
  largestNorm: f32;
}
