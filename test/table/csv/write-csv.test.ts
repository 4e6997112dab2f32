import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError } from "../../../src/errors/index.js";
import { readCsv, table, writeCsv } from "../../../src/table/index.js";

const readBack = async (csv: string, options = {}) => (await readCsv(csv, options)).toColumns();

describe("a table as CSV", () => {
  it("has a header, a line for each row, and nothing for what is missing", () => {
    const written = writeCsv(
      table([
        { name: "Ada", spent: 12.5, since: new Date("2026-01-05"), vip: true },
        { name: null, spent: null, since: new Date("2026-01-06T10:30:00.250Z"), vip: null },
        { name: "Bob", spent: -3, since: null, vip: false },
      ]),
    );
    expect(written).toBe(
      "name,spent,since,vip\nAda,12.5,2026-01-05,true\n,,2026-01-06T10:30:00.250Z,\nBob,-3,,false\n",
    );
  });

  it("quotes what would otherwise break a field or a line", () => {
    expect(writeCsv({ 'a "b"': ["x,y", 'say "hi"', "two\nlines", "car\rriage", "plain text"] })).toBe(
      '"a ""b"""\n"x,y"\n"say ""hi"""\n"two\nlines"\n"car\rriage"\nplain text\n',
    );
    expect(writeCsv({ a: ["x,y", "x;y"], b: [1.5, 2] }, { delimiter: ";" })).toBe('a;b\n"x,y";1.5\n"x;y";2\n');
  });

  it("takes anything tabular, and gives a header for no rows and nothing for no columns", () => {
    expect(writeCsv([{ a: 1 }])).toBe("a\n1\n");
    expect(writeCsv({ a: [], b: [] })).toBe("a,b\n");
    expect(writeCsv({})).toBe("");
  });

  it("refuses what is no table and options that it does not know", () => {
    const codes = [
      () => writeCsv(5 as never),
      () => writeCsv({ a: [1] }, { formulas: "run" as never }),
      () => writeCsv({ a: [1] }, { delimiter: '"' }),
      () => writeCsv({ a: [1] }, { delimiter: "ab" }),
      () => writeCsv({ a: [1] }, { separator: ";" } as never),
    ].map((call) => {
      try {
        call();
      } catch (error) {
        if (error instanceof ClienteleError) return error.code;
      }
      return null;
    });
    expect(codes).toEqual([
      "unsupported-input",
      "invalid-option",
      "invalid-option",
      "invalid-option",
      "invalid-option",
    ]);
  });
});

describe("formulas in CSV", () => {
  const dangerous = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+SUM(A1:A9)",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1,2)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1+1",
    "\uff1d1+1",
    "\ufeff=1",
    '="x"',
    "+49 30 1234",
    "\u200b=1+1",
    "\u2060\u200d=1+1",
    "\u0000=1+1",
    "\u00ad \u0007@SUM(1,2)",
  ];

  it("are shown and not run", async () => {
    const read = (await readBack(writeCsv({ cell: dangerous, other: dangerous.map((_, i) => i) })))["cell"];
    expect(read).toEqual(dangerous.map((text) => `'${text}`));
  });

  it("are escaped in the names of columns too", () => {
    expect(writeCsv({ "=1+1": [1] })).toBe("'=1+1\n1\n");
  });

  it("stay one field in programs that split at another character", () => {
    const cells = ["x;=1+1", "x\t=1+1", "x|=1+1", "x,=1+1"];
    expect(writeCsv({ cell: cells })).toBe(`cell\n${cells.map((cell) => `"${cell}"\n`).join("")}`);
    expect(writeCsv({ "a|b": ["1,5"] }, { delimiter: ";" })).toBe('"a|b"\n"1,5"\n');
  });

  it("are kept when asked", async () => {
    const written = writeCsv({ cell: dangerous, other: dangerous.map((_, i) => i) }, { formulas: "keep" });
    expect((await readBack(written))["cell"]).toEqual(dangerous);
  });

  it("are not seen in numbers, written as numbers or as text", () => {
    expect(writeCsv({ n: [-5, 2], t: ["-5", "+1.5e3"], u: ["a-b", "1=1"] })).toBe("n,t,u\n-5,-5,a-b\n2,+1.5e3,1=1\n");
  });
});

describe("what was written reads back", () => {
  it("numbers to the same bits", async () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 30 }), async (n) => {
        expect((await readBack(writeCsv({ n })))["n"]).toEqual(n);
      }),
    );
  });

  it("any text, under any name", async () => {
    const text = fc
      .string({ unit: "binary", maxLength: 12 })
      .filter((value) => value.trim() !== "" && !/[\ud800-\udfff]/.test(value));
    const name = text.filter((value) => value === value.trim());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text), { minLength: 1, maxLength: 12 }), name, async (cells, column) => {
        const columns = new Map<string, (string | number | null)[]>([
          [column, cells],
          ["row number", cells.map((_, i) => i)],
        ]);
        const written = writeCsv(Object.fromEntries(columns), { formulas: "keep" });
        const read = await readCsv(written, { types: Object.fromEntries([[column, "string"]]) });
        expect(read.column(column).toArray()).toEqual(cells);
      }),
    );
  });

  it("dates and booleans, with gaps", async () => {
    const moment = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ day: fc.option(moment), flag: fc.option(fc.boolean()) }), { minLength: 1, maxLength: 12 }),
        async (rows) => {
          const written = table([{ day: new Date(0), flag: true }, ...rows]);
          const read = await readCsv(writeCsv(written));
          expect(read.toRows()).toEqual(written.toRows());
        },
      ),
    );
  });

  it("a single column whose name holds the delimiter of other files", async () => {
    expect(writeCsv({ "a;b": [1] })).toBe('"a;b"\n1\n');
    for (const name of ["a;b", "a\tb", "a|b", "a,b", ';"']) {
      expect(await readBack(writeCsv({ [name]: [1] }))).toEqual({ [name]: [1] });
    }
  });

  it("a single column with gaps, which are blank lines", async () => {
    expect((await readBack(writeCsv({ a: [null, 1, null, 2, null] })))["a"]).toEqual([null, 1, null, 2, null]);
  });

  it("more rows than one piece of text holds", async () => {
    const n = Float64Array.from({ length: 10_000 }, (_, i) => i / 7);
    const read = await readCsv(writeCsv({ n, name: Array.from(n, (_, i) => `c${i % 11}`) }));
    expect(read.numRows).toBe(10_000);
    expect(read.column("n").at(9_999)).toBe(9_999 / 7);
    expect(read.column("name").at(9_999)).toBe("c0");
  });
});
