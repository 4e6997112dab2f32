import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCsv } from "../src/index.js";
import type { Benchmark } from "./harness.js";
import { simulateOrderData } from "./order-data.js";
import { benchmarks } from "./places.js";
import { versionOf } from "./version-of.js";

const rows = 1_000_000;
const products = ["tea", "coffee", "cocoa", "sugar", "milk", "cream", "biscuits"];

/** A CSV of a million orders into typed columns. */
export async function* run(): AsyncGenerator<Benchmark> {
  const data = simulateOrderData(rows, rows / 10);
  const lines = Array.from(
    { length: rows },
    (_, row) =>
      `customer-${data.customer[row]},${products[row % products.length]}-${(row * 7) % 300},${new Date(data.date[row]!).toISOString().slice(0, 10)},${data.amount[row]!.toFixed(2)}`,
  );
  const text = `customer,product,date,amount\n${lines.join("\n")}\n`;
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
    yield {
      title: "CSV to typed columns",
      task: `${rows / 1e6} M rows of customer and product (text), date and amount, ${(bytes.length / 1e6).toFixed(1)} MB in memory (DuckDB reads the file).`,
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
          name: "DuckDB, into JavaScript columns, 1 thread",
          version: versionOf("@duckdb/node-api"),
          run: async () => (await connection.runAndReadAll(`SELECT * FROM read_csv('${file}')`)).getColumns().length,
        },
        {
          name: "DuckDB, into a table of its own, 1 thread",
          version: versionOf("@duckdb/node-api"),
          run: () => connection.run(`CREATE OR REPLACE TABLE orders AS SELECT * FROM read_csv('${file}')`),
        },
      ],
      note: () =>
        `${peakMemory(file)} clientele looks at every field before it settles a column's type, checks every quote, every row's length and the encoding, and encodes text into a dictionary; udsv infers types from the first rows, papaparse cell by cell.`,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The peak memory of a fresh process that reads the file ten times over, against the columns that result. */
function peakMemory(file: string): string {
  const many = `${file}.ten`;
  const [header, ...lines] = readFileSync(file, "utf8").split(/(?<=\n)/);
  const body = lines.join("");
  writeFileSync(many, header!);
  for (let time = 0; time < 10; time++) writeFileSync(many, body, { flag: "a" });
  const script = `
    import { readFileSync } from "node:fs";
    import { readCsvFile } from ${JSON.stringify(new URL("../dist/node.js", benchmarks).href)};
    const peak = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
    const bare = peak();
    const read = await readCsvFile(${JSON.stringify(many)});
    const bytes = read.columnNames.reduce((sum, name) => sum + (read.column(name).type === "string" ? 4 : 8) * read.numRows, 0);
    console.log("readCsvFile of ten times these rows: peak memory beyond the bare process " + ((peak() - bare) / bytes).toFixed(2) + " times the " + Math.round(bytes / 1e6) + " MB of the columns (codes and numbers; labels not counted).");`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : `Peak memory was not measured (${stderr.trim().split("\n").at(-1)}).`;
}
