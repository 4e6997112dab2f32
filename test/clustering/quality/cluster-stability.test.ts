import { describe, expect, it } from "vitest";
import { stabilityOf } from "../../../src/clustering/quality/cluster-stability.js";
import { createRandom } from "../../../src/numeric/index.js";
import { bestCuts, meanOf } from "../cuts-oracle.js";
import { randIndexByPairs } from "../pairs-oracle.js";

const matrixOf = (values: readonly number[]) => ({
  data: Float64Array.from(values),
  rows: values.length,
  columns: 1,
  names: ["x"],
});

/**
 * Fang and Wang (2012) done plainly: pairs of samples with replacement, the best cuts of each by trial, all points to
 * the nearest mean, and how far the two agree.
 */
function stabilityByTrial(values: readonly number[], k: number, pairs: number, seed: number): number[] {
  const random = createRandom(seed);
  const labels = () => {
    const { means } = bestCuts(
      values.map(() => values[random.integer(values.length)]!),
      k,
    );
    return values.map((value) => {
      const distances = means.map((center) => Math.abs(value - center));
      return distances.indexOf(Math.min(...distances));
    });
  };
  return Array.from({ length: pairs }, () => randIndexByPairs(labels(), labels()));
}

describe("the stability of clusters", () => {
  const random = createRandom(21);
  const groups = Array.from({ length: 30 }, (_, row) => 7 * (row % 2) + random.normal());
  const line = Array.from({ length: 30 }, () => random.uniform());

  it.each([
    ["two groups", groups, 2],
    ["two groups", groups, 3],
    ["an even spread", line, 2],
    ["an even spread", line, 4],
  ])("of %s (%#) is the mean agreement of pairs of resamples", (_, values, k) => {
    const trials = stabilityByTrial(values, k, 300, 5);
    const center = meanOf(trials);
    const deviation = Math.sqrt(meanOf(trials.map((trial) => (trial - center) ** 2)));
    const found = stabilityOf("test", matrixOf(values), k, { pairs: 150, restarts: 5, seed: 3 });
    expect(Math.abs(found - center)).toBeLessThanOrEqual(4 * deviation * Math.sqrt(1 / 300 + 1 / 150) + 1e-12);
  });

  it("is 1 for the number of groups that are plain to see, and less beyond", () => {
    const settings = { pairs: 40, restarts: 2, seed: 0 };
    expect(stabilityOf("test", matrixOf(groups), 2, settings)).toBe(1);
    expect(stabilityOf("test", matrixOf(groups), 3, settings)).toBeLessThan(0.9);
  });

  it("is unknown where no sample has as many different points", () => {
    expect(stabilityOf("test", matrixOf([1, 1, 1, 1, 1, 2]), 3, { pairs: 5, restarts: 1, seed: 0 })).toBeNaN();
  });
});
