import type { ItemAnswers } from "./item-answers.js";
import { type ItemMoments, type Pass, setVariance } from "./item-moments.js";

/**
 * Means and variances from the answers given to each item, correlations from the respondents who answered both (as
 * `cor(use = "pairwise")` in R).
 */
export function pairwisePass(answers: ItemAnswers, moments: ItemMoments): Pass {
  const { data, rows } = answers;
  const { means, correlation } = moments;
  const width = answers.items.length;
  const cells = width * width;
  const counts = new Float64Array(cells);
  // At [i, j]: sums of item i, and of its square, over those who answered j as well.
  const sums = new Float64Array(cells);
  const squares = new Float64Array(cells);
  const products = new Float64Array(cells);
  const present = new Int32Array(width);
  return (multiplicity) => {
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
    moments.total = total;
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
        // Without two people who answered both there is nothing to go by, and the pair counts as unrelated.
        const r = spread > 0 && otherSpread > 0 ? covariance / Math.sqrt(spread * otherSpread) : 0;
        correlation[at] = r;
        correlation[across] = r;
      }
    }
  };
}
