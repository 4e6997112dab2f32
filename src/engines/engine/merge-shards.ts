import { ClienteleError } from "../../errors/index.js";
import { groupTuples } from "../../numeric/index.js";
import { encodeKeys, NumberColumn, type StoredColumn } from "../../table/index.js";
import type { ResultColumn, Statement } from "../statements/statement.js";

/** Rows of several shards that have the same keys become one row, by the rules of their columns. */
export function mergeShards(
  caller: string,
  { columns }: Statement,
  values: ReadonlyMap<string, StoredColumn>,
): ReadonlyMap<string, StoredColumn> {
  const keys = columns.filter(({ merge }) => merge === "key");
  const rows = values.get(columns[0]!.name)!.length;
  const codes = keys.map(({ name }) => Float64Array.from(encodeKeys(values.get(name)!).codes));
  const { representative, group } =
    codes.length === 0 ? { representative: Int32Array.of(0), group: new Int32Array(rows) } : groupTuples(codes);
  if (rows === 0 || (codes.length > 0 && representative.length === rows)) return values;
  const customer = columns.find(({ type, merge }) => type === "id" && merge === "key");
  if (customer?.name === "customer") refuseScattered(caller, values.get("customer")!, representative, group);
  return new Map(
    columns.map((column) => [column.name, mergedColumn(column, values.get(column.name)!, representative, group)]),
  );
}

function mergedColumn(
  { name, merge }: ResultColumn,
  column: StoredColumn,
  representative: Int32Array,
  group: Int32Array,
): StoredColumn {
  if (merge === "key" || !(column instanceof NumberColumn)) return column.take(representative);
  const merged = new Float64Array(representative.length).fill(Number.NaN);
  for (let row = 0; row < group.length; row++) {
    const next = column.values[row]!;
    if (Number.isNaN(next)) continue;
    const place = group[row]!;
    const known = merged[place]!;
    if (Number.isNaN(known)) merged[place] = next;
    else if (merge === "sum") merged[place] = known + next;
    else if (merge === "min" ? next < known : next > known) merged[place] = next;
  }
  return new NumberColumn(name, merged);
}

function refuseScattered(caller: string, ids: StoredColumn, representative: Int32Array, group: Int32Array): never {
  const row = group.findIndex((found, i) => representative[found] !== i);
  throw new ClienteleError(
    "scattered-customers",
    { function: caller, column: "customer", value: ids.at(row) },
    "this customer has rows on several shards; shard the table by the customer's id, e.g. intHash64(customer)",
  );
}
