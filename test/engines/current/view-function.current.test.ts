import { afterAll, describe, expect, it } from "vitest";
import { clickHouseConnection } from "../../../src/engines/clickhouse/clickhouse-connection.js";
import type { ServerConnection } from "../../../src/engines/clickhouse/server-connection.js";
import { createEngine } from "../../../src/engines/engine/create-engine.js";
import { groupStatistics, summarizeCustomers } from "../../../src/index.js";
import { makeTable } from "../clickhouse/order-tables.js";
import { openChdb } from "./chdb-connection.js";

const chdb = openChdb();
const why = chdb === null ? "npm run test:clickhouse:install" : "one shard, this process";

describe.skipIf(chdb === null)(`statements in the function view of the current ClickHouse (${why})`, () => {
  afterAll(() => chdb?.close());

  it("give the customers and the histories of memory", async () => {
    // In this process there is no cluster; `remote` takes the function as `cluster` does.
    const asked: string[] = [];
    const remote: ServerConnection = {
      ...chdb!,
      read: (caller, statement, options) => {
        asked.push(statement);
        return chdb!.read(caller, statement.replace("cluster('one', view(", "remote('127.0.0.1', view("), options);
      },
    };
    const engine = createEngine(clickHouseConnection({ coordinator: remote, shards: [], clusterName: "one" }));
    const orders = {
      customer: ["ada", "bob", "ada", "ada", "bob", "cyd"],
      date: ["2026-01-05", "2026-01-05", "2026-01-19", "2026-01-19T10:00", "2026-02-02", "1969-12-30"],
      amount: [20, 5, 30, -10, 7, 1],
    };
    const options = { customer: "customer", date: "date", amount: "amount", unit: "week" } as const;
    const table = await makeTable({ shards: [chdb!], cluster: null }, orders);
    const expected = summarizeCustomers(orders, options);
    const customers = await engine.summarizeCustomers(table, options);
    expect(customers.toRows()).toEqual(expected.sortBy("customer").toRows());
    expect(customers.ledger).toEqual(expected.ledger);
    const histories = await engine.customerStatistics(table, options);
    const wanted = groupStatistics(expected).toRows();
    expect(histories.toRows()).toEqual(expect.arrayContaining(wanted));
    expect(histories.numRows).toBe(wanted.length);
    expect(asked.filter((statement) => statement.includes("cluster('one', view(")).length).toBeGreaterThan(3);
  });
});
