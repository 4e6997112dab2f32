import { ClienteleError, showValue } from "../errors/index.js";
import { BooleanColumn, type NumericArray, type StoredColumn, TextColumn } from "./columns/column.js";
import { isConstructor } from "./is-constructor.js";
import type { Table } from "./table.js";
import { storedTable, type TableInput } from "./table-input.js";

/** The module of apache-arrow, known by its shape: `import * as arrow from "apache-arrow"`. */
export interface ArrowLibrary {
  readonly Table: new (...args: never[]) => unknown;
}

/**
 * What is used of the module. Its own types are not named here, so that programs without apache-arrow still compile.
 */
interface ArrowParts extends ArrowLibrary {
  readonly Table: new (schema: unknown, batches: readonly unknown[]) => unknown;
  readonly RecordBatch: new (schema: unknown, data: unknown) => unknown;
  readonly Schema: new (fields: readonly unknown[]) => unknown;
  readonly Field: new (name: string, type: unknown, nullable: boolean) => unknown;
  readonly Struct: new (fields: readonly unknown[]) => unknown;
  readonly Dictionary: new (values: unknown, indices: unknown) => unknown;
  readonly Utf8: new () => unknown;
  readonly Bool: new () => unknown;
  readonly TimestampMillisecond: new (timezone: string) => unknown;
  readonly Float64: new () => unknown;
  readonly Float32: new () => unknown;
  readonly Int32: new () => unknown;
  readonly Uint32: new () => unknown;
  readonly Int16: new () => unknown;
  readonly Uint16: new () => unknown;
  readonly Int8: new () => unknown;
  readonly Uint8: new () => unknown;
  makeData(properties: object): unknown;
  vectorFromArray(values: readonly string[], type: unknown): unknown;
}

const partNames = [
  "Table",
  "RecordBatch",
  "Schema",
  "Field",
  "Struct",
  "Dictionary",
  "Utf8",
  "Bool",
  "TimestampMillisecond",
  "Float64",
  "Float32",
  "Int32",
  "Uint32",
  "Int16",
  "Uint16",
  "Int8",
  "Uint8",
  "makeData",
  "vectorFromArray",
] as const satisfies readonly (keyof ArrowParts)[];

/**
 * A table as an Apache Arrow table. `arrow` is the module of apache-arrow (15 or later), which the caller installs.
 *
 * Numbers keep their typed array without a copy, NaN becomes null; dates become timestamps in milliseconds UTC, text a
 * dictionary of UTF-8, which {@link table} reads back to the same table.
 *
 * Errors: `unsupported-input`.
 *
 * @example
 * ```ts
 * import * as arrow from "apache-arrow";
 *
 * const scores = toArrow(table({ customer: ["ada", "bob"], score: [0.9, 0.4] }), arrow);
 * arrow.tableToIPC(scores);
 * ```
 */
export function toArrow<Library extends ArrowLibrary>(
  input: Table | TableInput,
  arrow: Library,
): InstanceType<Library["Table"]> {
  const parts = arrowParts(arrow);
  const source = storedTable("toArrow", input);
  const columns = source.storedColumns.map((column) => ({ name: column.name, ...columnData(parts, column) }));
  const fields = columns.map(({ name, type }) => new parts.Field(name, type, true));
  const schema = new parts.Schema(fields);
  const rows = parts.makeData({
    type: new parts.Struct(fields),
    length: source.numRows,
    nullCount: 0,
    children: columns.map(({ data }) => data),
  });
  return new parts.Table(schema, [new parts.RecordBatch(schema, rows)]) as InstanceType<Library["Table"]>;
}

function arrowParts(arrow: object): ArrowParts {
  if (hasParts(arrow)) return arrow;
  throw new ClienteleError(
    "unsupported-input",
    { function: "toArrow", value: arrow },
    'the second argument must be the module of apache-arrow (import * as arrow from "apache-arrow"), got ' +
      `${showValue(arrow)}`,
  );
}

function hasParts(arrow: object): arrow is ArrowParts {
  if (typeof arrow !== "object" || arrow === null) return false;
  const members: Partial<Record<string, unknown>> = { ...arrow };
  const plain = ["makeData", "vectorFromArray"];
  return partNames.every((name) => {
    const part = members[name];
    return typeof part === "function" && (plain.includes(name) || isConstructor(part));
  });
}

/** The Arrow type of a column, and its values. */
interface TypedData {
  readonly type: unknown;
  readonly data: unknown;
}

function columnData(arrow: ArrowParts, column: StoredColumn): TypedData {
  if (column instanceof TextColumn) return textData(arrow, column);
  if (column instanceof BooleanColumn) return booleanData(arrow, column);
  return column.type === "date" ? dateData(arrow, column.values) : numberData(arrow, column.values);
}

function withNulls(
  arrow: ArrowParts,
  type: unknown,
  data: ArrayBufferView,
  length: number,
  nulls: { readonly nullCount: number; readonly nullBitmap: Uint8Array },
  more: object = {},
): TypedData {
  const { nullCount, nullBitmap } = nulls;
  return {
    type,
    data: arrow.makeData({ type, length, nullCount, ...(nullCount > 0 ? { nullBitmap } : {}), data, ...more }),
  };
}

/** Arrow's validity bitmap: bit i of byte i/8, least significant first, is set where row i has a value. */
function validity(
  length: number,
  isMissing: (row: number) => boolean,
): { readonly nullCount: number; readonly nullBitmap: Uint8Array } {
  const nullBitmap = new Uint8Array((length + 7) >> 3);
  let nullCount = 0;
  for (let row = 0; row < length; row++) {
    if (isMissing(row)) nullCount++;
    else nullBitmap[row >> 3]! |= 1 << (row & 7);
  }
  return { nullCount, nullBitmap };
}

function numberData(arrow: ArrowParts, values: NumericArray): TypedData {
  const nulls = validity(values.length, (row) => Number.isNaN(values[row]!));
  const plain =
    values instanceof Uint8ClampedArray ? new Uint8Array(values.buffer, values.byteOffset, values.byteLength) : values;
  return withNulls(arrow, new (numberType(arrow, plain))(), plain, plain.length, nulls);
}

function numberType(arrow: ArrowParts, values: NumericArray): new () => unknown {
  if (values instanceof Float64Array) return arrow.Float64;
  if (values instanceof Float32Array) return arrow.Float32;
  if (values instanceof Int32Array) return arrow.Int32;
  if (values instanceof Uint32Array) return arrow.Uint32;
  if (values instanceof Int16Array) return arrow.Int16;
  if (values instanceof Uint16Array) return arrow.Uint16;
  return values instanceof Int8Array ? arrow.Int8 : arrow.Uint8;
}

function dateData(arrow: ArrowParts, moments: NumericArray): TypedData {
  const nulls = validity(moments.length, (row) => Number.isNaN(moments[row]!));
  const data = new BigInt64Array(moments.length);
  for (let row = 0; row < data.length; row++) {
    const moment = moments[row]!;
    if (!Number.isNaN(moment)) data[row] = BigInt(Math.floor(moment));
  }
  return withNulls(arrow, new arrow.TimestampMillisecond("UTC"), data, data.length, nulls);
}

function textData(arrow: ArrowParts, { codes, labels }: TextColumn): TypedData {
  const nulls = validity(codes.length, (row) => codes[row]! < 0);
  const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32());
  const data = nulls.nullCount === 0 ? codes : codes.map((code) => Math.max(0, code));
  const dictionary = arrow.vectorFromArray(labels, new arrow.Utf8());
  return withNulls(arrow, type, data, codes.length, nulls, { dictionary });
}

function booleanData(arrow: ArrowParts, { flags }: BooleanColumn): TypedData {
  const nulls = validity(flags.length, (row) => flags[row]! > 1);
  const data = new Uint8Array((flags.length + 7) >> 3);
  for (let row = 0; row < flags.length; row++) if (flags[row] === 1) data[row >> 3]! |= 1 << (row & 7);
  return withNulls(arrow, new arrow.Bool(), data, flags.length, nulls);
}
