import type { Numbers } from "./sum.js";

/**
 * The row numbers in ascending order of their values; equal values keep their order (0 and −0 are equal), NaN comes
 * last. A radix sort on the bits of the numbers, so a million values take a few passes and no comparisons.
 */
export function sortedOrder(values: Numbers): Int32Array {
  const n = values.length;
  if (n < 256) return orderByComparison(values);
  const { low, high } = sortableKeys(values);
  let order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let spare = new Int32Array(n);
  for (let pass = 0; pass < 4; pass++) {
    const keys = pass < 2 ? low : high;
    const shift = (pass & 1) * 16;
    const starts = new Int32Array(65_537);
    for (let i = 0; i < n; i++) starts[((keys[i]! >>> shift) & 0xffff) + 1]!++;
    // All numbers agree in these bits, as the low ones of whole numbers do.
    if (starts[((keys[0]! >>> shift) & 0xffff) + 1] === n) continue;
    for (let digit = 0; digit < 65_536; digit++) starts[digit + 1]! += starts[digit]!;
    for (let i = 0; i < n; i++) {
      const row = order[i]!;
      spare[starts[(keys[row]! >>> shift) & 0xffff]!++] = row;
    }
    [order, spare] = [spare, order];
  }
  return order;
}

/** The bits of each number, changed so that unsigned comparison of (high, low) orders the numbers. */
function sortableKeys(values: Numbers): { low: Uint32Array; high: Uint32Array } {
  const n = values.length;
  const low = new Uint32Array(n);
  const high = new Uint32Array(n);
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  number[0] = 1;
  const highWord = words[1] === 0 ? 0 : 1;
  const lowWord = 1 - highWord;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    // Adding 0 turns −0 into 0; a NaN may have any bits, so it gets the highest ones.
    number[0] = value + 0;
    const h = words[highWord]!;
    const l = words[lowWord]!;
    if (Number.isNaN(value)) {
      high[i] = 0xffffffff;
      low[i] = 0xffffffff;
    } else if (h >>> 31 === 1) {
      high[i] = ~h;
      low[i] = ~l;
    } else {
      high[i] = h | 0x80000000;
      low[i] = l;
    }
  }
  return { low, high };
}

function orderByComparison(values: Numbers): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i);
  return order.sort((i, j) => {
    const a = values[i]!;
    const b = values[j]!;
    if (a < b) return -1;
    if (a > b) return 1;
    if (a === b) return i - j;
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || i - j;
  });
}
