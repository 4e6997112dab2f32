import * as client from "@clickhouse/client";
import { openConnection, type ServerConnection } from "../../../src/engines/clickhouse/server-connection.js";
import { connectClickHouse } from "../../../src/engines/clickhouse.js";
import type { Engine } from "../../../src/engines/engine/engine.js";
import type { TableServers } from "../clickhouse/order-tables.js";
import type { TestCluster } from "./start-cluster.js";

/** An engine on the test cluster, with connections that make its tables. */
export interface TestEngine {
  readonly engine: Engine;
  readonly servers: TableServers;
  readonly close: () => Promise<void>;
}

/** A connection to one server of the test cluster. */
export function openServer(
  cluster: TestCluster,
  server: number,
  username: string = cluster.username,
): ServerConnection {
  const url = new URL(cluster.servers[server]!.url);
  return openConnection(client, { url, username, password: cluster.password, database: "default" });
}

/** An engine on the first server alone, or on the cluster by views on its shards. */
export async function openTestEngine(cluster: TestCluster, kind: "server" | "cluster"): Promise<TestEngine> {
  const { username, password, name } = cluster;
  const shards = cluster.servers.map((_, i) => openServer(cluster, i));
  const isCluster = kind === "cluster";
  const engine = await connectClickHouse({
    url: cluster.servers[0]!.url,
    username,
    password,
    ...(isCluster ? { cluster: { shards: cluster.servers.map(({ url }) => url) } } : {}),
  });
  return {
    engine,
    servers: isCluster ? { shards, cluster: name } : { shards: shards.slice(0, 1), cluster: null },
    close: async () => {
      await Promise.all([engine, ...shards].map((one) => one.close()));
    },
  };
}
