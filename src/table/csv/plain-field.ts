import { plainCharacters } from "../values/plain-characters.js";

/** No number or date is longer. */
const longest = 400;

/**
 * A field with full-width digits, blanks that are not those of ASCII, marks without width and the like, in the
 * characters of ASCII that they stand for; null where it has none of them, or others that stand for nothing else.
 */
export function plainField(bytes: Uint8Array, from: number, to: number): Uint8Array | null {
  if (to - from > longest || isAscii(bytes, from, to)) return null;
  const plain = new TextEncoder().encode(plainCharacters(new TextDecoder().decode(bytes.subarray(from, to))));
  return isAscii(plain, 0, plain.length) ? plain : null;
}

function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i]! > 127) return false;
  return true;
}
