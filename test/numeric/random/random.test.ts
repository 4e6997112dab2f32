import { describe, expect, it } from "vitest";
import {
  binomialCdf,
  chiSquareSurvival,
  createRandom,
  mean,
  normalCdf,
  type Random,
  sortedOrder,
  variance,
} from "../../../src/numeric/index.js";
import { seedBits } from "../../../src/numeric/random/random-bits.js";
import { regularizedBeta } from "../../../src/numeric/special-functions/incomplete-beta.js";
import { regularizedGammaP, regularizedGammaQ } from "../../../src/numeric/special-functions/incomplete-gamma.js";

const draws = 20_000;

function drawMany(draw: (random: Random) => number, seed = 11): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: draws }, () => draw(random));
}

/**
 * √n times the largest distance between the empirical and the true distribution function (Kolmogorov); above 1.95 once
 * in 1000.
 */
function kolmogorov(values: Float64Array, cdf: (x: number) => number): number {
  const n = values.length;
  let largest = 0;
  sortedOrder(values).forEach((row, i) => {
    const expected = cdf(values[row]!);
    largest = Math.max(largest, (i + 1) / n - expected, expected - i / n);
  });
  return Math.sqrt(n) * largest;
}

/**
 * The p-value of Pearson's test of whole numbers against their distribution function, cells of at least 20 expected.
 */
function goodnessOfFit(values: Float64Array, cdf: (k: number) => number): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const top = Math.max(...values);
  let statistic = 0;
  let cells = 0;
  let observed = 0;
  let from = 0;
  for (let k = 0; k <= top; k++) {
    observed += counts.get(k) ?? 0;
    const expected = values.length * (cdf(k) - from);
    const isLast = values.length * (1 - cdf(k)) < 20;
    if (expected < 20 && !isLast) continue;
    const cell = isLast ? values.length * (1 - from) : expected;
    if (isLast) for (let rest = k + 1; rest <= top; rest++) observed += counts.get(rest) ?? 0;
    statistic += (observed - cell) ** 2 / cell;
    cells += 1;
    observed = 0;
    from = cdf(k);
    if (isLast) break;
  }
  return chiSquareSurvival(statistic, cells - 1);
}

describe("createRandom", () => {
  it("gives the same numbers for the same seed, and others for another", () => {
    const first = createRandom(7);
    const second = createRandom(7);
    const other = createRandom(8);
    const numbers = Array.from({ length: 50 }, () => first.uniform());
    expect(Array.from({ length: 50 }, () => second.uniform())).toEqual(numbers);
    expect(Array.from({ length: 50 }, () => other.uniform())).not.toEqual(numbers);
  });

  it("keeps its stream from release to release", () => {
    const random = createRandom(0);
    expect(Array.from({ length: 3 }, () => random.integer(1_000_000))).toEqual([542932, 167023, 214350]);
  });

  it("takes any number as a seed, fractions and huge ones included, and does not confuse 0 with -0", () => {
    const seeds = [0, 1, -1, 0.5, 2 ** 32, 2 ** 53, 1e300, Number.NaN];
    const starts = seeds.map((seed) => createRandom(seed).uniform());
    expect(new Set(starts).size).toBe(seeds.length);
    expect(createRandom(-0).uniform()).toBe(createRandom(0).uniform());
  });

  it("forks streams that depend on the seed and the stream alone, and never coincide", () => {
    const parent = createRandom(5);
    const before = parent.fork(3).uniform();
    parent.uniform();
    parent.normal();
    expect(parent.fork(3).uniform()).toBe(before);
    const starts = Array.from({ length: 20_000 }, (_, stream) => parent.fork(stream).uniform());
    expect(new Set(starts).size).toBe(starts.length);
    expect(kolmogorov(Float64Array.from(starts), (x) => x)).toBeLessThan(1.95);
    expect(parent.fork(1).fork(2).uniform()).not.toBe(parent.fork(2).fork(1).uniform());
    expect(parent.fork(2 ** 40).uniform()).not.toBe(parent.fork(0).uniform());
  });

  it("draws uniform numbers strictly between 0 and 1, without serial correlation", () => {
    const values = drawMany((random) => random.uniform());
    expect(values.every((value) => value > 0 && value < 1)).toBe(true);
    expect(kolmogorov(values, (x) => x)).toBeLessThan(1.95);
    const products = values.slice(1).map((value, i) => (value - 0.5) * (values[i]! - 0.5));
    expect(Math.abs(mean(products)) * 12 * Math.sqrt(draws)).toBeLessThan(3.3);
  });

  it("draws whole numbers below n evenly, small and huge n", () => {
    for (const n of [1, 3, 10, 100]) {
      const values = drawMany((random) => random.integer(n), n);
      expect(values.every((value) => Number.isInteger(value) && value >= 0 && value < n)).toBe(true);
      if (n > 1) expect(goodnessOfFit(values, (k) => Math.min(1, (k + 1) / n))).toBeGreaterThan(1e-3);
    }
    const huge = drawMany((random) => random.integer(2 ** 50));
    expect(kolmogorov(huge, (x) => x / 2 ** 50)).toBeLessThan(1.95);
  });

  it("draws a whole number as the remainder of the next word that is not in the last, incomplete run of n", () => {
    for (const n of [1, 2, 7, 1000, 2 ** 20 + 7, 2 ** 31, 2 ** 31 + 1, 3_000_000_019, 2 ** 32 - 1, 2 ** 32]) {
      const [random, bits] = [createRandom(n), seedBits(n)];
      const whole = 2 ** 32 - (2 ** 32 % n);
      for (let i = 0; i < 200; i++) {
        let word = bits.next();
        while (word >= whole) word = bits.next();
        expect(random.integer(n)).toBe(word % n);
      }
    }
  });

  it("draws normal and exponential numbers", () => {
    const normals = drawMany((random) => random.normal());
    expect(kolmogorov(normals, normalCdf)).toBeLessThan(1.95);
    expect(variance(normals)).toBeCloseTo(1, 1);
    expect(
      kolmogorov(
        drawMany((random) => random.exponential()),
        (x) => 1 - Math.exp(-x),
      ),
    ).toBeLessThan(1.95);
  });

  it("draws gamma numbers of any shape", () => {
    for (const shape of [0.05, 0.3, 1, 2.5, 60]) {
      const values = drawMany((random) => random.gamma(shape), 100 + shape);
      expect(kolmogorov(values, (x) => (x === 0 ? 0 : regularizedGammaP(shape, x)))).toBeLessThan(1.95);
    }
    const random = createRandom(1);
    expect(random.gamma(0)).toBe(0);
    expect(random.gamma(-1)).toBeNaN();
  });

  it("draws beta numbers, also where both shapes are tiny", () => {
    for (const [a, b] of [
      [0.5, 0.5],
      [2, 7],
      [0.2, 3],
      [80, 20],
    ] as const) {
      const values = drawMany((random) => random.beta(a, b), a + 10 * b);
      expect(kolmogorov(values, (x) => regularizedBeta(x, a, b))).toBeLessThan(1.95);
    }
    const tiny = drawMany((random) => random.beta(0.001, 0.001));
    expect(tiny.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(mean(tiny)).toBeCloseTo(0.5, 1);
  });

  it("draws Poisson numbers of small and large means", () => {
    for (const average of [0.1, 3, 9.9, 10.1, 77, 5000]) {
      const values = drawMany((random) => random.poisson(average), average);
      expect(goodnessOfFit(values, (k) => regularizedGammaQ(k + 1, average))).toBeGreaterThan(1e-3);
    }
    const random = createRandom(1);
    expect(random.poisson(0)).toBe(0);
    expect(random.poisson(-1)).toBeNaN();
    expect(random.poisson(Number.POSITIVE_INFINITY)).toBeNaN();
  });

  it("draws binomial numbers of any size and probability", () => {
    for (const [n, p] of [
      [5, 0.3],
      [100, 0.02],
      [100, 0.3],
      [1000, 0.9],
      [100_000, 0.4],
    ] as const) {
      const values = drawMany((random) => random.binomial(n, p), n);
      expect(goodnessOfFit(values, (k) => binomialCdf(k, n, p))).toBeGreaterThan(1e-3);
    }
    const random = createRandom(1);
    expect(random.binomial(10, 0)).toBe(0);
    expect(random.binomial(10, 1)).toBe(10);
    expect(random.binomial(0, 0.5)).toBe(0);
    expect(random.binomial(2.5, 0.5)).toBeNaN();
    expect(random.binomial(3, 1.5)).toBeNaN();
  });

  it("shuffles so that every order is equally likely, and returns what it was given", () => {
    const random = createRandom(3);
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = random.shuffle([0, 1, 2, 3]).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    let statistic = 0;
    for (const count of counts.values()) statistic += (count - 1000) ** 2 / 1000;
    expect(chiSquareSurvival(statistic, 23)).toBeGreaterThan(1e-3);
    const typed = Int32Array.of(1, 2, 3);
    expect(random.shuffle(typed)).toBe(typed);
    expect([...typed].sort()).toEqual([1, 2, 3]);
  });
});
