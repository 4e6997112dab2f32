import { columnList, requireFreeNames } from "../../errors/index.js";
import {
  findColumn,
  groupRows,
  hasColumn,
  keyColumn,
  refuseUsual,
  type StoredColumn,
  type Table,
} from "../../table/index.js";

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
 * Rows by the columns of the option `by`, or the usual ones where it says nothing. None may be called like a column
 * that the result gets (`added`). Errors: `invalid-option`, `unknown-column`, `missing-value`, `duplicate-column`.
 */
export function rowKinds(
  caller: string,
  table: Table,
  by: string | readonly string[] | undefined,
  usual: readonly string[],
  added: readonly string[],
): RowKinds {
  const absent = by === undefined ? usual.find((name) => !hasColumn(table, name)) : undefined;
  if (absent !== undefined) refuseUsual(caller, table, "by", absent);
  const names = columnList(caller, "by", typeof by === "string" ? [by] : (by ?? usual));
  for (const name of names) keyColumn(caller, table, name);
  requireFreeNames(caller, names, added);
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
