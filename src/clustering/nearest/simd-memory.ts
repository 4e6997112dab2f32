import { type SimdKernel, simdKernel } from "./simd-kernel.js";
import { lanes } from "./simd-layout.js";

/** Points handed to the kernel at a time: few enough to stay in the fastest cache while the centers pass by. */
export const chunk = 256;

/** A kernel and its memory as arrays: what it reads and what it answers, for at most {@link chunk} points. */
export interface SimdMemory {
  readonly kernel: SimdKernel;
  /** Points in lanes, see `layForSimd`. */
  readonly points: Float32Array;
  /** Centers in fours, column by column, and what is left over one by one. */
  readonly centers: Float32Array;
  /** Half the squared length of each center. */
  readonly halves: Float32Array;
  readonly nearest: Int32Array;
  readonly gaps: Float32Array;
  readonly labels: Int32Array;
  /** Groups of points in which some point's nearest center is not its label. */
  readonly changed: Int32Array;
  /**
   * The squared distances that some center may go below, and for which points each does; together with the fields above
   * from `points` to `halves`.
   */
  readonly closest: Float32Array;
  readonly found: Int32Array;
}

/**
 * A kernel for points of so many columns and `k` centers, null where there can be none; `pairs` is the room in `found`.
 * Others may get the same memory, so what is in it lasts only until one of them comes by.
 */
export function layOutMemory(columns: number, k: number, pairs: number): SimdMemory | null {
  const sizes = [chunk * columns, k * columns, k, chunk, chunk, chunk, chunk / lanes, chunk, pairs];
  const starts: number[] = [];
  let end = 0;
  for (const size of sizes) {
    starts.push(end);
    end += 16 * Math.ceil(size / 4);
  }
  const kernel = simdKernel(end);
  if (kernel === null) return null;
  const { buffer } = kernel;
  const singles = (i: number) => new Float32Array(buffer, starts[i]!, sizes[i]!);
  const integers = (i: number) => new Int32Array(buffer, starts[i]!, sizes[i]!);
  return {
    kernel,
    points: singles(0),
    centers: singles(1),
    halves: singles(2),
    nearest: integers(3),
    gaps: singles(4),
    labels: integers(5),
    changed: integers(6),
    closest: singles(7),
    found: integers(8),
  };
}

/** A number of points with the last eight filled up. */
export function filled(count: number): number {
  return Math.ceil(count / lanes) * lanes;
}
