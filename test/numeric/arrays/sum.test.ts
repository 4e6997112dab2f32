import { describe, expect, it } from "vitest";
import { addBlockSums, sum, sumBlock } from "../../../src/numeric/arrays/sum.js";
import { createRandom } from "../../../src/numeric/index.js";

function manyNormals(n: number, seed = 1): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: n }, () => random.normal());
}

describe("sum", () => {
  it("adds a million tenths with the last digits right", () => {
    expect(Math.abs(sum(new Float64Array(1_000_000).fill(0.1)) / 100_000 - 1)).toBeLessThan(1e-13);
  });

  it("gives the bits that the sums of its blocks give, however the blocks are spread over workers", () => {
    const values = manyNormals(3 * sumBlock + 17);
    const parts = [0, 1, 2, 3].map((block) => sum(values.subarray(block * sumBlock, (block + 1) * sumBlock)));
    expect(addBlockSums(parts)).toBe(sum(values));
  });

  it("is exact where blocks cancel, zero for nothing, and infinite or NaN where a value is", () => {
    const values = new Float64Array(2 * sumBlock + 1);
    values[0] = 1e17;
    values[sumBlock] = 3.25;
    values[2 * sumBlock] = -1e17;
    expect(sum(values)).toBe(3.25);
    expect(sum([])).toBe(0);
    expect(sum([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
    expect(sum([1, Number.NaN])).toBeNaN();
    expect(sum(new Float64Array(sumBlock * 2).fill(Number.POSITIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
  });
});
