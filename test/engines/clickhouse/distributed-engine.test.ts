import { describe, expect, it } from "vitest";
import { distributedEngine, isShardedBy } from "../../../src/engines/clickhouse/distributed-engine.js";

describe("a table of the engine Distributed", () => {
  it("is read as ClickHouse 18.16 prints it, with plain names", () => {
    expect(distributedEngine("Distributed(two_shards, shop, orders_local, intHash64(customer))")).toEqual({
      cluster: "two_shards",
      database: "shop",
      table: "orders_local",
      shardingKey: "intHash64(customer)",
    });
  });

  it("is read as current ClickHouse prints it, with names in quotes, and with settings behind it", () => {
    const engine =
      "Distributed('two,shards', 'sh\\'op', `or)ders`, cityHash64(customer, 'a,b)'), 'ssd') SETTINGS fsync = 1";
    expect(distributedEngine(engine)).toEqual({
      cluster: "two,shards",
      database: "sh'op",
      table: "or)ders",
      shardingKey: "cityHash64(customer, 'a,b)')",
    });
  });

  it("may have no sharding key", () => {
    expect(distributedEngine("Distributed(c, d, t)")?.shardingKey).toBeNull();
  });

  it("is not one of another engine", () => {
    expect(distributedEngine("MergeTree ORDER BY customer")).toBeUndefined();
  });

  it.each([
    ["customer", true],
    ["intHash64(customer)", true],
    ["modulo(sipHash64(toString(`customer`)), 16)", true],
    ["rand()", false],
    ["intHash64(region)", false],
    ["cityHash64(customer, day)", false],
    ["customer % 16", false],
  ])("sharded by %s says of customer: %s", (key, isSo) => {
    expect(isShardedBy(key, "customer")).toBe(isSo);
  });
});
