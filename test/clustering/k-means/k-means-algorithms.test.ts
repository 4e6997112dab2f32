import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KMeansJob, prepareKMeans } from "../../../src/clustering/k-means/k-means.js";
import { createScratch, runBlockTask } from "../../../src/clustering/k-means/k-means-block-tasks.js";
import { type Algorithm, ownMemory } from "../../../src/clustering/k-means/k-means-state.js";
import { sortIntoGrid } from "../../../src/clustering/k-means/z-order-grid.js";
import { createRandom } from "../../../src/numeric/index.js";
import { thorough } from "../../thorough.js";

const algorithms: Algorithm[] = ["hamerly", "hamerly-simd", "kanungo"];

type Matrix = { data: Float64Array; rows: number; columns: number };

/** A fit by the named algorithm, whatever the shape of the data would choose. */
function fitBy(
  algorithm: Algorithm,
  points: Matrix,
  options: { k: number; maxIterations?: number; weights?: Float64Array },
  far: boolean,
) {
  const starts = points.data.slice(0, options.k * points.columns);
  // Starts far away from all points leave clusters empty, which are then refilled.
  if (far) for (let place = 0; place < starts.length; place += 2 * points.columns + 1) starts[place] = 1e4;
  const init = { data: starts, rows: options.k, columns: points.columns };
  return run(prepareKMeans("kMeans", points, { ...options, init, tolerance: 0 }, ownMemory, algorithm));
}

function run({ state, steps }: KMeansJob) {
  const scratch = createScratch(state);
  let step = steps.next();
  while (!step.done) {
    for (let block = 0; block < state.blocks; block++) runBlockTask(state, scratch, step.value.task, block);
    step = steps.next();
  }
  return step.value;
}

/** A fit from two starts by k-means++. */
function fitFromDraws(algorithm: Algorithm, points: Matrix, options: { k: number; weights?: Float64Array }) {
  return run(prepareKMeans("kMeans", points, { ...options, restarts: 2, seed: 5 }, ownMemory, algorithm));
}

function randomPoints(
  seed: number,
  rows: number,
  columns: number,
  kind: "normal" | "grid" | "skewed" | "lumps",
): Matrix {
  const random = createRandom(seed);
  const draw = {
    normal: () => random.normal(),
    grid: () => random.integer(5),
    skewed: () => Math.exp(4 * random.normal()),
    lumps: () => 10 * random.integer(3) + 0.01 * random.normal(),
  }[kind];
  return { data: Float64Array.from({ length: rows * columns }, draw), rows, columns };
}

describe("the algorithms of k-means", () => {
  it("give the same labels, centers, inertia and iterations, to the bit", () => {
    const shapes = fc.record({
      seed: fc.nat(),
      rows: fc.integer({ min: 30, max: 2000 }),
      columns: fc.integer({ min: 1, max: 50 }),
      k: fc.integer({ min: 1, max: 30 }),
      kind: fc.constantFrom("normal", "grid", "skewed", "lumps"),
      maxIterations: fc.constantFrom(1, 3, 300),
      weighted: fc.boolean(),
      far: fc.boolean(),
    });
    fc.assert(
      fc.property(shapes, ({ seed, rows, columns, k, kind, maxIterations, weighted, far }) => {
        const points = randomPoints(seed, rows, columns, kind as "normal");
        const random = createRandom(seed);
        const weights = Float64Array.from({ length: rows }, () => random.integer(3));
        const options = { k: Math.min(k, columns < 3 ? 4 : 30), maxIterations, ...(weighted ? { weights } : {}) };
        const outcomes = algorithms.map((algorithm) => {
          try {
            return fitBy(algorithm, points, options, far);
          } catch (error) {
            return String(error);
          }
        });
        for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
      }),
      { numRuns: thorough ? 120 : 24 },
    );
  });

  it("draw the same centers by k-means++ with SIMD instructions as one by one, swaps included", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 300, max: 6000 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 2, max: 12 }),
        fc.constantFrom("normal", "grid", "skewed", "lumps"),
        fc.boolean(),
        (seed, rows, columns, k, kind, weighted) => {
          const points = randomPoints(seed, rows, columns, kind as "normal");
          const random = createRandom(seed);
          const weights = Float64Array.from({ length: rows }, () => random.integer(3));
          const options = { k: columns < 3 ? 3 : k, ...(weighted ? { weights } : {}) };
          expect(fitFromDraws("hamerly-simd", points, options)).toEqual(fitFromDraws("hamerly", points, options));
        },
      ),
      { numRuns: thorough ? 25 : 4 },
    );
  });
});

describe("sortIntoGrid", () => {
  it("keeps every row once, and every row lies in the boxes of its cell and its group", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom("normal", "grid", "skewed", "lumps"),
        (seed, rows, columns, kind) => {
          const { data } = randomPoints(seed, rows, columns, kind as "normal");
          const { points, sources, cellStarts, groupStarts, boxes } = sortIntoGrid(data, rows, columns);
          expect([...sources].sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, row) => row));
          const cells = cellStarts.length - 1;
          expect(cellStarts[cells]).toBe(rows);
          expect(groupStarts.at(-1)).toBe(cells);
          let group = 0;
          for (let cell = 0; cell < cells; cell++) {
            if (cell >= groupStarts[group + 1]!) group++;
            expect(cellStarts[cell + 1]! - cellStarts[cell]!).toBeGreaterThan(0);
            expect(cellStarts[cell + 1]! - cellStarts[cell]!).toBeLessThanOrEqual(96);
            for (let row = cellStarts[cell]!; row < cellStarts[cell + 1]!; row++) {
              for (let f = 0; f < columns; f++) {
                const value = points[row * columns + f]!;
                if (value !== data[sources[row]! * columns + f]) throw new Error("the row was changed");
                for (const box of [cell, cells + group]) {
                  const place = box * 2 * columns + f;
                  if (value < boxes[place]! || value > boxes[place + columns]!)
                    throw new Error("the row lies outside its box");
                }
              }
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
