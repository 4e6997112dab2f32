import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseColumns, readCsv, table } from "../../src/index.js";

describe("columns of text from elsewhere", () => {
  it("are read by the rules of readCsv, and columns of other types stay as they are", () => {
    const orders = parseColumns([{ day: "5.1.2026", amount: "1.012,50 €", n: 7, ok: "true", code: "007" }], {
      dateFormat: "dmy",
      decimal: ",",
      thousands: ".",
      currency: true,
    });
    expect(orders.toRows()).toEqual([
      { day: new Date("2026-01-05T00:00:00Z"), amount: 1012.5, n: 7, ok: true, code: "007" },
    ]);
  });

  it("agree with readCsv for any numbers, written with a comma and grouped", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1 }), async (cents) => {
        const written = cents.map((cent) => {
          const [whole, part] = (Math.abs(cent) / 100).toFixed(2).split(".");
          return `${cent < 0 ? "-" : ""}${whole!.replace(/\B(?=(\d{3})+$)/g, ".")},${part}`;
        });
        const options = { decimal: ",", thousands: "." } as const;
        const parsed = parseColumns({ x: written }, options).column("x").toArray();
        expect(parsed).toEqual(cents.map((cent) => (cent === 0 ? 0 : cent / 100)));
        const read = await readCsv(`x\n${written.join("\n")}\n`, { delimiter: ";", ...options });
        expect(read.column("x").toArray()).toEqual(parsed);
      }),
      { numRuns: 50 },
    );
  });

  it("name the row that does not fit the type that is asked", () => {
    const amounts = table({ x: ["1", "2", "3,5"] });
    expect(() => parseColumns(amounts, { types: { x: "number" } })).toThrow(
      /parseColumns: column "x", row 3: "3,5" is not a number.*decimal: ","/,
    );
    expect(parseColumns(amounts, { types: { x: "string" } }).column("x").type).toBe("string");
  });

  it("refuse options that name no column", () => {
    expect(() => parseColumns({ x: ["1"] }, { missing: { y: ["-"] } })).toThrow(/column "y".*"missing" names it/);
    expect(() => parseColumns({ x: ["1"] }, { columns: ["x"] } as never)).toThrow(/no option "columns"/);
  });

  it("keep a column in which nothing stands, as the type that is asked", () => {
    const empty = parseColumns({ x: ["-", ""], y: ["-", null] }, { missing: ["-"], types: { y: "date" } });
    expect([empty.column("x").type, empty.column("y").type]).toEqual(["number", "date"]);
    expect(empty.column("y").toArray()).toEqual([null, null]);
  });
});

describe("columns of numbers", () => {
  it("take part where an option is about them, and stay as they are otherwise", () => {
    const given = { id: [7, 0, 9.5], day: [20240313, 20240314, null], score: [5, 99, 3] };
    const read = parseColumns(given, { missing: { id: [0], score: ["99"] }, dateFormat: { day: "ymd" } });
    expect(read.toRows()).toEqual([
      { id: 7, day: new Date("2024-03-13"), score: 5 },
      { id: null, day: new Date("2024-03-14"), score: null },
      { id: 9.5, day: null, score: 3 },
    ]);
    expect(
      parseColumns(given, { missing: [99] })
        .column("score")
        .toArray(),
    ).toEqual([5, null, 3]);
    expect(
      parseColumns(given, { types: { id: "string" } })
        .column("id")
        .toArray(),
    ).toEqual(["7", "0", "9.5"]);
    expect(parseColumns(given, { missing: ["N/A"], dateFormat: "ymd" }).toRows()).toEqual(parseColumns(given).toRows());
  });
});
