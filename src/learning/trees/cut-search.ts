/** Ascending cuts, and a grid over their range that narrows the search for the place of a value among them. */
export interface CutSearch {
  readonly cuts: Float64Array;
  readonly low: number;
  /** Cells per unit of the values. */
  readonly scale: number;
  /** How many cuts lie in earlier cells than each; one more at the end. */
  readonly before: Int32Array;
}

const cells = 1024;

/** Lays the grid over the cuts. */
export function createCutSearch(cuts: Float64Array): CutSearch {
  const low = cuts[0] ?? 0;
  const width = (cuts[cuts.length - 1] ?? 0) - low;
  const scale = width > 0 ? Math.min(cells / width, Number.MAX_VALUE) : 0;
  const before = new Int32Array(cells + 1);
  for (const cut of cuts) before[cellOf(cut, low, scale) + 1]!++;
  for (let cell = 0; cell < cells; cell++) before[cell + 1]! += before[cell]!;
  return { cuts, low, scale, before };
}

/**
 * How many cuts lie below x, which is not NaN. The grid is monotone in x however it rounds, so that only the cuts in
 * the cell of x are left to compare.
 */
export function cutsBelow({ cuts, low, scale, before }: CutSearch, x: number): number {
  const cell = cellOf(x, low, scale);
  let below = before[cell]!;
  let end = before[cell + 1]!;
  while (below < end) {
    const middle = (below + end) >> 1;
    if (cuts[middle]! < x) below = middle + 1;
    else end = middle;
  }
  return below;
}

function cellOf(x: number, low: number, scale: number): number {
  const place = (x - low) * scale;
  return place > 0 ? (place < cells ? Math.floor(place) : cells - 1) : 0;
}
