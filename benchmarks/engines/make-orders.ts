/**
 * Writes orders as Parquet files, a folder a month, for the benchmark of engines:
 * `npx tsx benchmarks/engines/make-orders.ts FOLDER CUSTOMERS [MEMORY]`. Twenty orders a customer on average, within
 * three years; rates differ about as a gamma distribution of shape 0.8, lifetimes as an exponential one of a year and a
 * half.
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const [folder = join(tmpdir(), "orders"), customers = "5000000", memory = "2GB"] = process.argv.slice(2);
const count = Number(customers);
if (!Number.isSafeInteger(count) || count < 1) throw new Error(`not a number of customers: ${customers}`);
mkdirSync(folder, { recursive: true });
const path = folder.replaceAll("'", "''");
const instance = await DuckDBInstance.create(":memory:", {
  memory_limit: memory,
  temp_directory: `${folder}/temporary`,
  preserve_insertion_order: "false",
});
const connection = await instance.connect();
// A gamma variate of shape 0.8 is one of shape 1.8 times u^(1/0.8); that of 1.8 is near a cube (Wilson and Hilferty).
await connection.run(`
SELECT setseed(0.42);
CREATE MACRO normal() AS sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random());
CREATE MACRO gamma18() AS 1.8 * pow(greatest(0.05, 1 - 1 / (9 * 1.8) + normal() / (3 * sqrt(1.8))), 3);
`);
const slices = Math.max(1, Math.ceil(count / 250_000));
for (let slice = 0; slice < slices; slice++) {
  const from = slice * 250_000;
  const to = Math.min(count, from + 250_000);
  await connection.run(`
COPY (
  SELECT customer, DATE '2023-01-01' + CAST(floor(first_day + life * CASE WHEN i = 0 THEN 0 ELSE random() END) AS INTEGER) AS date,
    round(exp(3 + mean + 0.4 * normal()), 2) AS amount
  FROM (
    SELECT customer, first_day, life, mean,
      unnest(range(1 + CAST(greatest(0, rate * life + sqrt(rate * life) * normal()) AS BIGINT))) AS i
    FROM (
      SELECT customer, first_day, mean, rate, least(1095 - first_day, -548 * ln(1 - random())) AS life
      FROM (
        SELECT CAST(range AS INTEGER) AS customer, floor(400 * random()) AS first_day, 0.6 * normal() AS mean,
          gamma18() * pow(random(), 1.25) * 0.0545 AS rate
        FROM range(${from}, ${to})
      )
    )
  )
) TO '${path}/slice-${String(slice).padStart(4, "0")}.parquet' (FORMAT parquet, ROW_GROUP_SIZE 500000)`);
}
// As orders come: month by month, customers mixed.
await connection.run(`
COPY (SELECT *, strftime(date, '%Y-%m') AS month FROM read_parquet('${path}/slice-*.parquet'))
TO '${path}/months' (FORMAT parquet, PARTITION_BY (month), OVERWRITE_OR_IGNORE)`);
for (const file of readdirSync(folder)) if (file.startsWith("slice-")) rmSync(join(folder, file));
const totals = await connection.runAndReadAll(`
SELECT count(*)::DOUBLE, count(DISTINCT customer)::DOUBLE, avg(amount) FROM read_parquet('${path}/months/*/*.parquet')`);
console.log(JSON.stringify(totals.getRows()[0]));
connection.closeSync();
