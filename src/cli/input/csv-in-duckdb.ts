import type { Engine, EngineSource } from "../../engines/duckdb.js";

/** A type that a column of text may have, by what its texts must look like. */
interface TextForm {
  readonly type: "BIGINT" | "DOUBLE" | "DATE" | "BOOLEAN";
  readonly pattern: string;
}

/** As `readCsv` tells them: leading zeros belong to codes, which are text. */
const numberForms: readonly TextForm[] = [
  // By its digits: DuckDB rounds 2.5 where it is cast to a whole number.
  { type: "BIGINT", pattern: "[+-]?(0|[1-9][0-9]{0,17})" },
  { type: "DOUBLE", pattern: "[+-]?((0|[1-9][0-9]*)([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?" },
];

const allForms: readonly TextForm[] = [
  ...numberForms,
  { type: "DATE", pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}" },
  { type: "BOOLEAN", pattern: "true|false" },
];

/**
 * A CSV file as DuckDB is to read it: columns that hold whole numbers throughout, or numbers (and where `typed`, days,
 * or true and false), as such, others as text. DuckDB's own sniffer takes twice the time to look at all rows, and has
 * other rules of what a number is.
 */
export async function csvInDuckDb(
  engine: Engine,
  file: string,
  { columns, typed }: { readonly columns: readonly string[]; readonly typed: boolean },
  onProgress: (share: number) => void,
): Promise<EngineSource> {
  const rows = `read_csv('${file.replaceAll("'", "''")}', all_varchar = true)`;
  if (columns.length === 0) return { query: `SELECT * FROM ${rows}` };
  const forms = typed ? allForms : numberForms;
  const misfits = columns.flatMap((column, i) =>
    forms.map((form) => `CASE WHEN ${isMisfit(column, form)} THEN 1.0 ELSE 0.0 END AS ${countName(form, i)}`),
  );
  const names = columns.flatMap((_, i) => forms.map((form) => countName(form, i)));
  const found = await engine.summarize(
    { query: `SELECT ${misfits.join(", ")} FROM ${rows}` },
    { measures: Object.fromEntries(names.map((name) => [name, { sum: name }] as const)), onProgress },
  );
  const counts = found.toRows()[0] ?? {};
  const selected = columns.map((column, i) => {
    const form = forms.find((each) => counts[countName(each, i)] === 0);
    return form === undefined ? quoted(column) : `${cast(column, form)} AS ${quoted(column)}`;
  });
  return { query: `SELECT ${selected.join(", ")} FROM ${rows}` };
}

function countName({ type }: TextForm, column: number): string {
  return `${type.toLowerCase()}${column}`;
}

/** Whether a text of a column is of no form; a blank one is missing. */
function isMisfit(column: string, form: TextForm): string {
  const text = `trim(${quoted(column)})`;
  return `${text} <> '' AND (NOT regexp_full_match(${text}, '${form.pattern}') OR ${cast(column, form)} IS NULL)`;
}

function cast(column: string, { type }: TextForm): string {
  return `TRY_CAST(trim(${quoted(column)}) AS ${type})`;
}

function quoted(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}
