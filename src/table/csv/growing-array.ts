/**
 * A typed array that grows by half as values are added, so that reading a column costs little more than its size: what
 * is not filled yet is address space, not memory.
 */
export class GrowingArray<Values extends Float64Array | Int32Array | Uint8Array> {
  readonly #make: new (
    length: number,
  ) => Values;
  #values: Values;
  length = 0;

  constructor(make: new (length: number) => Values) {
    this.#make = make;
    this.#values = new make(1024);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new this.#make(Math.ceil(this.length * 1.5));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  /** The values so far, in the memory they were gathered in. */
  finish(): Values {
    return this.#values.subarray(0, this.length) as Values;
  }
}
