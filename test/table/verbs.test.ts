import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "../../src/index.js";

const orders = table({
  region: ["north", "south", "north", null, "south", "north"],
  day: ["2026-01-03", "2026-01-01", "2026-01-02", "2026-01-09", null, "2026-01-05"].map((day) =>
    day === null ? null : new Date(day),
  ),
  amount: [10, 4, 20, 1, null, 6],
  paid: [true, false, true, true, null, false],
});

describe("grouping", () => {
  it("gives one row a group in order of appearance, a missing key being a group of its own", () => {
    const summary = orders.groupBy("region").summarize({
      total: { sum: "amount" },
      mean: { mean: "amount" },
      smallest: { min: "amount" },
      latest: { max: "day" },
      middle: { median: "amount" },
      upper: { quantile: ["amount", 0.75] },
      share: { share: "amount" },
      paid: { sum: "paid" },
      days: { countDistinct: "day" },
      rows: { count: true },
    });
    const day = (text: string) => new Date(text);
    expect(summary.toRows()).toEqual([
      {
        region: "north",
        total: 36,
        mean: 12,
        smallest: 6,
        latest: day("2026-01-05"),
        middle: 10,
        upper: 15,
        share: 36 / 41,
        paid: 2,
        days: 3,
        rows: 3,
      },
      {
        region: "south",
        total: 4,
        mean: 4,
        smallest: 4,
        latest: day("2026-01-01"),
        middle: 4,
        upper: 4,
        share: 4 / 41,
        paid: 0,
        days: 1,
        rows: 2,
      },
      {
        region: null,
        total: 1,
        mean: 1,
        smallest: 1,
        latest: day("2026-01-09"),
        middle: 1,
        upper: 1,
        share: 1 / 41,
        paid: 1,
        days: 1,
        rows: 1,
      },
    ]);
  });

  it("never invents a value where none is there", () => {
    const none = table({ g: ["a"], x: [null as number | null] }).groupBy("g");
    const row = none.summarize({
      sum: { sum: "x" },
      mean: { mean: "x" },
      max: { max: "x" },
      share: { share: "x" },
      n: { countDistinct: "x" },
    });
    expect(row.toRows()).toEqual([{ g: "a", sum: null, mean: null, max: null, share: null, n: 0 }]);
    expect(
      table({ x: [] as number[] })
        .groupBy()
        .summarize({ rows: { count: true } }).numRows,
    ).toBe(0);
  });

  it("agrees with adding up by hand, whatever the keys, and loses no row", () => {
    const key = fc.option(fc.constantFrom("a", "b", "", "__proto__", "constructor"), { nil: null });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, fc.integer({ min: 0, max: 3 }), fc.integer({ min: -100, max: 100 }))),
        (rows) => {
          const input = table({ k: rows.map(([k]) => k), n: rows.map(([, n]) => n), x: rows.map(([, , x]) => x) });
          const summary = input.groupBy("k", "n").summarize({ sum: { sum: "x" }, rows: { count: true } });
          const expected = new Map<string, { sum: number; rows: number }>();
          for (const [k, n, x] of rows) {
            const group = JSON.stringify([k, n]);
            const sofar = expected.get(group) ?? { sum: 0, rows: 0 };
            expected.set(group, { sum: sofar.sum + x, rows: sofar.rows + 1 });
          }
          const got = summary.toRows().map((row) => [JSON.stringify([row.k, row.n]), { sum: row.sum, rows: row.rows }]);
          expect(got).toEqual([...expected]);
        },
      ),
    );
  });

  it("takes no columns for one group of all rows", () => {
    expect(
      orders
        .groupBy()
        .summarize({ total: { sum: "amount" } })
        .toRows(),
    ).toEqual([{ total: 41 }]);
  });

  it.each<[unknown, RegExp]>([
    [{ x: { sum: "nope" } }, /column "nope"/],
    [{ x: { sum: "region" } }, /column "region": has no sum, since it holds text/],
    [{ x: { sum: "day" } }, /holds dates/],
    [{ x: { total: "amount" } }, /measure "x" must be one of/],
    [{ x: { sum: "amount", mean: "amount" } }, /measure "x" must be one of/],
    [{ x: { count: "amount" } }, /\{ count: true \}/],
    [{ x: { quantile: "amount" } }, /\[column, p\]/],
    [{ x: { quantile: ["amount", 2] } }, /"x.quantile"/],
    [{ region: { count: true } }, /two columns of this name/],
    [null, /needs measures by name/],
  ])("refuses %j", (measures, message) => {
    expect(() => orders.groupBy("region").summarize(measures as never)).toThrow(message);
  });
});

describe("small verbs", () => {
  it("take rows from the end, leave columns out, sort downwards", () => {
    expect(orders.tail(2).column("amount").toArray()).toEqual([null, 6]);
    expect(orders.drop("day", "paid").columnNames).toEqual(["region", "amount"]);
    expect(() => orders.drop("nope" as never)).toThrow(/drop: column "nope"/);
    expect(orders.sortBy("amount", "desc").column("amount").toArray()).toEqual([20, 10, 6, 4, 1, null]);
    expect(orders.sortBy("amount", "asc").column("amount").at(0)).toBe(1);
  });

  it("compute a column from each row", () => {
    const wide = orders.withColumn("tax", (row, i) => (row.amount === null ? null : row.amount * 0.1 + i));
    expect(wide.column("tax").toArray()).toEqual([1, 1.4, 4, 3.1, null, 5.6]);
  });

  it("put tables one below the other by column names", () => {
    const both = table({ a: [1], b: ["x"] }).concat(table({ b: ["y", "x"], c: [true, false] }));
    expect(both.toColumns()).toEqual({ a: [1, null, null], b: ["x", "y", "x"], c: [null, true, false] });
    expect(() => table({ a: [1] }).concat(table({ a: ["1"] }))).toThrow(/concat: column "a": holds number values/);
  });

  it("make long tables wide and wide ones long again", () => {
    const sales = table({
      shop: ["a", "a", "b", "b", "b"],
      year: [2025, 2026, 2025, 2026, 2026],
      sum: [1, 2, 3, 4, 5],
    });
    const wide = sales.pivot({ rows: "shop", columns: "year", values: "sum" });
    expect(wide.toRows()).toEqual([
      { shop: "a", 2025: 1, 2026: 2 },
      { shop: "b", 2025: 3, 2026: 9 },
    ]);
    const long = wide.unpivot({ columns: ["2025", "2026"], name: "year", value: "sum" });
    expect(long.toColumns()).toEqual({
      shop: ["a", "a", "b", "b"],
      year: ["2025", "2026", "2025", "2026"],
      sum: [1, 2, 3, 9],
    });
    const means = sales.pivot({ rows: ["shop"], columns: "year", values: "sum", measure: "mean" });
    expect(means.toRows()[1]).toEqual({ shop: "b", 2025: 3, 2026: 4.5 });
    expect(() => table({ a: [1], b: ["x"] }).unpivot({ columns: ["a", "b"] })).toThrow(/one column takes one type/);
  });

  it("join on keys of other names", () => {
    const names = table({ id: ["south", "north"], title: ["S", "N"] });
    const joined = orders.select("region", "amount").join(names, { on: { left: "region", right: "id" } });
    expect(joined.columnNames).toEqual(["region", "amount", "title"]);
    expect(joined.column("title").toArray()).toEqual(["N", "S", "N", null, "S", "N"]);
    expect(() => orders.join(names, { on: { left: ["region"], right: [] } })).toThrow(/"on.right"/);
  });

  it("describe what stands in each column", () => {
    const description = orders.describe();
    expect(description.toRows()[2]).toEqual({
      ...Object.fromEntries(description.columnNames.map((name) => [name, null])),
      ...{ column: "amount", type: "number", values: 5, missing: 1, distinct: 5, mean: 8.2, min: 1, lowerQuartile: 4 },
      ...{ median: 6, upperQuartile: 10, max: 20, standardDeviation: Math.sqrt(54.2) },
    });
    expect(description.toRows()[1]).toMatchObject({ earliest: new Date("2026-01-01"), latest: new Date("2026-01-09") });
    expect(description.toRows()[0]).toMatchObject({ distinct: 2, most: "north", mostRows: 3, mean: null });
  });
});

describe("a table on paper", () => {
  it("is text, Markdown and HTML with as much as is asked for", () => {
    const small = table({ name: ["a|b <i>", "long text here"], x: [1.23456, 2] });
    expect(small.toString({ rows: 1, digits: 1 })).toBe("name       x\n───────  ───\na|b <i>  1.2\n… 1 more row");
    expect(small.toMarkdown({ digits: 2, width: 6 })).toBe(
      ["| name | x |", "| --- | ---: |", "| a\\|b \\<… | 1.23 |", "| long … | 2.00 |"].join("\n"),
    );
    expect(small.toHtml({ rows: 1 })).toContain("a|b &lt;i&gt;");
    expect(() => small.toString({ lines: 3 } as never)).toThrow(/toString: there is no option "lines"/);
  });
});

describe("the types of a table", () => {
  it("are those of the rows or columns it is made of", () => {
    const people = table([{ id: 1, name: "ada", born: new Date(0), vip: true, note: null as string | null }]);
    const id: number | null = people.toRows()[0]!.id;
    const born: Date | null = people.toRows()[0]!.born;
    const vip: (boolean | null)[] = people.column("vip").toArray();
    const note: string | null = table({ note: ["x", null] }).toRows()[0]!.note;
    expect([id, born, vip, note]).toEqual([1, new Date(0), [true], "x"]);
    // @ts-expect-error a misspelt column does not compile
    expect(() => people.column("nmae")).toThrow(/unknown|no such column/);
    // @ts-expect-error nor does a measure of one
    expect(() => people.groupBy("vip").summarize({ x: { sum: "nmae" } })).toThrow(/nmae/);
  });
});
