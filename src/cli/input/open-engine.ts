import type { DuckDbOptions, Engine, EngineSource } from "../../engines/duckdb.js";
import type { Table } from "../../table/index.js";
import { CommandError } from "../command/command-error.js";
import { csvInDuckDb } from "./csv-in-duckdb.js";
import type { EngineName } from "./engine-name.js";
import { sampleOf } from "./engine-sample.js";
import { formOfName } from "./file-form.js";
import { headOfFile } from "./head-of-file.js";
import { fileSize } from "./read-file.js";

/** The columns that are needed, and whether days and truth values are told from text, which orders do by themselves. */
export interface NeededColumns {
  readonly columns: readonly string[];
  readonly typed: boolean;
}

/** An engine and the rows that it is asked about. */
export interface OpenEngine {
  readonly engine: Engine;
  /** Where the rows are. */
  readonly source: (needed: NeededColumns, onProgress: (share: number) => void) => Promise<EngineSource>;
  /** Some rows, for the guess which column holds what; null where there are none to see. */
  readonly sample: () => Promise<Table | null>;
}

/** Opens an engine on what the command line calls its file. */
export async function openEngine(
  name: Exclude<EngineName, { readonly kind: "memory" }>,
  file: string,
  memoryLimit: string | undefined,
): Promise<OpenEngine> {
  if (name.kind === "clickhouse") {
    const { kind: _kind, ...server } = name;
    const { connectClickHouse } = await import("../../engines/clickhouse.js");
    const engine = await connectClickHouse(server);
    return { engine, ...tableIn(engine, name, file) };
  }
  if (name.path !== null) await fileSize(name.path);
  const isFile = name.path === null || /\.(csv|tsv|txt|gz|parquet|xlsx)$/i.test(file);
  if (isFile) await requireReadable(file);
  const options: DuckDbOptions = {
    ...(name.path === null ? {} : { path: name.path }),
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
  };
  const { openDuckDb } = await import("../../engines/duckdb.js");
  const engine = await openDuckDb(options);
  return { engine, ...(isFile ? fileIn(engine, name, file) : tableIn(engine, name, file)) };
}

/** A single file has to be there; what holds a wildcard names many. */
async function requireReadable(file: string): Promise<void> {
  if (file === "-" || formOfName(file) === "xlsx") {
    const [what, was] = file === "-" ? ["standard input", "标准输入"] : ["workbooks", "Excel 工作簿"];
    throw new CommandError(`an engine reads no ${what}; leave out --engine`, `引擎不能读取${was};请去掉 --engine`);
  }
  if (!isPattern(file)) await fileSize(file);
}

function fileIn(engine: Engine, name: EngineName, file: string): Omit<OpenEngine, "engine"> {
  const quoted = `'${file.replaceAll("'", "''")}'`;
  if (formOfName(file) === "parquet") {
    return { source: async () => ({ parquet: file }), sample: () => sampleOf(engine, name, `read_parquet(${quoted})`) };
  }
  const sample = isPattern(file)
    ? () => sampleOf(engine, name, `read_csv(${quoted}, all_varchar = true)`)
    : () => headOfFile(file);
  return { source: (needed, onProgress) => csvInDuckDb(engine, file, needed, onProgress), sample };
}

/** A path with wildcards names many files. */
function isPattern(file: string): boolean {
  return /[*?[]/.test(file);
}

/** The name of a table, or a SELECT. Columns are guessed only of names that are the same in every way of quoting. */
function tableIn(engine: Engine, name: EngineName, given: string): Omit<OpenEngine, "engine"> {
  if (/^\s*(select|with)\s/i.test(given)) return { source: async () => ({ query: given }), sample: async () => null };
  const isPlain = /^[a-z_]\w*(\.[a-z_]\w*)?$/i.test(given);
  return { source: async () => given, sample: async () => (isPlain ? sampleOf(engine, name, given) : null) };
}
