import { ClienteleError, columnList, knownOptions, optionalPackage, showNames, showValue } from "../errors/index.js";
import { createTable, type Table } from "../table/index.js";
import { requirePath } from "./file-path.js";

/** Options of {@link readParquetFile}. */
export interface ParquetOptions {
  /** The columns to read [all]; the others are not touched. */
  readonly columns?: readonly string[];
}

/** Values of a column of a file, as they arrive. */
interface ColumnPart {
  readonly columnName: string;
  readonly columnData: ArrayLike<unknown>;
  readonly rowStart: number;
}

/**
 * Reads a Parquet file, through the optional packages `hyparquet` and `hyparquet-compressors`. Dates and timestamps are
 * dates; whole numbers of 64 bits are numbers where that is exact, text where it is not; a null is missing.
 *
 * Errors: `missing-package`, `unsupported-input` (no Parquet, nested columns), `unknown-column`, `duplicate-column`,
 * `invalid-option`; what the file system says is passed on.
 *
 * @param path - the path of the file
 *
 * @example
 * ```ts
 * import { readParquetFile } from "clientele/node";
 *
 * const orders = await readParquetFile("orders.parquet", { columns: ["customer", "date", "amount"] });
 * ```
 */
export async function readParquetFile(path: string, options: ParquetOptions = {}): Promise<Table> {
  const caller = "readParquetFile";
  knownOptions(caller, options, ["columns"]);
  const packages = ["hyparquet", "hyparquet-compressors"];
  const [{ asyncBufferFromFile, parquetMetadataAsync, parquetRead }, { compressors }] = await optionalPackage(
    caller,
    packages,
    () => Promise.all([import("hyparquet"), import("hyparquet-compressors")]),
  );
  requirePath(caller, path);
  const file = await asyncBufferFromFile(path);
  try {
    const metadata = await parquetMetadataAsync(file);
    const { names, nested } = topLevelColumns(metadata.schema);
    const columns = options.columns === undefined ? names : columnList(caller, "columns", options.columns);
    for (const name of columns) {
      if (!names.includes(name)) refuseUnknown(caller, name, names);
      if (nested.has(name))
        refuseNested(
          caller,
          name,
          names.filter((one) => !nested.has(one)),
        );
    }
    const rows = Number(metadata.num_rows);
    const values = new Map(columns.map((name) => [name, new Array<unknown>(rows).fill(null)]));
    const onChunk = (part: ColumnPart) => place(values.get(part.columnName), part);
    await parquetRead({ file, metadata, columns: [...columns], compressors, onChunk });
    return createTable([...values]) as Table;
  } catch (error) {
    if (error instanceof ClienteleError || (error instanceof Error && "syscall" in error)) throw error;
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: path },
      `cannot read ${showValue(path)} as Parquet: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** The columns of a schema: the root first, each element before its children; one with children is nested. */
function topLevelColumns(schema: readonly { readonly name: string; readonly num_children?: number }[]): {
  readonly names: readonly string[];
  readonly nested: ReadonlySet<string>;
} {
  const names: string[] = [];
  const nested = new Set<string>();
  let at = 1;
  const behind = (element: number): number => {
    let next = element + 1;
    for (let child = 0; child < (schema[element]?.num_children ?? 0); child++) next = behind(next);
    return next;
  };
  for (; at < schema.length; at = behind(at)) {
    names.push(schema[at]!.name);
    if ((schema[at]!.num_children ?? 0) > 0) nested.add(schema[at]!.name);
  }
  return { names, nested };
}

function refuseNested(caller: string, name: string, plain: readonly string[]): never {
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, column: name },
    plain.length === 0
      ? "is nested; write the file with plain columns"
      : `is nested; write the file with plain columns, or leave it out: columns reads the others, ${showNames(plain)}`,
  );
}

function place(values: unknown[] | undefined, { columnData, rowStart }: ColumnPart): void {
  if (values === undefined) return;
  for (let i = 0; i < columnData.length && rowStart + i < values.length; i++) values[rowStart + i] = columnData[i];
}

function refuseUnknown(caller: string, name: string, names: readonly string[]): never {
  throw new ClienteleError(
    "unknown-column",
    { function: caller, column: name, value: name },
    `there is no such column; the columns are ${showNames(names)}`,
  );
}
