import type { Engine } from "../../engines/duckdb.js";
import { ClienteleError, type ErrorCode } from "../../errors/index.js";
import type { Table } from "../../table/index.js";
import type { EngineName } from "./engine-name.js";

/** Rows that are enough to guess which column holds what. */
const sampleRows = 2000;

/**
 * Some rows of a table of an engine (equal rows once), for the guess which column holds what; null where they cannot be
 * had, so that columns have to be named.
 */
export async function sampleOf(engine: Engine, name: EngineName, relation: string): Promise<Table | null> {
  try {
    const described = await engine.summarize(
      { query: name.kind === "clickhouse" ? clickHouseColumns(relation) : duckDbColumns(relation) },
      { by: ["column_name"], measures: { count: { count: true } } },
    );
    const names = described.toRows().map((row) => String(row["column_name"]));
    const sample = await engine.summarize(
      { query: `SELECT * FROM ${relation} LIMIT ${sampleRows}` },
      { by: names, measures: { "rows of the sample": { count: true } } },
    );
    return sample.select(...names);
  } catch (error) {
    // What makes every other statement fail, too, is said at once; a column that cannot be read is no such thing.
    if (error instanceof ClienteleError && fatal.includes(error.code)) throw error;
    return null;
  }
}

const fatal: readonly ErrorCode[] = ["unknown-table", "access-denied", "connection-lost", "out-of-memory"];

function duckDbColumns(relation: string): string {
  return `SELECT column_name FROM (DESCRIBE SELECT * FROM ${relation})`;
}

function clickHouseColumns(relation: string): string {
  const [table, database] = relation.replaceAll("`", "").split(".").reverse();
  const place = database === undefined ? "currentDatabase()" : `'${database}'`;
  return `SELECT name AS column_name FROM system.columns WHERE database = ${place} AND table = '${table}'`;
}
