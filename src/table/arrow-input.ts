import { NumberColumn, type NumericArray, type StoredColumn } from "./columns/column.js";
import { inferColumn } from "./columns/infer-column.js";
import { encodeText } from "./columns/text-builder.js";

/** The part of an Apache Arrow vector that is read here. */
export interface ArrowVector {
  readonly length: number;
  readonly nullCount: number;
  readonly type: { readonly typeId: number };
  get(index: number): unknown;
  toArray(): unknown;
}

/** An Apache Arrow table, known by its shape. */
export interface ArrowTable {
  readonly numRows: number;
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  getChildAt(index: number): ArrowVector | null;
}

/** Arrow's type ids (format/Schema.fbs, `Type`, as apache-arrow numbers them). */
const arrowType = { int: 2, float: 3, date: 8, timestamp: 10, dictionary: -1 } as const;

export function isArrowTable(input: object): input is ArrowTable {
  return (
    "getChildAt" in input &&
    typeof input.getChildAt === "function" &&
    "schema" in input &&
    typeof input.schema === "object" &&
    input.schema !== null &&
    "fields" in input.schema
  );
}

/** The columns of an Arrow table; numbers without nulls in one chunk are not copied. */
export function columnsOfArrow(caller: string, arrow: ArrowTable): StoredColumn[] {
  return arrow.schema.fields.map(({ name }, index) => {
    const vector = arrow.getChildAt(index);
    return vector === null
      ? inferColumn(caller, name, new Array(arrow.numRows).fill(null))
      : columnOfVector(caller, name, vector);
  });
}

function columnOfVector(caller: string, name: string, vector: ArrowVector): StoredColumn {
  const { typeId } = vector.type;
  if (typeId === arrowType.date || typeId === arrowType.timestamp) {
    return new NumberColumn(name, valuesOf(vector), "date");
  }
  if (typeId === arrowType.int || typeId === arrowType.float) {
    const raw = vector.nullCount === 0 ? vector.toArray() : null;
    if (isPlainNumeric(raw, typeId)) return new NumberColumn(name, raw);
  }
  const values = Array.from({ length: vector.length }, (_, row) => vector.get(row));
  if (values.every((value) => typeof value === "string" || value === null)) return encodeText(name, values);
  return inferColumn(caller, name, values);
}

/** Whether the raw array holds the numbers themselves: half floats come as bits, 64-bit integers as bigints. */
function isPlainNumeric(raw: unknown, typeId: number): raw is NumericArray {
  if (!ArrayBuffer.isView(raw) || raw instanceof DataView) return false;
  if (raw instanceof BigInt64Array || raw instanceof BigUint64Array) return false;
  return typeId === arrowType.int || raw instanceof Float64Array || raw instanceof Float32Array;
}

/** Moments as milliseconds, NaN where null; Arrow's getter scales every unit of time to milliseconds. */
function valuesOf(vector: ArrowVector): Float64Array {
  const values = new Float64Array(vector.length);
  for (let row = 0; row < values.length; row++) {
    const value = vector.get(row);
    values[row] = value === null || value === undefined ? Number.NaN : Number(value);
  }
  return values;
}
