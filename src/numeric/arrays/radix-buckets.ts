/** How many buckets {@link bucketOf} knows. */
export const bucketCount = 65_536;

/** The words of an array of numbers; that of value i with the sign and exponent is at 2 i + {@link firstHighWord}. */
export function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
}

/** The place of the first value's high word, with its sign and exponent, in {@link wordsOf}. */
export const firstHighWord = /* @__PURE__ */ placeOfHighWord();

function placeOfHighWord(): 0 | 1 {
  const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
  return littleEndian ? 1 : 0;
}

/**
 * The leading 16 bits of a number (sign, exponent, four bits of the fraction) as a number that grows with it: negative
 * numbers have all bits turned, others the sign bit. Only 0 and −0, which are equal, fall into different buckets.
 */
export function bucketOf(word: number): number {
  return (word ^ ((word >> 31) | 0x80000000)) >>> 16;
}
