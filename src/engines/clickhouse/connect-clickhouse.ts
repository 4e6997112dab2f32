import { ClienteleError, knownOptions, optionalPackage, showValue } from "../../errors/index.js";
import { createEngine } from "../engine/create-engine.js";
import type { Engine } from "../engine/engine.js";
import { sql } from "../sql/sql.js";
import { clickHouseConnection } from "./clickhouse-connection.js";
import { openConnection, type ServerConnection } from "./server-connection.js";
import { readTexts } from "./table-place.js";

/** A cluster, by its name in the configuration of the servers. */
export interface ClickHouseCluster {
  /**
   * The cluster on which tables lie under the same name on every shard [none: a table of the engine Distributed names
   * its own].
   */
  readonly name?: string;
  /**
   * The HTTP address of one server of each shard. Servers without `cluster(…, view(…))` need them: views are
   * put on the shards, or the shards are asked one by one where that is not allowed. Without them the Distributed table
   * is asked as it is, and much more travels.
   */
  readonly shards?: readonly string[];
}

/** Options of {@link connectClickHouse}. */
export interface ClickHouseOptions {
  /** The HTTP address of a server, such as `"https://clickhouse.example.com:8443"`. */
  readonly url: string;
  /** [`"default"`] */
  readonly username?: string;
  /** [none] */
  readonly password?: string;
  /** Where tables are that are named without a database [`"default"`]. */
  readonly database?: string;
  /** The cluster, or its name, where orders lie on several servers. */
  readonly cluster?: string | ClickHouseCluster;
}

/**
 * Connects to ClickHouse, a single server or a cluster whose orders are sharded by customer, and runs the analyses
 * there. On a cluster each shard reduces its own rows, and only statistics travel. Needs the optional package
 * `@clickhouse/client`. Close the engine when you are done.
 *
 * A result is whole or an error: a lost connection, a shard that is down, a query out of memory are errors, and a
 * server that is set to leave out shards that do not answer (`skip_unavailable_shards`) is refused.
 *
 * Errors: `missing-package`, `invalid-option`, `connection-lost`, `access-denied`.
 *
 * @example
 * ```ts
 * import { connectClickHouse } from "clientele/clickhouse";
 *
 * const engine = await connectClickHouse({ url: "http://localhost:8123", username: "analyst", password });
 * const customers = await engine.customerStatistics("shop.orders", { customer: "customer", date: "day" });
 * const model = fitBgNbd(customers);
 * await engine.close();
 * ```
 */
export async function connectClickHouse(options: ClickHouseOptions): Promise<Engine> {
  const caller = "connectClickHouse";
  knownOptions(caller, options, ["url", "username", "password", "database", "cluster"]);
  const client = await optionalPackage(caller, ["@clickhouse/client"], () => import("@clickhouse/client"));
  const text = (option: "username" | "password" | "database", fallback: string) => {
    return textOption(caller, option, options[option], fallback);
  };
  const who = {
    username: text("username", "default"),
    password: text("password", ""),
    database: text("database", "default"),
  };
  const url = serverUrl(caller, "url", options.url);
  const cluster = clusterOption(caller, options.cluster);
  const open = (address: URL) => openConnection(client, { ...who, url: address });
  const coordinator = open(url);
  const shards = cluster.shards.map(open);
  try {
    await Promise.all([coordinator, ...shards].map((server) => requireWholeAnswers(caller, server)));
  } catch (error) {
    await Promise.all([coordinator, ...shards].map((server) => server.close()));
    throw error;
  }
  return createEngine(clickHouseConnection({ coordinator, shards, clusterName: cluster.name }));
}

function textOption(caller: string, option: string, given: unknown, fallback: string): string {
  if (given === undefined) return fallback;
  if (typeof given === "string") return given;
  // What was given may be a secret in the wrong place.
  throw new ClienteleError("invalid-option", { function: caller }, `option "${option}" must be a text`);
}

/** An address without anything but protocol, host, port and path: what else may stand there is an option of its own. */
function serverUrl(caller: string, option: string, given: unknown): URL {
  const refuse = (problem: string): never => {
    throw new ClienteleError("invalid-option", { function: caller }, `option "${option}" ${problem}`);
  };
  let url: URL;
  try {
    url = new URL(given as string);
  } catch {
    return refuse("must be an address such as http://localhost:8123");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return refuse("must begin with http:// or https://");
  if (url.username !== "" || url.password !== "")
    return refuse("holds a name or a password; they are options of their own");
  if (url.search !== "" || url.hash !== "") return refuse("must not hold settings; they would reach every statement");
  return url;
}

function clusterOption(
  caller: string,
  given: ClickHouseOptions["cluster"],
): { readonly name: string | undefined; readonly shards: readonly URL[] } {
  if (given === undefined) return { name: undefined, shards: [] };
  if (typeof given === "string") return { name: given, shards: [] };
  knownOptions(caller, given, ["name", "shards"]);
  const { name, shards = [] } = given;
  const isName = name === undefined || (typeof name === "string" && name !== "");
  if (!isName || !Array.isArray(shards)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: name },
      `option "cluster" must be a name, or { name, shards } with the addresses of the shards, got ${showValue(name)}`,
    );
  }
  return { name, shards: shards.map((shard, i) => serverUrl(caller, `cluster.shards[${i}]`, shard)) };
}

/** Refuses a server that answers with a part of the rows where a shard is down; fails where there is no server. */
async function requireWholeAnswers(caller: string, server: ServerConnection): Promise<void> {
  const from = sql`system.settings WHERE name = 'skip_unavailable_shards' AND value <> '0'`;
  const asUser = { ...server, read: server.readAsUser };
  const set = await readTexts(asUser, caller, ["name", "value"], {}, { from });
  if (set.length === 0) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller },
    `${server.address} has skip_unavailable_shards set, so that a part of the orders would pass for all; set it to 0`,
  );
}
