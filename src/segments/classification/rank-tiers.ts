import { quantiles } from "../../numeric/index.js";

/** Customers divided by rank. */
export interface RankTiers {
  /** The tier of each row, from 0 for the largest values; −1 where the value is missing. */
  readonly codes: Int32Array;
  /** The least value in each tier, NaN where it is empty. */
  readonly least: readonly number[];
  /** The largest value in each tier, NaN where it is empty. */
  readonly largest: readonly number[];
  /** Customers that are ranked. */
  readonly ranked: number;
  /** By how many customers the ends of tiers differ from exact sizes, because equal values stay together. */
  readonly tied: number;
}

/**
 * Divides values by rank, the largest first. Tier i ends at rank ⌈n · ends[i]⌉, that customer included. Customers of
 * equal value stay together, in the tier of their middle rank, so that the order of rows decides nothing. NaN takes no
 * rank.
 */
export function rankTiers(values: Float64Array, ends: readonly number[]): RankTiers {
  const known = values.filter((value) => !Number.isNaN(value));
  const ranked = known.length;
  const limits = ends.map((end) => Math.min(ranked, Math.ceil(end * ranked * (1 - 1e-12))));
  const bounds = tierBounds(known, limits);
  const tiers = ends.length + 1;
  const codes = new Int32Array(values.length).fill(-1);
  const sizes = new Float64Array(tiers);
  const least = new Float64Array(tiers).fill(Number.NaN);
  const largest = new Float64Array(tiers).fill(Number.NaN);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    let tier = 0;
    while (tier < bounds.length && isBelow(value, bounds[tier]!)) tier++;
    codes[row] = tier;
    sizes[tier]!++;
    if (!(value >= least[tier]!)) least[tier] = value;
    if (!(value <= largest[tier]!)) largest[tier] = value;
  }
  return { codes, least: [...least], largest: [...largest], ranked, tied: tiedAt(sizes, limits) };
}

/** The value at the last rank of a tier, and whether those who have it belong to the tier. */
interface TierBound {
  readonly value: number;
  readonly included: boolean;
}

function isBelow(value: number, bound: TierBound): boolean {
  return value < bound.value || (value === bound.value && !bound.included);
}

/** Finds the bounds by selection: a value above the one at the limit ranks before it, a value below it behind. */
function tierBounds(known: Float64Array, limits: readonly number[]): TierBound[] {
  const last = known.length - 1;
  // The limit-th largest is the order statistic at position n − limit, which a type-7 quantile of this share is.
  const shares = limits.map((limit) => (last < 1 ? 0 : (known.length - Math.max(1, limit)) / last));
  const found = quantiles(known, shares);
  return limits.map((limit, i) => {
    if (limit === 0) return { value: Number.POSITIVE_INFINITY, included: false };
    const value = found[i]!;
    let above = 0;
    let equal = 0;
    for (let row = 0; row < known.length; row++) {
      if (known[row]! > value) above++;
      else if (known[row] === value) equal++;
    }
    return { value, included: above + (equal + 1) / 2 <= limit };
  });
}

/** Sums up how far the tiers end from where exact sizes would let them end. */
function tiedAt(sizes: Float64Array, limits: readonly number[]): number {
  let tied = 0;
  let size = 0;
  for (const [tier, limit] of limits.entries()) {
    size += sizes[tier]!;
    tied += Math.abs(size - limit);
  }
  return tied;
}
