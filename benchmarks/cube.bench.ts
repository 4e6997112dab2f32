import { DuckDBInstance } from "@duckdb/node-api";
import { cube, type Table, table } from "../src/index.js";
import type { Benchmark, Contender } from "./harness.js";
import { versionOf } from "./version-of.js";

const rows = Number(process.env["CLIENTELE_BENCH_ROWS"] ?? 10_000_000);

/** Row i of both tables, so that both hold the same: 20 regions, 50 products, 24 months, an amount. */
const columns = {
  region: (i: number) => `region ${(i * 7919) % 20}`,
  product: (i: number) => `product ${(i * 104_729) % 50}`,
  month: (i: number) => `2025-${String(((i * 611_953) % 24) + 1).padStart(2, "0")}`,
  amount: (i: number) => ((i * 31) % 1000) / 4,
};

/** Sums and counts by three dimensions of text, against DuckDB on the same table in memory, one thread each. */
export async function* run(): AsyncGenerator<Benchmark> {
  const orders = ordersTable();
  const options = {
    dimensions: ["region", "product", "month"],
    measures: { revenue: { sum: "amount" }, orders: { count: true } },
  } as const;
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE TABLE orders AS SELECT
      'region ' || ((i * 7919) % 20) AS region, 'product ' || ((i * 104729) % 50) AS product,
      '2025-' || lpad((((i * 611953) % 24) + 1)::VARCHAR, 2, '0') AS month, ((i * 31) % 1000) / 4.0 AS amount
      FROM range(${rows}) AS numbers(i)`);
    const select = "SELECT region, product, month, sum(amount) AS revenue, count(*) AS orders FROM orders";
    const query = (group: string) => async () =>
      (await connection.runAndReadAll(`${select} GROUP BY ${group}`)).getRows();
    const [[version]] = (await connection.runAndReadAll("SELECT version()")).getRows() as [[string]];
    const task = `${rows / 1e6} M rows, 20 regions × 50 products × 24 months as text; sum and count`;
    yield {
      title: "Cube",
      task: `${task}; every cell that occurs.`,
      contenders: [own(() => cube(orders, options)), duckDb(version, query("region, product, month"))],
    };
    yield {
      title: "Cube with all totals",
      task: `${task}; every cell and all combinations of totals.`,
      contenders: [
        own(() => cube(orders, { ...options, totals: "all" })),
        duckDb(version, query("CUBE (region, product, month)")),
      ],
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function ordersTable(): Table {
  const texts = (of: (i: number) => string) => Array.from({ length: rows }, (_, i) => of(i));
  return table({
    region: texts(columns.region),
    product: texts(columns.product),
    month: texts(columns.month),
    amount: Float64Array.from({ length: rows }, (_, i) => columns.amount(i)),
  } as Record<string, ArrayLike<unknown>>);
}

function own(task: () => unknown): Contender {
  return { name: "clientele", version: versionOf("clientele"), run: task };
}

function duckDb(version: string, task: () => unknown): Contender {
  return { name: "DuckDB, 1 thread", version, run: task };
}
