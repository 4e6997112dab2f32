import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clickHouseConnection } from "../../../src/engines/clickhouse/clickhouse-connection.js";
import { readChunks } from "../../../src/engines/clickhouse/read-chunks.js";
import { scoreTableWriter } from "../../../src/engines/clickhouse/score-table-writer.js";
import type { ServerConnection } from "../../../src/engines/clickhouse/server-connection.js";
import { readTexts } from "../../../src/engines/clickhouse/table-place.js";
import { connectClickHouse } from "../../../src/engines/clickhouse.js";
import { createEngine } from "../../../src/engines/engine/create-engine.js";
import { sql } from "../../../src/engines/sql/sql.js";
import { numberKeys } from "../../../src/engines/statements/statement.js";
import { ClienteleError } from "../../../src/index.js";
import { makeNativeTable } from "../clickhouse/order-tables.js";
import { openServer, openTestEngine, type TestEngine } from "./open-test-engine.js";
import { startCluster, type TestCluster, whyNoCluster } from "./start-cluster.js";

const columns = { customer: "customer", date: "day", amount: "amount", dateUnit: "day" } as const;
const rows = 400_000;
const customers = 50_000;

const orders = () =>
  [
    { name: "customer", type: "Int64", values: Float64Array.from({ length: rows }, (_, i) => i % customers) },
    { name: "day", type: "Int32", values: Int32Array.from({ length: rows }, (_, i) => 20_000 + ((i * 7919) % 700)) },
    { name: "amount", type: "Float64", values: Float64Array.from({ length: rows }, (_, i) => 1 + (i % 97)) },
  ] as const;

describe.skipIf(whyNoCluster !== null)(
  `a cluster in trouble${whyNoCluster === null ? "" : ` (${whyNoCluster})`}`,
  () => {
    let cluster: TestCluster;
    let test: TestEngine;
    let table: string;

    beforeAll(async () => {
      cluster = await startCluster();
      test = await openTestEngine(cluster, "cluster");
      // Rows of both shards, so that nothing is lost where a server is killed.
      table = await makeNativeTable(
        { ...test.servers, engine: "MergeTree ORDER BY customer" },
        orders(),
        (row) => row % 2,
      );
    });

    afterAll(async () => {
      await test?.close();
      await cluster?.stop();
    });

    /** The error with which a promise is rejected. */
    const failureOf = async (promise: Promise<unknown>): Promise<ClienteleError> => {
      const error = await promise.then(
        () => new Error("it did not fail"),
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(ClienteleError);
      return error as ClienteleError;
    };

    /** Nothing of ours is left on any server, and the next call works. */
    const expectOrder = async (): Promise<void> => {
      for (const server of test.servers.shards) {
        await expect(leftovers(server)).resolves.toEqual([]);
      }
      const grouped = await test.engine.customerStatistics(table, columns);
      expect([...grouped.column("count")].reduce((sum: number, count) => sum + count!, 0)).toBe(customers);
    };

    it("works while nothing is wrong", expectOrder);

    it("says that a shard is down where it does not answer, at the start of a call", async () => {
      await cluster.servers[1]!.stop("SIGKILL");
      const error = await failureOf(test.engine.customerStatistics(table, columns));
      expect(["shard-unavailable", "connection-lost"]).toContain(error.code);
      expect(error.message).toMatch(/there is (none|no result)/);
      const missing = connectClickHouse({
        url: cluster.servers[0]!.url,
        username: cluster.username,
        password: cluster.password,
        cluster: { shards: cluster.servers.map(({ url }) => url) },
      });
      expect((await failureOf(missing)).code).toBe("connection-lost");
      await cluster.servers[1]!.start();
      await expectOrder();
    });

    it("fails where a shard is killed while it answers", async () => {
      const call = test.engine.customerStatistics(table, columns);
      setTimeout(() => void cluster.servers[1]!.stop("SIGKILL"), 300);
      const error = await failureOf(call);
      expect(["shard-unavailable", "connection-lost"]).toContain(error.code);
      await cluster.servers[1]!.start();
      await dropLeftovers(test.servers.shards[1]!);
      await expectOrder();
    });

    it("fails where the connection between shards is cut in the middle of an answer", async () => {
      cluster.doors[1]!.cutAfter(20_000);
      const error = await failureOf(test.engine.customerStatistics(table, columns));
      expect(error.code).toBe("connection-lost");
      cluster.doors[1]!.cutAfter(null);
      await expectOrder();
    });

    it("fails where the connection to the server itself is cut in the middle of an answer", async () => {
      const door = await cluster.openDoor(0, "http");
      const engine = await connectClickHouse({ ...loginOf(cluster), url: `http://127.0.0.1:${door.port}` });
      door.cutAfter(100_000);
      const error = await failureOf(engine.summarizeCustomers(table, columns));
      expect(error.code).toBe("connection-lost");
      expect(error.message).not.toContain(cluster.password);
      await engine.close();
      await door.stop();
      await expectOrder();
    });

    it("takes an exception after the first rows for a failure, although the server says 200", async () => {
      const server = openServer(cluster, 0);
      const numbers = sql`SELECT toFloat64(1) AS n`;
      // Without the sort for a last row the server sends rows before it fails.
      const failing = "SELECT toFloat64(number + throwIf(number = 3000000)) AS n, toUInt8(0) AS clientele_end";
      const unsorted: ServerConnection = {
        ...server,
        read: (caller) => server.read(caller, `${failing} FROM numbers(10000000)`),
      };
      let seen = 0;
      const read = async (): Promise<void> => {
        for await (const chunk of readChunks(unsorted, "test", { select: numbers, columns: numberKeys("n") }, {})) {
          seen += chunk.rows;
        }
      };
      const error = await failureOf(read());
      expect(error.code).toBe("query-failed");
      expect(error.message).toContain("throwIf");
      expect(seen).toBeGreaterThan(0);
      await server.close();
    });

    it("says that a query needs too much memory", async () => {
      const small = openServer(cluster, 0, "small");
      const engine = createEngine(clickHouseConnection({ coordinator: small, shards: [], clusterName: undefined }));
      const error = await failureOf(engine.summarizeCustomers(`${table}_local`, columns));
      expect(error.code).toBe("out-of-memory");
      await engine.close();
      await expectOrder();
    });

    it("ends a call on the server when its signal says so, and fails with the reason", async () => {
      const stopping = new AbortController();
      const slow = { query: "SELECT number AS customer, number AS day FROM numbers(2000000000)" };
      const reason = new Error("enough");
      const call = test.engine.summarizeCustomers(slow, {
        customer: "customer",
        date: "day",
        dateUnit: "day",
        end: "1990-01-01",
        signal: stopping.signal,
      });
      setTimeout(() => stopping.abort(reason), 500);
      await expect(call).rejects.toBe(reason);
      const running = async (): Promise<number> => {
        const from = sql`system.processes WHERE query LIKE '%2000000000%' AND query NOT LIKE '%system.processes%'`;
        return (await readTexts(test.servers.shards[0]!, "test", ["query_id"], {}, { from })).length;
      };
      await expect.poll(running, { timeout: 10_000 }).toBe(0);
      await expectOrder();
    });

    it("refuses a server that is set to leave out shards that do not answer", async () => {
      const error = await failureOf(connectClickHouse({ ...loginOf(cluster), username: "skipper" }));
      expect(error.code).toBe("invalid-option");
      expect(error.message).toContain("skip_unavailable_shards");
      const inAddress = connectClickHouse({ url: `${cluster.servers[0]!.url}/?skip_unavailable_shards=1` });
      expect((await failureOf(inAddress)).code).toBe("invalid-option");
    });

    it("says nothing of a password, wherever it goes wrong", async () => {
      const wrong = connectClickHouse({ ...loginOf(cluster), password: "hunter2-secret" });
      const error = await failureOf(wrong);
      expect(error.code).toBe("access-denied");
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("hunter2");
    });

    it("refuses a table of which a customer has rows on both shards", async () => {
      const scattered = await makeNativeTable(test.servers, orders(), (row) => (row < rows / 2 ? 0 : 1));
      expect((await failureOf(test.engine.customerStatistics(scattered, columns))).code).toBe("scattered-customers");
    });

    it("leaves no half-written table under its name, nor under another", async () => {
      const server = test.servers.shards[0]!;
      const written = [
        { name: "customer", type: "text" },
        { name: "score", type: "number" },
      ] as const;
      const chunk = { rows: 2, columns: [["ada", "'; DROP TABLE"], Float64Array.of(0.5, Number.NaN)] };
      const given = await scoreTableWriter(server, "test", "scores_given_up", written);
      await given.write(chunk);
      await given.abort();
      const finished = await scoreTableWriter(server, "test", "scores_done", written);
      await finished.write(chunk);
      await expect(namesLike(server, "scores_done")).resolves.toEqual([]);
      await finished.finish();
      await expect(namesLike(server, "scores_given_up")).resolves.toEqual([]);
      await expect(readTexts(server, "test", ["customer"], {}, { from: sql`scores_done` })).resolves.toEqual([
        ["ada"],
        ["'; DROP TABLE"],
      ]);
      // A name that is taken is refused before anything is written.
      expect((await failureOf(scoreTableWriter(server, "test", "scores_done", written))).code).toBe("invalid-option");
      await expectOrder();
    });
  },
);

function loginOf({ servers, username, password }: TestCluster) {
  return { url: servers[0]!.url, username, password };
}

function namesLike(server: ServerConnection, name: "scores_done" | "scores_given_up"): Promise<(string | null)[][]> {
  const from =
    name === "scores_done"
      ? sql`system.tables WHERE name = 'scores_done'`
      : sql`system.tables WHERE name = 'scores_given_up'`;
  return readTexts(server, "test", ["name"], {}, { from });
}

async function leftovers(server: ServerConnection): Promise<(string | null)[]> {
  const from = sql`system.tables WHERE name LIKE 'clientele_temporary_%'`;
  return (await readTexts(server, "test", ["name"], {}, { from })).map(([name]) => name!);
}

/** A server that was killed keeps the views that it had. */
async function dropLeftovers(server: ServerConnection): Promise<void> {
  for (const name of await leftovers(server)) await server.run("test", `DROP TABLE ${name}`);
}
