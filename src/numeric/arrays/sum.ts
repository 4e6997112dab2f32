/** Numbers in a row, in whatever array. */
export type Numbers = ArrayLike<number>;

/**
 * Long sums run over blocks of this many values, each added up by itself; the sums of the blocks are then added with
 * compensation. Whoever computes the sums of whole blocks elsewhere and adds them with {@link addBlockSums} gets the
 * same bits.
 */
export const sumBlock = 4096;

/** Σ values: blocks of {@link sumBlock}, Neumaier's compensation across the blocks; 0 for none. */
export function sum(values: Numbers): number {
  const length = values.length;
  if (length <= sumBlock) return sumOfBlock(values, 0, length);
  const sums = new Float64Array(Math.ceil(length / sumBlock));
  for (let block = 0; block < sums.length; block++) {
    const start = block * sumBlock;
    sums[block] = sumOfBlock(values, start, Math.min(start + sumBlock, length));
  }
  return addBlockSums(sums);
}

/** Adds sums of blocks in their order, with Neumaier's compensated summation (1974). */
export function addBlockSums(sums: Numbers): number {
  let total = 0;
  let lost = 0;
  for (let block = 0; block < sums.length; block++) {
    const value = sums[block]!;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

function sumOfBlock(values: Numbers, start: number, end: number): number {
  // Four running sums: shorter chains of additions are both faster and more accurate.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    a += values[i]!;
    b += values[i + 1]!;
    c += values[i + 2]!;
    d += values[i + 3]!;
  }
  for (; i < end; i++) a += values[i]!;
  return a + b + (c + d);
}
