import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { ClickHouseClient, ClickHouseSettings } from "@clickhouse/client";
import { ClienteleError } from "../../errors/index.js";
import type { RunOptions } from "../engine/engine.js";
import { connectionError, type Secrets, serverError } from "./server-error.js";

/** A server that runs statements. */
export interface ServerConnection {
  /** Host and port, for messages. */
  readonly address: string;
  /** What the server says of a failure, as an error without secrets. */
  readonly failure: (caller: string, message: string) => ClienteleError;
  /** The bytes of the result of a SELECT, in the format Native. */
  readonly read: (caller: string, statement: string, options?: RunOptions) => AsyncIterable<Uint8Array>;
  /** The same with the settings that the user has on the server, and none of ours. */
  readonly readAsUser: (caller: string, statement: string) => AsyncIterable<Uint8Array>;
  /** Runs a statement that has no result. */
  readonly run: (caller: string, statement: string, options?: RunOptions) => Promise<void>;
  /** Sends rows in the format Native for an INSERT statement. */
  readonly insert: (
    caller: string,
    statement: string,
    rows: AsyncIterable<Uint8Array>,
    options?: RunOptions,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Where a server is and who asks. */
export interface ServerAddress {
  readonly url: URL;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/** Long analyses send nothing for a long time; a connection that breaks is noticed at once all the same. */
const requestTimeout = 2 ** 31 - 1;

/**
 * What every statement is run with. A shard that does not answer is an error: with `skip_unavailable_shards` a part of
 * the rows would pass for all of them. Statistics are small numbers and whole days, of which zstd, unlike the usual
 * LZ4, leaves a third between shards.
 */
const settings: ClickHouseSettings = { skip_unavailable_shards: 0, network_compression_method: "zstd" };

/**
 * Opens a connection. Nothing is retried: a statement that failed half-way may have had effects. The client's own
 * logging is off, since it writes statements and settings to the console.
 */
export function openConnection(
  { createClient, ClickHouseLogLevel }: typeof import("@clickhouse/client"),
  server: ServerAddress,
): ServerConnection {
  const client = createClient({
    url: server.url.origin,
    pathname: server.url.pathname,
    username: server.username,
    password: server.password,
    database: server.database,
    request_timeout: requestTimeout,
    log: { level: ClickHouseLogLevel.OFF },
    application: "clientele",
  });
  const connection = { client, address: server.url.host, secrets: secretsOf(server) };
  return {
    address: connection.address,
    failure: (caller, message) => serverError(caller, message, connection.secrets),
    read: (caller, statement, options) =>
      execute(connection, caller, { statement: `${statement} FORMAT Native` }, options),
    readAsUser: (caller, statement) => {
      return execute(connection, caller, { statement: `${statement} FORMAT Native`, asUser: true });
    },
    run: (caller, statement, options) => runToEnd(connection, caller, { statement }, options),
    insert: (caller, statement, rows, options) =>
      runToEnd(connection, caller, { statement: `${statement} FORMAT Native`, rows }, options),
    close: () => client.close(),
  };
}

interface OpenConnection {
  readonly client: ClickHouseClient;
  readonly address: string;
  readonly secrets: Secrets;
}

interface Execution {
  readonly statement: string;
  readonly settings?: ClickHouseSettings;
  readonly asUser?: boolean;
  readonly rows?: AsyncIterable<Uint8Array>;
}

/** The password as it is, and as it stands in a header or an address. */
function secretsOf({ username, password }: ServerAddress): Secrets {
  if (password === "") return [];
  return [password, encodeURIComponent(password), Buffer.from(`${username}:${password}`).toString("base64")];
}

/** Runs a statement without a result to its end. */
async function runToEnd(
  connection: OpenConnection,
  caller: string,
  execution: Execution,
  options: RunOptions | undefined,
): Promise<void> {
  // The server waits with its answer until the statement has ended, so that its status is the last word.
  const waiting = { ...execution, settings: { wait_end_of_query: 1 as const } };
  const parts: Uint8Array[] = [];
  for await (const part of execute(connection, caller, waiting, options)) parts.push(part);
  const answer = Buffer.concat(parts).toString("utf8");
  if (/^Code: \d+/.test(answer)) throw serverError(caller, answer, connection.secrets);
}

/** Runs a statement and gives the bytes of its answer; what goes wrong is an error of the library. */
async function* execute(
  connection: OpenConnection,
  caller: string,
  { statement, rows, settings: own, asUser = false }: Execution,
  { signal }: RunOptions = {},
): AsyncGenerator<Uint8Array, void, void> {
  signal?.throwIfAborted();
  const { client, address, secrets } = connection;
  const queryId = randomUUID();
  let stream: Readable | undefined;
  let isRunning = true;
  const stop = () => {
    if (isRunning) void cancel(client, queryId);
    stream?.destroy();
  };
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const answer = await client.exec({
      query: statement,
      query_id: queryId,
      clickhouse_settings: asUser ? {} : { ...settings, ...own },
      ...(signal === undefined ? {} : { abort_signal: signal }),
      ...(rows === undefined ? {} : { values: Readable.from(rows, { objectMode: false }) }),
    });
    stream = answer.stream;
    yield* stream;
    signal?.throwIfAborted();
    isRunning = false;
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    isRunning = false;
    throw failure(caller, address, error, secrets);
  } finally {
    signal?.removeEventListener("abort", stop);
    // Who stops reading early wants no more of the query either.
    if (isRunning && signal?.aborted !== true) stop();
  }
}

/** Errors of the system's network, and those that the client makes of a connection that breaks. */
const broken = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|ERR_STREAM|HPE_|UND_)/u;

function failure(caller: string, address: string, error: unknown, secrets: Secrets): unknown {
  if (error instanceof ClienteleError || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  // The client takes the number out of a message of the server and puts it beside.
  if (/^\d+$/.test(code)) return serverError(caller, `Code: ${code}. ${error.message}`, secrets);
  if (/\b(Code|Error): \d+/.test(error.message)) return serverError(caller, error.message, secrets);
  const isBroken = broken.test(code) || /aborted|socket hang up|timeout/iu.test(error.message);
  if (isBroken) return connectionError(caller, address, error, secrets);
  return serverError(caller, error.message, secrets);
}

/** Asks the server to stop a query. It may have ended meanwhile, or the server may be gone. */
async function cancel(client: ClickHouseClient, queryId: string): Promise<void> {
  // The id is one of ours: hexadecimal digits and hyphens.
  const query = `KILL QUERY WHERE query_id = '${queryId}' ASYNC`;
  await client.command({ query }).catch(() => undefined);
}
