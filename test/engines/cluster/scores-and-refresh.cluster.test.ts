import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NativeCells } from "../../../src/engines/clickhouse/native-writer.js";
import { readTexts } from "../../../src/engines/clickhouse/table-place.js";
import { name, sql } from "../../../src/engines/sql/sql.js";
import {
  type CustomerStatistics,
  customersFrom,
  expectedPurchases,
  fitBgNbd,
  probabilityAlive,
  simulateOrders,
  summarizeCustomers,
} from "../../../src/index.js";
import { makeNativeTable } from "../clickhouse/order-tables.js";
import { openTestEngine, type TestEngine } from "./open-test-engine.js";
import { startCluster, type TestCluster, whyNoCluster } from "./start-cluster.js";

const columns = { customer: "customer", date: "day", amount: "amount", dateUnit: "day" } as const;

function simulatedOrders() {
  const model = { kind: "bg-nbd", parameters: { r: 0.6, alpha: 8, a: 0.8, b: 2.5 }, unit: "week" } as const;
  const orders = simulateOrders(model, { customers: 2000, start: "2025-01-01", end: "2025-12-31", seed: 11 });
  const customer = Float64Array.from(orders.column("customer").toArray() as number[]);
  const day = Int32Array.from(orders.column("date").toArray() as number[], (date) => Math.floor(date / 86_400_000));
  const amount = Float64Array.from(customer, (id, i) => ((i * 31) % 40 === 0 ? -3 : 5 + ((i + id) % 40) / 4));
  return { customer, day, amount };
}

describe.skipIf(whyNoCluster !== null)(`scores and refreshed statistics (${whyNoCluster ?? "on a cluster"})`, () => {
  const orders = simulatedOrders();
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

  const tableOf = (rows: readonly number[], ids: "Int64" | "UInt64" = "Int64"): Promise<string> => {
    const customer = { name: "customer", type: ids, values: Float64Array.from(rows, (row) => orders.customer[row]!) };
    const cells: NativeCells[] = [
      customer as NativeCells,
      { name: "day", type: "Int32", values: Int32Array.from(rows, (row) => orders.day[row]!) },
      { name: "amount", type: "Float64", values: Float64Array.from(rows, (row) => orders.amount[row]!) },
    ];
    const servers = { ...test.servers, shardingKey: "intHash64(customer)" };
    return makeNativeTable(servers, cells, (row) => orders.customer[rows[row]!]! % 2);
  };
  const allRows = [...orders.day.keys()];

  it("writes a score of every customer into a table, with the ids as they were", async () => {
    const table = await tableOf(allRows, "UInt64");
    const options = { ...columns, unit: "week", end: "2025-12-31" } as const;
    const customers = summarizeCustomers(orders, options).sortBy("customer");
    const buyers = customers.where((row) => row.frequency !== null);
    const model = fitBgNbd(buyers);
    const { rows } = await test.engine.scoreCustomers(model, table, { ...options, horizon: 26, into: "scores" });
    expect(rows).toBe(customers.numRows);
    const scored = await readTexts(
      test.servers.shards[0]!,
      "test",
      ["id", "kind", "alive", "expected"],
      {},
      {
        from: sql`(SELECT toString(customer) AS ${name("id")}, toTypeName(customer) AS ${name("kind")},
        toString(probabilityAlive) AS ${name("alive")}, toString(expectedPurchases) AS ${name("expected")}
        FROM scores ORDER BY customer) AS read_scores`,
      },
    );
    expect(scored.length).toBe(customers.numRows);
    const byId = new Map(scored.map(([id, kind, alive, expected]) => [Number(id), { kind, alive, expected }]));
    const [alive, expected] = [probabilityAlive(model, buyers), expectedPurchases(model, buyers, { horizon: 26 })];
    [...buyers.column("customer")].forEach((id, i) => {
      const found = byId.get(id as number)!;
      expect(found.kind).toBe("UInt64");
      expect(Number(found.alive)).toBeCloseTo(alive[i]!, 9);
      expect(Number(found.expected)).toBeCloseTo(expected[i]!, 9);
    });
    // A name that is taken is refused, and the table stays as it is.
    const again = test.engine.scoreCustomers(model, table, { ...options, into: "scores" });
    await expect(again).rejects.toMatchObject({ code: "invalid-option" });
  });

  it("merges twelve months one by one into what one pass over the year gives", async () => {
    const months = Array.from({ length: 12 }, (_, month) => {
      const [from, to] = [month, month + 1].map((of) => Date.UTC(2025, of, 1) / 86_400_000);
      return allRows.filter((row) => orders.day[row]! >= from! && orders.day[row]! < to!);
    });
    let stored: CustomerStatistics | null = null;
    for (const [month, rows] of months.entries()) {
      const table = await tableOf(rows);
      const options = { ...columns, end: new Date(Date.UTC(2025, month + 1, 0)) };
      stored =
        stored === null
          ? await test.engine.reduceOrders(table, options)
          : await test.engine.mergeStatistics(stored, table, options);
    }
    const merged = customersFrom(stored!, { unit: "week" }).sortBy("customer");
    const whole = summarizeCustomers(orders, { ...columns, unit: "week", end: "2025-12-31" }).sortBy("customer");
    expect(merged.numRows).toBe(whole.numRows);
    expect(merged.ledger).toEqual(whole.ledger);
    for (const column of ["customer", "orders", "frequency", "recency", "age", "monetary", "logIntervals", "revenue"]) {
      const [actual, wanted] = [merged, whole].map((table) => table.column(column as "age").toArray());
      for (let row = 0; row < wanted!.length; row++) {
        const difference = Math.abs((actual![row] ?? 0) - (wanted![row] ?? 0));
        expect(difference).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(wanted![row] ?? 0)));
      }
    }
  });
});
