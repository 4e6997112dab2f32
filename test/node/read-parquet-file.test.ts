import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readParquetFile } from "../../src/node/index.js";

describe("a Parquet file", () => {
  let folder = "";
  let path = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "parquet-"));
    path = join(folder, "orders.parquet");
    const columnData = [
      { name: "customer", data: ["ada", "bob", null, "ada"], type: "STRING" as const, nullable: true },
      {
        name: "day",
        data: [0, 1, 2, 3].map((day) => new Date(Date.UTC(2026, 0, 1 + day))),
        type: "TIMESTAMP" as const,
      },
      { name: "amount", data: [1.5, -2, 0, 1e9], type: "DOUBLE" as const },
      { name: "id", data: [1n, 2n, 3n, 4n], type: "INT64" as const },
      { name: "large", data: [1n, 2n, 3n, 2n ** 60n + 1n], type: "INT64" as const },
      { name: "paid", data: [true, false, true, true], type: "BOOLEAN" as const },
    ];
    await writeFile(path, new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 3 })));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("gives its columns, over all groups of rows", async () => {
    const orders = await readParquetFile(path);
    expect(orders.toColumns()).toEqual({
      customer: ["ada", "bob", null, "ada"],
      day: [0, 1, 2, 3].map((day) => Date.UTC(2026, 0, 1 + day)),
      amount: [1.5, -2, 0, 1e9],
      id: [1, 2, 3, 4],
      large: ["1", "2", "3", String(2n ** 60n + 1n)],
      paid: [true, false, true, true],
    });
  });

  it("gives the columns that are asked, in their order", async () => {
    const orders = await readParquetFile(path, { columns: ["amount", "customer"] });
    expect(orders.columnNames).toEqual(["amount", "customer"]);
  });

  it("gives plain columns beside nested ones, which are refused with the others named", async () => {
    const nested = join(folder, "nested.parquet");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(
      `COPY (SELECT 1 AS id, [1, 2] AS l, {'a': {'b': 1}, 'c': 2} AS s, 2.5 AS x) TO '${nested}' (FORMAT parquet)`,
    );
    connection.closeSync();
    expect((await readParquetFile(nested, { columns: ["id", "x"] })).toRows()).toEqual([{ id: 1, x: 2.5 }]);
    await expect(readParquetFile(nested)).rejects.toThrow(/column "l": is nested.*columns reads the others, "id", "x"/);
  });

  it("names what is wrong", async () => {
    await expect(readParquetFile(path, { columns: ["nope"] })).rejects.toThrow(
      /column "nope".*the columns are "customer"/,
    );
    await expect(readParquetFile(join(folder, "nothing"))).rejects.toThrow(/ENOENT/);
    const text = join(folder, "text.parquet");
    await writeFile(text, "customer,amount\nada,1.5\nbob,2.5\n");
    await expect(readParquetFile(text)).rejects.toThrow(/readParquetFile: cannot read .* as Parquet/);
  });
});
