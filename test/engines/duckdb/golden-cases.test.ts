import { afterAll } from "vitest";
import { openDuckDb } from "../../../src/engines/duckdb.js";
import { runGoldenCases } from "../../customers/golden/run-golden-cases.js";
import { valuesQuery } from "../contract/values-query.js";

const engine = await openDuckDb();
afterAll(() => engine.close());

runGoldenCases({
  name: "DuckDB",
  reduceOrders: (orders, options) => engine.reduceOrders({ query: valuesQuery(orders) }, options),
  summarizeCustomers: (orders, options) => engine.summarizeCustomers({ query: valuesQuery(orders) }, options),
  cohorts: (orders, options) => engine.cohorts({ query: valuesQuery(orders) }, options),
  rfmMeasures: (orders, options) => engine.scoreRfm({ query: valuesQuery(orders) }, options),
});
