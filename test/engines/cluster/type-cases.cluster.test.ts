import { afterAll, beforeAll, describe } from "vitest";
import { runTypeCases } from "../clickhouse/type-cases.js";
import { openTestEngine, type TestEngine } from "./open-test-engine.js";
import { startCluster, type TestCluster, whyNoCluster } from "./start-cluster.js";

describe.skipIf(whyNoCluster !== null)(`types, names and values (${whyNoCluster ?? "ClickHouse 18.16"})`, () => {
  let cluster: TestCluster;
  let test: TestEngine;

  beforeAll(async () => {
    cluster = await startCluster();
    test = await openTestEngine(cluster, "server");
  });

  afterAll(async () => {
    await test?.close();
    await cluster?.stop();
  });

  runTypeCases(() => ({ engine: test.engine, server: test.servers.shards[0]! }));
});
