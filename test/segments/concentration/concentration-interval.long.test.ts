import { expect, it } from "vitest";
import { createRandom, type Random } from "../../../src/numeric/index.js";
import { analyzePareto } from "../../../src/segments/index.js";

const cases: readonly (readonly [string, number, (random: Random) => number])[] = [
  ["exponential", 200, (random) => random.exponential()],
  ["lognormal, σ = 1", 500, (random) => Math.exp(random.normal())],
  ["lognormal, σ = 1.5", 2000, (random) => Math.exp(1.5 * random.normal())],
  ["gamma, shape 0.4", 300, (random) => random.gamma(0.4)],
];

it.each(cases)("intervals of level 0.95 hold the truth about as often as they say: %s, n = %d", (_, n, draw) => {
  const truth = analyzePareto(Float64Array.from({ length: 4_000_000 }, drawsOf(createRandom(1), draw)));
  const runs = 400;
  let gini = 0;
  let topShare = 0;
  for (let run = 0; run < runs; run++) {
    const sample = Float64Array.from({ length: n }, drawsOf(createRandom(1000 + run), draw));
    const interval = analyzePareto(sample).interval({ seed: run, samples: 499 });
    if (interval.gini!.lower <= truth.gini! && truth.gini! <= interval.gini!.upper) gini++;
    const top = truth.topShare(0.2)!;
    if (interval.topShare!.lower <= top && top <= interval.topShare!.upper) topShare++;
  }
  expect(gini / runs).toBeGreaterThan(0.9);
  expect(topShare / runs).toBeGreaterThan(0.9);
});

function drawsOf(random: Random, draw: (random: Random) => number): () => number {
  return () => draw(random);
}
