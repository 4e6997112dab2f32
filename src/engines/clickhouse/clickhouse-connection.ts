import { ClienteleError, showValue } from "../../errors/index.js";
import { clickHouseDialect } from "../dialects/clickhouse-dialect.js";
import type { Connection } from "../engine/connection.js";
import type { EngineSource, RunOptions } from "../engine/engine.js";
import { identifier, Sql, sql, value } from "../sql/sql.js";
import { userQuery } from "../sql/user-query.js";
import type { DistributedEngine } from "./distributed-engine.js";
import { readChunks } from "./read-chunks.js";
import { requireTogether } from "./scattered-rows.js";
import { scoreTableWriter } from "./score-table-writer.js";
import type { ServerConnection } from "./server-connection.js";
import { probeAccess, type ShardAccess, shardChunks } from "./shard-access.js";
import { describeQuery, type FoundTable, findTable, readTexts, tableSql } from "./table-place.js";

/** The servers of a connection. */
export interface Servers {
  readonly coordinator: ServerConnection;
  /** A server of each shard, where they were named. */
  readonly shards: readonly ServerConnection[];
  /** The cluster on which a table that is not Distributed lies under the same name on every shard. */
  readonly clusterName: string | undefined;
}

/** A table, where its rows lie, and how statements get there. */
interface Place {
  readonly table: FoundTable;
  readonly cluster: (DistributedEngine & { readonly access: ShardAccess }) | null;
}

/**
 * The analyses' way to ClickHouse. In a statement a table stands under a name of this connection, which is printed as
 * that of the local table of the shards where they are asked, and as its own where the server is.
 */
export function clickHouseConnection(servers: Servers): Connection {
  const { coordinator } = servers;
  const tableOf = new Map<string, string>();
  const places = new Map<string, Place>();
  const accesses = new Map<string, ShardAccess>();
  let sharded = false;

  const relation = (caller: string, source: EngineSource): Sql => {
    const isObject = typeof source === "object" && source !== null;
    if (isObject && Object.keys(source).length === 1 && "query" in source) return userQuery(caller, source.query);
    if (typeof source !== "string") {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, value: source },
        `the source must be the name of a table or { query }, got ${showValue(source)}`,
      );
    }
    identifier(caller, source);
    const known = [...tableOf].find(([, table]) => table === source)?.[0];
    const own = known ?? `clientele_table_${tableOf.size}`;
    tableOf.set(own, source);
    return Sql.identifier(own);
  };

  const accessTo = async (caller: string, to: DistributedEngine): Promise<ShardAccess> => {
    const known = accesses.get(to.cluster);
    if (known !== undefined) return known;
    const place = { clusterName: to.cluster, database: to.database };
    if (servers.shards.length > 0) await requireAllShards(caller, servers, to.cluster);
    const access = await probeAccess(caller, coordinator, servers.shards, place);
    accesses.set(to.cluster, access);
    return access;
  };

  const find = async (caller: string, own: string, options: RunOptions): Promise<Place> => {
    const table = await findTable(coordinator, caller, tableOf.get(own)!, options);
    const to = table.distributed ?? everywhere(table, servers.clusterName);
    const place = { table, cluster: to === undefined ? null : { ...to, access: await accessTo(caller, to) } };
    places.set(own, place);
    if (place.cluster !== null) sharded = true;
    return place;
  };

  /** A piece of SQL with the names of this connection replaced, and the place that the last of them means. */
  const resolve = (caller: string, select: Sql): { readonly select: Sql; readonly place: Place | null } => {
    let place: Place | null = null;
    const resolved = select.replaceIdentifiers((own) => {
      const found = places.get(own);
      if (found === undefined) return null;
      place = found;
      const { table, cluster } = found;
      return tableSql(caller, cluster === null || cluster.access === "rows" ? table : cluster);
    });
    return { select: resolved, place };
  };

  return {
    dialect: clickHouseDialect,
    get sharded() {
      return sharded;
    },
    relation,
    columns: async (caller, of) => {
      const own = of.asIdentifier();
      if (own === null || !tableOf.has(own)) return describeQuery(coordinator, caller, of);
      return (await find(caller, own, {})).table.columns;
    },
    requireTogether: async (caller, of, column, options) => {
      const own = of.asIdentifier();
      const cluster = own === null ? null : (places.get(own)?.cluster ?? null);
      if (cluster === null || cluster.access === "rows") return;
      await requireTogether({ ...servers, access: cluster.access }, caller, cluster, column, options);
    },
    chunks: (caller, statement, options) => {
      const { select, place } = resolve(caller, statement.select);
      const resolved = { ...statement, select };
      if (place === null || place.cluster === null) return readChunks(coordinator, caller, resolved, options);
      const { access, cluster: clusterName, database } = place.cluster;
      return shardChunks({ ...servers, access }, caller, { clusterName, database }, resolved, options);
    },
    writer: (caller, into, columns) => scoreTableWriter(coordinator, caller, into, columns),
    close: async () => {
      await Promise.all([coordinator, ...servers.shards].map((server) => server.close()));
    },
  };
}

/** Refuses addresses that are more or fewer than the shards of the cluster. */
async function requireAllShards(caller: string, { coordinator, shards }: Servers, cluster: string): Promise<void> {
  const from = sql`(SELECT DISTINCT toString(shard_num) AS shard FROM system.clusters
    WHERE cluster = ${value(cluster)}) AS shard_numbers`;
  const known = await readTexts(coordinator, caller, ["shard"], {}, { from });
  if (known.length === shards.length) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: shards.length },
    `the cluster ${showValue(cluster)} has ${known.length} shards, and connectClickHouse was given the addresses of ` +
      `${shards.length}; give one of each shard`,
  );
}

/** A table that lies under its name on every shard of the cluster that was named. */
function everywhere({ database, table }: FoundTable, cluster: string | undefined): DistributedEngine | undefined {
  return cluster === undefined ? undefined : { cluster, database, table, shardingKey: null };
}
