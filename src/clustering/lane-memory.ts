import type { LaneKernel } from "./lane-kernel.js";
import { lanes } from "./point-lanes.js";

/** Points handed to the kernel at a time: few enough to stay in the fastest cache while the centers pass by. */
export const chunk = 256;

/** The kernel's memory as arrays: what it reads and what it answers, for at most {@link chunk} points. */
export interface LaneMemory {
  readonly buffer: ArrayBuffer;
  /** Points in lanes, see `layInLanes`. */
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
}

const pageBytes = 2 ** 16;

/** The arrays for points of so many columns and `k` centers; what lay in the memory before is lost to whoever used it. Growing the memory takes the arrays of others away, so that they have to ask again. */
export function layOutMemory({ memory }: LaneKernel, columns: number, k: number): LaneMemory {
  const sizes = [chunk * columns, k * columns, k, chunk, chunk, chunk, chunk / lanes];
  const starts: number[] = [];
  let end = 0;
  for (const size of sizes) {
    starts.push(end);
    end += 16 * Math.ceil(size / 4);
  }
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
  const { buffer } = memory;
  const singles = (i: number) => new Float32Array(buffer, starts[i]!, sizes[i]!);
  const integers = (i: number) => new Int32Array(buffer, starts[i]!, sizes[i]!);
  return {
    buffer,
    points: singles(0),
    centers: singles(1),
    halves: singles(2),
    nearest: integers(3),
    gaps: singles(4),
    labels: integers(5),
    changed: integers(6),
  };
}
