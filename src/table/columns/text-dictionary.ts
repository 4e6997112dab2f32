/** With fewer labels a `Map` keeps up, as all of it is in the cache. */
const fewLabels = 1 << 14;

/** Texts of a block: what they need of memory is loaded for all of them before any is compared. */
const blockLength = 256;

/**
 * The codes of texts in the order of first appearance, −1 for what is no text, with the label of each code. A `Map` of
 * many labels waits for memory several times a text: for its own entry, for the text in it and for the characters of
 * that. Past {@link fewLabels} the characters stand side by side in an arena instead, behind a table of open
 * addressing.
 */
export function encodeTexts(values: ArrayLike<unknown>): { codes: Int32Array; labels: string[] } {
  const codes = new Int32Array(values.length);
  const labels: string[] = [];
  const codeOf = new Map<string, number>();
  const guesses = new Int32Array(guessPlaces).fill(-1);
  let row = 0;
  for (; row < values.length && labels.length < fewLabels; row++) {
    const text = values[row];
    if (typeof text !== "string") {
      codes[row] = -1;
      continue;
    }
    const place = labels.length > mostGuessed ? -1 : guessPlace(text);
    const guess = place < 0 ? -1 : guesses[place]!;
    if (guess >= 0 && labels[guess] === text) {
      codes[row] = guess;
      continue;
    }
    const code = codeOf.get(text) ?? labels.length;
    codes[row] = code;
    if (place >= 0) guesses[place] = code;
    if (code < labels.length) continue;
    codeOf.set(text, code);
    labels.push(text);
  }
  if (row === values.length) return { codes, labels };
  codeOf.clear();
  const dictionary = new TextDictionary(labels);
  for (; row < values.length; row += blockLength) {
    dictionary.encodeBlock(values, row, Math.min(blockLength, values.length - row), codes);
  }
  return { codes, labels };
}

/** Among more labels too many look alike. */
const mostGuessed = 1000;

/** A power of two. */
const guessPlaces = 4096;

/**
 * Where the last text that looked like this one is remembered: by its length and some characters. Comparing with one
 * text takes less time than the hash of a whole text, which a `Map` needs.
 */
function guessPlace(text: string): number {
  const length = text.length;
  if (length === 0) return 0;
  const ends = text.charCodeAt(length - 1) + 37 * text.charCodeAt(length >> 1) + 101 * text.charCodeAt(0);
  const before = length > 2 ? 11 * text.charCodeAt(length - 2) + 1009 * text.charCodeAt(length - 3) : 0;
  return (ends + before + 577 * length) & (guessPlaces - 1);
}

/** Open addressing over an arena of characters. */
class TextDictionary {
  readonly #labels: string[];
  #arena = new Uint16Array(1 << 16);
  #arenaEnd = 0;
  /** The characters of code c are at `#starts[c]` to `#starts[c + 1] − 1`. */
  #starts = new Float64Array(1 << 15);
  /** The code or −1, the hash and the length of each slot, side by side so that a look costs one line of the cache. */
  #slots = new Int32Array(0);
  #mask = 0;
  readonly #hashes = new Int32Array(blockLength);
  /** What the loads of {@link #touch} come to, kept so that they are not optimized away. */
  touched = 0;

  constructor(labels: string[]) {
    this.#labels = labels;
    this.#resize(1 << 16);
    for (let code = 0; code < labels.length; code++) this.#place(labels[code]!, hashOf(labels[code]!), code);
  }

  encodeBlock(values: ArrayLike<unknown>, from: number, count: number, codes: Int32Array): void {
    const hashes = this.#hashes;
    for (let i = 0; i < count; i++) {
      const text = values[from + i];
      hashes[i] = typeof text === "string" ? hashOf(text) : 0;
    }
    this.touched = this.#touch(count);
    for (let i = 0; i < count; i++) {
      const text = values[from + i];
      codes[from + i] = typeof text === "string" ? this.#codeOf(text, hashes[i]!) : -1;
    }
  }

  /** Loads what the texts of a block will be compared with, so that the waits for memory overlap. */
  #touch(count: number): number {
    const slots = this.#slots;
    const starts = this.#starts;
    const arena = this.#arena;
    let touched = 0;
    for (let i = 0; i < count; i++) {
      const code = slots[3 * (this.#hashes[i]! & this.#mask)]!;
      if (code >= 0) touched ^= arena[starts[code]!]!;
    }
    return touched;
  }

  #codeOf(text: string, hash: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    const length = text.length;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = slots[3 * slot]!;
      if (code < 0) break;
      if (slots[3 * slot + 1] !== hash || slots[3 * slot + 2] !== length) continue;
      const arena = this.#arena;
      let i = 0;
      let at = this.#starts[code]!;
      while (i < length && arena[at] === text.charCodeAt(i)) {
        i++;
        at++;
      }
      if (i === length) return code;
    }
    const code = this.#labels.length;
    this.#labels.push(text);
    if (2 * code > this.#mask) this.#grow();
    this.#place(text, hash, code);
    return code;
  }

  /** Writes the characters of a new label behind the others, and its slot. */
  #place(text: string, hash: number, code: number): void {
    const end = this.#arenaEnd + text.length;
    if (end > this.#arena.length) {
      const larger = new Uint16Array(Math.max(end, 2 * this.#arena.length));
      larger.set(this.#arena);
      this.#arena = larger;
    }
    for (let i = 0, at = this.#arenaEnd; i < text.length; i++, at++) this.#arena[at] = text.charCodeAt(i);
    this.#arenaEnd = end;
    if (code + 2 > this.#starts.length) {
      const larger = new Float64Array(2 * this.#starts.length);
      larger.set(this.#starts);
      this.#starts = larger;
    }
    this.#starts[code + 1] = end;
    this.#write(code, hash, text.length);
  }

  #write(code: number, hash: number, length: number): void {
    let slot = hash & this.#mask;
    while (this.#slots[3 * slot]! >= 0) slot = (slot + 1) & this.#mask;
    this.#slots[3 * slot] = code;
    this.#slots[3 * slot + 1] = hash;
    this.#slots[3 * slot + 2] = length;
  }

  #grow(): void {
    const older = this.#slots;
    this.#resize(4 * (this.#mask + 1));
    for (let at = 0; at < older.length; at += 3) {
      if (older[at]! >= 0) this.#write(older[at]!, older[at + 1]!, older[at + 2]!);
    }
  }

  #resize(slots: number): void {
    this.#slots = new Int32Array(3 * slots).fill(-1);
    this.#mask = slots - 1;
  }
}

/** FNV-1a over the characters with a final mix, so that the low bits depend on all of them. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 ^ text.length;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
