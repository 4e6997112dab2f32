import { describe, expect, it } from "vitest";
import { table } from "../../src/index.js";
import { createTable } from "../../src/table/index.js";
import { codeOf } from "./code-of.js";

describe("the forms a table is made of", () => {
  it("reads rows, columns, iterables and tables alike", () => {
    const rows = [
      { id: "a", n: 1 },
      { id: "b", n: 2 },
    ];
    const expected = { id: ["a", "b"], n: [1, 2] };
    expect(table(rows).toColumns()).toEqual(expected);
    expect(table({ id: ["a", "b"], n: [1, 2] }).toColumns()).toEqual(expected);
    expect(table(new Set(rows).values()).toColumns()).toEqual(expected);
    const made = table(rows);
    expect(table(made)).toBe(made);
  });

  it("reads anything like an array: holes, arguments, columns and sequences that say their length", () => {
    const holes = [1, 2, 3];
    delete holes[1];
    const other = { name: "d", type: "date", length: 2, at: () => 0, toArray: () => [0, null] };
    const sequence = {
      length: 2,
      *[Symbol.iterator]() {
        yield "x";
        yield "y";
      },
    };
    expect(table({ holes }).toColumns()).toEqual({ holes: [1, null, 3] });
    expect(table({ like: { length: 2, 0: "a", 1: "b" } }).toColumns()).toEqual({ like: ["a", "b"] });
    expect(table({ sequence }).toColumns()).toEqual({ sequence: ["x", "y"] });
    expect(table({ other: other as never }).toRows()).toEqual([{ other: new Date(0) }, { other: null }]);
    expect(table({ a: table({ b: [true, null] }).column("b") }).toColumns()).toEqual({ a: [true, null] });
  });

  it.each([
    ["doubles", Float64Array.of(1.5, Number.NaN), [1.5, null]],
    ["floats", Float32Array.of(0.5, -1), [0.5, -1]],
    ["32 bits", Int32Array.of(-(2 ** 31), 7), [-(2 ** 31), 7]],
    ["32 bits, unsigned", Uint32Array.of(2 ** 32 - 1, 7), [2 ** 32 - 1, 7]],
    ["16 bits", Int16Array.of(-3, 7), [-3, 7]],
    ["16 bits, unsigned", Uint16Array.of(65535, 7), [65535, 7]],
    ["8 bits", Int8Array.of(-3, 7), [-3, 7]],
    ["8 bits, unsigned", Uint8Array.of(255, 7), [255, 7]],
    ["8 bits, clamped", Uint8ClampedArray.of(255, 7), [255, 7]],
    ["64 bits", BigInt64Array.of(-5n, 2n ** 40n), [-5, 2 ** 40]],
    ["64 bits beyond doubles", BigUint64Array.of(2n ** 64n - 1n, 7n), ["18446744073709551615", "7"]],
    ["shared memory", new Float64Array(new SharedArrayBuffer(16)), [0, 0]],
  ])("reads typed arrays of %s", (_, values, expected) => {
    expect(table({ values }).column("values").toArray()).toEqual(expected);
  });

  it("keeps typed arrays without copying them", () => {
    const values = Float64Array.of(1, 2, 3);
    const column = table({ values }).column("values") as unknown as { values: Float64Array };
    expect(column.values).toBe(values);
  });

  it("holds ten million rows of typed arrays without copying them", () => {
    const amounts = new Float64Array(10_000_000).fill(2);
    const codes = new Int32Array(10_000_000);
    const before = process.memoryUsage().arrayBuffers;
    const big = table({ amounts, codes });
    expect(big.numRows).toBe(10_000_000);
    expect(big.column("amounts").at(9_999_999)).toBe(2);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });

  it("fills a key absent from a row with a missing value", () => {
    const made = table([{ a: 1 }, { b: "x" }, { a: 3, b: "y" }]);
    expect(made.toColumns()).toEqual({ a: [1, null, 3], b: [null, "x", "y"] });
  });

  it("takes null, undefined and NaN for missing, and keeps empty text", () => {
    expect(
      table({ n: [1, null, undefined, Number.NaN] })
        .column("n")
        .toArray(),
    ).toEqual([1, null, null, null]);
    expect(
      table({ t: ["x", "", null] })
        .column("t")
        .toArray(),
    ).toEqual(["x", "", null]);
  });

  it("makes a column of mixed values text, numbers as JavaScript prints them", () => {
    const column = table({ m: [1.5, "a", true, null, 2n, new Date(Date.UTC(2026, 0, 5))] }).column("m");
    expect(column.type).toBe("string");
    expect(column.toArray()).toEqual(["1.5", "a", "true", null, "2", "2026-01-05"]);
  });

  it("reads bigints as numbers where that is exact and as text where ids would run together", () => {
    expect(
      table({ id: [1n, 2n] })
        .column("id")
        .toArray(),
    ).toEqual([1, 2]);
    const large = [2n ** 60n, 2n ** 60n + 1n];
    expect(table({ id: large }).column("id").toArray()).toEqual(large.map(String));
    expect(
      table({ id: BigInt64Array.from([5n, -6n]) })
        .column("id")
        .toArray(),
    ).toEqual([5, -6]);
  });

  it("gives dates as milliseconds in columns and as Date in rows", () => {
    const day = new Date(Date.UTC(2026, 10, 22));
    const made = table([{ day }, { day: null }]);
    expect(made.column("day").type).toBe("date");
    expect(made.column("day").toArray()).toEqual([day.getTime(), null]);
    expect(made.toRows()).toEqual([{ day }, { day: null }]);
  });

  it("treats names like __proto__ and constructor as names", () => {
    const hostile = JSON.parse('[{"__proto__": 1, "constructor": 2, "toString": 3}]') as object[];
    const made = table(hostile);
    expect(made.columnNames).toEqual(["__proto__", "constructor", "toString"]);
    expect(JSON.stringify(made.toRows())).toBe('[{"__proto__":1,"constructor":2,"toString":3}]');
    expect(Object.keys(made.toColumns())).toEqual(["__proto__", "constructor", "toString"]);
    expect(made.sortBy("__proto__").column("constructor").at(0)).toBe(2);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("takes an empty array for a table of no rows", () => {
    expect(table([]).numRows).toBe(0);
    expect(table({ a: [] }).columnNames).toEqual(["a"]);
  });

  it.each([
    ["null", null],
    ["a number", 5],
    ["text", "a,b"],
    ["a Map", new Map()],
    ["a typed array", Float64Array.of(1)],
    ["rows that are arrays", [[1, 2]]],
    ["rows that are null", [null]],
    ["rows without keys", [{}, {}]],
    ["rows that hide their values", [new Date()]],
    ["a row that is a Map", [new Map([["a", 1]])]],
    ["columns that are text", { a: "abc" }],
    ["a column that is one number", { a: 5 }],
    ["a column that is missing", { a: null }],
    ["a column that is a Set", { a: new Set([1]) }],
    ["a column that is a DataView", { a: new DataView(new ArrayBuffer(8)) }],
    ["cells that are arrays", [{ a: [1] }]],
    ["cells that are functions", [{ a: () => 1 }]],
    ["cells that are objects", [{ a: {} }]],
    ["columns that are objects", { a: { b: 1 } }],
  ])("refuses %s", (_, input) => {
    expect(codeOf(() => table(input as never))).toBe("unsupported-input");
  });

  it("refuses columns of different lengths and dates that are none", () => {
    expect(codeOf(() => table({ a: [1], b: [1, 2] }))).toBe("length-mismatch");
    expect(codeOf(() => table({ d: [new Date(Number.NaN)] }))).toBe("not-a-date");
  });
});

describe("the methods of a table", () => {
  const people = () =>
    table([
      { id: 2, name: "bob", age: 30 },
      { id: 1, name: "ada", age: null },
      { id: 3, name: "cyd", age: 25 },
    ]);

  it("selects, renames and takes the first rows", () => {
    expect(people().select("name", "id").head(1).toRows()).toEqual([{ name: "bob", id: 2 }]);
    expect(people().rename({ id: "key" }).columnNames).toEqual(["key", "name", "age"]);
    expect(people().head(99).numRows).toBe(3);
    expect(people().head(0).numRows).toBe(0);
  });

  it("refuses a number of rows that is none", () => {
    for (const n of [-1, 1.5, Number.NaN, undefined, "2"]) {
      expect(() => people().head(n as number)).toThrow('head: option "n" must be a whole number of at least 0');
    }
  });

  it("keeps the rows of a predicate or of a mask", () => {
    expect(
      people()
        .where((row) => row["id"] !== 1)
        .column("name")
        .toArray(),
    ).toEqual(["bob", "cyd"]);
    expect(people().where([false, true, true]).column("name").toArray()).toEqual(["ada", "cyd"]);
    expect(people().where(Uint8Array.of(1, 0, 0)).numRows).toBe(1);
    expect(codeOf(() => people().where([true]))).toBe("length-mismatch");
  });

  it("keeps the rows that a column says, missing values being no", () => {
    const marked = people().withColumn("keep", [true, null, false]);
    expect(marked.where(marked.column("keep")).column("name").toArray()).toEqual(["bob"]);
    expect(codeOf(() => people().where(undefined as never))).toBe("unsupported-input");
    expect(codeOf(() => people().where("id" as never))).toBe("unsupported-input");
  });

  it("adds and replaces columns and changes no other table", () => {
    const before = people();
    const after = before.withColumn("double", [4, 2, 6]).withColumn("name", ["x", "y", "z"]);
    expect(after.columnNames).toEqual(["id", "name", "age", "double"]);
    expect(after.column("name").at(0)).toBe("x");
    expect(before.columnNames).toEqual(["id", "name", "age"]);
    expect(codeOf(() => before.withColumn("short", [1]))).toBe("length-mismatch");
    expect(codeOf(() => before.withColumn(undefined as never, [1, 2, 3]))).toBe("invalid-option");
  });

  it("keeps the attributes of a result through where, sortBy and withColumn", () => {
    const result = createTable({ n: [3, 1] }, { unit: "week" as const });
    expect(result.where([true, false]).unit).toBe("week");
    expect(result.sortBy("n").withColumn("m", [1, 2]).select("m").unit).toBe("week");
  });

  it("is iterable", () => {
    expect([...people()].map((row) => row["id"])).toEqual([2, 1, 3]);
    expect([...people().column("age")]).toEqual([30, null, 25]);
  });

  it("names what there is when a column is unknown", () => {
    expect(() => people().column("nmae" as never)).toThrow(
      'column "nmae": there is no such column; the columns are "id", "name", "age"; did you mean "name"?',
    );
    expect(() => people().column(5 as never)).toThrow(
      'column: a column is named by a text, got 5; the columns are "id", "name", "age"',
    );
  });
});
