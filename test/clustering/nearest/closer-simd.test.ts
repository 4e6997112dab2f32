import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closerSimd } from "../../../src/clustering/nearest/closer-simd.js";
import { layAllForSimd, middleOf } from "../../../src/clustering/nearest/simd-layout.js";
import { squaredDistance } from "../../../src/clustering/points/squared-distance.js";
import { createRandom, type Random } from "../../../src/numeric/index.js";

const draws: Readonly<Record<string, (random: Random) => number>> = {
  normal: (random) => random.normal(),
  "on a grid": (random) => random.integer(3),
  "far from 0": (random) => 1e9 + random.normal(),
  "with far outliers": (random) => random.normal() * (random.uniform() < 0.05 ? 1e9 : 1),
  "too small for single precision": (random) => 1e-42 * random.normal(),
  "too large for single precision": (random) => 1e120 * random.normal(),
};

interface Found {
  /** Whether the pair of row and center is in question. */
  readonly asked: Uint8Array;
  readonly closer: Uint8Array;
}

/** Asks for all pairs, 256 rows at a time, and compares them one by one. */
function ask(kind: string, seed: number, rows: number, columns: number, count: number): Found {
  const random = createRandom(seed);
  const draw = draws[kind]!;
  const points = Float64Array.from({ length: rows * columns }, () => draw(random));
  const centers = points.slice(0, count * columns);
  const distance = (row: number, j: number) => squaredDistance(points, row * columns, centers, j * columns, columns);
  // Some have exactly the distance of a center, which is not closer.
  const closest = Float64Array.from({ length: rows }, (_, row) =>
    row % 3 === 0 ? distance(row, row % count) : distance(row, random.integer(count)) * (0.5 + random.uniform()),
  );
  const middle = new Float64Array(columns);
  middleOf(points, rows, columns, middle);
  const simdPoints = new Float32Array(Math.ceil(rows / 8) * 8 * columns);
  layAllForSimd(points, rows, columns, middle, simdPoints);
  const search = closerSimd(columns, count)!;
  search.load(centers, middle);
  const pairRows = new Int32Array(256 * count + 1);
  const pairCenters = new Uint16Array(256 * count + 1);
  const asked = new Uint8Array(rows * count);
  for (let from = 0; from < rows; from += 256) {
    const pairs = search.find(simdPoints, from, Math.min(from + 256, rows), closest, pairRows, pairCenters);
    for (let pair = 0; pair < pairs; pair++) asked[pairRows[pair]! * count + pairCenters[pair]!]!++;
    for (let pair = 1; pair < pairs; pair++) {
      const sameCenter = pairCenters.subarray(0, pair).lastIndexOf(pairCenters[pair]!);
      if (sameCenter >= 0) expect(pairRows[sameCenter]!).toBeLessThan(pairRows[pair]!);
    }
  }
  const closer = Uint8Array.from({ length: rows * count }, (_, i) =>
    Number(distance(Math.floor(i / count), i % count) < closest[Math.floor(i / count)]!),
  );
  return { asked, closer };
}

describe("closerSimd", () => {
  it("asks for every pair that is closer, whatever the numbers, once and in the order of the rows", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(draws)),
        fc.nat(),
        fc.integer({ min: 8, max: 600 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 7 }),
        (kind, seed, rows, columns, count) => {
          const { asked, closer } = ask(kind, seed, rows, columns, count);
          for (let i = 0; i < asked.length; i++) {
            if (asked[i]! > 1 || asked[i]! < closer[i]!) throw new Error(`pair ${i} was asked for ${asked[i]} times`);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("asks for hardly any other pair of ordinary data", () => {
    const { asked, closer } = ask("normal", 1, 5000, 6, 5);
    const needless = asked.reduce((sum, times, i) => sum + times - closer[i]!, 0);
    // A third of the rows have exactly the distance of one center, which rounding cannot tell.
    expect(needless).toBeGreaterThan(1000);
    expect(needless).toBeLessThan(5000 / 3 + 20);
  });
});
