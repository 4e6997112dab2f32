import type { FeatureMatrix } from "../../table/index.js";

/** The columns that have the same value in every row. Stops as soon as every column is known to vary. */
export function constantColumns({ data, rows, columns }: FeatureMatrix): number[] {
  let suspects = Array.from({ length: columns }, (_, column) => column);
  for (let row = 1; row < rows && suspects.length > 0; row++) {
    const from = row * columns;
    if (suspects.every((column) => data[from + column] === data[column])) continue;
    suspects = suspects.filter((column) => data[from + column] === data[column]);
  }
  return suspects;
}

/** A column and the first earlier one that is equal to it in every row. */
export interface Copy {
  readonly column: number;
  readonly of: number;
}

/**
 * The columns that repeat an earlier one. Every column starts as a copy of the first; a row in which a column leaves
 * its original makes it an original, shared only with those that leave for the same value in the same row. Stops as
 * soon as all columns differ. Columns to `skip` are left out.
 */
export function duplicatedColumns({ data, rows, columns }: FeatureMatrix, skip: readonly number[]): Copy[] {
  const skipped = new Set(skip);
  const [first, ...rest] = Array.from({ length: columns }, (_, column) => column).filter(
    (column) => !skipped.has(column),
  );
  if (first === undefined) return [];
  let copies: Copy[] = rest.map((column) => ({ column, of: first }));
  for (let row = 0; row < rows && copies.length > 0; row++) {
    const from = row * columns;
    if (copies.every(({ column, of }) => data[from + column] === data[from + of])) continue;
    const left = copies.filter(({ column, of }) => data[from + column] !== data[from + of]);
    copies = copies.flatMap((copy) => {
      if (data[from + copy.column] === data[from + copy.of]) return [copy];
      const original = left.find(
        ({ column, of }) => of === copy.of && data[from + column] === data[from + copy.column],
      );
      return original === undefined || original.column === copy.column
        ? []
        : [{ column: copy.column, of: original.column }];
    });
  }
  return copies;
}
