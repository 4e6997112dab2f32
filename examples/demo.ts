/**
 * The main job on one page: an order file goes in; the check of the file, the customers, RFM segments, concentration
 * and clusters come out.
 *
 *     npm run demo
 *     npm run demo -- FILE --customer COLUMN --date COLUMN --amount COLUMN [--order COLUMN]
 *     npm run demo -- FILE --customer COLUMN --date COLUMN --quantity COLUMN --price COLUMN --missing-customer drop
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  abcClasses,
  analyzePareto,
  ClienteleError,
  checkOrders,
  clusterCustomers,
  type OrderColumns,
  type OrderPolicies,
  scoreRfm,
  summarizeCustomers,
  type Table,
  table,
} from "clientele";
import { readCsvFile } from "clientele/node";

const ownFile = fileURLToPath(new URL("./data/orders.csv", import.meta.url));

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      customer: { type: "string" },
      date: { type: "string" },
      amount: { type: "string" },
      quantity: { type: "string" },
      price: { type: "string" },
      order: { type: "string" },
      delimiter: { type: "string" },
      "date-unit": { type: "string" },
      "missing-customer": { type: "string" },
      refunds: { type: "string" },
      clusters: { type: "string", default: "4" },
    },
  });
  const [file = ownFile] = positionals;
  const { quantity, price, delimiter } = values;
  const orders = await readCsvFile(file, delimiter === undefined ? {} : { delimiter });
  const amount = quantity !== undefined && price !== undefined ? { quantity, price } : values.amount;
  const named = withoutUndefined({
    customer: values.customer,
    date: values.date,
    amount,
    order: values.order,
    dateUnit: values["date-unit"],
  });
  const check = checkOrders(orders, named);
  const columns = { ...check.suggested, ...named } as OrderColumns;
  const policies = withoutUndefined({
    missingCustomer: values["missing-customer"],
    refunds: values.refunds,
  }) as OrderPolicies;

  title(`The file: ${check.rows} rows, ${check.customers} customers, ${check.firstDay} to ${check.lastDay}`);
  print(check.columns);
  print(check.findings);
  console.log(`Columns used: ${JSON.stringify(columns)}`);

  const customers = summarizeCustomers(orders, { ...columns, ...policies });
  title(`The customers: ${customers.numRows}, observed until ${customers.end.toISOString().slice(0, 10)}`);
  print(customers.sortBy({ column: "revenue", descending: true }).head(8));
  print(ledgerTable(customers.ledger));

  const scores = scoreRfm(customers);
  title("RFM segments: who is valuable, who is slipping away");
  print(scores.segmentSummary());
  for (const warning of scores.warnings) console.log(`Note: ${warning}`);

  const pareto = analyzePareto(customers, { value: "revenue" });
  title("Pareto: how concentrated is revenue?");
  print(
    table(
      [0.01, 0.1, 0.2, 0.5].map((share) => ({
        "share of customers": share,
        "share of revenue": pareto.topShare(share),
      })),
    ),
  );
  console.log(
    `${pareto.countForShare(0.8)} of ${pareto.count} customers bring 80 % of revenue. Gini ` +
      `${pareto.gini?.toFixed(3) ?? `none: ${pareto.giniReason}`}.`,
  );
  print(
    abcClasses(
      customers.where((row) => (row.revenue ?? 0) > 0),
      { value: "revenue" },
    ).summary(),
  );

  title(`Clusters: ${values.clusters} kinds of customers by recency, orders and revenue`);
  const buyers = scores.where((row) => row.recencyDays !== null && (row.revenue ?? 0) > 0);
  const clusters = clusterCustomers(buyers, {
    features: { recencyDays: "log", orders: "log", revenue: "log" },
    k: Number(values.clusters),
  });
  print(clusters.centers.withColumn("customers", clusters.sizes));
  if (buyers.numRows < scores.numRows) {
    console.log(
      `Note: ${scores.numRows - buyers.numRows} customers without a purchase or with revenue of 0 or less are in ` +
        `no cluster.`,
    );
  }
}

function title(text: string): void {
  console.log(`\n${text}\n${"═".repeat(text.length)}`);
}

function print(shown: { toString(): string }): void {
  console.log(`\n${shown.toString()}`);
}

function ledgerTable(ledger: object): Table {
  const entries = Object.entries(ledger).filter(([, count]) => count !== 0);
  return table({ ledger: entries.map(([name]) => name), count: entries.map(([, count]) => Number(count)) });
}

function withoutUndefined(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ClienteleError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
