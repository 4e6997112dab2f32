import { afterAll } from "vitest";
import { openDuckDb } from "../../../src/engines/duckdb.js";
import { runContract } from "../contract/run-contract.js";
import { valuesQuery } from "../contract/values-query.js";

const engine = await openDuckDb();
afterAll(() => engine.close());

runContract({ name: "DuckDB", engine: () => engine, source: (rows) => ({ query: valuesQuery(rows) }) });
