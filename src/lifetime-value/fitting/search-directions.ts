import type { SearchDirection } from "./maximize-likelihood.js";

/**
 * Bounds on the ratio of two parameters and on their common size, in logarithms. Beyond these the likelihood equals its
 * limit to rounding.
 */
const ratioReach = 25;
const sizeReach = 16;

/** What it means when a pair of parameters runs to a limit. */
export interface PairLimits {
  readonly ratioLow: string;
  readonly ratioHigh: string;
  readonly sizeLow: string;
  readonly sizeHigh: string;
}

/**
 * The two directions of a gamma distribution's shape and rate parameter: the ratio of the two (a mean, per unit of
 * time), and the shape with the mean fixed. Along the latter lies the ridge on which customers become all alike.
 *
 * @param time - the scale of time in the data, around whose inverse the mean is searched
 */
export function gammaDirections(
  names: readonly string[],
  shape: number,
  time: number,
  limits: PairLimits,
): SearchDirection[] {
  const center = -Math.log(time);
  return pair(names, shape, [0, -1], [1, 1], center, limits);
}

/**
 * The two directions of the parameters of a beta distribution: their ratio, and their common size with the ratio fixed.
 */
export function betaDirections(names: readonly string[], first: number, limits: PairLimits): SearchDirection[] {
  return pair(names, first, [0.5, -0.5], [1, 1], 0, limits);
}

function pair(
  names: readonly string[],
  first: number,
  ratio: readonly [number, number],
  size: readonly [number, number],
  center: number,
  limits: PairLimits,
): SearchDirection[] {
  const undetermined = [names[first]!, names[first + 1]!];
  const weightsOf = (weights: readonly [number, number]): number[] => names.map((_, i) => weights[i - first] ?? 0);
  return [
    {
      weights: weightsOf(ratio),
      lower: center - ratioReach,
      upper: center + ratioReach,
      atLower: limits.ratioLow,
      atUpper: limits.ratioHigh,
      undetermined,
    },
    {
      weights: weightsOf(size),
      lower: -sizeReach,
      upper: sizeReach,
      atLower: limits.sizeLow,
      atUpper: limits.sizeHigh,
      undetermined,
    },
  ];
}

/**
 * Moves from a usual starting point along the directions of two pairs of parameters. What sends searches to the wrong
 * one of several maxima is mostly the start of the second pair, drop-out: customers leave much sooner, or much later.
 */
const spreadMoves = [
  [0, 0, 2.5, 0],
  [0, -2, 2.5, -2],
  [0, -2, -2.5, 2],
  [0, -2, 0, -2],
  [0, 2, 2.5, -2],
];

/** Starting points spread around a point, along the first four directions; none for a single pair of parameters. */
export function spreadAround(point: Float64Array, directions: readonly SearchDirection[]): Float64Array[] {
  if (directions.length < 4) return [];
  return spreadMoves.map((moves) =>
    point.map((value, i) => moves.reduce((sum, move, k) => sum + move * directions[k]!.weights[i]!, value)),
  );
}

/** The limits of r and alpha, the gamma distribution of purchase rates over customers. */
export const purchaseRateLimits: PairLimits = {
  ratioLow: "r/alpha goes to 0: nobody is seen to purchase again",
  ratioHigh: "r/alpha grows without bound: purchases come at once",
  sizeLow: "r and alpha go to 0: a few customers make all purchases",
  sizeHigh: "r and alpha grow without bound with r/alpha fixed: customers do not differ in their purchase rates",
};

/** The limits of a and b, the beta distribution of drop-out probabilities over customers. */
export const dropoutLimits: PairLimits = {
  ratioLow: "a/(a+b) goes to 0: nobody is seen to leave",
  ratioHigh: "a/(a+b) goes to 1: everybody leaves at the first chance",
  sizeLow: "a and b go to 0: a customer leaves at the first chance or never",
  sizeHigh: "a and b grow without bound with a/(a+b) fixed: customers do not differ in their drop-out probabilities",
};

/** The limits of s and beta, the gamma distribution of drop-out rates over customers. */
export const dropoutRateLimits: PairLimits = {
  ratioLow: "s/beta goes to 0: nobody is seen to leave",
  ratioHigh: "s/beta grows without bound: everybody leaves at once",
  sizeLow: "s and beta go to 0: a customer leaves at once or never",
  sizeHigh: "s and beta grow without bound with s/beta fixed: customers do not differ in their drop-out rates",
};
