import { type RoundingBounds, roundingBounds } from "./rounding-bounds.js";
import { type SimdKernel, simdKernel } from "./simd-kernel.js";
import { simdGroupSize } from "./simd-layout.js";

/** Points handed to the kernel at a time: few enough to stay in the fastest cache while the centers pass by. */
export const chunkSize = 256;

/** A kernel and its memory as arrays: what it reads and what it answers, for at most {@link chunkSize} points. */
export interface SimdMemory {
  readonly kernel: SimdKernel;
  /** The address of the parameter block. */
  readonly parameters: number;
  /** Points in groups, see `layForSimd`. */
  readonly points: Float32Array;
  /** Centers as the search reads them, at most as many as there is room for. */
  readonly centers: Float32Array;
  /** Half the squared length of each center. */
  readonly halves: Float32Array;
  readonly nearest: Int32Array;
  readonly gaps: Float32Array;
  readonly labels: Int32Array;
  /** Groups of points in which some point's nearest center is not its label. */
  readonly changed: Int32Array;
  /** The squared distances that some center may go below. */
  readonly closest: Float32Array;
  /** For which points each center may. */
  readonly found: Int32Array;
  /**
   * Writes the parameter block: so many centers, rounding errors within these bounds. Others may get the same memory,
   * so it has to be written again, and the centers as well, once another search has run.
   */
  readonly writeParameters: (centers: number, bounds: RoundingBounds) => void;
}

const parameterCount = 20;

/**
 * A kernel for points of so many columns and at most `mostCenters` centers, null where there can be none;
 * `mostAnswers` is the room in `found`.
 */
export function layOutMemory(columns: number, mostCenters: number, mostAnswers: number): SimdMemory | null {
  let end = 0;
  const place = (length: number) => {
    const start = end;
    end += 16 * Math.ceil(length / 4);
    return { start, length };
  };
  const parameters = place(parameterCount);
  const points = place(chunkSize * columns);
  const centers = place(mostCenters * columns);
  const halves = place(mostCenters);
  const squares = place(chunkSize);
  const least = place(chunkSize);
  const secondLeast = place(chunkSize);
  const nearest = place(chunkSize);
  const gaps = place(chunkSize);
  const labels = place(chunkSize);
  const changed = place(chunkSize / simdGroupSize);
  const closest = place(chunkSize);
  const found = place(mostAnswers);

  const kernel = simdKernel(end);
  if (kernel === null) return null;
  const singles = ({ start, length }: Place) => new Float32Array(kernel.buffer, start, length);
  const integers = ({ start, length }: Place) => new Int32Array(kernel.buffer, start, length);
  // The fields of `Parameters` in scripts/kernel/assembly/parameters.ts, in their order.
  const addressed = [
    points,
    centers,
    halves,
    squares,
    least,
    secondLeast,
    nearest,
    gaps,
    labels,
    changed,
    closest,
    found,
  ];
  const shape = Int32Array.from([columns, mostCenters, ...addressed.map(({ start }) => start)]);
  const whole = integers({ start: parameters.start, length: shape.length });
  const fractions = singles({ start: parameters.start + shape.byteLength, length: parameterCount - shape.length });
  return {
    kernel,
    parameters: parameters.start,
    points: singles(points),
    centers: singles(centers),
    halves: singles(halves),
    nearest: integers(nearest),
    gaps: singles(gaps),
    labels: integers(labels),
    changed: integers(changed),
    closest: singles(closest),
    found: integers(found),
    writeParameters: (count, bounds) => {
      shape[1] = count;
      whole.set(shape);
      fractions[0] = bounds.scorePerNorm;
      fractions[1] = bounds.scoreAtZero;
      fractions[2] = bounds.squarePerSquare;
      fractions[3] = bounds.gapPerNorm;
      fractions[4] = bounds.gapAtZero;
      fractions[5] = bounds.largestNorm;
    },
  };
}

/** An array of the kernel: its address and how many numbers of four bytes it has. */
interface Place {
  readonly start: number;
  readonly length: number;
}

/**
 * Puts centers where the kernel reads them, counted from the middle: the first `inFours` of them in fours, column by
 * column, the others one by one.
 */
export function loadCenters(memory: SimdMemory, centers: Float64Array, middle: Float64Array, inFours: number): void {
  const columns = middle.length;
  const count = centers.length / columns;
  let longest = 0;
  for (let j = 0; j < count; j++) {
    const step = j < inFours ? 4 : 1;
    let at = j < inFours ? (j - (j % 4)) * columns + (j % 4) : j * columns;
    let square = 0;
    for (let f = 0; f < columns; f++, at += step) {
      const coordinate = centers[j * columns + f]! - middle[f]!;
      square += coordinate * coordinate;
      memory.centers[at] = coordinate;
    }
    memory.halves[j] = square / 2;
    longest = Math.max(longest, Math.sqrt(square));
  }
  memory.writeParameters(count, roundingBounds(columns, longest));
}

/** A number of points with the last group filled up. */
export function filled(count: number): number {
  return Math.ceil(count / simdGroupSize) * simdGroupSize;
}
