import { ClienteleError, showValue } from "../../errors/index.js";
import { clickHouseDialect } from "../dialects/clickhouse-dialect.js";
import type { SourceType } from "../dialects/dialect.js";
import type { Chunk, ChunkValues, ScoreWriter, WrittenColumn } from "../engine/connection.js";
import type { ScoreTarget } from "../engine/engine.js";
import { identifier, join, name, type Sql, sql, value } from "../sql/sql.js";
import { type NativeCells, nativeBytes } from "./native-writer.js";
import type { ServerConnection } from "./server-connection.js";
import { readTexts, type TableName, tableSql } from "./table-place.js";
import { temporaryName } from "./temporary-name.js";

const columnTypes: Readonly<Record<"number" | "integer64" | "boolean" | "text", NativeCells["type"]>> = {
  number: "Nullable(Float64)",
  integer64: "Int64",
  boolean: "UInt8",
  text: "Nullable(String)",
};

/**
 * Writes scores into a table of another name, which gets its own when all of them are there. A table of that name must
 * not exist; what is interrupted leaves nothing behind.
 */
export async function scoreTableWriter(
  server: ServerConnection,
  caller: string,
  into: ScoreTarget,
  columns: readonly WrittenColumn[],
): Promise<ScoreWriter> {
  const target = await targetTable(server, caller, into);
  const draft = tableSql(caller, { database: target.database, table: temporaryName() });
  const run = (command: Sql) => server.run(caller, command.print(clickHouseDialect));
  const insert = sql`INSERT INTO ${draft}`.print(clickHouseDialect);
  const dropDraft = () => run(sql`DROP TABLE IF EXISTS ${draft}`);
  let types: readonly NativeCells["type"][] | null = null;
  const begin = async (first: Chunk | null): Promise<readonly NativeCells["type"][]> => {
    const found = columns.map(({ type }, i) => nativeTypeOf(type, first?.columns[i]));
    const declared = columns.map((column, i) => sql`${identifier(caller, column.name)} ${typeSql[found[i]!]}`);
    await run(sql`CREATE TABLE ${draft} (${join(declared, sql`, `)}) ENGINE = MergeTree ORDER BY tuple()`);
    return found;
  };
  return {
    write: async (chunk) => {
      types ??= await begin(chunk);
      await server.insert(caller, insert, nativeChunk(columns, types, chunk));
    },
    finish: async () => {
      types ??= await begin(null);
      await requireFree(server, caller, target);
      await run(sql`RENAME TABLE ${draft} TO ${tableSql(caller, target)}`);
    },
    // The failure that led here is the one to tell; a server that is gone keeps the draft.
    abort: () => dropDraft().catch(() => undefined),
  };
}

const typeSql: Readonly<Record<NativeCells["type"], Sql>> = /* @__PURE__ */ {
  "Nullable(Float64)": sql`Nullable(Float64)`,
  Float64: sql`Float64`,
  Int64: sql`Int64`,
  UInt64: sql`UInt64`,
  Int32: sql`Int32`,
  DateTime: sql`DateTime`,
  UInt8: sql`UInt8`,
  Bool: sql`Bool`,
  String: sql`String`,
  "Nullable(String)": sql`Nullable(String)`,
};

function nativeTypeOf(type: SourceType, values: ChunkValues | undefined): NativeCells["type"] {
  if (values instanceof BigUint64Array) return "UInt64";
  return type === "number" || type === "integer64" || type === "boolean" ? columnTypes[type] : columnTypes.text;
}

async function* nativeChunk(
  columns: readonly WrittenColumn[],
  types: readonly NativeCells["type"][],
  { columns: values }: Chunk,
): AsyncGenerator<Uint8Array> {
  yield* nativeBytes(
    columns.map((column, i) => ({ name: column.name, type: types[i]!, values: values[i]! }) as NativeCells),
  );
}

/** The table that is to be, which must not be there. */
async function targetTable(server: ServerConnection, caller: string, into: ScoreTarget): Promise<TableName> {
  const given = typeof into === "object" && into !== null && "table" in into ? into.table : into;
  if (typeof given !== "string") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: into },
      `option "into" must be the name of a table, got ${showValue(into)}`,
    );
  }
  identifier(caller, given);
  const dot = given.indexOf(".");
  const [[current]] = (await readTexts(
    server,
    caller,
    ["database"],
    {},
    {
      from: sql`(SELECT currentDatabase() AS ${name("database")}) AS current_database`,
    },
  )) as [[string]];
  const target =
    dot < 0 ? { database: current, table: given } : { database: given.slice(0, dot), table: given.slice(dot + 1) };
  await requireFree(server, caller, target);
  return target;
}

async function requireFree(server: ServerConnection, caller: string, target: TableName): Promise<void> {
  const isThere = sql`system.tables WHERE concat(database, '.', name) = ${value(`${target.database}.${target.table}`)}`;
  const found = await readTexts(server, caller, ["name"], {}, { from: isThere });
  if (found.length === 0) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: `${target.database}.${target.table}` },
    `there is a table ${showValue(`${target.database}.${target.table}`)} already; drop it, or name another`,
  );
}
