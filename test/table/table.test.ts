import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ClienteleError, table } from "../../src/index.js";
import { createTable } from "../../src/table/index.js";

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ClienteleError) return error.code;
    throw error;
  }
  return "no error";
};

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
    expect(people().head(-1).numRows).toBe(0);
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

  it("sorts stably with missing values last in either direction", () => {
    expect(people().sortBy("age").column("name").toArray()).toEqual(["cyd", "bob", "ada"]);
    expect(people().sortBy({ column: "age", descending: true }).column("name").toArray()).toEqual([
      "bob",
      "cyd",
      "ada",
    ]);
    expect(
      table({ k: ["b", "a", "b", "a"], i: [0, 1, 2, 3] })
        .sortBy("k")
        .column("i")
        .toArray(),
    ).toEqual([1, 3, 0, 2]);
    expect(
      table({ k: [1, 1, 0], j: ["b", "a", "z"] })
        .sortBy("k", "j")
        .column("j")
        .toArray(),
    ).toEqual(["z", "a", "b"]);
  });

  it("adds and replaces columns and changes no other table", () => {
    const before = people();
    const after = before.withColumn("double", [4, 2, 6]).withColumn("name", ["x", "y", "z"]);
    expect(after.columnNames).toEqual(["id", "name", "age", "double"]);
    expect(after.column("name").at(0)).toBe("x");
    expect(before.columnNames).toEqual(["id", "name", "age"]);
    expect(codeOf(() => before.withColumn("short", [1]))).toBe("length-mismatch");
  });

  it("joins by keys: every row of the left, missing where there is no match", () => {
    const cities = table({ id: [1, 3, 3, 9], city: ["Rome", "Oslo", "Bern", "Lima"] });
    expect(people().join(cities, { on: "id" }).select("name", "city").toRows()).toEqual([
      { name: "bob", city: null },
      { name: "ada", city: "Rome" },
      { name: "cyd", city: "Oslo" },
      { name: "cyd", city: "Bern" },
    ]);
    expect(people().join(cities, { on: "id", how: "inner" }).numRows).toBe(3);
  });

  it("joins by several keys and by text, and never matches a missing key", () => {
    const left = table({ a: ["x", "x", null], b: [1, 2, 1], l: [10, 20, 30] });
    const right = table({ a: ["x", null, "x"], b: [2, 1, 3], r: [7, 8, 9] });
    expect(
      left
        .join(right, { on: ["a", "b"] })
        .column("r")
        .toArray(),
    ).toEqual([null, 7, null]);
  });

  it("refuses to join keys of different types or to double a column", () => {
    expect(codeOf(() => people().join(table({ id: ["1"] }), { on: "id" }))).toBe("column-type");
    expect(codeOf(() => people().join(table({ id: [1], name: ["x"] }), { on: "id" }))).toBe("duplicate-column");
    expect(codeOf(() => people().join(table({ id: [1] }), { on: "nothing" }))).toBe("unknown-column");
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
    expect(() => people().column("nmae")).toThrow(
      'column "nmae": there is no such column; the columns are "id", "name", "age"',
    );
  });
});

describe("how a table shows itself", () => {
  it("prints aligned columns, missing values as dots, and how many rows follow", () => {
    const text = table({ name: ["ada", "日本"], amount: [1234.5, null] }).toString();
    expect(text).toBe(["name   amount", "────  ───────", "ada   1,234.5", "日本        ·"].join("\n"));
    expect(table({ n: Array.from({ length: 30 }, (_, i) => i) }).toString()).toContain("… 10 more rows");
    expect(inspect(table({ n: [1] }))).toBe(table({ n: [1] }).toString());
  });

  it("prints no control characters of a cell", () => {
    expect(table({ t: ["a\u001b[31mb\n\u202ec"] }).toString()).toContain("a [31mb  c");
  });

  it("escapes every text in its HTML", () => {
    const shown = table({ "<b>": ["<script>\"&'"] }) as unknown as Record<symbol, () => Record<string, string>>;
    const html = shown[Symbol.for("Jupyter.display")]!()["text/html"]!;
    expect(html).toContain("&lt;script&gt;&quot;&amp;&#39;");
    expect(html).not.toContain("<script>");
    expect(html).not.toContain("<b>");
  });
});
