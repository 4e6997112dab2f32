import { GrowingArray } from "./growing-array.js";

/**
 * Fields kept as they were written, one behind the other, to be read back in the same order: a length, seven bits to
 * the byte, and the bytes of the field.
 */
export class FieldList {
  readonly #bytes = new GrowingArray(Uint8Array);

  add(bytes: Uint8Array, from: number, to: number): void {
    let length = to - from;
    for (; length > 127; length >>>= 7) this.#bytes.push((length & 127) | 128);
    this.#bytes.push(length);
    for (let i = from; i < to; i++) this.#bytes.push(bytes[i]!);
  }

  /** The fields from the first one on. Nothing may be added afterwards. */
  fields(): { next(): Uint8Array } {
    const bytes = this.#bytes.finish();
    let at = 0;
    return {
      next: () => {
        let length = 0;
        for (let shift = 0; ; shift += 7) {
          const part = bytes[at++]!;
          length |= (part & 127) << shift;
          if (part < 128) break;
        }
        at += length;
        return bytes.subarray(at - length, at);
      },
    };
  }
}
