/** The cells of a column to be written. NaN and null are NULL where the type has one. */
export type NativeCells = { readonly name: string } & (
  | { readonly type: "Int32" | "DateTime"; readonly values: Int32Array }
  | { readonly type: "UInt8" | "Bool"; readonly values: Uint8Array }
  | { readonly type: "Int64" | "UInt64"; readonly values: BigInt64Array | BigUint64Array | Float64Array }
  | { readonly type: "Float64" | "Nullable(Float64)"; readonly values: Float64Array }
  | { readonly type: "String"; readonly values: readonly string[] }
  | { readonly type: "Nullable(String)"; readonly values: readonly (string | null)[] }
);

const rowsPerBlock = 65_536;
const utf8 = new TextEncoder();

/** The rows of the columns as blocks of ClickHouse's format `Native`. */
export function* nativeBytes(columns: readonly NativeCells[]): Generator<Uint8Array, void, void> {
  const rows = columns[0]?.values.length ?? 0;
  for (let from = 0; from < rows; from += rowsPerBlock) {
    const to = Math.min(rows, from + rowsPerBlock);
    yield joined([number(columns.length), number(to - from)]);
    for (const column of columns) {
      yield joined([text(column.name), text(column.type)]);
      yield cells(column, from, to);
    }
  }
}

function cells(column: NativeCells, from: number, to: number): Uint8Array {
  switch (column.type) {
    case "Int32":
    case "DateTime":
      return bytesOf(column.values.slice(from, to));
    case "UInt8":
    case "Bool":
      return column.values.slice(from, to);
    case "Int64":
    case "UInt64": {
      const values = column.values.slice(from, to);
      return bytesOf(values instanceof Float64Array ? BigInt64Array.from(values, BigInt) : values);
    }
    case "Float64":
      return bytesOf(column.values.slice(from, to));
    case "Nullable(Float64)": {
      const values = column.values.slice(from, to);
      const nulls = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0));
      return joined([nulls, bytesOf(values.map((value) => (Number.isNaN(value) ? 0 : value)))]);
    }
    case "String":
      return joined(column.values.slice(from, to).map(text));
    case "Nullable(String)": {
      const values = column.values.slice(from, to);
      const nulls = Uint8Array.from(values, (value) => (value === null ? 1 : 0));
      return joined([nulls, ...values.map((value) => text(value ?? ""))]);
    }
  }
}

function bytesOf(values: Int32Array | Float64Array | BigInt64Array | BigUint64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** A number as LEB128: seven bits a byte, the lowest first. */
function number(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

function text(value: string): Uint8Array {
  const bytes = utf8.encode(value);
  return joined([number(bytes.length), bytes]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
