import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError, readCsv } from "../../../src/index.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const columnsOf = async (csv: string, options = {}) => (await readCsv(csv, options)).toColumns();
const refusal = async (csv: Parameters<typeof readCsv>[0], options = {}) => {
  try {
    await readCsv(csv, options);
  } catch (error) {
    if (error instanceof ClienteleError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("the CSV was read");
};

async function* pieces(data: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < data.length; at += length) yield data.subarray(at, at + length);
}

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
      "no date",
    ];
    expect((await columnsOf(`x\n${dates.join("\n")}\n`))["x"]).toEqual(dates);
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
  });
});

describe("CSV text", () => {
  it("may be quoted, with doubled quotes, delimiters and line ends inside", async () => {
    expect(await columnsOf('a,b\n"x, ""y""","two\nlines"\n"",z\n')).toEqual({
      a: ['x, "y"', null],
      b: ["two\nlines", "z"],
    });
  });

  it("may end its lines with LF, CRLF or CR, and its last line with none", async () => {
    const expected = { a: [1, 3], b: [2, 4] };
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(await columnsOf(`a,b${end}1,2${end}3,4`)).toEqual(expected);
      expect(await columnsOf(`a,b${end}1,2${end}3,4${end}${end}`)).toEqual(expected);
    }
  });

  it("may begin with a byte order mark and use another delimiter", async () => {
    expect(await columnsOf("\ufeffa;b\n1;2\n", { delimiter: ";" })).toEqual({ a: [1], b: [2] });
  });

  it("keeps a quote inside an unquoted field", async () => {
    expect(await columnsOf('t,n\n5" pipe,1\n')).toEqual({ t: ['5" pipe'], n: [1] });
  });

  it("takes a blank line for a missing value only where there is one column", async () => {
    expect(await columnsOf("a\n1\n\n3\n")).toEqual({ a: [1, null, 3] });
    expect(await columnsOf("a,b\n1,2\n\n3,4\n")).toEqual({ a: [1, 3], b: [2, 4] });
  });

  it("reads only the columns asked for, in that order", async () => {
    expect(Object.keys(await columnsOf("a,b,c\n1,2,3\n", { columns: ["c", "a"] }))).toEqual(["c", "a"]);
    expect((await refusal("a,b\n1,2\n", { columns: ["z"] })).code).toBe("unknown-column");
  });

  it("is the same from text, bytes, a Blob, a stream and pieces of any length", async () => {
    const csv = 'name,n,t\r\n"Zoë, ""Z""",1.50,2026-01-05\r\n日本,2,2026-01-06T10:00\r\n"multi\r\nline",,\r\n';
    const expected = await columnsOf(csv);
    const data = bytes(csv);
    expect((await readCsv(data)).toColumns()).toEqual(expected);
    expect((await readCsv(new Blob([data]))).toColumns()).toEqual(expected);
    expect((await readCsv(new Blob([data]).stream())).toColumns()).toEqual(expected);
    for (const length of [1, 2, 3, 7, 64]) expect((await readCsv(pieces(data, length))).toColumns()).toEqual(expected);
  });

  it("survives any text in quoted fields", async () => {
    const cells = fc.array(
      fc.string({ unit: "grapheme", minLength: 1 }).map((text) => `x${text}`),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(cells, fc.integer({ min: 1, max: 40 }), async (texts, length) => {
        const csv = `a,b\n${texts.map((text) => `"${text.replaceAll('"', '""')}",1`).join("\n")}\n`;
        expect((await readCsv(pieces(bytes(csv), length))).column("a").toArray()).toEqual(texts);
      }),
      { numRuns: 100 },
    );
  });
});

describe("CSV that is broken", () => {
  it.each([
    ["an open quote", 'a,b\n1,2\n3,"x\n', "csv-quote", "row 2: a quoted field is not closed"],
    ["text behind a closing quote", 'a,b\n"x"y,2\n', "csv-quote", "row 1"],
    ["a short row", "a,b\n1,2\n3\n", "csv-ragged", "row 2: has 1 field where the header has 2"],
    ["a long row", "a,b\n1,2,3\n", "csv-ragged", "row 1: has 3 fields"],
    ["another delimiter", "customer;date;amount\na;2026-01-05;5\n", "csv-delimiter", 'set delimiter: ";"'],
    ["no text", "", "empty-table", "no header"],
    ["a name twice", "a,a\n1,2\n", "duplicate-column", '"a"'],
  ])("is refused: %s", async (_, csv, code, message) => {
    const refused = await refusal(csv);
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(message);
  });

  it("is refused when it is not UTF-8", async () => {
    expect((await refusal(Uint8Array.of(97, 10, 0xe9, 10))).code).toBe("csv-encoding");
    expect((await refusal(Uint8Array.of(0xff, 0xfe, 97, 0))).code).toBe("csv-encoding");
  });

  it("is refused when it is no CSV at all", async () => {
    expect((await refusal(5 as never)).code).toBe("unsupported-input");
    expect((await refusal("a\n1\n", { delimiter: "ab" })).code).toBe("invalid-option");
    expect((await refusal("a\n1\n", { delimeter: ";" })).code).toBe("invalid-option");
  });
});
