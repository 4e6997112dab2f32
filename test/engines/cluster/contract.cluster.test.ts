import { afterAll, describe, it } from "vitest";
import { makeTable } from "../clickhouse/order-tables.js";
import { runContract } from "../contract/run-contract.js";
import { openTestEngine } from "./open-test-engine.js";
import { startCluster, whyNoCluster } from "./start-cluster.js";

if (whyNoCluster !== null) {
  const why = whyNoCluster;
  describe("the contract of engines on ClickHouse", () => {
    it.skip(why, () => undefined);
  });
} else {
  const cluster = await startCluster();
  afterAll(() => cluster.stop());
  for (const kind of ["server", "cluster"] as const) {
    const { engine, servers, close } = await openTestEngine(cluster, kind);
    afterAll(close);
    runContract({
      name: `ClickHouse 18.16, ${kind === "server" ? "one server" : "a cluster of two shards"}`,
      engine: () => engine,
      source: (rows, key) => makeTable(servers, rows, "UInt8", key),
      leftJoin: "ALL LEFT JOIN",
    });
  }
}
