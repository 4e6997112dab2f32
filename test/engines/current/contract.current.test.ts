import { afterAll, describe, it } from "vitest";
import { clickHouseConnection } from "../../../src/engines/clickhouse/clickhouse-connection.js";
import { createEngine } from "../../../src/engines/engine/create-engine.js";
import { makeTable } from "../clickhouse/order-tables.js";
import { runContract } from "../contract/run-contract.js";
import { openChdb } from "./chdb-connection.js";

const chdb = openChdb();

if (chdb === null) {
  describe("the contract of engines on the current ClickHouse", () => {
    it.skip("the package chdb is not installed: npm run test:clickhouse:install", () => undefined);
  });
} else {
  const engine = createEngine(clickHouseConnection({ coordinator: chdb, shards: [], clusterName: undefined }));
  afterAll(() => chdb.close());
  runContract({
    name: "the current ClickHouse",
    engine: () => engine,
    source: (rows) => makeTable({ shards: [chdb], cluster: null }, rows, "Bool"),
    leftJoin: "ALL LEFT JOIN",
  });
}
