import { NumberColumn, type StoredColumn } from "./column.js";

/** A number too large to be held is as good as unknown, so in results it is missing. */
export function withoutInfinities(column: StoredColumn): StoredColumn {
  if (!(column instanceof NumberColumn)) return column;
  const { values } = column;
  if (!(values instanceof Float64Array) || !holdsInfinity(values)) return column;
  const known = values.map((value) => (isInfinite(value) ? Number.NaN : value));
  return new NumberColumn(column.name, known, column.type);
}

/** A loop of its own, for every column of every result is looked through. */
function holdsInfinity(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row++) if (isInfinite(values[row]!)) return true;
  return false;
}

/** The infinite numbers of a column, which are missing in results. */
export function countInfinities(column: StoredColumn): number {
  if (!(column instanceof NumberColumn) || !(column.values instanceof Float64Array)) return 0;
  let infinite = 0;
  for (const value of column.values) if (isInfinite(value)) infinite++;
  return infinite;
}

function isInfinite(value: number): boolean {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}
