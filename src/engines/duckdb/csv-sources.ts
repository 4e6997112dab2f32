import { stat } from "node:fs/promises";
import type { DuckDBInstance } from "@duckdb/node-api";
import type { RunOptions } from "../engine/engine.js";
import { type Sql, sql } from "../sql/sql.js";
import { type CsvColumn, type CsvForm, formIn, formQuery, sniffedCsv, typedCsv } from "./csv-form.js";
import { runCommand } from "./run-statement.js";
import { pathList } from "./source-relation.js";

/** CSV files as they stand behind FROM. */
type CsvSources = (caller: string, paths: readonly string[], options: RunOptions) => Promise<Sql>;

/** The state in which files were read: another size or time is another state. */
interface FilesState {
  readonly paths: readonly string[];
  readonly version: string;
}

/**
 * CSV files of which the form is found once, since this reads them from end to end: every further statement only scans
 * them. What is known of a source holds as long as its files are the same, of the same size and time.
 */
export function csvSources(instance: DuckDBInstance): CsvSources {
  const known = new Map<string, { readonly version: string; readonly relation: Promise<Sql> }>();
  return async (caller, paths, { signal }) => {
    const run = (query: Sql) => runCommand(instance, caller, query, { signal });
    const state = await stateOf(run, paths).catch(() => null);
    signal?.throwIfAborted();
    if (state === null) return sniffedCsv(paths);
    const source = JSON.stringify(paths);
    for (;;) {
      let found = known.get(source);
      const isOwn = found?.version !== state.version;
      if (found === undefined || isOwn) {
        found = { version: state.version, relation: typedRelation(run, paths, state.paths) };
        known.set(source, found);
      }
      try {
        return await found.relation;
      } catch {
        if (known.get(source) === found) known.delete(source);
        signal?.throwIfAborted();
        // The statement itself says what is wrong with the files; what another call gave up is begun again.
        if (isOwn) return sniffedCsv(paths);
      }
    }
  };
}

type Run = (query: Sql) => ReturnType<typeof runCommand>;

/** The files behind paths and patterns; null where there is none, or one that is no plain file on a disk. */
async function stateOf(run: Run, paths: readonly string[]): Promise<FilesState | null> {
  const result = await run(sql`SELECT file FROM glob(${pathList(paths)})`);
  const files = (await result.getRowObjectsJson()).map(({ file }) => String(file));
  if (files.length === 0) return null;
  const versions: string[] = [];
  for (const file of files) {
    const found = await stat(file, { bigint: true });
    if (!found.isFile()) return null;
    versions.push([file, found.size, found.mtimeNs, found.ctimeNs, found.ino].join("\0"));
  }
  return { paths: files, version: versions.join("\0") };
}

/**
 * The files with the types that DuckDB finds in them. Where they are written differently, each has to be looked at when
 * it is read, and where anything else would come out than what DuckDB finds by itself, that stays its way to read them.
 */
async function typedRelation(run: Run, paths: readonly string[], files: readonly string[]): Promise<Sql> {
  const forms = await formsOf(run, files);
  const [first] = forms;
  if (first === undefined) return sniffedCsv(paths);
  // Parts of a path such as year=2026 are columns, too.
  const isPlain = files.every((file) => !file.includes("=")) && forms.every((form) => hasColumns(form.columns, first));
  const columns = isPlain ? first.columns : await columnsOf(run, sniffedCsv(paths));
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  if (!forms.every((form) => form.columns.every(({ name, type }) => holds(types.get(name), type)))) {
    return sniffedCsv(paths);
  }
  const relation = typedCsv(paths, {
    dialect: first.dialect,
    columns: first.columns.map(({ name }) => ({ name, type: types.get(name)! })),
  });
  return hasColumns(await columnsOf(run, relation), { columns }) ? relation : sniffedCsv(paths);
}

/** Files that are looked at side by side. */
const lanes = 4;

/** The forms of all files; none where one is written differently, or cannot be named. */
async function formsOf(run: Run, files: readonly string[]): Promise<readonly CsvForm[]> {
  // The name of a file may be a pattern, too.
  if (files.some((file) => /[*?[]/.test(file))) return [];
  const forms: (CsvForm | null)[] = [];
  for (let from = 0; from < files.length; from += lanes) {
    const found = await Promise.all(files.slice(from, from + lanes).map((file) => formOf(run, file)));
    forms.push(...found);
    const first = forms[0]!;
    if (!found.every((form) => form !== null && first !== null && isWrittenLike(form, first))) return [];
  }
  return forms as CsvForm[];
}

async function formOf(run: Run, file: string): Promise<CsvForm | null> {
  const [row] = await (await run(formQuery(file))).getRowObjectsJson();
  return row === undefined ? null : formIn(row);
}

/** Whether a column of all files holds all that a column of one file may hold. */
function holds(all: string | undefined, one: string): boolean {
  return all === one || all === "VARCHAR" || (all === "DOUBLE" && one === "BIGINT");
}

/** Whether two files have the same dialect and the same columns in the same order, of whatever types. */
function isWrittenLike(form: CsvForm, other: CsvForm): boolean {
  const written = ({ dialect, columns }: CsvForm) => JSON.stringify([dialect, columns.map(({ name }) => name)]);
  return written(form) === written(other);
}

function hasColumns(columns: readonly CsvColumn[], other: Pick<CsvForm, "columns">): boolean {
  const described = (list: readonly CsvColumn[]) => JSON.stringify(list.map(({ name, type }) => [name, type]));
  return described(columns) === described(other.columns);
}

async function columnsOf(run: Run, relation: Sql): Promise<CsvColumn[]> {
  const result = await run(sql`SELECT * FROM ${relation} AS source_rows LIMIT 0`);
  const types = result.columnTypes();
  return result.columnNames().map((name, i) => ({ name, type: String(types[i]) }));
}
