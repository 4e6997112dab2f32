import { afterAll, describe, it } from "vitest";
import { clickHouseConnection } from "../../../src/engines/clickhouse/clickhouse-connection.js";
import { createEngine } from "../../../src/engines/engine/create-engine.js";
import { runGoldenCases } from "../../customers/golden/run-golden-cases.js";
import { makeTable } from "../clickhouse/order-tables.js";
import { openChdb } from "./chdb-connection.js";

const chdb = openChdb();

if (chdb === null) {
  describe("orders reduced by the current ClickHouse", () => {
    it.skip("the package chdb is not installed: npm run test:clickhouse:install", () => undefined);
  });
} else {
  const engine = createEngine(clickHouseConnection({ coordinator: chdb, shards: [], clusterName: undefined }));
  afterAll(() => chdb.close());
  const servers = { shards: [chdb], cluster: null };
  runGoldenCases({
    name: "the current ClickHouse",
    reduceOrders: async (orders, options) => engine.reduceOrders(await makeTable(servers, orders, "Bool"), options),
    summarizeCustomers: async (orders, options) => {
      return engine.summarizeCustomers(await makeTable(servers, orders, "Bool"), options);
    },
    cohorts: async (orders, options) => engine.cohorts(await makeTable(servers, orders, "Bool"), options),
    rfmMeasures: async (orders, options) => engine.scoreRfm(await makeTable(servers, orders, "Bool"), options),
  });
}
