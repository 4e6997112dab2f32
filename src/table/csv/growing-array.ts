import { type RowForecast, unknownRows } from "./row-forecast.js";

/**
 * A typed array that grows as values are added: at once to the forecast number of rows where there is one, so that it
 * is copied while it is small and never again, or by half. What is not filled yet is address space, not memory.
 */
export class GrowingArray<Values extends Float64Array | Int32Array | Uint8Array> {
  readonly #make: new (
    length: number,
  ) => Values;
  readonly #forecast: RowForecast;
  #values: Values;
  length = 0;

  constructor(make: new (length: number) => Values, forecast: RowForecast = unknownRows) {
    this.#make = make;
    this.#forecast = forecast;
    this.#values = new make(1024);
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow(this.length + 1);
    this.#values[this.length++] = value;
  }

  /** The memory, with room for so many values behind those so far; whoever fills it says so by `length`. */
  roomFor(more: number): Values {
    if (this.length + more > this.#values.length) this.#grow(this.length + more);
    return this.#values;
  }

  #grow(least: number): void {
    const larger = new this.#make(Math.max(least, Math.ceil(this.length * 1.5), this.#forecast(this.length)));
    larger.set(this.#values.subarray(0, this.length));
    this.#values = larger;
  }

  /** The values so far, in the memory they were gathered in. */
  finish(): Values {
    return this.#values.subarray(0, this.length) as Values;
  }
}
