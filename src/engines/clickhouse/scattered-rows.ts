import { ClienteleError } from "../../errors/index.js";
import type { RunOptions } from "../engine/engine.js";
import { name, sql, value } from "../sql/sql.js";
import type { SourceColumn } from "../statements/order-rows.js";
import { numberKeys, type Statement, sums } from "../statements/statement.js";
import { type DistributedEngine, isShardedBy } from "./distributed-engine.js";
import { type ClusterAccess, shardChunks } from "./shard-access.js";
import { tableSql } from "./table-place.js";

/** Of a table that says that it is sharded by the customer, about one customer in so many is looked at. */
const oneOf = 1009;

/**
 * Refuses a table of which a customer has rows on several shards: each would count him for its own. A sharding key that
 * is made of the column is checked on a sample, since rows may have been put on a shard by hand; any other on all
 * customers. Hashes travel, eight bytes a customer.
 */
export async function requireTogether(
  cluster: ClusterAccess,
  caller: string,
  place: DistributedEngine,
  column: { readonly name: string } & SourceColumn,
  options: RunOptions,
): Promise<void> {
  const said = place.shardingKey !== null && isShardedBy(place.shardingKey, column.name);
  const hash = sql`sipHash64(toString(${column.sql}))`;
  const sampled = said ? sql` AND ${hash} % ${value(oneOf)} = 0` : sql``;
  const statement: Statement = {
    // Two halves of the hash, each of which a double holds.
    select: sql`SELECT toFloat64(intDiv(h, 4294967296)) AS ${name("high")}, toFloat64(h % 4294967296) AS ${name("low")},
  toFloat64(1) AS ${name("shards")} FROM (
SELECT DISTINCT ${hash} AS h FROM ${tableSql(caller, place)} WHERE ${column.sql} IS NOT NULL${sampled}
) AS hashes`,
    columns: [...numberKeys("high", "low"), ...sums("shards")],
  };
  const shardsOf = new Map<string, number>();
  for await (const { rows, columns } of shardChunks(
    cluster,
    caller,
    { clusterName: place.cluster, database: place.database },
    statement,
    options,
  )) {
    const [high, low, shards] = columns as readonly Float64Array[];
    for (let row = 0; row < rows; row++) {
      const key = `${high![row]} ${low![row]}`;
      const count = (shardsOf.get(key) ?? 0) + shards![row]!;
      shardsOf.set(key, count);
      if (count > 1) refuse(caller, column.name);
    }
  }
}

function refuse(caller: string, column: string): never {
  throw new ClienteleError(
    "scattered-customers",
    { function: caller, column },
    "rows of one customer lie on several shards, where each would be counted for itself; shard the table by this " +
      "column, as with intHash64(customer)",
  );
}
