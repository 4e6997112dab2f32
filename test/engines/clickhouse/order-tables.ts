import { randomBytes } from "node:crypto";
import { type NativeCells, nativeBytes } from "../../../src/engines/clickhouse/native-writer.js";
import type { ServerConnection } from "../../../src/engines/clickhouse/server-connection.js";
import { clickHouseDialect } from "../../../src/engines/dialects/clickhouse-dialect.js";
import { identifier, join, type Sql, sql } from "../../../src/engines/sql/sql.js";
import type { GoldenCell } from "../../customers/golden/golden-case.js";
import type { GoldenTable } from "../../customers/golden/run-golden-cases.js";

/** Where tables are made: on one server, or on the shards of a cluster with a Distributed table on the first. */
export interface TableServers {
  readonly shards: readonly ServerConnection[];
  /** null for a single server. */
  readonly cluster: string | null;
  /** The engine of the tables that hold the rows [`"Memory"`]. */
  readonly engine?: string;
  /** By what the Distributed table says that it is sharded [nothing]. */
  readonly shardingKey?: string;
}

/** Makes a table of the rows and gives its name; on a cluster the rows of a key lie on one shard. */
export async function makeTable(
  servers: TableServers,
  table: GoldenTable,
  booleans: "UInt8" | "Bool" = "UInt8",
  key: string = Object.keys(table)[0]!,
): Promise<string> {
  const columns = Object.entries(table).map(([name, cells]) => nativeCells(name, cells, booleans));
  return makeNativeTable(servers, columns, (row) => shardOf(table[key]![row]!, servers.shards.length));
}

/** Makes a table of columns that have their types. */
export async function makeNativeTable(
  { shards, cluster, engine: localEngine = "Memory", shardingKey }: TableServers,
  columns: readonly NativeCells[],
  shardOfRow: (row: number) => number,
): Promise<string> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const declared = columns.map((column) => sql`${identifier("test", column.name)} ${typeSql(column.type)}`);
  const rows = columns[0]!.values.length;
  const ofShard = shards.map((_, shard) =>
    Array.from({ length: rows }, (_row, i) => i).filter((i) => shardOfRow(i) === shard),
  );
  const local = cluster === null ? name : `${name}_local`;
  for (const [i, shard] of shards.entries()) {
    const create = sql`CREATE TABLE ${identifier("test", local)} (${join(declared, sql`, `)})`;
    await shard.run("test", `${create.print(clickHouseDialect)} ENGINE = ${localEngine}`);
    const part = columns.map((column) => takeRows(column, ofShard[i]!));
    if (ofShard[i]!.length === 0) continue;
    await shard.insert(
      "test",
      `INSERT INTO ${local}`,
      (async function* () {
        yield* nativeBytes(part);
      })(),
    );
  }
  if (cluster !== null) {
    const engine = `Distributed(${[cluster, "default", local, shardingKey ?? []].flat().join(", ")})`;
    const create = sql`CREATE TABLE ${identifier("test", name)} (${join(declared, sql`, `)})`;
    await shards[0]!.run("test", `${create.print(clickHouseDialect)} ENGINE = ${engine}`);
  }
  return name;
}

function shardOf(cell: GoldenCell, shards: number): number {
  return [...String(cell ?? "")].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % shards;
}

function typeSql(type: NativeCells["type"]): Sql {
  const types: Record<NativeCells["type"], Sql> = {
    Int32: sql`Int32`,
    DateTime: sql`DateTime`,
    UInt8: sql`UInt8`,
    Bool: sql`Bool`,
    Int64: sql`Int64`,
    UInt64: sql`UInt64`,
    Float64: sql`Float64`,
    "Nullable(Float64)": sql`Nullable(Float64)`,
    String: sql`String`,
    "Nullable(String)": sql`Nullable(String)`,
  };
  return types[type];
}

function nativeCells(name: string, cells: readonly GoldenCell[], booleans: "UInt8" | "Bool"): NativeCells {
  const known = cells.filter((cell) => cell !== null);
  if (known.length > 0 && known.every((cell) => typeof cell === "number")) {
    return {
      name,
      type: "Nullable(Float64)",
      values: Float64Array.from(cells, (cell) => (cell as number | null) ?? Number.NaN),
    };
  }
  if (known.length > 0 && known.length === cells.length && known.every((cell) => typeof cell === "boolean")) {
    return { name, type: booleans, values: Uint8Array.from(cells, Number) };
  }
  return { name, type: "Nullable(String)", values: cells.map((cell) => (cell === null ? null : String(cell))) };
}

function takeRows(column: NativeCells, rows: readonly number[]): NativeCells {
  const { values } = column;
  if (values instanceof Float64Array)
    return { ...column, values: Float64Array.from(rows, (row) => values[row]!) } as NativeCells;
  if (values instanceof Int32Array)
    return { ...column, values: Int32Array.from(rows, (row) => values[row]!) } as NativeCells;
  if (values instanceof Uint8Array)
    return { ...column, values: Uint8Array.from(rows, (row) => values[row]!) } as NativeCells;
  if (Array.isArray(values)) return { ...column, values: rows.map((row) => values[row]) } as NativeCells;
  return { ...column, values: BigInt64Array.from(rows, (row) => values[row] as bigint) } as NativeCells;
}
