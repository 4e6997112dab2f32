/** Rows that agree in every column, brought together. */
export interface TupleGroups {
  /** The first row of each group; groups are in the order of their first rows. */
  readonly representative: Int32Array;
  /** The group of each row. */
  readonly group: Int32Array;
  /** How many rows a group has, or the sum of their counts. */
  readonly count: Float64Array;
}

/**
 * Groups rows with exactly equal numbers in all columns (0 and −0 are equal, so are missing values). One pass of
 * open-addressing hashing over the bits of the numbers: the table grows with the number of groups, not of rows, so it
 * stays in the cache when there are few. `count` gives the rows counts other than 1, which are summed.
 */
export function groupTuples(columns: readonly Float64Array[], count?: Float64Array): TupleGroups {
  const rows = columns[0]?.length ?? 0;
  const hashes = hashRows(columns, rows);
  const group = new Int32Array(rows);
  let representative = new Int32Array(1024);
  let slots = new Int32Array(4096);
  let mask = slots.length - 1;
  let groups = 0;
  for (let row = 0; row < rows; row++) {
    const hash = hashes[row]!;
    let slot = hash & mask;
    let found = slots[slot]! - 1;
    while (found >= 0) {
      const other = representative[found]!;
      if (hashes[other] === hash && sameTuple(columns, row, other)) break;
      slot = (slot + 1) & mask;
      found = slots[slot]! - 1;
    }
    if (found < 0) {
      found = groups++;
      slots[slot] = groups;
      if (found === representative.length) representative = longer(representative);
      representative[found] = row;
      if (2 * groups > slots.length) {
        slots = rehash(hashes, representative, groups, slots.length * 4);
        mask = slots.length - 1;
      }
    }
    group[row] = found;
  }
  return { representative: representative.slice(0, groups), group, count: sumCounts(group, groups, count) };
}

function hashRows(columns: readonly Float64Array[], rows: number): Int32Array {
  const hashes = new Int32Array(rows).fill(0x2545f491);
  for (const column of columns) {
    const bits = new Int32Array(column.buffer, column.byteOffset, 2 * rows);
    for (let row = 0; row < rows; row++) {
      const value = column[row]!;
      // Equal numbers must hash alike: −0 has other bits than 0, and a NaN may have any of many.
      const word =
        value === 0 ? 0 : Number.isNaN(value) ? 1 : bits[2 * row]! ^ Math.imul(bits[2 * row + 1]!, 0x9e3779b1);
      let hash = Math.imul(hashes[row]! ^ word, 0x85ebca6b);
      hash ^= hash >>> 15;
      hashes[row] = Math.imul(hash, 0xc2b2ae35) ^ (hash >>> 13);
    }
  }
  return hashes;
}

function sameTuple(columns: readonly Float64Array[], a: number, b: number): boolean {
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c]!;
    const left = column[a]!;
    const right = column[b]!;
    if (left !== right && !(Number.isNaN(left) && Number.isNaN(right))) return false;
  }
  return true;
}

function rehash(hashes: Int32Array, representative: Int32Array, groups: number, size: number): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(size);
  const mask = size - 1;
  for (let g = 0; g < groups; g++) {
    let slot = hashes[representative[g]!]! & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = g + 1;
  }
  return slots;
}

function longer(array: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * array.length);
  copy.set(array);
  return copy;
}

function sumCounts(group: Int32Array, groups: number, count: Float64Array | undefined): Float64Array {
  const sums = new Float64Array(groups);
  if (count === undefined) for (let row = 0; row < group.length; row++) sums[group[row]!]! += 1;
  else for (let row = 0; row < group.length; row++) sums[group[row]!]! += count[row]!;
  return sums;
}
