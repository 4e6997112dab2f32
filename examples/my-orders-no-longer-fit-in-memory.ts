/** My orders no longer fit in memory: DuckDB reduces them where they lie, and scores are written back. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fitBgNbd } from "clientele";
import { openDuckDb } from "clientele/duckdb";
import { readParquetFile, writeCsvFile } from "clientele/node";
import { loadOrders } from "./load-orders.js";

const folder = mkdtempSync(join(tmpdir(), "orders-"));
await writeCsvFile(join(folder, "orders.csv"), await loadOrders());

const engine = await openDuckDb({ memoryLimit: "512MB" });
const source = { csv: join(folder, "*.csv") };
const columns = { customer: "customer", date: "date", amount: "amount", order: "order", unit: "week" } as const;

const grouped = await engine.customerStatistics(source, columns);
console.log(`${grouped.ledger?.rows} rows of ${grouped.ledger?.customers} customers became ${grouped.numRows} groups.`);

const model = fitBgNbd(grouped);
console.log(`BG/NBD: ${model.status}, log-likelihood ${model.logLikelihood.toFixed(1)}`);

const scores = join(folder, "scores.parquet");
const { rows } = await engine.scoreCustomers(model, source, { ...columns, horizon: 26, into: { parquet: scores } });
console.log(`${rows} customers scored. Most purchases to expect within half a year:`);
const written = await readParquetFile(scores);
console.log(written.sortBy({ column: "expectedPurchases", descending: true }).head(5).toString());

await engine.close();
rmSync(folder, { recursive: true });
