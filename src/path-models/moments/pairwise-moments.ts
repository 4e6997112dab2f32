import type { ItemAnswers } from "./item-answers.js";
import { type ItemMoments, type Pass, setVariance } from "./item-moments.js";

/** Sums by pair of items: at [i, j] those of item i over the respondents who answered j as well. */
interface PairSums {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  /** Σ x_i x_j, filled for j ≤ i. */
  readonly products: Float64Array;
}

/**
 * Means and variances from the answers given to each item, correlations from the respondents who answered both (as
 * `cor(use = "pairwise")` in R).
 */
export function pairwisePass(answers: ItemAnswers, moments: ItemMoments): Pass {
  const cells = answers.items.length ** 2;
  const pairs: PairSums = {
    counts: new Float64Array(cells),
    sums: new Float64Array(cells),
    squares: new Float64Array(cells),
    products: new Float64Array(cells),
  };
  const present = new Int32Array(answers.items.length);
  return (multiplicity) => {
    moments.total = addRespondents(answers, multiplicity, pairs, present);
    setMoments(answers, pairs, moments);
  };
}

/** Sums over the respondents; returns the sum of their weights. `present` is working space of one place an item. */
function addRespondents(
  { data, rows, items }: ItemAnswers,
  multiplicity: Float64Array | null,
  { counts, sums, squares, products }: PairSums,
  present: Int32Array,
): number {
  const width = items.length;
  let total = 0;
  for (const array of [counts, sums, squares, products]) array.fill(0);
  for (let row = 0; row < rows; row++) {
    const times = multiplicity === null ? 1 : multiplicity[row]!;
    if (times === 0) continue;
    total += times;
    const base = row * width;
    let given = 0;
    for (let i = 0; i < width; i++) if (!Number.isNaN(data[base + i]!)) present[given++] = i;
    for (let a = 0; a < given; a++) {
      const i = present[a]!;
      const value = data[base + i]!;
      const weighted = times * value;
      for (let b = 0; b < given; b++) {
        const cell = i * width + present[b]!;
        counts[cell]! += times;
        sums[cell]! += weighted;
        squares[cell]! += weighted * value;
        if (b <= a) products[cell]! += weighted * data[base + present[b]!]!;
      }
    }
  }
  return total;
}

function setMoments(answers: ItemAnswers, { counts, sums, squares, products }: PairSums, moments: ItemMoments): void {
  const { means, correlation } = moments;
  const width = means.length;
  for (let i = 0; i < width; i++) {
    const own = i * width + i;
    const mean = counts[own]! > 0 ? sums[own]! / counts[own]! : 0;
    means[i] = answers.shift[i]! + mean;
    const meanSquare = counts[own]! > 0 ? squares[own]! / counts[own]! : 0;
    setVariance(moments, i, meanSquare - mean * mean, meanSquare);
  }
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) {
      const at = i * width + j;
      const across = j * width + i;
      const count = counts[at]!;
      const covariance = products[at]! - (sums[at]! * sums[across]!) / count;
      const spread = squares[at]! - (sums[at]! * sums[at]!) / count;
      const otherSpread = squares[across]! - (sums[across]! * sums[across]!) / count;
      // With fewer than two respondents who answered both, the correlation is unknown and taken as 0.
      const r = spread > 0 && otherSpread > 0 ? covariance / Math.sqrt(spread * otherSpread) : 0;
      correlation[at] = r;
      correlation[across] = r;
    }
  }
}
