import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupByScore } from "../../../src/learning/evaluation/score-order.js";
import { createRandom } from "../../../src/numeric/index.js";

const kinds = ["spread", "tied", "one far away", "crowded", "equal", "tiny", "without a finite range"] as const;

function scoresOf(kind: (typeof kinds)[number], rows: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: rows }, (_, row) => {
    const score = random.uniform();
    if (kind === "tied") return (random.integer(7) - 3) * (random.integer(2) === 0 ? -0 : 1);
    if (kind === "one far away") return row === 3 ? 1e300 : score;
    if (kind === "crowded") return score < 0.9 ? 0.5 + 1e-9 * random.integer(500) : score;
    if (kind === "equal") return 0.25;
    if (kind === "tiny") return random.integer(50) * 5e-324;
    if (kind === "without a finite range") return row % 2 === 0 ? 1.7e308 * score : -1.7e308 * score;
    return score;
  });
}

describe("Cases by score", () => {
  test("are counted at each distinct score, the highest first, however the scores lie", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 1500 }), fc.nat(999), (kind, rows, seed) => {
        const scores = scoresOf(kind, rows, seed);
        const random = createRandom(seed).fork(1);
        const y = Float64Array.from({ length: rows }, () => random.integer(2));
        const expected = [...new Set(Array.from(scores, (score) => score + 0))].sort((a, b) => b - a);
        const times = (outcome: number, score: number) =>
          scores.filter((one, row) => one === score && y[row] === outcome).length;
        const groups = groupByScore(scores, y, null);
        expect([...groups.scores]).toEqual(expected);
        if (rows > 300) return;
        expect([...groups.positives]).toEqual(expected.map((score) => times(1, score)));
        expect([...groups.negatives]).toEqual(expected.map((score) => times(0, score)));
      }),
      { numRuns: 60 },
    );
  });

  test("are those of rows that count once each", () => {
    for (const kind of kinds) {
      const scores = scoresOf(kind, 700, 5);
      const y = Float64Array.from(scores, (_, row) => ((row * 7) % 3 === 0 ? 1 : 0));
      expect(groupByScore(scores, y, null)).toEqual(groupByScore(scores, y, new Float64Array(700).fill(1)));
    }
  });
});
