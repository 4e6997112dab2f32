import { ClienteleError, counted, showValue } from "../../errors/index.js";
import { keyColumn, type Table } from "../../table/index.js";

/** Good customers: a flag for every row, or a list of ids. */
export type GoodCustomers = ArrayLike<boolean | number | string> | Iterable<boolean | number | string | null>;

/** Which rows are good customers, 1 or 0, from a flag for every row or from a list of ids. */
export function readGood(
  caller: string,
  customers: Table,
  given: GoodCustomers,
  idColumn: string | undefined,
): Uint8Array {
  const good = listOf(given);
  if (good === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "good" must be a flag for every row, or with "customer" a list of ids, got ${showValue(given)}`,
    );
  }
  const flags = given instanceof Uint8Array || good.every((value) => typeof value === "boolean");
  if (idColumn === undefined || (flags && good.length === customers.numRows))
    return readFlags(caller, good, customers.numRows);
  return rowsOfIds(caller, customers, good, idColumn);
}

function listOf(given: unknown): unknown[] | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  // An object that only claims a length would fill the memory with nothing.
  const isList = Symbol.iterator in given || "toArray" in given;
  return isList ? Array.from(given as ArrayLike<unknown> | Iterable<unknown>) : undefined;
}

function readFlags(caller: string, good: readonly unknown[], rows: number): Uint8Array {
  if (good.length !== rows) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller },
      `option "good" has ${counted(good.length, "flag")} where the table has ${counted(rows, "row")}; to give ids, ` +
        `name their column as ` +
        '"customer"',
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

function rowsOfIds(caller: string, customers: Table, ids: readonly unknown[], idColumn: string): Uint8Array {
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
