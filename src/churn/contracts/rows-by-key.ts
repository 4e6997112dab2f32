/**
 * The rows of each code together, in their order: those of code c are `order[first[c]]` to `order[first[c + 1] − 1]`.
 */
export interface RowsByKey {
  readonly first: Int32Array;
  readonly order: Int32Array;
}

/** Sorts rows by their codes 0 … count − 1 in one pass. */
export function rowsByKey(codes: Int32Array, count: number): RowsByKey {
  const first = new Int32Array(count + 1);
  for (const code of codes) first[code + 1]!++;
  for (let code = 0; code < count; code++) first[code + 1]! += first[code]!;
  const next = first.slice(0, count);
  const order = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    order[next[code]!] = row;
    next[code]!++;
  }
  return { first, order };
}
