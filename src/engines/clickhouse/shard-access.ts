import { ClienteleError } from "../../errors/index.js";
import { clickHouseDialect } from "../dialects/clickhouse-dialect.js";
import type { Chunk } from "../engine/connection.js";
import type { RunOptions } from "../engine/engine.js";
import { join, name, type Sql, sql, value } from "../sql/sql.js";
import type { Statement } from "../statements/statement.js";
import { numberKeys } from "../statements/statement.js";
import { readChunks } from "./read-chunks.js";
import { mergeSelect } from "./select-statement.js";
import type { ServerConnection } from "./server-connection.js";
import { sortedChunks } from "./sorted-chunks.js";
import { type TableName, tableSql } from "./table-place.js";
import { temporaryName } from "./temporary-name.js";

/**
 * How a statement reaches the shards of a cluster:
 * - `"view-function"`: `cluster(…, view(…))`, which newer servers have;
 * - `"views"`: a view on each shard, read through `cluster()`;
 * - `"clients"`: each shard asked by itself, and the answers merged here;
 * - `"rows"`: the Distributed table as it is: the same answer, but what its rows are grouped to travels.
 */
export type ShardAccess = "view-function" | "views" | "clients" | "rows";

/** A coordinator, the shards behind it as far as they were named, and how statements reach them. */
export interface ClusterAccess {
  readonly coordinator: ServerConnection;
  readonly shards: readonly ServerConnection[];
  readonly access: ShardAccess;
}

/** Runs a statement about the tables of the shards on each of them. Only what it comes to travels. */
export function shardChunks(
  cluster: ClusterAccess,
  caller: string,
  { clusterName, database }: { readonly clusterName: string; readonly database: string },
  statement: Statement,
  options: RunOptions,
): AsyncGenerator<Chunk, void, void> {
  switch (cluster.access) {
    case "view-function": {
      const from = sql`cluster(${value(clusterName)}, view(${sortedSelect(statement)}))`;
      return readMerged(cluster.coordinator, caller, from, statement, options);
    }
    case "views":
      return readViews(cluster, caller, { clusterName, database }, statement, options);
    case "clients":
      return askEach(cluster.shards, caller, statement, options);
    case "rows":
      return readChunks(cluster.coordinator, caller, statement, options);
  }
}

/** What a shard answers, sorted by its keys: equal numbers beside each other take next to no space on the way. */
function sortedSelect({ select, columns }: Statement): Sql {
  const keys = columns.filter(({ merge }) => merge === "key").map((column) => name(column.name));
  return keys.length === 0 ? select : sql`SELECT * FROM (${select}) AS answers ORDER BY ${join(keys, sql`, `)}`;
}

/**
 * Reads what all shards answer. The server merges rows that agree in their keys, but for those of customers: a customer
 * who comes from two shards is a fault that has to be seen.
 */
function readMerged(
  coordinator: ServerConnection,
  caller: string,
  from: Sql,
  statement: Statement,
  options: RunOptions,
): AsyncGenerator<Chunk, void, void> {
  const { columns, orderBy } = statement;
  const isByCustomer = columns.some((column) => column.name === "customer" && column.merge === "key");
  const names = columns.map((column) => name(column.name)).reduce((left, right) => sql`${left}, ${right}`);
  // A select of its own, without groups: shards that group what they send would lose its order.
  const rows = sql`SELECT ${names} FROM ${from}`;
  const select = isByCustomer ? rows : mergeSelect(sql`(${rows}) AS answers`, columns);
  return readChunks(coordinator, caller, { select, columns, orderBy }, options);
}

/**
 * Puts a view on every shard, reads all of them through `cluster()`, and drops them, whatever happens in between. The
 * names are drawn and cannot meet those of others.
 */
async function* readViews(
  { coordinator, shards }: ClusterAccess,
  caller: string,
  { clusterName, database }: { readonly clusterName: string; readonly database: string },
  statement: Statement,
  options: RunOptions,
): AsyncGenerator<Chunk, void, void> {
  const view: TableName = { database, table: temporaryName() };
  const viewName = tableSql(caller, view);
  const run = (shard: ServerConnection, command: Sql, of: RunOptions) => {
    return shard.run(caller, command.print(clickHouseDialect), of);
  };
  try {
    await allOf(shards.map((shard) => run(shard, sql`CREATE VIEW ${viewName} AS ${sortedSelect(statement)}`, options)));
    const from = sql`cluster(${name(clusterName)}, ${name(view.database)}, ${name(view.table)})`;
    yield* readMerged(coordinator, caller, from, statement, options);
  } finally {
    // A shard that is gone keeps its view until somebody drops it; the failure that matters is the first.
    await Promise.allSettled(shards.map((shard) => run(shard, sql`DROP TABLE IF EXISTS ${viewName}`, {})));
  }
}

async function* askEach(
  shards: readonly ServerConnection[],
  caller: string,
  statement: Statement,
  options: RunOptions,
): AsyncGenerator<Chunk, void, void> {
  const answers = await allOf(
    shards.map(async (shard) => {
      const chunks: Chunk[] = [];
      for await (const chunk of readChunks(shard, caller, statement, options)) chunks.push(chunk);
      return chunks;
    }),
  );
  yield* sortedChunks(statement, answers.flat());
}

/** Waits for all, and then fails with the first failure. */
async function allOf<Result>(promises: readonly Promise<Result>[]): Promise<Result[]> {
  const results = await Promise.allSettled(promises);
  return results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

/**
 * How statements reach the shards, by trying: the function `view` in `cluster()`, then views, then a connection to each
 * shard. What fails for another reason than that the server cannot or may not is an error.
 */
export async function probeAccess(
  caller: string,
  coordinator: ServerConnection,
  shards: readonly ServerConnection[],
  place: { readonly clusterName: string; readonly database: string },
): Promise<ShardAccess> {
  const one: Statement = { select: sql`SELECT toFloat64(1) AS one`, columns: numberKeys("one") };
  const works = async (access: ShardAccess): Promise<boolean> => {
    try {
      for await (const chunk of shardChunks({ coordinator, shards, access }, caller, place, one, {})) void chunk;
      return true;
    } catch (error) {
      const lacks =
        error instanceof ClienteleError && (error.code === "access-denied" || error.code === "query-failed");
      if (!lacks) throw error;
      return false;
    }
  };
  if (await works("view-function")) return "view-function";
  if (shards.length === 0) return "rows";
  return (await works("views")) ? "views" : "clients";
}
