import { describe, expect, expectTypeOf, it } from "vitest";
import { type Column, type Present, type Table, table } from "../../src/table/index.js";

describe("the types of a table", () => {
  const orders = table([
    { id: 1, day: new Date(0), region: "north" as string | null, paid: true, note: undefined as string | undefined },
    { id: 2, day: new Date(1), region: null, paid: false, note: "late" },
  ]);

  it("know from rows which columns may have missing values", () => {
    const [row] = orders.toRows();
    expectTypeOf(row!).toEqualTypeOf<{
      id: number;
      day: Date;
      region: string | null;
      paid: boolean;
      note: string | null;
    }>();
    expect(row).toEqual({ id: 1, day: new Date(0), region: "north", paid: true, note: null });
    expectTypeOf(orders.column("id").toArray()).toEqualTypeOf<number[]>();
    expectTypeOf(orders.column("region").toArray()).toEqualTypeOf<(string | null)[]>();
    expectTypeOf(orders.column("day").toArray()).toEqualTypeOf<number[]>();
    expectTypeOf(orders.column("id").at(9)).toEqualTypeOf<number | null>();
    expectTypeOf(orders.toColumns().note).toEqualTypeOf<(string | null)[]>();
  });

  it("know it from arrays too", () => {
    const [row] = table({ id: [1, 2], amount: [3, null] }).toRows();
    expectTypeOf(row!).toEqualTypeOf<{ id: number; amount: number | null }>();
  });

  it("know it from typed arrays, of which NaN is missing", () => {
    const measured = table({ id: Int32Array.of(1, 2), amount: Float64Array.of(3, Number.NaN), region: ["n", "s"] });
    expectTypeOf(measured.toRows()[0]!).toEqualTypeOf<{ id: number; amount: number | null; region: string }>();
    expect(measured.toRows()[1]).toEqual({ id: 2, amount: null, region: "s" });
  });

  it("follow through new names, and let none be misspelt", () => {
    const renamed = orders.rename({ id: "order", region: "place" });
    expectTypeOf(renamed.select("order", "place", "paid").toRows()[0]!).toEqualTypeOf<{
      order: number;
      place: string | null;
      paid: boolean;
    }>();
    // @ts-expect-error there is no such column
    expect(() => orders.rename({ idd: "order" })).toThrow("idd");
    // Names that come while the program runs are taken as they are.
    const names: Record<string, string> = { id: "order" };
    expect(orders.rename(names).columnNames).toEqual(["order", "day", "region", "paid", "note"]);
    const any: Table = renamed;
    expect(any.rename({ order: "id" }).columnNames).toEqual(["id", "day", "place", "paid", "note"]);
  });

  it("follow through the verbs", () => {
    const region = orders.groupBy("region").summarize({ rows: { count: true }, total: { sum: "id" } });
    expectTypeOf(region.toRows()[0]!).toEqualTypeOf<{ region: string | null; rows: number; total: number | null }>();
    const doubled = orders.select("id").withColumn("double", (row) => row.id * 2);
    expectTypeOf(doubled.toRows()[0]!.double).toEqualTypeOf<number>();
    const perhaps = orders.select("id").withColumn("perhaps", (row) => (row.id > 1 ? "yes" : null));
    expectTypeOf(perhaps.toRows()[0]!.perhaps).toEqualTypeOf<string | null>();
    // NaN in a typed array is a missing value.
    const measured = orders.select("id").withColumn("measured", Float64Array.of(1, Number.NaN));
    expectTypeOf(measured.toRows()[0]!.measured).toEqualTypeOf<number | null>();
    expect(measured.toRows()[1]!.measured).toBeNull();
  });

  it("do not let a misspelt column be sorted by", () => {
    // @ts-expect-error there is no such column
    expect(() => orders.sortBy("idd")).toThrow("idd");
    // @ts-expect-error there is no such column
    expect(() => orders.sortBy({ column: "idd", descending: true })).toThrow("idd");
    expectTypeOf(orders.sortBy("id", { column: "region" }).toRows()[0]!.id).toEqualTypeOf<number>();
  });

  it("make columns of a joined or added table nullable", () => {
    const prices = table([{ id: 1, price: 2.5 }]);
    expectTypeOf(orders.select("id").join(prices, { on: "id" }).toRows()[0]!.price).toEqualTypeOf<number | null>();
    expectTypeOf(orders.select("id").concat(prices).toRows()[0]!.price).toEqualTypeOf<number | null>();
  });

  it("accept a table without missing values where some may be missing", () => {
    const ids = table([{ id: 1 }]);
    const known: Table<{ id: Present<number> }> = ids;
    const wider: Table<{ id: number }> = known;
    const anything: Table = wider;
    const column: Column<number> = known.column("id");
    expect([anything.numRows, column.length]).toEqual([1, 1]);
  });
});
