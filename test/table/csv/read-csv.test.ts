import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClienteleError, readCsv } from "../../../src/index.js";
import { bytes, columnsOf, pieces, refusal } from "./csv-text.js";

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

  it("may begin with a byte order mark that comes byte by byte before a quote", async () => {
    const data = bytes('\ufeff"a,b",c\n1,2\n');
    for (const length of [1, 2, 3, 4, 5]) {
      expect((await readCsv(pieces(data, length))).columnNames).toEqual(["a,b", "c"]);
    }
    expect((await readCsv(pieces(bytes("\ufeff"), 1)).catch((error: ClienteleError) => error.code)) as unknown).toBe(
      "empty-table",
    );
  });

  it("may have its characters cut in two by pieces of text", async () => {
    const csv = "a,b\n😀x😀,1\n";
    async function* units() {
      for (let at = 0; at < csv.length; at++) yield csv.slice(at, at + 1);
    }
    expect((await readCsv(units())).column("a").toArray()).toEqual(["😀x😀"]);
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
    expect((await readCsv(data.slice().buffer)).toColumns()).toEqual(expected);
    expect((await readCsv(new Blob([data]))).toColumns()).toEqual(expected);
    expect((await readCsv(new Blob([data]).stream())).toColumns()).toEqual(expected);
    for (const length of [1, 2, 3, 7, 64]) expect((await readCsv(pieces(data, length))).toColumns()).toEqual(expected);
  });

  it("lets go of a stream that it does not read to its end", async () => {
    let cancelled = false;
    const source = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(bytes("a,b\n1\n")),
      cancel: () => {
        cancelled = true;
      },
    });
    const readerOnly = { getReader: () => source.getReader() };
    expect((await refusal(readerOnly as never)).code).toBe("csv-ragged");
    expect(cancelled).toBe(true);
  });

  it("may hold fields of many megabytes, in pieces", async () => {
    const long = "x".repeat(5_000_000);
    const read = await readCsv(pieces(bytes(`a,b\n"${long}",1\n${long},2\n`), 1 << 16));
    expect(read.column("a").at(0)).toBe(long);
    expect(read.column("a").at(1)).toBe(long);
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
