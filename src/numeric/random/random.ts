import { drawBinomial } from "./random-binomial.js";
import { type RandomBits, seedBits } from "./random-bits.js";
import { drawBeta, drawGamma } from "./random-gamma.js";
import { drawPoisson } from "./random-poisson.js";
import type { Random } from "./random-source.js";

/**
 * A seeded source of random numbers over xoshiro128**. Any number is a seed; different seeds give unrelated streams.
 *
 * Normal: Marsaglia's polar method. Gamma: Marsaglia and Tsang (2000). Poisson and binomial: Hörmann's transformed
 * rejection (1993) for large means, inversion for small; all exact.
 *
 * @example
 * ```ts
 * const random = createRandom(7);
 * random.uniform(); // the same number every time
 * const perWorker = [0, 1, 2].map((stream) => random.fork(stream));
 * ```
 */
export function createRandom(seed: number): Random {
  return randomOf(seedBits(seed));
}

function randomOf(bits: RandomBits): Random {
  const uniform = uniformOf(bits);
  const integer = integerOf(bits);
  const random: Random = {
    uniform,
    integer,
    normal: normalOf(uniform),
    exponential: () => -Math.log(uniform()),
    gamma: (shape) => drawGamma(random, shape),
    beta: (a, b) => drawBeta(random, a, b),
    poisson: (mean) => drawPoisson(random, mean),
    binomial: (n, p) => drawBinomial(random, n, p),
    shuffle(list) {
      for (let last = list.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        const kept = list[last];
        list[last] = list[other];
        list[other] = kept;
      }
      return list;
    },
    fork: (stream) => randomOf(bits.fork(stream)),
  };
  return random;
}

/** A whole number below 2⁵² from two words. */
function longWord(bits: RandomBits): number {
  return (bits.next() >>> 6) * 67_108_864 + (bits.next() >>> 6);
}

/** 52 bits and a half: never 0, never 1, symmetric about 1/2. */
function uniformOf(bits: RandomBits): () => number {
  return () => (longWord(bits) + 0.5) * 2 ** -52;
}

/** Words from the last, incomplete run of n are thrown away, so that every remainder is equally likely. */
function integerOf(bits: RandomBits): (n: number) => number {
  return (n) => {
    if (n >= 2 ** 32) return longInteger(bits, n);
    // As whole numbers of 32 bits, which processors divide many times as fast as doubles.
    const size = n >>> 0;
    for (;;) {
      const word = bits.next();
      // The incomplete run is shorter than n: hardly any word is near enough to its start for that to be worked out.
      if (word < 2 ** 32 - size || word < 2 ** 32 - (2 ** 32 % size)) return (word >>> 0) % size;
    }
  };
}

function longInteger(bits: RandomBits, n: number): number {
  const long = n > 2 ** 32;
  const range = long ? 2 ** 52 : 2 ** 32;
  const limit = range - (range % n);
  for (;;) {
    const word = long ? longWord(bits) : bits.next();
    if (word < limit) return word % n;
  }
}

/** Marsaglia's polar method, which makes two at a time. */
function normalOf(uniform: () => number): () => number {
  let spare = Number.NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square < 1 && square > 0) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        spare = v * scale;
        return u * scale;
      }
    }
  };
}
