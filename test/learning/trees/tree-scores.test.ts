import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitBoostedTrees, parseModel, predictProbability } from "../../../src/index.js";
import { createRandom } from "../../../src/numeric/index.js";

const columns = 5;

/** Rounded and exact numbers, categories, gaps, infinite and very large values. */
function messyRows(rows: number, seed: number, shareMissing: number): Float64Array {
  const random = createRandom(seed);
  const extremes = [-0, 1e300, -1e300, 5e-324, 1e16];
  return Float64Array.from({ length: rows * columns }, (_, at) => {
    if (random.uniform() < shareMissing) return Number.NaN;
    if (at % columns >= 3) return random.integer(9) - 2;
    if (random.uniform() < 0.02) return extremes[random.integer(extremes.length)]!;
    return at % columns === 0 ? random.normal() : Math.round(2 * random.normal()) / 2;
  });
}

/** The probabilities of the rows one at a time, which walk the trees node by node. */
function oneByOne(model: Parameters<typeof predictProbability>[0], data: Float64Array): Float64Array {
  return Float64Array.from(
    { length: data.length / columns },
    (_, row) => predictProbability(model, [[...data.subarray(row * columns, (row + 1) * columns)]])[0]!,
  );
}

describe("Many rows that go through the trees together", () => {
  test("get the bits that each gets by itself, with gaps, categories and extremes", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.constantFrom(0, 0.1, 0.5), fc.constantFrom([], [3], [3, 4]), (seed, gaps, kinds) => {
        const data = messyRows(900, seed, gaps);
        const random = createRandom(seed).fork(1);
        const y = Uint8Array.from({ length: 900 }, (_, row) =>
          (data[row * columns]! > 0 ? 1 : 0) + (data[row * columns + 3]! > 2 ? 1 : 0) + random.uniform() > 1 ? 1 : 0,
        );
        const matrix = { data, rows: 900, columns };
        const model = fitBoostedTrees(matrix, y, { trees: 12, leaves: 8, minLeaf: 5, categorical: kinds });
        // Categories that the fit has not seen, and a number of rows that is no multiple of four.
        const later = messyRows(1025, seed + 1, gaps);
        for (let at = 3; at < later.length; at += 7 * columns) later[at] = 77;
        expect(predictProbability(model, { data: later, rows: 1025, columns })).toEqual(oneByOne(model, later));
      }),
      { numRuns: 8 },
    );
  });

  test("go to the left at a threshold and to the right above it, a missing value to its side, in trees of any shape", () => {
    const fitted = fitBoostedTrees([[0], [0], [1], [1]], [0, 1, 0, 1], { trees: 1, minLeaf: 1 });
    const chain = {
      feature: [0, -1, 0, -1, 0, -1, -1],
      threshold: [-1, null, 0, null, 1.5, null, null],
      categories: [null, null, null, null, null, null, null],
      missingLeft: [false, false, false, false, true, false, false],
      left: [1, 0, 3, 0, 5, 0, 0],
      right: [2, 0, 4, 0, 6, 0, 0],
      value: [0, 1, 0, 2, 0, 3, 4],
      cover: [4, 1, 3, 1, 2, 1, 1],
    };
    const single = {
      feature: [-1],
      threshold: [null],
      categories: [null],
      missingLeft: [false],
      left: [0],
      right: [0],
      value: [0.25],
      cover: [4],
    };
    const model = parseModel(JSON.parse(JSON.stringify({ ...fitted, baseline: 0, trees: [chain, single] })));
    const values = [-2, -1, -0.5, -0, 0, 0.1, 1.5, 1.6, Number.NaN];
    const leaves = [1, 1, 2, 2, 2, 3, 3, 4, 3];
    const data = Float64Array.from({ length: 64 * values.length }, (_, row) => values[row % values.length]!);
    const expected = leaves.map((leaf) => 1 / (1 + Math.exp(-(leaf + 0.25))));
    const given = predictProbability(model as Parameters<typeof predictProbability>[0], {
      data,
      rows: data.length,
      columns: 1,
    });
    expect([...given]).toEqual(Array.from(data, (_, row) => expected[row % values.length]));
  });
});
