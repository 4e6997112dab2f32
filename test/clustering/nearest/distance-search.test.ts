import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceSearch, findNearest, loadCenters } from "../../../src/clustering/nearest/distance-search.js";
import { createRandom } from "../../../src/numeric/index.js";

const shapes = fc.record({
  seed: fc.nat(),
  from: fc.integer({ min: 0, max: 50 }),
  count: fc.integer({ min: 1, max: 300 }),
  columns: fc.integer({ min: 1, max: 9 }),
  k: fc.integer({ min: 1, max: 24 }),
  // Few different values make ties, within a point and between centers.
  values: fc.constantFrom(3, 1000),
});

describe("distanceSearch", () => {
  it.each([
    ["few points, one by one", 1],
    ["many points, with SIMD instructions where there are many columns or centers", 1e6],
  ])("gives the nearest center and its squared distance as the textbook loop does: %s", (_, rows) => {
    fc.assert(
      fc.property(shapes, ({ seed, from, count, columns, k, values }) => {
        const random = createRandom(seed);
        const draw = (length: number) => Float64Array.from({ length }, () => random.integer(values) / 7);
        const points = draw((from + count) * columns);
        const search = distanceSearch(rows, columns, k, count);
        // Other centers before must leave no trace.
        loadCenters(search, draw(k * columns));
        const centers = draw(k * columns);
        loadCenters(search, centers);
        const nearest = new Int32Array(count);
        const distances = new Float64Array(count);
        findNearest(search, points, from, count, nearest, distances);
        for (let place = 0; place < count; place++) {
          const squares = Array.from({ length: k }, (_, j) => {
            let sum = 0;
            for (let f = 0; f < columns; f++)
              sum += (points[(from + place) * columns + f]! - centers[j * columns + f]!) ** 2;
            return sum;
          });
          expect(distances[place]).toBe(Math.min(...squares));
          expect(nearest[place]).toBe(squares.indexOf(distances[place]!));
        }
      }),
    );
  });
});
