import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clickHouseConnection } from "../../../src/engines/clickhouse/clickhouse-connection.js";
import type { ServerConnection } from "../../../src/engines/clickhouse/server-connection.js";
import { createEngine } from "../../../src/engines/engine/create-engine.js";
import type { Engine } from "../../../src/engines/engine/engine.js";
import { ClienteleError, fitBgNbd, groupStatistics, simulateOrders, summarizeCustomers } from "../../../src/index.js";
import { makeNativeTable } from "../clickhouse/order-tables.js";
import { openServer, openTestEngine, type TestEngine } from "./open-test-engine.js";
import { startCluster, type TestCluster, whyNoCluster } from "./start-cluster.js";

const columns = { customer: "customer", date: "day", amount: "amount", dateUnit: "day", end: "2025-12-31" } as const;

/** Orders of BG/NBD customers on days, some of them refunds. */
function simulatedOrders() {
  const model = { kind: "bg-nbd", parameters: { r: 2, alpha: 20, a: 1, b: 20 }, unit: "day" } as const;
  const orders = simulateOrders(model, { customers: 20_000, start: "2024-01-01", end: "2025-12-31", seed: 7 });
  const customer = Float64Array.from(orders.column("customer").toArray() as number[]);
  const day = Int32Array.from(orders.column("date").toArray() as number[], (date) => Math.floor(date / 86_400_000));
  const amount = Float64Array.from(customer, (id, i) => ((i * 31) % 50 === 0 ? -3 : 5 + ((i + id) % 40) / 4));
  return { customer, day, amount };
}

describe.skipIf(whyNoCluster !== null)(`the ways to the shards of a cluster (${whyNoCluster ?? "two shards"})`, () => {
  const orders = simulatedOrders();
  let cluster: TestCluster;
  let test: TestEngine;
  let table: string;
  const opened: ServerConnection[] = [];

  beforeAll(async () => {
    cluster = await startCluster();
    test = await openTestEngine(cluster, "cluster");
    table = await makeNativeTable(
      { ...test.servers, engine: "MergeTree ORDER BY customer", shardingKey: "intHash64(customer)" },
      [
        { name: "customer", type: "Int64", values: orders.customer },
        { name: "day", type: "Int32", values: orders.day },
        { name: "amount", type: "Float64", values: orders.amount },
      ],
      (row) => orders.customer[row]! % 2,
    );
  });

  afterAll(async () => {
    await Promise.all(opened.map((server) => server.close()));
    await test?.close();
    await cluster?.stop();
  });

  const engineOf = (user: string, shards: readonly number[]): Engine => {
    const servers = [0, ...shards].map((shard) => openServer(cluster, shard, user));
    opened.push(...servers);
    return createEngine(
      clickHouseConnection({ coordinator: servers[0]!, shards: servers.slice(1), clusterName: undefined }),
    );
  };
  const bytesOf = async (call: () => Promise<unknown>): Promise<number> => {
    for (const door of cluster.doors) door.reset();
    await call();
    return cluster.doors.reduce((sum, door) => sum + door.received(), 0);
  };

  it("gives the customers of memory by views, by a connection to each shard, and by the Distributed table", async () => {
    const expected = summarizeCustomers(orders, { ...columns, unit: "week" }).sortBy("customer");
    for (const engine of [test.engine, engineOf("reader", [0, 1]), engineOf("analyst", [])]) {
      const customers = await engine.summarizeCustomers(table, { ...columns, unit: "week" });
      expect(customers.ledger).toEqual(expected.ledger);
      expect(customers.numRows).toBe(expected.numRows);
      for (const name of expected.columnNames) {
        const [actual, wanted] = [customers, expected].map(
          (one) => one.column(name as "age").toArray() as (number | null)[],
        );
        for (let i = 0; i < wanted!.length; i += 7) {
          if (wanted![i] === null) expect(actual![i]).toBeNull();
          else expect(Math.abs(actual![i]! - wanted![i]!)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(wanted![i]!)));
        }
      }
    }
  });

  it("fits the same model as in memory, of which statistics of customers travelled alone", async () => {
    // The Distributed table as it is, with the settings that a server has by itself.
    const server = openServer(cluster, 0);
    opened.push(server);
    const asIs = { ...server, read: server.readAsUser };
    const plain = createEngine(clickHouseConnection({ coordinator: asIs, shards: [], clusterName: undefined }));
    const { amount: _, ...days } = columns;
    let grouped = await test.engine.customerStatistics(table, days);
    const statistics = await bytesOf(async () => {
      grouped = await test.engine.customerStatistics(table, days);
    });
    const rows = await bytesOf(() => plain.customerStatistics(table, days));
    console.log(`${statistics} bytes between shards instead of ${rows}, of ${orders.day.length} orders`);
    expect(statistics / rows).toBeLessThan(0.15);
    expect(grouped.numRows / orders.day.length).toBeLessThan(0.15);
    const [there, here] = [fitBgNbd(grouped), fitBgNbd(groupStatistics(summarizeCustomers(orders, days)))];
    for (const [name, value] of Object.entries(here.parameters)) {
      expect(Math.abs(there.parameters[name as "r"] / value - 1)).toBeLessThan(1e-8);
    }
  });

  it("refuses addresses that are not one of each shard", async () => {
    const failure = engineOf("analyst", [1]).customerStatistics(table, columns);
    await expect(failure).rejects.toMatchObject({ code: "invalid-option" });
    const twice = engineOf("reader", [0, 0]).summarizeCustomers(table, columns);
    await expect(twice).rejects.toBeInstanceOf(ClienteleError);
  });
});
