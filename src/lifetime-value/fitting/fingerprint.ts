/**
 * A number, in base 36, that the same rows always have and other rows hardly ever: the counts times a hash of each row,
 * added up, so that neither the order of rows nor their grouping matters. It tells data apart that were mixed up; it is
 * no protection against forgery.
 */
export function fingerprintOf(columns: readonly Float64Array[], count: Float64Array): string {
  const sums = [0, 0];
  for (let row = 0; row < count.length; row++) {
    const weight = count[row]! % modulus;
    if (weight === 0) continue;
    for (let part = 0; part < 2; part++) {
      // Below 2^26 · 2^26, so that the product and the sum are exact.
      sums[part] = (sums[part]! + weight * hashRow(columns, row, seeds[part]!)) % modulus;
    }
  }
  return sums.map((sum) => sum.toString(36).padStart(6, "0")).join("");
}

/** The largest prime below 2^26. */
const modulus = 67108859;

const seeds = [0x2545f491, 0x6c078965];

const number = new Float64Array(1);
const words = new Int32Array(number.buffer);

/** Mixes the bits of a row's numbers by the finalizer of MurmurHash3 (Appleby 2011). */
function hashRow(columns: readonly Float64Array[], row: number, seed: number): number {
  let hash = seed;
  for (const column of columns) {
    // −0 and 0 are the same.
    number[0] = column[row]! + 0;
    for (let word = 0; word < 2; word++) {
      hash = Math.imul(hash ^ words[word]!, 0x85ebca6b);
      hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
      hash ^= hash >>> 16;
    }
  }
  return hash >>> 6;
}
