/** Where a node holds its rows: `order[from … to − 1]`. */
export interface RowSpan {
  readonly order: Int32Array;
  /** As long as `order`: the rows that go right. */
  readonly spare: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** The bins of a column of a word that go right: from `low` up to, but not including, `end`. */
export interface RightBins {
  readonly low: number;
  readonly end: number;
}

/**
 * Moves the rows that go left to the front and returns where the others begin; both sides keep their order (a stable
 * partition). Without branches, which would be mispredicted about every other row: every row is written to both sides,
 * and only the place of the next one depends on the side. Unrolled by four, all loads before any store, since a store
 * may alias every load that follows; the remainder first, see row-sums.ts.
 */
export function divideByCut(span: RowSpan, words: Int32Array, shift: number, bins: RightBins): number {
  return withRight(span, cutRows(span, words, shift, bins));
}

/** Copies the rows that go right behind those that go left. */
function withRight({ order, spare, to }: RowSpan, kept: number): number {
  order.set(spare.subarray(0, to - kept), kept);
  return kept;
}

function cutRows(
  { order, spare, from, to }: RowSpan,
  words: Int32Array,
  shift: number,
  { low, end }: RightBins,
): number {
  let kept = from;
  let i = from;
  for (const odd = from + ((to - from) & 3); i < odd; i++) {
    const row = order[i]!;
    order[kept] = row;
    spare[i - kept] = row;
    kept += 1 - isBetween((words[row]! >>> shift) & 255, low, end);
  }
  for (; i < to; i += 4) {
    const row0 = order[i]!;
    const row1 = order[i + 1]!;
    const row2 = order[i + 2]!;
    const row3 = order[i + 3]!;
    const left0 = 1 - isBetween((words[row0]! >>> shift) & 255, low, end);
    const left1 = 1 - isBetween((words[row1]! >>> shift) & 255, low, end);
    const left2 = 1 - isBetween((words[row2]! >>> shift) & 255, low, end);
    const left3 = 1 - isBetween((words[row3]! >>> shift) & 255, low, end);
    order[kept] = row0;
    spare[i - kept] = row0;
    kept += left0;
    order[kept] = row1;
    spare[i + 1 - kept] = row1;
    kept += left1;
    order[kept] = row2;
    spare[i + 2 - kept] = row2;
    kept += left2;
    order[kept] = row3;
    spare[i + 3 - kept] = row3;
    kept += left3;
  }
  return kept;
}

/** 1 where low ≤ bin < end, else 0: the signs of bin − low and of bin − end. */
function isBetween(bin: number, low: number, end: number): number {
  return (~(bin - low) & (bin - end)) >>> 31;
}

/** As {@link divideByCut}, with the bins that go left marked by 1. */
export function divideByBins(span: RowSpan, words: Int32Array, shift: number, left: Uint8Array): number {
  return withRight(span, binRows(span, words, shift, left));
}

function binRows({ order, spare, from, to }: RowSpan, words: Int32Array, shift: number, left: Uint8Array): number {
  let kept = from;
  for (let i = from; i < to; i++) {
    const row = order[i]!;
    order[kept] = row;
    spare[i - kept] = row;
    kept += left[(words[row]! >>> shift) & 255]!;
  }
  return kept;
}
