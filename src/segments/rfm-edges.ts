import { countEdges, quantiles, sortedOrder } from "../numeric/index.js";
import type { RfmMeasure } from "./rfm-measure.js";

/** Where the bins of a measure meet, and to which of the two a value on an edge belongs. */
export interface BinEdges {
  /** Inner edges, ascending; equal edges leave a bin empty. */
  readonly edges: readonly number[];
  /** `"upper"`: bins `(lower, upper]`. `"lower"`: bins `[lower, upper)`. */
  readonly closed: "upper" | "lower";
}

/** Type-7 quantiles at 1/bins, 2/bins, …, plus a shift. */
export function quantileEdges(values: Float64Array, bins: number, shift: number): number[] {
  const shares = Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins);
  return Array.from(quantiles(values, shares), (edge) => edge + shift);
}

/**
 * Edges that divide by rank, from worst to best, ties sharing the highest rank: score ⌈bins · rank / n⌉. The best
 * customer always gets the highest score, so every edge is a value of the data: for orders and revenue the smallest
 * with a higher score, `[lower, upper)`; for recency, where less is better, the largest with at least that score,
 * `(lower, upper]`.
 */
export function rankEdges(values: Float64Array, bins: number, measure: RfmMeasure): BinEdges {
  const n = values.length;
  const order = sortedOrder(values);
  const lessIsBetter = measure === "recencyDays";
  const edges = new Array<number>(bins - 1);
  for (let start = 0; start < n; ) {
    const value = values[order[start]!]!;
    let end = start + 1;
    while (end < n && values[order[end]!] === value) end++;
    if (lessIsBetter) {
      // Recency ascending: what has at least score s is on or below edge bins − s (counted from 0).
      const score = Math.ceil((bins * (n - start)) / n);
      for (let edge = bins - score; edge < bins - 1; edge++) edges[edge] = value;
    } else {
      const score = Math.ceil((bins * end) / n);
      for (let edge = 0; edge < score - 1; edge++) edges[edge] ??= value;
    }
    start = end;
  }
  return { edges, closed: lessIsBetter ? "upper" : "lower" };
}

/** Scores of groups of equal size. */
export interface NtileScores {
  readonly scores: Uint8Array;
  /** How many values have an equal one in another group. */
  readonly parted: number;
}

/**
 * Like NTILE in SQL: customers from worst to best, ties in the order of the rows; the first n mod bins groups have one
 * more.
 */
export function ntileScores(values: Float64Array, bins: number, measure: RfmMeasure): NtileScores {
  const n = values.length;
  const order = sortedOrder(worstFirst(values, measure));
  const scores = new Uint8Array(n);
  const size = Math.floor(n / bins);
  const larger = n % bins;
  let next = 0;
  for (let group = 0; group < bins; group++) {
    const end = next + size + (group < larger ? 1 : 0);
    for (; next < end; next++) scores[order[next]!] = group + 1;
  }
  return { scores, parted: partedTies(values, order, scores) };
}

/** Values in runs of equal ones that reach over the end of a group. */
function partedTies(values: Float64Array, order: Int32Array, scores: Uint8Array): number {
  let parted = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    if (scores[order[start]!] !== scores[order[end - 1]!]) parted += end - start;
    start = end;
  }
  return parted;
}

/**
 * The edges between groups of {@link ntileScores}, for customers scored later; see {@link rankEdges}. Needs n ≥ bins.
 */
export function ntileEdges(values: Float64Array, scores: Uint8Array, bins: number, measure: RfmMeasure): BinEdges {
  const lessIsBetter = measure === "recencyDays";
  // The worst value of each group: of groups 2, 3, … for what grows, of all groups down to 2 for recency.
  const worst = new Float64Array(bins + 1).fill(lessIsBetter ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  for (let row = 0; row < values.length; row++) {
    const score = scores[row]!;
    worst[score] = lessIsBetter ? Math.max(worst[score]!, values[row]!) : Math.min(worst[score]!, values[row]!);
  }
  const edges = Array.from(worst.subarray(2));
  return lessIsBetter ? { edges: edges.reverse(), closed: "upper" } : { edges, closed: "lower" };
}

function worstFirst(values: Float64Array, measure: RfmMeasure): Float64Array {
  return measure === "recencyDays" ? values.map((value) => -value) : values;
}

/** The score 1..bins of each value; less is better for recency. */
export function scoresByEdges(values: Float64Array, { edges, closed }: BinEdges, measure: RfmMeasure): Uint8Array {
  const scores = countEdges(values, edges, closed === "upper" ? "below" : "upTo");
  const bins = edges.length + 1;
  const lessIsBetter = measure === "recencyDays";
  for (let row = 0; row < scores.length; row++) scores[row] = lessIsBetter ? bins - scores[row]! : scores[row]! + 1;
  return scores;
}
