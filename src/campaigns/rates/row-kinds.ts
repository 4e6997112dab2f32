import { columnList } from "../../errors/index.js";
import { findColumn, groupRows, keyColumn, type StoredColumn, type Table } from "../../table/index.js";

/** The kinds that rows are of, numbered by first appearance. */
export interface RowKinds {
  /** The kind of each row. */
  readonly of: Int32Array;
  readonly count: number;
  /** The columns that tell the kinds apart, with a row for each kind. */
  readonly columns: readonly (readonly [name: string, column: StoredColumn])[];
  /** The sum over the rows of each kind. */
  readonly total: (values: ArrayLike<number>) => Float64Array;
}

/**
 * Rows by the columns of the option `by`. Errors: `invalid-option`, `unknown-column`, `missing-value`,
 * `duplicate-column`.
 */
export function rowKinds(caller: string, table: Table, by: string | readonly string[]): RowKinds {
  const names = columnList(caller, "by", typeof by === "string" ? [by] : by);
  for (const name of names) keyColumn(caller, table, name);
  const found = names.map((name) => findColumn(caller, table, name));
  const { codes, count, firstRows } = groupRows(found, table.numRows);
  return {
    of: codes,
    count,
    columns: names.map((name, i) => [name, found[i]!.take(firstRows)] as const),
    total: (values) => {
      const sums = new Float64Array(count);
      codes.forEach((kind, row) => {
        sums[kind]! += values[row]!;
      });
      return sums;
    },
  };
}
