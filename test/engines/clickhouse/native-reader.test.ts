import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NativeBlock, NotABlock, nativeBlocks } from "../../../src/engines/clickhouse/native-reader.js";

/** A column of a block as the documentation of the format lays it out. */
interface WrittenColumn {
  readonly name: string;
  readonly type: string;
  readonly cells: readonly (number | bigint | string | null)[];
}

const utf8 = new TextEncoder();

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

function text(value: string): number[] {
  const bytes = [...utf8.encode(value)];
  return [...varint(bytes.length), ...bytes];
}

function cell(type: string, value: number | bigint | string): number[] {
  const view = new DataView(new ArrayBuffer(8));
  if (type === "String") return text(String(value));
  if (type === "FixedString(3)") return [...utf8.encode(String(value))];
  if (type === "Float64") view.setFloat64(0, Number(value), true);
  if (type === "Int32") view.setInt32(0, Number(value), true);
  if (type === "UInt8") view.setUint8(0, Number(value));
  if (type === "Int64") view.setBigInt64(0, BigInt(value), true);
  if (type === "UInt64") view.setBigUint64(0, BigInt(value), true);
  const width = { Float64: 8, Int32: 4, UInt8: 1, Int64: 8, UInt64: 8 }[type]!;
  return [...new Uint8Array(view.buffer, 0, width)];
}

function block(columns: readonly WrittenColumn[]): number[] {
  const rows = columns[0]!.cells.length;
  const body = columns.flatMap(({ name, type, cells }) => {
    const inner = /^Nullable\((.*)\)$/.exec(type)?.[1];
    const nulls = inner === undefined ? [] : cells.map((value) => (value === null ? 1 : 0));
    const empty = inner === "String" ? "" : 0;
    return [...text(name), ...text(type), ...nulls, ...cells.flatMap((value) => cell(inner ?? type, value ?? empty))];
  });
  return [...varint(columns.length), ...varint(rows), ...body];
}

async function* pieces(bytes: readonly number[], size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield Uint8Array.from(bytes.slice(at, at + size));
}

async function read(bytes: readonly number[], size = 7): Promise<NativeBlock[]> {
  const blocks: NativeBlock[] = [];
  for await (const part of nativeBlocks(pieces(bytes, size))) blocks.push(part);
  return blocks;
}

function columnsOf(blocks: readonly NativeBlock[]): Record<string, readonly unknown[]> {
  const values = blocks[0]!.names.map((name, i) => [
    name,
    blocks.flatMap((part) => {
      const { cells, nulls } = part.columns[i]!;
      return Array.from({ length: part.rows }, (_, row) => (nulls?.[row] === 1 ? null : cells[row]));
    }),
  ]);
  return Object.fromEntries(values);
}

const twoBlocks: readonly (readonly WrittenColumn[])[] = [
  [
    { name: "customer", type: "Nullable(String)", cells: ["ada", null, "李雷"] },
    { name: "day", type: "Int32", cells: [-1, 0, 20_000] },
    { name: "spend", type: "Nullable(Float64)", cells: [0.5, null, -3] },
  ],
  [
    { name: "customer", type: "Nullable(String)", cells: ["'; DROP TABLE"] },
    { name: "day", type: "Int32", cells: [5] },
    { name: "spend", type: "Nullable(Float64)", cells: [1e300] },
  ],
];

describe("a result in the format Native", () => {
  it("reads the same columns wherever the bytes are cut", async () => {
    const bytes = twoBlocks.flatMap(block);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length }), async (size) => {
        expect(columnsOf(await read(bytes, size))).toEqual({
          customer: ["ada", null, "李雷", "'; DROP TABLE"],
          day: [-1, 0, 20_000, 5],
          spend: [0.5, null, -3, 1e300],
        });
      }),
      { numRuns: 60 },
    );
  });

  it("reads whole numbers of 64 bits exactly", async () => {
    const large = block([{ name: "id", type: "Nullable(UInt64)", cells: [7n, 2n ** 64n - 1n, null] }]);
    expect(columnsOf(await read(large))).toEqual({ id: [7n, 2n ** 64n - 1n, null] });
    const negative = block([{ name: "id", type: "Int64", cells: [-(2n ** 60n)] }]);
    expect(columnsOf(await read(negative))).toEqual({ id: [-(2n ** 60n)] });
  });

  it("reads text of fixed width, small numbers and long text", async () => {
    const long = "x".repeat(70_000);
    const bytes = block([
      { name: "code", type: "FixedString(3)", cells: ["abc", "\0é"] },
      { name: "flag", type: "UInt8", cells: [0, 255] },
      { name: "note", type: "String", cells: [long, ""] },
    ]);
    expect(columnsOf(await read(bytes, 4096))).toEqual({ code: ["abc", "\0é"], flag: [0, 255], note: [long, ""] });
  });

  it("takes the text of an exception after the rows for none", async () => {
    const exception = utf8.encode("Code: 395, e.displayText() = DB::Exception: Value passed to 'throwIf'");
    const bytes = [...block(twoBlocks[0]!), ...exception];
    const failure = await read(bytes).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotABlock);
    expect((failure as NotABlock).text).toContain("Code: 395");
  });

  it("never takes a result that breaks off for a whole one", async () => {
    const bytes = block(twoBlocks[0]!);
    for (let length = 1; length < bytes.length; length++) {
      await expect(read(bytes.slice(0, length))).rejects.toBeInstanceOf(NotABlock);
    }
  });
});
