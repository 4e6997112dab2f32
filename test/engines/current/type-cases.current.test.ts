import { afterAll, describe } from "vitest";
import { clickHouseConnection } from "../../../src/engines/clickhouse/clickhouse-connection.js";
import { createEngine } from "../../../src/engines/engine/create-engine.js";
import { runTypeCases } from "../clickhouse/type-cases.js";
import { openChdb } from "./chdb-connection.js";

const chdb = openChdb();

describe.skipIf(chdb === null)("types, names and values in the current ClickHouse", () => {
  afterAll(() => chdb?.close());
  runTypeCases(() => ({
    server: chdb!,
    engine: createEngine(clickHouseConnection({ coordinator: chdb!, shards: [], clusterName: undefined })),
  }));
});
