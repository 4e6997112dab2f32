import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "../../../src/index.js";
import { bytes, columnsOf, refusal } from "./csv-text.js";

const readableNumber = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => Number.isSafeInteger(value) || !/^-?\d+$/.test(String(value)));

describe("the types of CSV columns", () => {
  it("are numbers only if every field that is not blank is one", async () => {
    expect(await columnsOf("n,m\n1,1\n-2.5,x\n,3\n1e3,4\n")).toEqual({
      n: [1, -2.5, null, 1000],
      m: ["1", "x", "3", "4"],
    });
  });

  it("leave leading zeros and ids too long for a number as text", async () => {
    expect(await columnsOf("zip,id,zero\n01234,12345678901234567,0\n90210,12345678901234568,0.5\n")).toEqual({
      zip: ["01234", "90210"],
      id: ["12345678901234567", "12345678901234568"],
      zero: [0, 0.5],
    });
  });

  it("are dates only in the one form, and only if the day exists", async () => {
    const read = await readCsv(
      "d,e,f\n2026-01-05,2026-01-05 10:30,2026-02-28\n2026-01-31,2026-01-06T11:00:05.5Z,2026-02-30\n",
    );
    expect(read.column("d").type).toBe("date");
    expect(read.column("e").toArray()).toEqual([Date.UTC(2026, 0, 5, 10, 30), Date.UTC(2026, 0, 6, 11, 0, 5, 500)]);
    expect(read.column("f").toArray()).toEqual(["2026-02-28", "2026-02-30"]);
  });

  it("are booleans only for true and false", async () => {
    expect(await columnsOf("a,b\ntrue,true\nfalse,yes\n")).toEqual({ a: [true, false], b: ["true", "yes"] });
  });

  it("give a column that turns into text back as it was written, from its first row", async () => {
    const written = ["1.50", "+2", "1e3", "007", "-0", " 4 ", "0.10", ".5", "5.", "12345678901234567890", "end"];
    expect((await columnsOf(`x\n${written.join("\n")}\n`))["x"]).toEqual(written);
    const dates = [
      "2026-01-05",
      "2026-01-05 10:00",
      "2026-01-05T10:00:01Z",
      "2026-01-31T09:00:00.120+02:00",
      "2026-02-28T23:59:59.999Z",
      "2026-02-28 23:59:59.999",
      " 2026-01-31 ",
      "2026-01-31T09:00:00.5",
      "2026-01-31T09:00+00:00",
      "no date",
    ];
    expect((await columnsOf(`x,y\n${dates.join(",1\n")},1\n`))["x"]).toEqual(dates);
  });

  it("give any number back as it was written, however it was", async () => {
    const written = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toExponential()),
      fc.tuple(fc.integer(), fc.integer({ min: 0, max: 15 })).map(([value, decimals]) => value.toFixed(decimals)),
      fc
        .tuple(fc.constantFrom("", " ", "  ", " ".repeat(200)), fc.integer(), fc.constantFrom("", "\t", " "))
        .map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 30 }), async (numbers) => {
        const csv = `n,m\n${[...numbers, "end"].join(",1\n")},1\n`;
        expect((await columnsOf(csv))["n"]).toEqual([...numbers, "end"]);
      }),
      { numRuns: 100 },
    );
  });

  it("hold no more than a few bytes for a number written in an unusual way", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const rows = 300_000;
    const held = async () => {
      // Arrays are freed beside the program; the second round waits for the first.
      for (let round = 0; round < 2; round++) {
        collect();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    let before = 0;
    let after = 0;
    async function* lines() {
      yield bytes("padded,long\n");
      before = await held();
      for (let row = 0; row < rows; row += 1000) {
        yield bytes(Array.from({ length: 1000 }, (_, i) => ` ${row + i}, ${Math.sqrt(row + i)}\n`).join(""));
      }
      after = await held();
    }
    const read = await readCsv(lines());
    expect(read.numRows).toBe(rows);
    expect(read.column("long").at(2)).toBe(Math.SQRT2);
    // Two doubles, two forms, and the texts of about 7 and 19 characters, in arrays that have room for half as much
    // again.
    expect((after - before) / rows).toBeLessThan(1.5 * (2 * 9 + 7 + 19 + 2) + 20);
  });

  it("read numbers as the language does, whole ones as far as they are exact", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(readableNumber, { minLength: 1, maxLength: 50 }), async (numbers) => {
        const texts = numbers.map(String);
        expect((await columnsOf(`n\n${texts.join("\n")}\n`))["n"]).toEqual(
          numbers.map((value) => (value === 0 ? 0 : value)),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("can be told, and then refuse what does not fit", async () => {
    expect(await columnsOf("zip,n\n90210,1\n", { types: { zip: "string" } })).toEqual({ zip: ["90210"], n: [1] });
    expect(await refusal("n\n1\nx\n", { types: { n: "number" } })).toMatchObject({
      code: "not-a-number",
      message: expect.stringContaining("row 2"),
    });
    expect((await refusal("d\n2026-02-30\n", { types: { d: "date" } })).code).toBe("not-a-date");
    expect((await refusal("b\ntrue\nyes\n", { types: { b: "boolean" } })).message).toBe(
      'readCsv: column "b", row 2: "yes" is not true or false',
    );
    expect((await refusal("b\nyes\n", { types: { b: "bool" } })).message).toContain('option "types.b"');
    const codes = "a,b\n007.50, 2\n12345678901234567890,+3\n,1e2\n";
    expect(await columnsOf(codes, { types: { a: "number", b: "number" } })).toEqual({
      a: [7.5, 12345678901234567000, null],
      b: [2, 3, 100],
    });
  });

  it("are text where a field is longer than any number", async () => {
    expect((await readCsv(`n\n${"1".repeat(500)}\n`)).column("n").type).toBe("string");
    expect((await readCsv(`n\n1e999\n`)).column("n").type).toBe("string");
  });
});
