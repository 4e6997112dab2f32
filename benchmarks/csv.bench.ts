import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCsv } from "../src/index.js";
import { measure, type Report } from "./harness.js";
import { simulateOrderData } from "./order-data.js";
import { versionOf } from "./version-of.js";

const rows = 1_000_000;

/** A CSV of a million orders into typed columns. */
export async function run(): Promise<readonly Report[]> {
  const data = simulateOrderData(rows, rows / 10);
  const lines = Array.from(
    { length: rows },
    (_, row) =>
      `customer-${data.customer[row]},${new Date(data.date[row]!).toISOString().slice(0, 10)},${data.amount[row]!.toFixed(2)}`,
  );
  const text = `customer,date,amount\n${lines.join("\n")}\n`;
  const folder = mkdtempSync(join(tmpdir(), "clientele-csv-"));
  const file = join(folder, "orders.csv");
  writeFileSync(file, text);
  const bytes = readFileSync(file);
  const { inferSchema, initParser } = await import("udsv");
  const { default: papa } = await import("papaparse");
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET threads = 1");
  try {
    return [
      await measure({
        title: "CSV to typed columns",
        task: `${rows / 1e6} M rows of customer (text), date and amount, ${(bytes.length / 1e6).toFixed(1)} MB in memory (DuckDB reads the file).`,
        contenders: [
          { name: "clientele", version: versionOf("clientele"), run: () => readCsv(bytes) },
          {
            name: "udsv, typed columns",
            version: versionOf("udsv"),
            run: () => initParser(inferSchema(text)).typedCols(text),
          },
          {
            name: "papaparse, dynamic typing",
            version: versionOf("papaparse"),
            run: () => papa.parse(text, { header: true, dynamicTyping: true, skipEmptyLines: true }).data.length,
          },
          {
            name: "DuckDB, into a table, 1 thread",
            version: versionOf("@duckdb/node-api"),
            run: () => connection.run(`CREATE OR REPLACE TABLE orders AS SELECT * FROM read_csv('${file}')`),
          },
        ],
        note: "clientele looks at every field before it settles a column's type, checks every quote, every row's length and the encoding, and encodes text into a dictionary; udsv infers types from the first rows, papaparse cell by cell.",
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
