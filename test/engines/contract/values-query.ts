import { duckDbDialect } from "../../../src/engines/dialects/duckdb-dialect.js";
import { identifier, join, type Sql, sql, value } from "../../../src/engines/sql/sql.js";
import type { GoldenCell } from "../../customers/golden/golden-case.js";
import type { GoldenTable } from "../../customers/golden/run-golden-cases.js";

/** A query for DuckDB that gives the rows of a table, its columns typed by their values. */
export function valuesQuery(table: GoldenTable): string {
  const names = Object.keys(table);
  const columns = join(
    names.map((name) => identifier("test", name)),
    sql`, `,
  );
  const rows = table[names[0]!]!.length;
  if (rows === 0) {
    const none = names.map((name) => sql`NULL::VARCHAR AS ${identifier("test", name)}`);
    return sql`SELECT ${join(none, sql`, `)} WHERE 1 = 0`.print(duckDbDialect);
  }
  const types = names.map((name) => typeOf(table[name]!));
  const values = Array.from(
    { length: rows },
    (_, row) =>
      sql`(${join(
        names.map((name, i) => cell(table[name]![row]!, types[i]!)),
        sql`, `,
      )})`,
  );
  return sql`SELECT * FROM (VALUES ${join(values, sql`, `)}) AS rows(${columns})`.print(duckDbDialect);
}

type CellType = "text" | "number" | "boolean";

function typeOf(cells: readonly GoldenCell[]): CellType {
  const kinds = new Set(cells.filter((value) => value !== null).map((value) => typeof value));
  if (kinds.size === 1 && kinds.has("number")) return "number";
  return kinds.size === 1 && kinds.has("boolean") ? "boolean" : "text";
}

function cell(content: GoldenCell, type: CellType): Sql {
  if (content === null)
    return type === "text" ? sql`NULL::VARCHAR` : type === "number" ? sql`NULL::DOUBLE` : sql`NULL::BOOLEAN`;
  if (type === "text") return sql`(${value(String(content))})::VARCHAR`;
  if (typeof content !== "number") return value(content);
  return sql`${value(Number.isFinite(content) ? content : String(content))}::DOUBLE`;
}
