import type { Engine, EngineSource } from "../../engines/duckdb.js";

/**
 * A CSV file as DuckDB is to read it: columns that hold whole numbers throughout, or numbers, as such, others as text.
 * DuckDB's own way to be sure of the types reads the whole file before every statement; this is one pass for all.
 */
export async function csvInDuckDb(
  engine: Engine,
  file: string,
  columns: readonly string[],
  onProgress: (share: number) => void,
): Promise<EngineSource> {
  const rows = `read_csv('${file.replaceAll("'", "''")}', all_varchar = true)`;
  const misfits = columns.flatMap((column, i) => [
    `CASE WHEN ${isNotWhole(column)} THEN 1.0 ELSE 0.0 END AS whole${i}`,
    `CASE WHEN ${isNoNumber(column)} THEN 1.0 ELSE 0.0 END AS number${i}`,
  ]);
  const measures = Object.fromEntries(
    columns.flatMap((_, i) => [`whole${i}`, `number${i}`].map((name) => [name, { sum: name }] as const)),
  );
  const found = await engine.summarize(
    { query: `SELECT ${misfits.join(", ")} FROM ${rows}` },
    { measures, onProgress },
  );
  const counts = found.toRows()[0] ?? {};
  const typed = columns.map((column, i) => {
    const name = quoted(column);
    if (counts[`whole${i}`] === 0) return `CAST(${name} AS BIGINT) AS ${name}`;
    return counts[`number${i}`] === 0 ? `CAST(${name} AS DOUBLE) AS ${name}` : name;
  });
  return { query: `SELECT ${typed.join(", ")} FROM ${rows}` };
}

/** By its digits: DuckDB rounds 2.5 where it is cast to a whole number. */
function isNotWhole(column: string): string {
  return `NOT regexp_full_match(${quoted(column)}, '[+-]?[0-9]{1,18}')`;
}

function isNoNumber(column: string): string {
  return `${quoted(column)} IS NOT NULL AND TRY_CAST(${quoted(column)} AS DOUBLE) IS NULL`;
}

function quoted(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}
