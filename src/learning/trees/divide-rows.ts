/** Where a node holds its rows: `order[from … to − 1]`. */
export interface RowSpan {
  readonly order: Int32Array;
  /** Working space, as long as `order`. */
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
 * Moves the rows that go left to the front and returns where the others begin; both sides keep their order. Every row
 * is written to both sides, because no processor can predict which one it takes; four are read before any is written,
 * because the engine looks at the arrays anew with every turn of a loop; what is left over comes first, see
 * createRowSums.
 */
export function divideByCut(span: RowSpan, words: Int32Array, shift: number, bins: RightBins): number {
  return withRight(span, cutRows(span, words, shift, bins));
}

/** Puts the rows that go right behind those that were kept. */
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
