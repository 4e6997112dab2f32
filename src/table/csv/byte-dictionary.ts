import type { GrowingArray } from "./growing-array.js";

const space = 32;
const tab = 9;

/** A table of more slots grows in smaller steps: its memory counts. */
const largeTable = 1 << 18;

/**
 * Distinct byte strings with a code each, in the order of first appearance: open addressing over an arena of words of
 * four bytes, so that a repeated text costs no string and is compared four bytes at a time.
 */
export class ByteDictionary {
  #arena = new Int32Array(1 << 10);
  #arenaEnd = 0;
  /** The words of code c begin at `#starts[c]`; the last is filled up with 0. */
  #starts = new Float64Array(256);
  #lengths = new Int32Array(256);
  /**
   * Three numbers a slot, side by side so that a look at one costs one line of the cache: the code or −1, the hash, and
   * the length of the bytes.
   */
  #slots = emptySlots(1024);
  #mask = 1023;
  size = 0;
  /** The texts at hand as words one behind the other, and where those of each begin. */
  #words = new Int32Array(1 << 10);
  #wordStarts = new Int32Array(1);
  #hashed = new Int32Array(1);
  /** What the loads of {@link #touch} come to, kept so that they are not optimized away. */
  touched = 0;

  encode(bytes: Uint8Array, from: number, to: number): number {
    this.#roomForWords(0, to - from);
    return this.#codeOf(this.#readWords(bytes, from, to, 0), to - from, 0);
  }

  /**
   * The codes of the texts that stand in `bytes` at `starts[from]` to `ends[from]` and so on up to `to − 1`, −1 for
   * blank ones. What a text needs of the table and of the arena is loaded for all texts before any is compared, so that
   * the waits for memory overlap instead of following each other.
   */
  encodeAll(
    bytes: Uint8Array,
    starts: Int32Array,
    ends: Int32Array,
    from: number,
    to: number,
    codes: GrowingArray<Int32Array>,
  ): void {
    const count = to - from;
    if (this.#hashed.length < count) {
      this.#hashed = new Int32Array(count);
      this.#wordStarts = new Int32Array(count);
    }
    const hashed = this.#hashed;
    const wordStarts = this.#wordStarts;
    let word = 0;
    for (let i = 0; i < count; i++) {
      const start = starts[from + i]!;
      const end = ends[from + i]!;
      this.#roomForWords(word, end - start);
      wordStarts[i] = word;
      hashed[i] = this.#readWords(bytes, start, end, word);
      word += (end - start + 3) >>> 2;
    }
    this.touched = this.#touch(hashed, count);
    const room = codes.roomFor(count);
    const first = codes.length;
    for (let i = 0; i < count; i++) {
      const start = starts[from + i]!;
      const end = ends[from + i]!;
      room[first + i] = isBlankField(bytes, start, end) ? -1 : this.#codeOf(hashed[i]!, end - start, wordStarts[i]!);
    }
    codes.length += count;
  }

  #roomForWords(from: number, bytes: number): void {
    const least = from + ((bytes + 3) >>> 2);
    if (least > this.#words.length) this.#words = grown(this.#words, 2 * least);
  }

  /** Reads a text as words from place `at` on; returns its hash: multiply and shift a word, as in MurmurHash3. */
  #readWords(bytes: Uint8Array, from: number, to: number, at: number): number {
    const words = this.#words;
    let hash = 0x811c9dc5 ^ (to - from);
    let place = at;
    let i = from;
    for (; i + 4 <= to; i += 4) {
      const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
      words[place++] = word;
      hash = Math.imul(hash ^ word, 0x2c1b3c6d);
      hash ^= hash >>> 15;
    }
    if (i < to) {
      let word = bytes[i]!;
      if (i + 1 < to) word |= bytes[i + 1]! << 8;
      if (i + 2 < to) word |= bytes[i + 2]! << 16;
      words[place] = word;
      hash = Math.imul(hash ^ word, 0x2c1b3c6d);
    }
    // A mix at the end for the low bits.
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x297a2d39);
    return hash ^ (hash >>> 13);
  }

  #touch(hashed: Int32Array, count: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    const starts = this.#starts;
    const arena = this.#arena;
    let touched = 0;
    for (let i = 0; i < count; i++) {
      const code = slots[3 * (hashed[i]! & mask)]!;
      if (code >= 0) touched ^= arena[starts[code]!]!;
    }
    return touched;
  }

  /** The code of the text of so many bytes whose words begin at `first`. */
  #codeOf(hash: number, length: number, first: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    const words = this.#words;
    const count = (length + 3) >>> 2;
    let slot = hash & mask;
    for (;;) {
      const at = 3 * slot;
      const code = slots[at]!;
      if (code < 0) break;
      if (slots[at + 1] === hash && slots[at + 2] === length) {
        const arena = this.#arena;
        const start = this.#starts[code]!;
        let i = 0;
        while (i < count && arena[start + i] === words[first + i]) i++;
        if (i === count) return code;
      }
      slot = (slot + 1) & mask;
    }
    return this.#add(slot, hash, length, first);
  }

  #add(slot: number, hash: number, length: number, first: number): number {
    const code = this.size++;
    const count = (length + 3) >>> 2;
    const end = this.#arenaEnd + count;
    if (end > this.#arena.length) this.#arena = grown(this.#arena, Math.max(end, this.#arena.length * 2));
    if (code === this.#starts.length) {
      this.#starts = grown(this.#starts, code * 2);
      this.#lengths = grown(this.#lengths, code * 2);
    }
    this.#starts[code] = this.#arenaEnd;
    this.#lengths[code] = length;
    for (let i = 0; i < count; i++) this.#arena[this.#arenaEnd + i] = this.#words[first + i]!;
    this.#arenaEnd = end;
    fill(this.#slots, slot, code, hash, length);
    if (this.size * 2 > this.#mask) this.#rehash();
    return code;
  }

  #rehash(): void {
    const older = this.#slots;
    const mask = (this.#mask < largeTable ? 4 : 2) * (this.#mask + 1) - 1;
    const slots = emptySlots(mask + 1);
    for (let at = 0; at < older.length; at += 3) {
      if (older[at]! < 0) continue;
      let slot = older[at + 1]! & mask;
      while (slots[3 * slot]! >= 0) slot = (slot + 1) & mask;
      fill(slots, slot, older[at]!, older[at + 1]!, older[at + 2]!);
    }
    this.#slots = slots;
    this.#mask = mask;
  }

  /** Lets go of the table; from now on there are only the bytes of the codes. */
  close(): void {
    this.#slots = emptySlots(0);
  }

  /** The bytes behind a code. */
  bytesOf(code: number): Uint8Array {
    const start = this.#starts[code]!;
    const bytes = new Uint8Array(this.#lengths[code]!);
    for (let i = 0; i < bytes.length; i++) bytes[i] = this.#arena[start + (i >>> 2)]! >>> (8 * (i & 3));
    return bytes;
  }
}

function isBlankField(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === space || bytes[at] === tab)) at++;
  return at === end;
}

function emptySlots(count: number): Int32Array {
  return new Int32Array(3 * count).fill(-1);
}

function fill(slots: Int32Array, slot: number, code: number, hash: number, length: number): void {
  slots[3 * slot] = code;
  slots[3 * slot + 1] = hash;
  slots[3 * slot + 2] = length;
}

function grown<Values extends Int32Array | Float64Array>(values: Values, length: number): Values {
  const larger = new (values.constructor as new (length: number) => Values)(length);
  larger.set(values);
  return larger;
}
