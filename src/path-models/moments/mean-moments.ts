import type { ItemAnswers } from "./item-answers.js";
import { type ItemMoments, type Pass, setVariance } from "./item-moments.js";

/**
 * Mean imputation: missing answers count as the mean of those given. Two passes, the second over deviations that are 0
 * where an answer is missing.
 */
export function meanPass(answers: ItemAnswers, moments: ItemMoments): Pass {
  const { data, rows } = answers;
  const width = answers.items.length;
  const centers = new Float64Array(width);
  const counts = new Float64Array(width);
  const products = new Float64Array((width * (width + 1)) / 2);
  const deviations = new Float64Array(width);
  return (multiplicity) => {
    let total = 0;
    centers.fill(0);
    counts.fill(0);
    products.fill(0);
    for (let row = 0; row < rows; row++) {
      const times = multiplicity === null ? 1 : multiplicity[row]!;
      total += times;
      for (let i = 0; i < width; i++) {
        const value = data[row * width + i]!;
        if (Number.isNaN(value)) continue;
        centers[i]! += times * value;
        counts[i]! += times;
      }
    }
    for (let i = 0; i < width; i++) centers[i] = counts[i]! > 0 ? centers[i]! / counts[i]! : 0;
    for (let row = 0; row < rows; row++) {
      const times = multiplicity === null ? 1 : multiplicity[row]!;
      if (times === 0) continue;
      for (let i = 0; i < width; i++) {
        const value = data[row * width + i]!;
        deviations[i] = Number.isNaN(value) ? 0 : value - centers[i]!;
      }
      let cell = 0;
      for (let i = 0; i < width; i++) {
        const deviation = times * deviations[i]!;
        for (let j = 0; j <= i; j++) products[cell++]! += deviation * deviations[j]!;
      }
    }
    standardizeCentered(answers, moments, total, centers, products);
  };
}

/** Means, variances and correlations from products of deviations from the mean. */
function standardizeCentered(
  answers: ItemAnswers,
  moments: ItemMoments,
  total: number,
  centers: Float64Array,
  products: Float64Array,
): void {
  const { means, variances, correlation } = moments;
  const width = means.length;
  moments.total = total;
  for (let i = 0, cell = 0; i < width; i++) {
    means[i] = answers.shift[i]! + centers[i]!;
    const diagonal = products[cell + i]! / total;
    setVariance(moments, i, diagonal, diagonal + centers[i]! * centers[i]!);
    for (let j = 0; j < i; j++) {
      const r = products[cell + j]! / total / Math.sqrt(variances[i]! * variances[j]!);
      correlation[i * width + j] = r;
      correlation[j * width + i] = r;
    }
    cell += i + 1;
  }
}
