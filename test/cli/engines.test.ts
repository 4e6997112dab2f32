import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { engineFor } from "../../src/cli/input/choose-engine.js";
import { readEngineName } from "../../src/cli/input/engine-name.js";
import { example, run, temporaryFolder } from "./command-line.js";

const { file, path } = temporaryFolder();

/** Rows of JSON that a command printed, sorted by customer: an engine has no order of first rows. */
function rowsOf(stdout: string): Record<string, unknown>[] {
  const rows = JSON.parse(stdout) as Record<string, unknown>[];
  const key = (row: Record<string, unknown>) => String(row["customer"] ?? row["cohort"] ?? row["top"]);
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Equal up to the rounding of sums in another order. */
function expectSameRows(actual: string, expected: string): void {
  const [left, right] = [rowsOf(actual), rowsOf(expected)];
  expect(left).toHaveLength(right.length);
  for (const [i, row] of right.entries()) {
    for (const [name, value] of Object.entries(row)) {
      if (typeof value === "number") expect(left[i]![name], name).toBeCloseTo(value, 8);
      else expect(left[i]![name], name).toEqual(value);
    }
  }
}

describe("--engine duckdb", () => {
  it.each([
    ["summarize"],
    ["rfm"],
    ["pareto"],
    ["cohorts", "--measure", "revenue"],
    ["cluster"],
    ["value", "--model", "bg-nbd"],
  ])("gives what %s gives in memory, on a CSV file", async (name, ...args) => {
    const inMemory = await run(name, example, ...args, "--format", "json", "--engine", "memory");
    const inEngine = await run(name, example, ...args, "--format", "json", "--engine", "duckdb");
    expect([inMemory.code, inEngine.code]).toEqual([0, 0]);
    expect(inEngine.stderr).toBe(inMemory.stderr);
    expectSameRows(inEngine.stdout, inMemory.stdout);
  });

  it("gives the cells of a cube in the same order, of the same types", async () => {
    const header = "region,code,day,member,price,note";
    const lines = Array.from({ length: 60 }, (_, i) =>
      [
        ["north", "south", ""][i % 3],
        `0${i % 4}`,
        `2026-0${1 + (i % 3)}-01`,
        i % 2 === 0 ? "true" : "false",
        i % 7 === 0 ? " " : (i * 13) % 17,
        i % 5 === 0 ? 12 : "a text",
      ].join(","),
    );
    const rows = file("cells.csv", `${header}\n${lines.join("\n")}\n`);
    const asked = [
      ["--dimensions", "region,day", "--measures", "count,sum:price,median:price", "--totals", "all"],
      ["--dimensions", "day", "--measures", "sum:price,mean:member", "--compare", '{"by":"day","previous":"period"}'],
      ["--dimensions", "code,note", "--measures", '{"least":{"min":"day"},"high":{"quantile":["price",0.9]}}'],
      ["--dimensions", "[]", "--measures", "count"],
      ["--dimensions", "price", "--measures", "countDistinct:note"],
    ];
    for (const args of asked) {
      for (const format of ["json", "text"]) {
        const inMemory = await run("cube", rows, ...args, "--format", format, "--engine", "memory");
        const inEngine = await run("cube", rows, ...args, "--format", format, "--engine", "duckdb");
        expect(inMemory.code).toBe(0);
        expect(inEngine).toEqual(inMemory);
      }
    }
    const wrong = await run("cube", rows, "--dimensions", "regin", "--engine", "duckdb");
    expect(wrong).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/did you mean "region"\? \[unknown-column\]/),
    });
    expect(await run("cube", rows, "--dimensions", "region", "--measures", "[1]", "--engine", "duckdb")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("[invalid-option]"),
    });
  });

  it("leaves codes with leading zeros as they are", async () => {
    const orders = file("codes.csv", "customer,date,amount\n007,2026-01-01,5\n010,2026-01-02,6\n100,2026-01-02,7\n");
    const inMemory = await run("summarize", orders, "--format", "json", "--engine", "memory");
    const inEngine = await run("summarize", orders, "--format", "json", "--engine", "duckdb");
    expect(inEngine.code).toBe(0);
    expectSameRows(inEngine.stdout, inMemory.stdout);
    expect(inEngine.stdout).toContain('"007"');
  });

  it("reads Parquet, many files, and tables and queries of a database", async () => {
    const parquet = path("orders.parquet");
    expect((await run("cube", example, "--dimensions", "order,customer,date,amount", "--out", parquet)).code).toBe(0);
    const expected = await run("summarize", parquet, "--format", "json", "--quiet");
    const ofParquet = await run("summarize", parquet, "--format", "json", "--quiet", "--engine", "duckdb");
    expectSameRows(ofParquet.stdout, expected.stdout);

    const lines = readFileSync(example, "utf8").trimEnd().split("\n");
    file("part-1.csv", lines.slice(0, 1000).join("\n"));
    file("part-2.csv", [lines[0], ...lines.slice(1000)].join("\n"));
    const ofParts = await run("summarize", path("part-*.csv"), "--format", "json", "--quiet", "--engine", "duckdb");
    expectSameRows(ofParts.stdout, (await run("summarize", example, "--format", "json", "--quiet")).stdout);

    const database = path("shop.duckdb");
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const instance = await DuckDBInstance.create(database);
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE orders AS SELECT * FROM read_csv('${example}')`);
    connection.closeSync();
    instance.closeSync();
    const engine = ["--engine", `duckdb:${database}`, "--format", "json", "--quiet"];
    const ofTable = await run("summarize", "orders", ...engine);
    const ofQuery = await run(
      ...["summarize", "SELECT * FROM orders", ...engine],
      ...["--customer", "customer", "--date", "date", "--amount", "amount", "--order", "order"],
    );
    expectSameRows(ofTable.stdout, (await run("summarize", example, "--format", "json", "--quiet")).stdout);
    expectSameRows(ofQuery.stdout, ofTable.stdout);
    const nothing = await run("summarize", "no_such_table", ...engine);
    expect(nothing).toMatchObject({ code: 1, stderr: expect.stringContaining("[unknown-table]") });
  });

  it("reads ids as what they are throughout, not in the first rows alone", async () => {
    const day = (i: number) => `2026-01-${String(1 + (i % 28)).padStart(2, "0")}`;
    const late = Array.from({ length: 3000 }, (_, i) => `${i < 2999 ? i : "x1"},${day(i)},${i + 0.5}`).join("\n");
    const orders = file(
      "late.csv",
      `who's "id",day,amount\n${late.replaceAll(/^/gm, "")}\n`.replace('who\'s "id"', '"who\'s ""id"""'),
    );
    const columns = ["--customer", 'who\'s "id"', "--date", "day", "--amount", "amount", "--format", "json"];
    const { code, stdout } = await run("summarize", orders, ...columns, "--engine", "duckdb");
    expect(code).toBe(0);
    const customers = (JSON.parse(stdout) as { customer: unknown }[]).map(({ customer }) => customer);
    expect(customers).toHaveLength(3000);
    expect(customers).toContain("x1");
    expect(customers).toContain("17");
  });

  it("is refused where it cannot be, with the reason", async () => {
    const codeOf = async (...args: string[]) => {
      const { code, stderr } = await run(...args);
      return { code, message: stderr.trim().split("\n").at(-1) };
    };
    expect(await codeOf("churn", example, "--engine", "duckdb")).toEqual({
      code: 2,
      message: expect.stringMatching(/clientele churn: runs in memory only.*\[invalid-option\]/),
    });
    expect(await codeOf("rfm", example, "--engine", "duckdb", "--decimal", ",")).toMatchObject({ code: 2 });
    expect(await codeOf("rfm", "-", "--engine", "duckdb")).toMatchObject({ code: 2 });
    expect(await codeOf("rfm", path("x.xlsx"), "--engine", "duckdb")).toMatchObject({ code: 2 });
    expect(await codeOf("rfm", path("nowhere.csv"), "--engine", "duckdb")).toMatchObject({ code: 1 });
    expect(await codeOf("rfm", "orders", "--engine", `duckdb:${path("nowhere.duckdb")}`)).toMatchObject({ code: 1 });
    expect(await codeOf("rfm", example, "--engine", "duckdb", "--customer", "custmer")).toEqual({
      code: 1,
      message: expect.stringMatching(/"custmer".*did you mean "customer"\? \[unknown-column\]/),
    });
    expect(await codeOf("rfm", example, "--engine", "duckdb", "--memory-limit", "lots")).toMatchObject({ code: 2 });
  });
});

describe("--engine clickhouse://…", () => {
  it("names server, user, password and database", () => {
    expect(readEngineName("clickhouse://ana:s%40fe@db.example.com:8124/shop")).toEqual({
      kind: "clickhouse",
      url: "http://db.example.com:8124",
      username: "ana",
      password: "s@fe",
      database: "shop",
    });
    expect(readEngineName("clickhouses://db.example.com")).toEqual({
      kind: "clickhouse",
      url: "https://db.example.com:8443",
    });
    expect(readEngineName("clickhouse://localhost:80")).toMatchObject({ url: "http://localhost:80" });
  });

  it("says that there is no server, without the password", async () => {
    const { code, stderr } = await run(
      ...["rfm", "orders", "--engine", "clickhouse://ana:secret@localhost:1/shop", "--customer", "c", "--date", "d"],
    );
    expect(code).toBe(1);
    expect(stderr).toContain("[connection-lost]");
    expect(stderr).not.toContain("secret");
    for (const wrong of ["clickhouse://", "clickhouse://u:secret@h/d?x=1", "postgres://u:secret@h/d", "duckdb:"]) {
      const refused = await run("rfm", "orders", "--engine", wrong);
      expect(refused.code).toBe(2);
      expect(refused.stderr).not.toContain("secret");
    }
  });
});

describe("a large file", () => {
  const chosen = async (name: string, written: Record<string, string>) => {
    const told: string[] = [];
    const { name: engine } = await engineFor(name, written, ({ en }) => told.push(en));
    return { kind: engine.kind, told };
  };

  it("is left to DuckDB, which is said; a small one, and one with options of reading, are not", async () => {
    // A hole of 300 MB takes no space.
    const large = path("large.csv");
    writeFileSync(large, "");
    const { truncateSync } = await import("node:fs");
    truncateSync(large, 300e6);
    expect(await chosen(large, {})).toEqual({ kind: "duckdb", told: [expect.stringContaining("300 MB")] });
    expect(await chosen(large, { engine: "memory" })).toEqual({ kind: "memory", told: [] });
    expect(await chosen(large, { decimal: "," })).toEqual({ kind: "memory", told: [] });
    expect(await chosen(example, {})).toEqual({ kind: "memory", told: [] });
    expect(await chosen("-", {})).toEqual({ kind: "memory", told: [] });
  });
});
