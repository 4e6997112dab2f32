/** A seeded source of random numbers. The same seed gives the same numbers on every machine. */
export interface Random {
  /** Strictly between 0 and 1, a multiple of 2⁻⁵³. */
  uniform(): number;
  /** A whole number from 0 to n − 1, each equally likely; n up to 2⁵². */
  integer(n: number): number;
  /** Standard normal. */
  normal(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** Gamma with the given shape and scale 1. */
  gamma(shape: number): number;
  beta(a: number, b: number): number;
  poisson(mean: number): number;
  /** The number of successes in `n` trials of probability `p`. */
  binomial(n: number, p: number): number;
  /** Puts the elements of an array in random order, in place, and returns it. */
  shuffle<List extends { readonly length: number; [index: number]: unknown }>(list: List): List;
  /** An independent source that depends on this one's seed and on `stream` only, not on what has been drawn so far. */
  fork(stream: number): Random;
}
