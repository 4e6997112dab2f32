import { ClienteleError, showValue } from "../../errors/index.js";
import { clickHouseDialect } from "../dialects/clickhouse-dialect.js";
import type { Chunk, DescribedColumn } from "../engine/connection.js";
import type { RunOptions } from "../engine/engine.js";
import { identifier, name, type Sql, sql, value } from "../sql/sql.js";
import { idKey } from "../statements/statement.js";
import { sourceTypeOf } from "./column-types.js";
import { type DistributedEngine, distributedEngine } from "./distributed-engine.js";
import { nativeBlocks } from "./native-reader.js";
import { readChunks } from "./read-chunks.js";
import type { ServerConnection } from "./server-connection.js";

/** A table by the name of its database and its own. */
export interface TableName {
  readonly database: string;
  readonly table: string;
}

/** A table that was found on the server. */
export interface FoundTable extends TableName {
  readonly columns: readonly DescribedColumn[];
  /** Where its rows lie, for a table of the engine Distributed. */
  readonly distributed: DistributedEngine | undefined;
}

/** The name of a table in a statement. */
export function tableSql(caller: string, { database, table }: TableName): Sql {
  return sql`${identifier(caller, database)}.${identifier(caller, table)}`;
}

/** Finds a table by its name, or by the name of a database and its own with a dot between. */
export async function findTable(
  connection: ServerConnection,
  caller: string,
  wanted: string,
  options: RunOptions,
): Promise<FoundTable> {
  const found = await readTexts(connection, caller, ["database", "name", "engine_full"], options, {
    // A name with a dot may be that of a table, too, which then goes first.
    from: sql`system.tables WHERE (database = currentDatabase() AND name = ${value(wanted)})
      OR concat(database, '.', name) = ${value(wanted)}`,
  });
  const table = found.find((row) => row[1] === wanted) ?? found[0];
  if (table === undefined) {
    throw new ClienteleError(
      "unknown-table",
      { function: caller, value: wanted },
      `there is no table ${showValue(wanted)} on ${connection.address}; name it as "table" or "database.table"`,
    );
  }
  const [database, own, engine] = table as [string, string, string];
  const columns = await readTexts(connection, caller, ["name", "type"], options, {
    from: sql`system.columns WHERE database = ${value(database)} AND table = ${value(own)}`,
  });
  return {
    database,
    table: own,
    columns: columns.map(([column, type]) => ({ name: column!, type: sourceTypeOf(type!) })),
    distributed: distributedEngine(engine),
  };
}

/** The columns of a query. */
export async function describeQuery(
  connection: ServerConnection,
  caller: string,
  relation: Sql,
): Promise<DescribedColumn[]> {
  // DESCRIBE cannot stand inside of another statement, so that it has no last row; its first block is its only one.
  const statement = sql`DESCRIBE TABLE ${relation}`.print(clickHouseDialect);
  for await (const { rows, columns, names } of nativeBlocks(connection.read(caller, statement))) {
    const [columnNames, columnTypes] = ["name", "type"].map((of) => columns[names.indexOf(of)]!.cells as string[]);
    if (rows > 0) return columnNames!.map((column, i) => ({ name: column, type: sourceTypeOf(columnTypes![i]!) }));
  }
  throw new ClienteleError("incomplete-result", { function: caller }, "the server does not say what the query gives");
}

/** Columns of text of a system table. */
export async function readTexts(
  connection: ServerConnection,
  caller: string,
  columns: readonly string[],
  options: RunOptions,
  { from }: { readonly from: Sql },
): Promise<(string | null)[][]> {
  const list = columns.map(name).reduce((left, right) => sql`${left}, ${right}`);
  const select = sql`SELECT ${list} FROM ${from}`;
  const rows: (string | null)[][] = [];
  for await (const chunk of readChunks(connection, caller, { select, columns: columns.map(idKey) }, options)) {
    for (let row = 0; row < chunk.rows; row++) rows.push(textRow(chunk, row));
  }
  return rows;
}

function textRow({ columns }: Chunk, row: number): (string | null)[] {
  return columns.map((values) => (values as readonly (string | null)[])[row]!);
}
