import { ClienteleError, refuseRow, showValue } from "../../errors/index.js";
import { encodeTogether, findColumn, hasColumn, numberColumn, type Table, textColumn } from "../../table/index.js";
import { joinedName, leftName } from "../classification/match-customers.js";

/** Something of both dates. */
export type Both<Value> = readonly [before: Value, after: Value];

const noneName = "(none)";

/** Every customer of either table once, with its row in both; −1 where one does not have it. */
export function alignCustomers(caller: string, sides: Both<Table>, name: string) {
  const [before, after] = sides.map((side) => findColumn(caller, side, name));
  const keys = encodeTogether(caller, before!, after!);
  const missing = keys.codes.indexOf(-1);
  if (missing >= 0) {
    const row = missing < before!.length ? missing : missing - before!.length;
    refuseRow(caller, name, row, null, "the customer is missing", "missing-value");
  }
  const rowsOf = (length: number, offset: number): Int32Array => {
    const rows = new Int32Array(keys.count).fill(-1);
    for (let row = 0; row < length; row++) {
      const code = keys.codes[offset + row]!;
      if (rows[code]! >= 0) {
        const customer = keys.labels.at(code);
        refuseRow(caller, name, row, customer, `customer ${showValue(customer)} has two rows`, "inconsistent-row");
      }
      rows[code] = row;
    }
    return rows;
  };
  const rows: Both<Int32Array> = [rowsOf(before!.length, 0), rowsOf(after!.length, before!.length)];
  return { keys, rows };
}

/**
 * The names of all segments, those of the order first and the others by their names; behind them `(none)`, and as the
 * last one newcomers and leavers. The codes are those of the rows of both tables.
 */
export function segmentsOf(caller: string, sides: Both<Table>, name: string, order: readonly string[]) {
  const columns = sides.map((side) => textColumn(caller, side, name));
  const used = new Set(
    columns.flatMap(({ codes, labels }) => {
      const seen = new Uint8Array(labels.length);
      for (const code of codes) if (code >= 0) seen[code] = 1;
      return labels.filter((_, code) => seen[code] === 1);
    }),
  );
  for (const taken of [joinedName, leftName, noneName]) {
    if (!used.has(taken)) continue;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column: name, value: taken },
      `a segment must not be called ${showValue(taken)}`,
    );
  }
  const inOrder = order.filter((segment) => used.has(segment));
  const others = [...used].filter((segment) => !inOrder.includes(segment)).sort();
  const hasNone = columns.some(({ codes }) => codes.includes(-1));
  const names = [...inOrder, ...others, ...(hasNone ? [noneName] : [])];
  const [before, after] = columns.map(({ codes, labels }) => {
    const codeOf = Int32Array.from(labels, (label) => names.indexOf(label));
    return codes.map((code) => (code < 0 ? names.length - 1 : codeOf[code]!));
  });
  return { names, codes: [before!, after!] as Both<Int32Array> };
}

/** What the rows of both tables are worth; null where neither says it. */
export function valuesOf(caller: string, sides: Both<Table>, given: string | undefined): Both<Float64Array> | null {
  const name = given ?? "revenue";
  if (given === undefined && !sides.every((side) => hasColumn(side, name))) return null;
  const [before, after] = sides.map((side) => numberColumn(caller, side, name, { missing: "keep" }));
  return [before!, after!];
}
