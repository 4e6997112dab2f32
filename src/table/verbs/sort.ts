import { BooleanColumn, isMissing, NumberColumn, type StoredColumn } from "../columns/column.js";

/** One level of an ordering. */
export interface OrderBy {
  readonly column: StoredColumn;
  readonly descending: boolean;
}

/** The order of rows by several columns: stable, missing values last whatever the direction. */
export function rowOrder(keys: readonly OrderBy[], numRows: number): Int32Array {
  const levels = keys.map((key) => ({ ranks: ranksOf(key.column), sign: key.descending ? -1 : 1, column: key.column }));
  const order = Int32Array.from({ length: numRows }, (_, index) => index);
  return order.sort((a, b) => {
    for (const { ranks, sign, column } of levels) {
      const missingA = isMissing(column, a);
      const missingB = isMissing(column, b);
      if (missingA !== missingB) return missingA ? 1 : -1;
      if (missingA) continue;
      const rankA = ranks[a]!;
      const rankB = ranks[b]!;
      if (rankA !== rankB) return rankA < rankB ? -sign : sign;
    }
    return a - b;
  });
}

/** Numbers that are ordered as the values of the column are. */
function ranksOf(column: StoredColumn): ArrayLike<number> {
  if (column instanceof NumberColumn) return column.values;
  if (column instanceof BooleanColumn) return column.flags;
  const { labels, codes } = column;
  const sorted = labels
    .map((_, code) => code)
    .sort((a, b) => (labels[a]! < labels[b]! ? -1 : labels[a]! > labels[b]! ? 1 : 0));
  const rankOfCode = new Int32Array(labels.length);
  for (let rank = 0; rank < sorted.length; rank++) rankOfCode[sorted[rank]!] = rank;
  return codes.map((code) => (code < 0 ? -1 : rankOfCode[code]!));
}
