import { ranks } from "../../numeric/index.js";

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
  const descending = values.map((value) => -value);
  const rank = ranks(descending, "average");
  let ranked = 0;
  for (let row = 0; row < rank.length; row++) if (!Number.isNaN(rank[row]!)) ranked++;
  const limits = ends.map((end) => Math.min(ranked, Math.ceil(end * ranked * (1 - 1e-12))));
  const tiers = ends.length + 1;
  const codes = new Int32Array(values.length).fill(-1);
  const sizes = new Float64Array(tiers);
  const least = new Float64Array(tiers).fill(Number.NaN);
  const largest = new Float64Array(tiers).fill(Number.NaN);
  for (let row = 0; row < values.length; row++) {
    const own = rank[row]!;
    if (Number.isNaN(own)) continue;
    let tier = 0;
    while (tier < limits.length && own > limits[tier]!) tier++;
    const value = values[row]!;
    codes[row] = tier;
    sizes[tier]!++;
    if (!(value >= least[tier]!)) least[tier] = value;
    if (!(value <= largest[tier]!)) largest[tier] = value;
  }
  return { codes, least: [...least], largest: [...largest], ranked, tied: tiedAt(sizes, limits) };
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
