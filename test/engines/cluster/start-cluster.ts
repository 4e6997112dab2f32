import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  clusterName,
  clusterPassword,
  clusterUser,
  type ServerPorts,
  writeConfiguration,
} from "./cluster-configuration.js";
import { type CountingProxy, startProxy } from "./counting-proxy.js";
import { freePorts } from "./free-ports.js";

/** Where Debian's package puts the server. */
const program = "/usr/sbin/clickhouse-server";

/** Why the tests of the cluster cannot run here; null where they can. */
export const whyNoCluster: string | null = existsSync(program)
  ? null
  : "no ClickHouse server here: apt-get install -y --no-install-recommends clickhouse-server clickhouse-client";

/** One server, which tests may kill and start again. */
export interface TestServer {
  readonly url: string;
  readonly ports: ServerPorts;
  readonly start: () => Promise<void>;
  /** Ends it in order, or at once. */
  readonly stop: (signal?: "SIGTERM" | "SIGKILL") => Promise<void>;
}

/** Two servers that are two shards of a cluster, and reach each other through doors that count. */
export interface TestCluster {
  readonly servers: readonly TestServer[];
  /** Before each server, what goes from shard to shard passes here. */
  readonly doors: readonly CountingProxy[];
  /** Opens one more door, to a server as clients reach it. Whoever opens it stops it. */
  readonly openDoor: (server: number, port: keyof ServerPorts) => Promise<CountingProxy>;
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly stop: () => Promise<void>;
}

/** Starts two servers with folders and ports of their own, as the two shards of a cluster, and waits for both. */
export async function startCluster(): Promise<TestCluster> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-cluster-"));
  const ports = await freePorts(6);
  const own = [0, 3].map((i) => ({ http: ports[i]!, tcp: ports[i + 1]!, interserver: ports[i + 2]! }));
  const doors = await Promise.all(own.map(({ tcp }) => startProxy(tcp)));
  const servers = own.map((server, i) => {
    return testServer(
      join(folder, `shard-${i + 1}`),
      server,
      doors.map(({ port }) => port),
    );
  });
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all(doors.map((door) => door.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(servers.map((server) => server.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  const openDoor = (server: number, port: keyof ServerPorts) => startProxy(own[server]![port]);
  return { servers, doors, openDoor, name: clusterName, username: clusterUser, password: clusterPassword, stop };
}

function testServer(folder: string, ports: ServerPorts, shardPorts: readonly number[]): TestServer {
  mkdirSync(folder, { recursive: true });
  const configuration = writeConfiguration(folder, ports, shardPorts);
  const url = `http://127.0.0.1:${ports.http}`;
  let running: ChildProcess | null = null;
  const stop = async (signal: "SIGTERM" | "SIGKILL" = "SIGTERM") => {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    const insist = setTimeout(() => child.kill("SIGKILL"), 20_000);
    await ended;
    clearTimeout(insist);
  };
  const start = async () => {
    await stop();
    running = spawn(program, [`--config-file=${configuration}`], { cwd: folder, stdio: "ignore" });
    await untilItAnswers(url, running, folder);
  };
  return { url, ports, start, stop };
}

async function untilItAnswers(url: string, child: ChildProcess, folder: string): Promise<void> {
  const patience = Date.now() + 60_000;
  while (Date.now() < patience) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const answer = await fetch(`${url}/ping`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  const log = join(folder, "server.err.log");
  throw new Error(`the ClickHouse server did not start:\n${existsSync(log) ? readFileSync(log, "utf8") : ""}`);
}
