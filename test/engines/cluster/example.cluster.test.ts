import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { simulateOrders } from "../../../src/index.js";
import { makeNativeTable } from "../clickhouse/order-tables.js";
import { openTestEngine, type TestEngine } from "./open-test-engine.js";
import { startCluster, type TestCluster, whyNoCluster } from "./start-cluster.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));

describe.skipIf(whyNoCluster !== null)(`the example of ClickHouse (${whyNoCluster ?? "on a cluster"})`, () => {
  let cluster: TestCluster;
  let test: TestEngine;

  beforeAll(async () => {
    cluster = await startCluster();
    test = await openTestEngine(cluster, "cluster");
  });

  afterAll(async () => {
    await test?.close();
    await cluster?.stop();
  });

  it("says who the customers of a table are, and what they will buy", async () => {
    const model = { kind: "bg-nbd", parameters: { r: 0.5, alpha: 6, a: 0.8, b: 2.5 }, unit: "week" } as const;
    const orders = simulateOrders(model, { customers: 3000, start: "2025-01-01", end: "2025-12-31", seed: 3 });
    const customer = Float64Array.from(orders.column("customer").toArray() as number[]);
    // Seconds, which are a DateTime of ClickHouse.
    const day = Int32Array.from(orders.column("date").toArray() as number[], (date) => Math.floor(date / 1000));
    const table = await makeNativeTable(
      { ...test.servers, shardingKey: "intHash64(customer)" },
      [
        { name: "customer", type: "Int64", values: customer },
        { name: "day", type: "DateTime", values: day },
        { name: "amount", type: "Float64", values: Float64Array.from(customer, (id, i) => 5 + ((id + i) % 50)) },
      ],
      (row) => customer[row]! % 2,
    );
    const { stdout, stderr } = await run(
      process.execPath,
      ["--import", "tsx", "examples/my-orders-live-in-clickhouse.ts", table],
      {
        cwd: root,
        env: {
          ...process.env,
          CLICKHOUSE_URL: cluster.servers[0]!.url,
          CLICKHOUSE_USER: cluster.username,
          CLICKHOUSE_PASSWORD: cluster.password,
          CLICKHOUSE_SHARDS: cluster.servers.map(({ url }) => url).join(","),
        },
      },
    );
    expect(stderr).toBe("");
    expect(stdout).toContain(`${customer.length} orders of 3000 customers`);
    expect(stdout).toContain("Champions");
    expect(stdout).toContain("2025-Q1");
    expect(stdout).toMatch(/come back [0-9.]+ times in a year \(converged\)/);
  });
});
