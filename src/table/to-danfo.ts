import { ClienteleError, showValue } from "../errors/index.js";
import { BooleanColumn, type StoredColumn, TextColumn } from "./columns/column.js";
import { isConstructor } from "./is-constructor.js";
import type { Table } from "./table.js";
import { storedTable, type TableInput } from "./table-input.js";
import { showDate } from "./values/date-text.js";

/** The module of danfo.js, known by its shape: `import * as dfd from "danfojs-node"` (or `danfojs`). */
export interface DanfoLibrary {
  readonly DataFrame: new (...args: never[]) => unknown;
}

/** What is used of the module. */
interface DanfoParts extends DanfoLibrary {
  readonly DataFrame: new (
    rows: readonly (readonly unknown[])[],
    options: { readonly columns: readonly string[]; readonly dtypes: readonly string[] },
  ) => unknown;
}

/**
 * A table as a danfo.js DataFrame. `dfd` is the module of danfo.js, which the caller installs.
 *
 * Whole numbers within 32 bits become `int32`, other numbers `float32` by name (danfo.js keeps all digits until it
 * computes with tensors), text and booleans what they are. Dates become text, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`,
 * which danfo.js reads with `dfd.toDateTime`: it has no dates of its own. Missing numbers are NaN, other missing values
 * null; danfo.js counts both as missing.
 *
 * Errors: `unsupported-input`.
 *
 * @example
 * ```ts
 * import * as dfd from "danfojs-node";
 *
 * toDanfo(table({ customer: ["ada", "bob"], score: [0.9, 0.4] }), dfd).print();
 * ```
 */
export function toDanfo<Library extends DanfoLibrary>(
  input: Table | TableInput,
  dfd: Library,
): InstanceType<Library["DataFrame"]> {
  if (!hasDataFrame(dfd)) {
    throw new ClienteleError(
      "unsupported-input",
      { function: "toDanfo", value: dfd },
      `the second argument must be the module of danfo.js (import * as dfd from "danfojs-node"), got ${showValue(dfd)}`,
    );
  }
  const source = storedTable("toDanfo", input);
  const columns = source.storedColumns;
  const cells = columns.map(cellReader);
  const rows = Array.from({ length: source.numRows }, (_, row) => cells.map((read) => read(row)));
  const frame = new dfd.DataFrame(rows, { columns: source.columnNames, dtypes: columns.map(danfoType) });
  return frame as InstanceType<Library["DataFrame"]>;
}

function hasDataFrame(dfd: object): dfd is DanfoParts {
  return typeof dfd === "object" && dfd !== null && "DataFrame" in dfd && isConstructor(dfd.DataFrame);
}

function danfoType(column: StoredColumn): string {
  if (column instanceof BooleanColumn) return "boolean";
  if (column instanceof TextColumn || column.type === "date") return "string";
  const { values } = column;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value !== (value | 0)) return "float32";
  }
  return "int32";
}

function cellReader(column: StoredColumn): (row: number) => unknown {
  if (column instanceof BooleanColumn || column instanceof TextColumn) return (row) => column.at(row);
  const { values } = column;
  if (column.type === "number") return (row) => values[row]!;
  return (row) => (Number.isNaN(values[row]!) ? null : showDate(values[row]!));
}
