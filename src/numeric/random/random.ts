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
  let spareNormal = Number.NaN;

  function uniform(): number {
    // 52 bits and a half: never 0, never 1, symmetric about 1/2.
    return ((bits.next() >>> 6) * 67_108_864 + (bits.next() >>> 6) + 0.5) * 2 ** -52;
  }

  function normal(): number {
    if (!Number.isNaN(spareNormal)) {
      const value = spareNormal;
      spareNormal = Number.NaN;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square < 1 && square > 0) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        spareNormal = v * scale;
        return u * scale;
      }
    }
  }

  function integer(n: number): number {
    if (n <= 4_294_967_296) {
      const limit = 4_294_967_296 - (4_294_967_296 % n);
      for (;;) {
        const word = bits.next();
        if (word < limit) return word % n;
      }
    }
    const limit = 2 ** 52 - (2 ** 52 % n);
    for (;;) {
      const word = (bits.next() >>> 6) * 67_108_864 + (bits.next() >>> 6);
      if (word < limit) return word % n;
    }
  }

  const random: Random = {
    uniform,
    integer,
    normal,
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
