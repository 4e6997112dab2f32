/**
 * Distinct byte strings with a code each, in the order of first appearance: open addressing over an arena of bytes, so
 * that a repeated text costs no string.
 */
export class ByteDictionary {
  #arena = new Uint8Array(1 << 12);
  #arenaEnd = 0;
  /** The bytes of code c are at `#starts[c]` to `#starts[c + 1] − 1`. */
  #starts = new Float64Array(257);
  #hashes = new Int32Array(256);
  #slots = new Int32Array(1024).fill(-1);
  size = 0;

  encode(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashBytes(bytes, from, to);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const code = this.#slots[slot]!;
      if (code < 0) break;
      if (this.#hashes[code] === hash && this.#equals(code, bytes, from, to)) return code;
      slot = (slot + 1) & mask;
    }
    return this.#add(slot, hash, bytes, from, to);
  }

  #equals(code: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[code]!;
    if (this.#starts[code + 1]! - start !== to - from) return false;
    const arena = this.#arena;
    for (let i = from, j = start; i < to; i++, j++) if (arena[j] !== bytes[i]) return false;
    return true;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, from: number, to: number): number {
    const code = this.size++;
    const end = this.#arenaEnd + (to - from);
    if (end > this.#arena.length) this.#arena = grown(this.#arena, Math.max(end, this.#arena.length * 2));
    this.#arena.set(bytes.subarray(from, to), this.#arenaEnd);
    this.#arenaEnd = end;
    if (this.size === this.#hashes.length) {
      this.#hashes = grown(this.#hashes, this.size * 2);
      this.#starts = grown(this.#starts, this.size * 2 + 1);
    }
    this.#starts[this.size] = end;
    this.#hashes[code] = hash;
    this.#slots[slot] = code;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return code;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4).fill(-1);
    const mask = slots.length - 1;
    for (let code = 0; code < this.size; code++) {
      let slot = this.#hashes[code]! & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.#slots = slots;
  }

  /** The bytes behind a code. */
  bytesOf(code: number): Uint8Array {
    return this.#arena.subarray(this.#starts[code]!, this.#starts[code + 1]!);
  }
}

/** FNV-1a over the bytes with a final mix, so that the low bits depend on all of them. */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
}

function grown<Values extends Uint8Array | Int32Array | Float64Array>(values: Values, length: number): Values {
  const larger = new (values.constructor as new (length: number) => Values)(length);
  larger.set(values);
  return larger;
}
