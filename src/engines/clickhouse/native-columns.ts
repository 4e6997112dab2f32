/** The cells of one column in one block of a result. */
export interface NativeColumn {
  readonly type: NativeType;
  readonly cells: Float64Array | BigInt64Array | BigUint64Array | readonly string[];
  /** 1 where the cell is NULL; null for a type without NULL. */
  readonly nulls: Uint8Array | null;
}

/** How the cells of a type lie in a block; `fixed` is the width of text that has one. */
export type NativeType =
  | { readonly kind: "number" | "boolean"; readonly bytes: number; readonly array: NumberArrayType }
  | { readonly kind: "int64"; readonly signed: boolean }
  | { readonly kind: "text"; readonly fixed: number | null };

/** The types of numbers that a double holds. */
export type NumberArrayType = "Int8" | "UInt8" | "Int16" | "UInt16" | "Int32" | "UInt32" | "Float32" | "Float64";

const numberTypes: ReadonlyMap<string, number> = /* @__PURE__ */ new Map<NumberArrayType, number>([
  ["Int8", 1],
  ["UInt8", 1],
  ["Int16", 2],
  ["UInt16", 2],
  ["Int32", 4],
  ["UInt32", 4],
  ["Float32", 4],
  ["Float64", 8],
]);

/** The type that a server names, and whether its cells may be NULL; undefined for a type that no statement asks for. */
export function nativeType(name: string): { readonly type: NativeType; readonly nullable: boolean } | undefined {
  const inner = /^Nullable\((.*)\)$/.exec(name)?.[1];
  const type = plainType(inner ?? name);
  return type === undefined ? undefined : { type, nullable: inner !== undefined };
}

function plainType(name: string): NativeType | undefined {
  const bytes = numberTypes.get(name);
  if (bytes !== undefined) return { kind: "number", bytes, array: name as NumberArrayType };
  if (name === "Bool") return { kind: "boolean", bytes: 1, array: "UInt8" };
  if (name === "Int64" || name === "UInt64") return { kind: "int64", signed: name === "Int64" };
  if (name === "String") return { kind: "text", fixed: null };
  const width = /^FixedString\((\d+)\)$/.exec(name)?.[1];
  return width === undefined ? undefined : { kind: "text", fixed: Number(width) };
}
