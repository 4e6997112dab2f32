import type { GrowingArray } from "./growing-array.js";

const space = 32;
const tab = 9;

/** A table of more slots grows in smaller steps: its memory counts. */
const largeTable = 1 << 18;

/**
 * Distinct byte strings with a code each, in the order of first appearance: open addressing over an arena of bytes, so
 * that a repeated text costs no string.
 */
export class ByteDictionary {
  #arena = new Uint8Array(1 << 12);
  #arenaEnd = 0;
  /** The bytes of code c are at `#starts[c]` to `#starts[c + 1] − 1`. */
  #starts = new Float64Array(257);
  /**
   * Three numbers a slot, side by side so that a look at one costs one line of the cache: the code or −1, the hash, and
   * the length of the bytes.
   */
  #slots = emptySlots(1024);
  #mask = 1023;
  size = 0;

  encode(bytes: Uint8Array, from: number, to: number): number {
    return this.#encodeHashed(bytes, from, to, hashBytes(bytes, from, to));
  }

  /**
   * The codes of the texts that stand in `bytes` at `starts[from]` to `ends[from]` and so on up to `to − 1`, −1 for
   * blank ones. What a text
   * needs of the table and of the arena is loaded for all texts before any is compared, so that the waits for memory
   * overlap instead of following each other.
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
    if (this.#hashed.length < count) this.#hashed = new Int32Array(count);
    const hashed = this.#hashed;
    for (let i = 0; i < count; i++) hashed[i] = hashBytes(bytes, starts[from + i]!, ends[from + i]!);
    this.touched = this.#touch(hashed, count);
    const room = codes.roomFor(count);
    const first = codes.length;
    for (let i = 0; i < count; i++) {
      const start = starts[from + i]!;
      const end = ends[from + i]!;
      room[first + i] = isBlankField(bytes, start, end) ? -1 : this.#encodeHashed(bytes, start, end, hashed[i]!);
    }
    codes.length += count;
  }

  #hashed = new Int32Array(0);
  /** What the loads come to, kept so that they are not optimized away. */
  touched = 0;

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

  #encodeHashed(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const length = to - from;
    const slots = this.#slots;
    const mask = this.#mask;
    let slot = hash & mask;
    for (;;) {
      const at = 3 * slot;
      const code = slots[at]!;
      if (code < 0) break;
      if (slots[at + 1] === hash && slots[at + 2] === length) {
        const arena = this.#arena;
        let i = from;
        let j = this.#starts[code]!;
        while (i < to && arena[j] === bytes[i]) {
          i++;
          j++;
        }
        if (i === to) return code;
      }
      slot = (slot + 1) & mask;
    }
    return this.#add(slot, hash, bytes, from, to);
  }

  #add(slot: number, hash: number, bytes: Uint8Array, from: number, to: number): number {
    const code = this.size++;
    const end = this.#arenaEnd + (to - from);
    if (end > this.#arena.length) this.#arena = grown(this.#arena, Math.max(end, this.#arena.length * 2));
    const arena = this.#arena;
    for (let i = from, j = this.#arenaEnd; i < to; i++, j++) arena[j] = bytes[i]!;
    this.#arenaEnd = end;
    if (this.size === this.#starts.length) this.#starts = grown(this.#starts, this.size * 2);
    this.#starts[this.size] = end;
    fill(this.#slots, slot, code, hash, to - from);
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
    return this.#arena.subarray(this.#starts[code]!, this.#starts[code + 1]!);
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

/** Four bytes a step by multiply and shift, as in MurmurHash3, and a mix at the end for the low bits. */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5 ^ (to - from);
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    hash = Math.imul(hash ^ word, 0x2c1b3c6d);
    hash ^= hash >>> 15;
  }
  for (; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x297a2d39);
  return hash ^ (hash >>> 13);
}

function grown<Values extends Uint8Array | Float64Array>(values: Values, length: number): Values {
  const larger = new (values.constructor as new (length: number) => Values)(length);
  larger.set(values);
  return larger;
}
