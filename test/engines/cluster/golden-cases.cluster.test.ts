import { afterAll, describe, it } from "vitest";
import type { CustomerStatistics, Customers } from "../../../src/index.js";
import { type GoldenTable, runGoldenCases } from "../../customers/golden/run-golden-cases.js";
import { makeTable } from "../clickhouse/order-tables.js";
import { openTestEngine } from "./open-test-engine.js";
import { startCluster, whyNoCluster } from "./start-cluster.js";

if (whyNoCluster !== null) {
  const why = whyNoCluster;
  describe("orders reduced by ClickHouse", () => {
    it.skip(why, () => undefined);
  });
} else {
  const cluster = await startCluster();
  afterAll(() => cluster.stop());
  for (const kind of ["server", "cluster"] as const) {
    const { engine, servers, close } = await openTestEngine(cluster, kind);
    afterAll(close);
    runGoldenCases({
      name: kind === "server" ? "a ClickHouse server" : "a ClickHouse cluster",
      reduceOrders: async (orders, options) => {
        return withBooleans(orders, await engine.reduceOrders(await makeTable(servers, orders), options));
      },
      summarizeCustomers: async (orders, options) => {
        return withBooleans(orders, await engine.summarizeCustomers(await makeTable(servers, orders), options));
      },
      cohorts: async (orders, options) => engine.cohorts(await makeTable(servers, orders), options),
      rfmMeasures: async (orders, options) => engine.scoreRfm(await makeTable(servers, orders), options),
    });
  }
}

/** Before 21.12 ClickHouse has no type for true and false, which are 1 and 0 there. */
function withBooleans<Statistics extends CustomerStatistics | Customers>(
  orders: GoldenTable,
  from: Statistics,
): Statistics {
  if (typeof orders["customer"]?.[0] !== "boolean") return from;
  const ids = [...(from as Customers).column("customer")].map((id) => (id as number | boolean) === 1);
  return (from as Customers).withColumn("customer", ids) as Statistics;
}
