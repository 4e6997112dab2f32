import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { frequentItemsets, recommendNext, table } from "../src/index.js";
import { readCsvFile } from "../src/node/index.js";
import { createRandom } from "../src/numeric/index.js";
import type { Benchmark } from "./harness.js";
import { benchmarks } from "./places.js";
import { versionOf } from "./version-of.js";

const data = fileURLToPath(new URL("../../shared/data/", benchmarks));
const version = versionOf("clientele");

/** Itemsets from a file and in many baskets, and lists for 10,000 customers; no peer in Node does these. */
export async function* run(): AsyncGenerator<Benchmark> {
  if (existsSync(`${data}groceries.csv`)) yield groceries(`${data}groceries.csv`);
  yield manyBaskets();
  if (existsSync(`${data}online_retail.csv.gz`)) yield await manyCustomers(`${data}online_retail.csv.gz`);
}

function groceries(file: string): Benchmark {
  const own = () => {
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return frequentItemsets(
      lines.map((line) => line.split(",")),
      { minSupport: 0.001 },
    );
  };
  return {
    title: "Itemsets of groceries",
    task: "9,835 baskets read from a file, support .001: 13,492 itemsets.",
    rounds: 9,
    contenders: [{ name: "clientele", version, run: own }],
    earlier: [
      {
        name: "mlxtend 0.25, FP-growth",
        cpuSeconds: 1.66,
        source: "measured in November 2026 on another machine, without reading the file",
      },
    ],
  };
}

const baskets = 1_000_000;

function manyBaskets(): Benchmark {
  const random = createRandom(20261129);
  const basket: number[] = [];
  const item: number[] = [];
  for (let i = 0; i < baskets; i++) {
    const size = 1 + random.integer(9);
    // The square of a uniform number: some of the 500 items are bought far more often than others.
    for (let j = 0; j < size; j++) item.push(Math.floor(500 * random.uniform() ** 2));
    while (basket.length < item.length) basket.push(i);
  }
  const rows = table({ basket: Int32Array.from(basket), item: Int32Array.from(item) });
  let peak = 0;
  let found = 0;
  return {
    title: "Itemsets of a million baskets",
    task: `${baskets / 1e6} M baskets, ${(item.length / 1e6).toFixed(1)} M rows of 500 items, support .005.`,
    rounds: 3,
    contenders: [
      {
        name: "clientele",
        version,
        run: () => {
          found = frequentItemsets(rows, { minSupport: 0.005 }).size;
          peak = Math.max(peak, process.resourceUsage().maxRSS / 1024);
        },
      },
    ],
    note: () => `${found} itemsets; the process held at most ${Math.round(peak)} MB, the baskets themselves included.`,
  };
}

async function manyCustomers(file: string): Promise<Benchmark> {
  const { rows, orders } = await resampledRetail(file, 10_000);
  return {
    title: "Lists for 10,000 customers",
    task:
      `recommendNext on ${rows} rows: the customers of Online Retail drawn with replacement, each with all of ` +
      "their purchases; ten items for each customer, weights learned.",
    rounds: 3,
    contenders: [
      {
        name: "clientele",
        version,
        run: () => recommendNext(orders, { customer: "customer", item: "item", date: "date", quantity: "quantity" }),
      },
    ],
  };
}

/** As many customers as asked for, drawn with replacement, under new ids. */
async function resampledRetail(file: string, customers: number) {
  const retail = await readCsvFile(file);
  const rowsOf = new Map<unknown, number[]>();
  [...retail.column("CustomerID")].forEach((id, row) => {
    if (id === null) return;
    const known = rowsOf.get(id);
    if (known === undefined) rowsOf.set(id, [row]);
    else known.push(row);
  });
  const known = [...rowsOf.values()];
  const random = createRandom(1);
  const drawn: number[] = [];
  const customer: number[] = [];
  for (let i = 0; i < customers; i++) {
    for (const row of known[random.integer(known.length)]!) {
      drawn.push(row);
      customer.push(i + 1);
    }
  }
  const taken = (column: string): unknown[] => {
    const values = retail.column(column).toArray() as readonly unknown[];
    return drawn.map((row) => values[row]);
  };
  const columns = { item: taken("StockCode"), date: taken("InvoiceDate"), quantity: taken("Quantity") };
  return { rows: drawn.length, orders: table({ customer, ...columns } as Record<string, readonly unknown[]>) };
}
