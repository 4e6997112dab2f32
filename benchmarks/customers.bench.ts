import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { summarizeCustomers, table } from "../src/index.js";
import type { Benchmark, Contender, EarlierFigure } from "./harness.js";
import { type OrderData, simulateOrderData } from "./order-data.js";
import { benchmarks } from "./places.js";
import { type PythonPeer, pythonPeer } from "./python-peer.js";
import { versionOf } from "./version-of.js";

const orders = Number(process.env["CLIENTELE_BENCH_ORDERS"] ?? 10_000_000);
const customers = orders / 10;
const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const millions = (count: number) => `${count / 1e6} M`;

/**
 * Orders to customers, same days merged: typed columns against DuckDB and pandas with the same table in memory; small
 * sizes for the JavaScript data frames.
 */
export async function* run(): AsyncGenerator<Benchmark> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-bench-"));
  try {
    yield await smallSizes();
    yield* largeSizes(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function* largeSizes(folder: string): AsyncGenerator<Benchmark> {
  const data = simulateOrderData(orders, customers);
  for (const [name, values] of Object.entries(data)) writeFileSync(join(folder, `${name}.bin`), values);
  await writeCsv(data, join(folder, "orders.csv"));
  const duck = await openDuck(join(folder, "orders.csv"));
  const pandas = await pythonPeer("customers_peer");
  await pandas?.call("load", folder);

  yield {
    title: "Customer summary, integer ids",
    task: `summarizeCustomers: ${millions(orders)} orders of ${millions(customers)} customers in no order, same days merged. Typed columns here, the same table in the memory of DuckDB and pandas.`,
    rounds: 3,
    contenders: [
      own(() => summarizeCustomers({ ...data }, columns)),
      duck(1, "orders"),
      duck(2, "orders"),
      ...pandasContender(pandas),
    ],
    earlier: pandas === null ? [pandasEarlier(12.5)] : [],
    note: () =>
      `clientele runs on one thread and also gives Σ ln intervals, which the SQL and pandas leave out. Peak memory of a process that does only this: ${peakMemory()}.`,
  };

  const names = Array.from(data.customer, (id) => `customer-${id}`);
  const named = table({ customer: names, date: data.date, amount: data.amount });
  await pandas?.call("name_customers");
  yield {
    title: "Customer summary, text ids",
    task: `The same orders with ids like "customer-482913". In a Table text is dictionary-encoded once, as in DuckDB; the last line of clientele starts from an array of strings and pays for that too.`,
    rounds: 3,
    contenders: [
      own(() => summarizeCustomers(named, columns)),
      own(
        () => summarizeCustomers({ customer: names, date: data.date, amount: data.amount }, columns),
        "clientele, from an array of strings",
      ),
      duck(1, "named_orders"),
      duck(2, "named_orders"),
      ...pandasContender(pandas),
    ],
  };
  pandas?.close();
}

function own(run: () => unknown, name = "clientele"): Contender {
  return { name, version: versionOf("clientele"), run };
}

function pandasContender(pandas: PythonPeer | null): Contender[] {
  if (pandas === null) return [];
  return [{ name: "pandas", version: pandas.versions["pandas"]!, run: () => pandas.call("summarize"), rounds: 1 }];
}

function pandasEarlier(cpuSeconds: number): EarlierFigure {
  return { name: "pandas", cpuSeconds, source: "measured in November 2026 on another, quiet machine" };
}

async function writeCsv(data: OrderData, path: string): Promise<void> {
  const file = await open(path, "w");
  await file.write("customer,day,amount\n");
  const piece = 200_000;
  for (let from = 0; from < data.customer.length; from += piece) {
    const lines: string[] = [];
    for (let row = from; row < Math.min(from + piece, data.customer.length); row++) {
      lines.push(`${data.customer[row]},${data.date[row]! / 86_400_000},${data.amount[row]}\n`);
    }
    await file.write(lines.join(""));
  }
  await file.close();
}

/** A DuckDB with the orders in its memory; gives a contender that summarizes them on so many threads. */
async function openDuck(csv: string): Promise<(threads: number, from: string) => Contender> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE orders AS SELECT customer, DATE '1970-01-01' + day AS date, amount
      FROM read_csv('${csv}', columns = {customer: 'INTEGER', day: 'INTEGER', amount: 'DOUBLE'})`,
  );
  await connection.run(
    "CREATE TABLE named_orders AS SELECT 'customer-' || customer AS customer, date, amount FROM orders",
  );
  const summary = (from: string) => `
    CREATE OR REPLACE TABLE summary AS
    SELECT customer, sum(rows) AS orders, count(*) - 1 AS frequency, max(date) - min(date) AS recency,
      sum(spend) AS revenue, (sum(spend) - arg_min(spend, date)) / nullif(count(*) - 1, 0) AS monetary,
      min(date) AS first_order, max(date) AS last_order
    FROM (SELECT customer, date, sum(amount) AS spend, count(*) AS rows FROM ${from} GROUP BY customer, date)
    GROUP BY customer`;
  return (threads, from) => ({
    name: `DuckDB, ${threads} ${threads === 1 ? "thread" : "threads"}`,
    version: versionOf("@duckdb/node-api"),
    run: async () => {
      await connection.run(`SET threads = ${threads}`);
      await connection.run(summary(from));
    },
  });
}

/** The peak memory of a fresh process that fills typed columns and summarizes them, against the size of the columns. */
function peakMemory(): string {
  const script = `
    import { readFileSync } from "node:fs";
    import { summarizeCustomers } from ${JSON.stringify(new URL("../dist/index.js", benchmarks).href)};
    const orders = ${orders}, customers = ${customers};
    let state = 1;
    const below = (n) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor((state / 2 ** 32) * n); };
    const customer = new Int32Array(orders), date = new Float64Array(orders), amount = new Float64Array(orders);
    for (let row = 0; row < orders; row++) {
      customer[row] = below(customers); date[row] = (18000 + below(730)) * 86400000; amount[row] = 1 + below(9999) / 100;
    }
    const peak = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
    const bytes = customer.byteLength + date.byteLength + amount.byteLength;
    const bare = peak() - bytes;
    summarizeCustomers({ customer, date, amount }, ${JSON.stringify(columns)});
    const whole = peak();
    console.log(((whole - bare) / bytes).toFixed(2) + " times the " + Math.round(bytes / 1e6) + " MB of the input columns, which are part of it; " + (whole / bytes).toFixed(2) + " times with the " + Math.round(bare / 1e6) + " MB of the bare program");`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : `not measured (${stderr.trim().split("\n").at(-1)})`;
}

async function smallSizes(): Promise<Benchmark> {
  const size = 100_000;
  const data = simulateOrderData(size, size / 10);
  const arquero = await import("arquero");
  const frame = arquero.table({ customer: data.customer, date: data.date, amount: data.amount });
  const danfo = await import("danfojs-node");
  const danfoFrame = new danfo.DataFrame({
    customer: Array.from(data.customer),
    date: Array.from(data.date),
    amount: Array.from(data.amount),
  });
  return {
    title: "Customer summary, JavaScript data frames",
    task: `${size / 1000} k orders of ${size / 10_000} k customers; the data frames only count, add and take the extremes by customer, without merging days.`,
    contenders: [
      own(() => summarizeCustomers({ ...data }, columns)),
      {
        name: "arquero",
        version: versionOf("arquero"),
        run: () =>
          frame
            .groupby("customer")
            .rollup({
              orders: arquero.op.count(),
              revenue: arquero.op.sum("amount"),
              first: arquero.op.min("date"),
              last: arquero.op.max("date"),
            })
            .numRows(),
      },
      {
        name: "danfojs-node",
        version: versionOf("danfojs-node"),
        rounds: 2,
        run: () => danfoFrame.groupby(["customer"]).agg({ amount: ["count", "sum"], date: ["min", "max"] }),
      },
    ],
    note: "danfojs-node does not finish a million rows in minutes, which is why it is a format for tables here and never computes.",
  };
}
