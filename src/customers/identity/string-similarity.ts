/**
 * Similarity of texts that lie behind each other in one array of UTF-16 code units, so that millions of pairs are
 * compared without an object for any of them.
 */

/** No more of a text than this is looked at for similarity: a cell of a megabyte must not hold up all others. */
export const longestCompared = 128;

/** A dictionary of texts as code units: text i lies from `starts[i]` to `starts[i + 1]`. */
export interface TextUnits {
  readonly units: Uint16Array;
  readonly starts: Int32Array;
}

/** The code units of texts, each cut after {@link longestCompared}. */
export function textUnitsOf(texts: readonly string[]): TextUnits {
  const starts = new Int32Array(texts.length + 1);
  for (let i = 0; i < texts.length; i++) starts[i + 1] = starts[i]! + Math.min(longestCompared, texts[i]!.length);
  const units = new Uint16Array(starts[texts.length]!);
  for (let i = 0; i < texts.length; i++) {
    const start = starts[i]!;
    const text = texts[i]!;
    for (let at = start; at < starts[i + 1]!; at++) units[at] = text.charCodeAt(at - start);
  }
  return { units, starts };
}

const matchedLeft = /* @__PURE__ */ new Uint8Array(longestCompared);
const matchedRight = /* @__PURE__ */ new Uint8Array(longestCompared);

/**
 * The Jaro-Winkler similarity of two texts of a dictionary, 0..1 (Winkler 1990): Jaro's J = (c/|a| + c/|b| + (c −
 * t)/c)/3 with c common characters no farther apart than half the longer text and t of them transposed (half the
 * number out of order), raised by 0.1 (1 − J) for each of up to four characters at the beginning that agree.
 */
export function jaroWinkler({ units, starts }: TextUnits, left: number, right: number): number {
  const a = starts[left]!;
  const b = starts[right]!;
  const lengthA = starts[left + 1]! - a;
  const lengthB = starts[right + 1]! - b;
  if (lengthA === 0 || lengthB === 0) return 0;
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  for (let j = 0; j < lengthB; j++) matchedRight[j] = 0;
  let common = 0;
  for (let i = 0; i < lengthA; i++) {
    matchedLeft[i] = 0;
    const unit = units[a + i]!;
    const last = Math.min(lengthB - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (matchedRight[j] === 1 || units[b + j] !== unit) continue;
      matchedLeft[i] = 1;
      matchedRight[j] = 1;
      common++;
      break;
    }
  }
  if (common === 0) return 0;
  let outOfOrder = 0;
  for (let i = 0, j = 0; i < lengthA; i++) {
    if (matchedLeft[i] === 0) continue;
    while (matchedRight[j] === 0) j++;
    if (units[a + i] !== units[b + j]) outOfOrder++;
    j++;
  }
  const jaro = (common / lengthA + common / lengthB + (common - outOfOrder / 2) / common) / 3;
  let prefix = 0;
  const longestPrefix = Math.min(4, lengthA, lengthB);
  while (prefix < longestPrefix && units[a + prefix] === units[b + prefix]) prefix++;
  return jaro + 0.1 * prefix * (1 - jaro);
}

/**
 * Whether two texts are at most one typing error apart: a character added, left out or replaced, or two neighbors
 * exchanged (distance 1 of Damerau 1964). What the texts share at both ends is cut off; the error is what remains.
 */
export function withinOneEdit({ units, starts }: TextUnits, left: number, right: number): boolean {
  let a = starts[left]!;
  let b = starts[right]!;
  let endA = starts[left + 1]!;
  let endB = starts[right + 1]!;
  const difference = endA - a - (endB - b);
  if (difference > 1 || difference < -1) return false;
  while (a < endA && b < endB && units[a] === units[b]) {
    a++;
    b++;
  }
  while (a < endA && b < endB && units[endA - 1] === units[endB - 1]) {
    endA--;
    endB--;
  }
  const restA = endA - a;
  const restB = endB - b;
  if (restA <= 1 && restB <= 1) return true;
  return restA === 2 && restB === 2 && units[a] === units[b + 1] && units[a + 1] === units[b];
}
