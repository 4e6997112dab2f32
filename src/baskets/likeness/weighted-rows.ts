/** Rows of items: row r holds the items from `start[r]` to `start[r + 1] − 1`, each once. */
export interface ItemRows {
  readonly start: Int32Array;
  readonly item: Int32Array;
}

/**
 * Rows as vectors of length 1, so that the product of two is the cosine of the angle between them: each item counts
 * ln(1 + times) times its inverse frequency ln((n + 1) / (holders + 1)), of n that might hold it, so that what
 * everybody has says little.
 * Source: Salton and Buckley (1988), "Term-weighting approaches in automatic text retrieval".
 */
export function weighRows(
  { start, item }: ItemRows,
  times: ArrayLike<number>,
  holders: Int32Array,
  n: number,
): Float64Array {
  const rows = start.length - 1;
  const weight = new Float64Array(item.length);
  for (let row = 0; row < rows; row++) {
    let square = 0;
    for (let i = start[row]!; i < start[row + 1]!; i++) {
      weight[i] = Math.log1p(times[i]!) * Math.log((n + 1) / (holders[item[i]!]! + 1));
      square += weight[i]! ** 2;
    }
    const length = square > 0 ? Math.sqrt(square) : 1;
    for (let i = start[row]!; i < start[row + 1]!; i++) weight[i]! /= length;
  }
  return weight;
}

/** Of each item, the rows that hold it and its weight there: from `start[item]` to `start[item + 1] − 1`. */
export interface InvertedRows {
  readonly start: Int32Array;
  /** Places in the list of rows that were inverted, ascending. */
  readonly row: Int32Array;
  readonly weight: Float64Array;
}

/** Inverts the rows of a list. */
export function invertRows(
  { start, item }: ItemRows,
  weight: Float64Array,
  listed: Int32Array,
  items: number,
): InvertedRows {
  const first = new Int32Array(items + 1);
  for (const row of listed) for (let i = start[row]!; i < start[row + 1]!; i++) first[item[i]! + 1]!++;
  for (let each = 0; each < items; each++) first[each + 1]! += first[each]!;
  const next = first.slice(0, items);
  const rows = new Int32Array(first[items]!);
  const weights = new Float64Array(rows.length);
  for (let place = 0; place < listed.length; place++) {
    const row = listed[place]!;
    for (let i = start[row]!; i < start[row + 1]!; i++) {
      const at = next[item[i]!]!++;
      rows[at] = place;
      weights[at] = weight[i]!;
    }
  }
  return { start: first, row: rows, weight: weights };
}
