import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a server of the test cluster listens. */
export interface ServerPorts {
  readonly http: number;
  readonly tcp: number;
  readonly interserver: number;
}

/** The names that tests use. */
export const clusterName = "two_shards";
export const clusterUser = "analyst";
export const clusterPassword = "s3cret-of-the-cluster";

/** The most memory that a query of the user `small` may take. */
const smallMemory = 10_000_000;

/**
 * Writes the configuration of one server with its users into a folder and returns the path of the file. It is that of
 * ClickHouse 18.16, which later versions read, too. `shardPorts` are those where the shards are reached.
 */
export function writeConfiguration(folder: string, own: ServerPorts, shardPorts: readonly number[]): string {
  for (const name of ["data", "tmp", "user_files", "format_schemas"])
    mkdirSync(join(folder, name), { recursive: true });
  const path = join(folder, "config.xml");
  writeFileSync(
    path,
    `<?xml version="1.0"?>
<yandex>
  <logger>
    <level>warning</level>
    <log>${join(folder, "server.log")}</log>
    <errorlog>${join(folder, "server.err.log")}</errorlog>
  </logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${own.http}</http_port>
  <tcp_port>${own.tcp}</tcp_port>
  <interserver_http_port>${own.interserver}</interserver_http_port>
  <interserver_http_host>127.0.0.1</interserver_http_host>
  <path>${join(folder, "data")}/</path>
  <tmp_path>${join(folder, "tmp")}/</tmp_path>
  <user_files_path>${join(folder, "user_files")}/</user_files_path>
  <format_schema_path>${join(folder, "format_schemas")}/</format_schema_path>
  <users_config>${join(folder, "users.xml")}</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
  <timezone>UTC</timezone>
  <mark_cache_size>268435456</mark_cache_size>
  <max_concurrent_queries>100</max_concurrent_queries>
  <remote_servers>
    <${clusterName}>${shardPorts.map(shardElement).join("")}
    </${clusterName}>
  </remote_servers>
</yandex>
`,
  );
  writeFileSync(join(folder, "users.xml"), usersDocument());
  return path;
}

function shardElement(port: number): string {
  return `
      <shard>
        <internal_replication>true</internal_replication>
        <replica>
          <host>127.0.0.1</host>
          <port>${port}</port>
          <user>${clusterUser}</user>
          <password>${clusterPassword}</password>
        </replica>
      </shard>`;
}

/** Users: one for the work, others who may take little memory, only read, or do without a shard that is down. */
function usersDocument(): string {
  const user = (name: string, profile: string) => `
    <${name}>
      <password>${clusterPassword}</password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>${profile}</profile>
      <quota>default</quota>
    </${name}>`;
  return `<?xml version="1.0"?>
<yandex>
  <profiles>
    <default><max_memory_usage>6000000000</max_memory_usage></default>
    <skipper><skip_unavailable_shards>1</skip_unavailable_shards></skipper>
    <small><max_memory_usage>${smallMemory}</max_memory_usage></small>
    <reader><max_memory_usage>6000000000</max_memory_usage><readonly>2</readonly></reader>
  </profiles>
  <users>${user(clusterUser, "default")}${user("small", "small")}${user("reader", "reader")}${user(
    "skipper",
    "skipper",
  )}
  </users>
  <quotas><default></default></quotas>
</yandex>
`;
}
