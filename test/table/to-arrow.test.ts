import * as arrow from "apache-arrow";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError } from "../../src/errors/index.js";
import { table, toArrow } from "../../src/table/index.js";

const rows = [
  { name: "Ada", spent: 12.5, orders: 3, since: new Date("2026-01-05"), vip: true },
  { name: null, spent: null, orders: 4, since: null, vip: null },
  { name: "Bob", spent: -3, orders: 5, since: new Date("1969-12-31T23:59:59.999Z"), vip: false },
  { name: "Ada", spent: 0, orders: 6, since: new Date("2026-01-06"), vip: true },
];

describe("a table as an Arrow table", () => {
  it("has the same values, null where missing", () => {
    const built: arrow.Table = toArrow(table(rows), arrow);
    expect(built).toBeInstanceOf(arrow.Table);
    expect(built.numRows).toBe(4);
    expect(built.schema.fields.map((field) => String(field.type))).toEqual([
      "Dictionary<Int32, Utf8>",
      "Float64",
      "Float64",
      "Timestamp<MILLISECOND, UTC>",
      "Bool",
    ]);
    expect(built.get(0)?.toJSON()).toEqual({ ...rows[0], since: Date.UTC(2026, 0, 5) });
    expect(built.get(1)?.toJSON()).toEqual(rows[1]);
    expect(built.getChild("spent")?.nullCount).toBe(1);
  });

  it("comes back as the same table, through bytes too", () => {
    const built = toArrow(table(rows), arrow);
    expect(table(built).toRows()).toEqual(rows);
    expect(table(arrow.tableFromIPC(arrow.tableToIPC(built))).toRows()).toEqual(rows);
  });

  it("shares the memory of numbers, and keeps their width", () => {
    const scores = Float64Array.of(1, 2, 3);
    const built = toArrow({ scores, n: Int16Array.of(1, 2, 3), b: Uint8ClampedArray.of(1, 2, 255) }, arrow);
    expect(built.getChild("scores")?.toArray().buffer).toBe(scores.buffer);
    expect(built.schema.fields.map((field) => String(field.type))).toEqual(["Float64", "Int16", "Uint8"]);
    expect(built.getChild("b")?.get(2)).toBe(255);
  });

  it("keeps the order of columns under any names", () => {
    const names = ["2", "1", "__proto__", "constructor", "", "a b"];
    const built = toArrow(
      table([Object.fromEntries(names.map((name, i) => [name, i]))]).select(
        "__proto__",
        "2",
        "constructor",
        "",
        "1",
        "a b",
      ),
      arrow,
    );
    expect(built.schema.fields.map((field) => field.name)).toEqual(["__proto__", "2", "constructor", "", "1", "a b"]);
    expect(built.getChildAt(3)?.get(0)).toBe(4);
  });

  it("takes tables without rows and columns that are empty throughout", () => {
    const none = toArrow({ a: [], b: new Float64Array(0) }, arrow);
    expect(none.numRows).toBe(0);
    expect(table(none).columnNames).toEqual(["a", "b"]);
    const blank = table(toArrow({ a: [null, null], t: ["x", null] }, arrow));
    expect(blank.toRows()).toEqual([
      { a: null, t: "x" },
      { a: null, t: null },
    ]);
    const text = table([{ t: "x" }, { t: "y" }]).where((row) => row["t"] === "z");
    expect(table(toArrow(text, arrow)).numRows).toBe(0);
  });

  it("reads back whatever was in it", () => {
    const cells = fc.record({
      number: fc.option(fc.double({ noNaN: true })),
      text: fc.option(fc.string({ unit: "binary" }).filter((text) => !/\p{Surrogate}/u.test(text))),
      flag: fc.option(fc.boolean()),
      day: fc.option(fc.date({ noInvalidDate: true })),
    });
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 40 }), (list) => {
        const all = [{ number: 1, text: "t", flag: true, day: new Date(0) }, ...list];
        expect(table(toArrow(all, arrow)).toRows()).toEqual(table(all).toRows());
      }),
    );
  });

  it("refuses what is no table and what is not apache-arrow", () => {
    for (const call of [
      () => toArrow(5 as never, arrow),
      () => toArrow({ a: [1] }, {} as never),
      () => toArrow({ a: [1] }, { Table: Map } as never),
      () => toArrow({ a: [1] }, null as never),
    ]) {
      expect(call).toThrow(ClienteleError);
    }
  });
});
