import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../../../src/cli/index.js";
import { readCsv } from "../../../src/index.js";
import { makeTable } from "../clickhouse/order-tables.js";
import { openTestEngine, type TestEngine } from "./open-test-engine.js";
import { startCluster, type TestCluster, whyNoCluster } from "./start-cluster.js";

const example = fileURLToPath(new URL("../../../examples/data/orders.csv", import.meta.url));

/** Runs a command line and gives what it printed. */
async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const stdout = { write: (text: string) => out.push(text) };
  const code = await runCommandLine(args, { stdout, stderr: { write: (text: string) => err.push(text) } });
  return { code, stdout: out.join(""), stderr: err.join("") };
}

/** Rows of JSON by their first value: an engine has no order of rows. */
function rowsOf(stdout: string): Record<string, unknown>[] {
  const first = (row: Record<string, unknown>) => String(Object.values(row)[0]);
  return (JSON.parse(stdout) as Record<string, unknown>[]).sort((a, b) => (first(a) < first(b) ? -1 : 1));
}

describe.skipIf(whyNoCluster !== null)(`--engine clickhouse:// (${whyNoCluster ?? "on a server"})`, () => {
  let cluster: TestCluster;
  let test: TestEngine;
  let table: string;
  const addressOf = (password: string): string =>
    cluster.servers[0]!.url.replace("http://", `clickhouse://${cluster.username}:${password}@`);

  beforeAll(async () => {
    cluster = await startCluster();
    test = await openTestEngine(cluster, "server");
    const orders = (await readCsv(readFileSync(example, "utf8"))).toRows();
    table = await makeTable(test.servers, {
      customer: orders.map((row) => String(row["customer"])),
      order: orders.map((row) => String(row["order"])),
      date: orders.map((row) => new Date(Number(row["date"])).toISOString().slice(0, 10)),
      amount: orders.map((row) => Number(row["amount"])),
    });
  });

  afterAll(async () => {
    await test?.close();
    await cluster?.stop();
  });

  it.each([["summarize"], ["rfm"], ["pareto"], ["cohorts"]])("gives what %s gives of a file", async (command) => {
    const inMemory = await run(command, example, "--format", "json");
    const onServer = await run(command, table, "--format", "json", "--engine", addressOf(cluster.password));
    expect([inMemory.code, onServer.code]).toEqual([0, 0]);
    // The same columns are guessed of the table as of the file.
    expect(onServer.stderr).toBe(inMemory.stderr);
    const [actual, expected] = [rowsOf(onServer.stdout), rowsOf(inMemory.stdout)];
    expect(actual).toHaveLength(expected.length);
    for (const [i, row] of expected.entries()) {
      for (const [name, value] of Object.entries(row)) {
        if (typeof value === "number") expect(actual[i]![name], name).toBeCloseTo(value, 8);
        else expect(actual[i]![name], name).toEqual(value);
      }
    }
  });

  it("says what is wrong with a table or a password, and does not repeat the password", async () => {
    const nowhere = await run("rfm", "no_such_table", "--engine", addressOf(cluster.password));
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toMatch(/no_such_table/);
    const refused = await run("rfm", table, "--engine", addressOf("a-wrong-secret"));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/\[\S+\]\n$/);
    expect(`${nowhere.stderr}${refused.stderr}`).not.toMatch(new RegExp(`a-wrong-secret|:${cluster.password}@`));
  });

  it("refuses what runs in memory only", async () => {
    const { code, stderr } = await run("check", table, "--engine", addressOf(cluster.password));
    expect([code, stderr.includes("runs in memory only")]).toEqual([2, true]);
  });
});
