/**
 * Orders that do not fit in memory, on DuckDB in one run: grouped statistics, the fit of BG/NBD, scores of every
 * customer written back as Parquet. Orders come from `make-orders.ts`:
 * `npx tsx benchmarks/engines/large-orders.ts FOLDER [MEMORY]`.
 */
import { statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDb } from "../../src/engines/duckdb.js";
import { fitBgNbd } from "../../src/index.js";

const [folder = join(tmpdir(), "orders"), memoryLimit = "2GB"] = process.argv.slice(2);
const source = { parquet: `${folder}/months/*/*.parquet` };
const options = { customer: "customer", date: "date", amount: "amount", unit: "week" } as const;
const engine = await openDuckDb({ memoryLimit });
let [last, cpu] = [performance.now(), process.cpuUsage()];
function tell(step: string): void {
  const used = process.cpuUsage(cpu);
  const seconds = ((performance.now() - last) / 1000).toFixed(1);
  const peak = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  console.log(`${step}: ${seconds} s, CPU ${((used.user + used.system) / 1e6).toFixed(1)} s, peak so far ${peak} MB`);
  [last, cpu] = [performance.now(), process.cpuUsage()];
}

const grouped = await engine.customerStatistics(source, options);
tell(`${grouped.ledger?.rows} orders of ${grouped.ledger?.customers} customers to ${grouped.numRows} groups`);
const model = fitBgNbd(grouped);
tell(`BG/NBD (${model.status})`);
const scores = `${folder}/scores.parquet`;
const { rows } = await engine.scoreCustomers(model, source, { ...options, horizon: 52, into: { parquet: scores } });
tell(`${rows} customers scored into ${(statSync(scores).size / 1e6).toFixed(0)} MB`);
await engine.close();
