import { ClienteleError, showValue } from "../errors/index.js";
import { keyColumn, type Table } from "../table/index.js";

/** Which rows are good customers, 1 or 0, from a flag for every row or from a list of ids. */
export function readGood(
  caller: string,
  customers: Table,
  good: ArrayLike<boolean | number | string>,
  idColumn: string | undefined,
): Uint8Array {
  if (typeof good !== "object" || good === null || typeof good.length !== "number") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: good },
      `option "good" must be a flag for every row, or with "customer" a list of ids, got ${showValue(good)}`,
    );
  }
  if (idColumn === undefined || areFlags(good, customers.numRows)) return readFlags(caller, good, customers.numRows);
  return rowsOfIds(caller, customers, good, idColumn);
}

function areFlags(good: ArrayLike<unknown>, rows: number): boolean {
  if (good.length !== rows) return false;
  return good instanceof Uint8Array || Array.prototype.every.call(good, (value) => typeof value === "boolean");
}

function readFlags(caller: string, good: ArrayLike<unknown>, rows: number): Uint8Array {
  if (good.length !== rows) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller },
      `option "good" has ${good.length} flags where the table has ${rows} rows; to give ids, name their column as "customer"`,
    );
  }
  return Uint8Array.from(good, (value, row) => {
    if (value === true || value === 1) return 1;
    if (value === false || value === 0) return 0;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, row: row + 1, value },
      `a flag of "good" must be true or false (or 1 or 0), got ${showValue(value)}`,
    );
  });
}

function rowsOfIds(caller: string, customers: Table, ids: ArrayLike<unknown>, idColumn: string): Uint8Array {
  const { codes, labels } = keyColumn(caller, customers, idColumn);
  const codeOf = new Map<unknown, number>();
  for (let code = 0; code < labels.length; code++) codeOf.set(labels.at(code), code);
  const isGood = new Uint8Array(labels.length);
  for (let i = 0; i < ids.length; i++) {
    const code = codeOf.get(ids[i]);
    if (code === undefined) {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column: idColumn, value: ids[i] },
        `option "good" names ${showValue(ids[i])}, which is not in the table`,
      );
    }
    isGood[code] = 1;
  }
  return Uint8Array.from(codes, (code) => isGood[code]!);
}
