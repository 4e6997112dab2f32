import type { ItemAnswers } from "./item-answers.js";
import { type ItemMoments, type Pass, setVariance } from "./item-moments.js";

const blockRows = 1024;

/** The answers, and the sums of a pass; products are lower triangles, row by row. */
interface CompletePass {
  readonly data: Float64Array;
  readonly width: number;
  /** Respondents that count, the first `present` of them. */
  readonly counted: Int32Array;
  readonly sums: Float64Array;
  readonly products: Float64Array;
  readonly blockSums: Float64Array;
  readonly blockProducts: Float64Array;
}

/** Sums and products of the shifted answers in one pass, in fixed blocks. */
export function completePass(answers: ItemAnswers, moments: ItemMoments): Pass {
  const width = answers.items.length;
  const cells = (width * (width + 1)) / 2;
  const pass: CompletePass = {
    data: answers.data,
    width,
    counted: new Int32Array(answers.rows),
    sums: new Float64Array(width),
    products: new Float64Array(cells),
    blockSums: new Float64Array(width),
    blockProducts: new Float64Array(cells),
  };
  const { counted, sums, products, blockSums, blockProducts } = pass;
  return (multiplicity) => {
    let total = 0;
    let present = 0;
    for (let row = 0; row < answers.rows; row++) {
      const times = multiplicity === null ? 1 : multiplicity[row]!;
      if (times === 0) continue;
      total += times;
      counted[present++] = row;
    }
    sums.fill(0);
    products.fill(0);
    for (let from = 0; from < present; from += blockRows) {
      addBlock(pass, from, Math.min(present, from + blockRows), multiplicity);
      for (let i = 0; i < width; i++) sums[i]! += blockSums[i]!;
      for (let cell = 0; cell < cells; cell++) products[cell]! += blockProducts[cell]!;
    }
    standardize(answers, moments, total, sums, products);
  };
}

/** Sums and products of one block: four respondents at a time, which halves the traffic with memory, then the rest. */
function addBlock(pass: CompletePass, from: number, to: number, multiplicity: Float64Array | null): void {
  const { data, width, counted, blockSums, blockProducts } = pass;
  blockSums.fill(0);
  blockProducts.fill(0);
  let at = from;
  for (; at + 3 < to; at += 4) {
    const r0 = counted[at]!;
    const r1 = counted[at + 1]!;
    const r2 = counted[at + 2]!;
    const r3 = counted[at + 3]!;
    const m0 = multiplicity === null ? 1 : multiplicity[r0]!;
    const m1 = multiplicity === null ? 1 : multiplicity[r1]!;
    const m2 = multiplicity === null ? 1 : multiplicity[r2]!;
    const m3 = multiplicity === null ? 1 : multiplicity[r3]!;
    const d0 = r0 * width;
    const d1 = r1 * width;
    const d2 = r2 * width;
    const d3 = r3 * width;
    let cell = 0;
    for (let i = 0; i < width; i++) {
      const a0 = m0 * data[d0 + i]!;
      const a1 = m1 * data[d1 + i]!;
      const a2 = m2 * data[d2 + i]!;
      const a3 = m3 * data[d3 + i]!;
      blockSums[i]! += a0 + a1 + (a2 + a3);
      for (let j = 0; j <= i; j++) {
        blockProducts[cell]! += a0 * data[d0 + j]! + a1 * data[d1 + j]! + (a2 * data[d2 + j]! + a3 * data[d3 + j]!);
        cell++;
      }
    }
  }
  for (; at < to; at++) {
    const row = counted[at]!;
    const times = multiplicity === null ? 1 : multiplicity[row]!;
    const base = row * width;
    let cell = 0;
    for (let i = 0; i < width; i++) {
      const value = times * data[base + i]!;
      blockSums[i]! += value;
      for (let j = 0; j <= i; j++) blockProducts[cell++]! += value * data[base + j]!;
    }
  }
}

/** Means, variances and correlations from the sums of a pass. */
function standardize(
  answers: ItemAnswers,
  moments: ItemMoments,
  total: number,
  sums: Float64Array,
  products: Float64Array,
): void {
  const { means, variances, correlation } = moments;
  const width = means.length;
  moments.total = total;
  let cell = 0;
  for (let i = 0; i < width; i++) {
    const mean = sums[i]! / total;
    means[i] = answers.shift[i]! + mean;
    for (let j = 0; j <= i; j++) {
      const covariance = products[cell]! / total - (mean * sums[j]!) / total;
      if (i === j) setVariance(moments, i, covariance, products[cell]! / total);
      else {
        const r = covariance / Math.sqrt(variances[j]!);
        correlation[i * width + j] = r;
      }
      cell++;
    }
    const own = Math.sqrt(variances[i]!);
    for (let j = 0; j < i; j++) {
      const r = correlation[i * width + j]! / own;
      correlation[i * width + j] = r;
      correlation[j * width + i] = r;
    }
  }
}
