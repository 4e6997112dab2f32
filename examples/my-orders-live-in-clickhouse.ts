/**
 * My orders live in ClickHouse, on one server or on a cluster. Who are my customers, and what will they buy?
 *
 * CLICKHOUSE_URL=http://localhost:8123 npx tsx examples/my-orders-live-in-clickhouse.ts shop.orders
 */
import { expectedPurchasesNewCustomer, fitBgNbd } from "clientele";
import { connectClickHouse } from "clientele/clickhouse";

const { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_SHARDS } = process.env;
const table = process.argv[2] ?? "orders";

if (CLICKHOUSE_URL === undefined) {
  console.log("This example needs a ClickHouse server:");
  console.log("  CLICKHOUSE_URL       its HTTP address, such as http://localhost:8123");
  console.log("  CLICKHOUSE_USER      and CLICKHOUSE_PASSWORD, who asks");
  console.log(
    "  CLICKHOUSE_SHARDS    on a cluster of old servers, the addresses of its shards with commas between them",
  );
  console.log("and a table with the columns customer, day and amount, sharded by customer on a cluster.");
} else {
  const engine = await connectClickHouse({
    url: CLICKHOUSE_URL,
    ...(CLICKHOUSE_USER === undefined ? {} : { username: CLICKHOUSE_USER }),
    ...(CLICKHOUSE_PASSWORD === undefined ? {} : { password: CLICKHOUSE_PASSWORD }),
    ...(CLICKHOUSE_SHARDS === undefined ? {} : { cluster: { shards: CLICKHOUSE_SHARDS.split(",") } }),
  });
  const columns = { customer: "customer", date: "day", amount: "amount" };

  // The servers reduce the orders; what comes here is one row per kind of history, with a count.
  const histories = await engine.customerStatistics(table, { ...columns, unit: "week" });
  console.log(`${histories.ledger?.rows} orders of ${histories.ledger?.customers} customers`);
  const model = fitBgNbd(histories);
  const inAYear = expectedPurchasesNewCustomer(model, 52);
  console.log(`A new customer will come back ${inAYear.toFixed(1)} times in a year (${model.status}).`);

  const scores = await engine.scoreRfm(table, columns);
  console.log(`\n${scores.segmentSummary()}`);

  const cohorts = await engine.cohorts(table, { ...columns, by: "quarter" });
  console.log(`\n${cohorts.wide()}`);
  await engine.close();
}
