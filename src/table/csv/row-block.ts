import type { RowFields } from "./row-splitter.js";

/** Rows of a block: enough for a loop over a column to be worth its while, few enough to stay in the cache. */
const blockRows = 512;

/**
 * The places of the fields of some rows in the bytes that they stand in, column by column, so that each column is read
 * in one loop.
 */
export class RowBlock {
  bytes: Uint8Array = new Uint8Array(0);
  /** Of column c: at `c · capacity` and the following `rows`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly capacity = blockRows;
  rows = 0;

  constructor(columns: number) {
    this.starts = new Int32Array(columns * blockRows);
    this.ends = new Int32Array(columns * blockRows);
  }

  /** Whether a row does not fit: the block is full, or the row stands in other bytes. */
  isFullFor(bytes: Uint8Array): boolean {
    return this.rows === blockRows || (this.rows > 0 && this.bytes !== bytes);
  }

  add({ bytes, starts, ends, count }: RowFields): void {
    this.bytes = bytes;
    const row = this.rows++;
    for (let c = 0, at = row; c < count; c++, at += blockRows) {
      this.starts[at] = starts[c]!;
      this.ends[at] = ends[c]!;
    }
  }
}
