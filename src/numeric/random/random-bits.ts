/** A stream of random 32-bit words, and the key from which further streams fork. */
export interface RandomBits {
  /** The next word, a whole number from 0 to 2³² − 1. */
  next(): number;
  /** A stream that depends on this one's key and on `stream` only, not on how many words were drawn. */
  fork(stream: number): RandomBits;
}

const laneOffsets = [0x9e3779b9, 0x7f4a7c15, 0xf39cc060, 0x5cedc834];

/** The stream of a seed, which may be any number. */
export function seedBits(seed: number): RandomBits {
  return bitsOfKey(absorb(Int32Array.from(laneOffsets), seed));
}

/**
 * xoshiro128** 1.1 (Blackman and Vigna 2018, prng.di.unimi.it; public domain): 128 bits of state, period 2¹²⁸ − 1,
 * passes BigCrush. Its authors ask for a state filled by another generator: here four lanes of the splitmix32 mixer.
 */
function bitsOfKey(key: Int32Array): RandomBits {
  let a = key[0]!;
  let b = key[1]!;
  let c = key[2]!;
  // The one state that the generator must not have is all zeros.
  let d = (a | b | c | key[3]!) === 0 ? 1 : key[3]!;
  return {
    next() {
      const product = Math.imul(b, 5);
      const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      return result;
    },
    fork: (stream) => bitsOfKey(absorb(key, stream)),
  };
}

/**
 * A key mixed with a number, all 64 bits of which count. Each lane is a bijection of what it absorbs, so the streams 0,
 * 1, 2, … of one key never coincide.
 */
function absorb(key: Int32Array, value: number): Int32Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value === 0 ? 0 : value);
  const high = view.getInt32(0);
  const low = view.getInt32(4);
  return key.map((word, lane) => {
    const first = splitMix((word ^ high) + laneOffsets[lane]!);
    return splitMix((first ^ low) + laneOffsets[lane]!);
  });
}

/** The output function of splitmix32 (the 32-bit finalizer of MurmurHash3). */
function splitMix(word: number): number {
  let z = word | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) | 0;
}
