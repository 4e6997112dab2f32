import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bytes, columnsOf, refusal } from "./csv-text.js";

describe("CSV that is broken", () => {
  it.each([
    ["an open quote", 'a,b\n1,2\n3,"x\n', "csv-quote", "row 2: a quoted field is not closed"],
    ["text behind a closing quote", 'a,b\n"x"y,2\n', "csv-quote", "row 1"],
    ["an open quote in the header", 'a,"b\n1,2\n', "csv-quote", "a quoted field of the header is not closed"],
    ["a short row", "a,b\n1,2\n3\n", "csv-ragged", "row 2: has 1 field where the header has 2"],
    ["a long row", "a,b\n1,2,3\n", "csv-ragged", "row 1: has 3 fields"],
    ["another delimiter", "customer;date;amount\na;2026-01-05;5\n", "csv-delimiter", 'set delimiter: ";"'],
    [
      "another delimiter with a comma in a name",
      "a;b, net;c\n1;2,5;3\n",
      "csv-delimiter",
      'set delimiter: ";", or ","',
    ],
    ["no text", "", "empty-table", "no header"],
    ["blank lines only", "\n\r\n\n", "empty-table", "no header"],
    ["a name twice", "a,a\n1,2\n", "duplicate-column", '"a"'],
    ["several columns without a name", "a,,\n1,2,3\n", "duplicate-column", "several columns without a name"],
  ])("is refused: %s", async (_, csv, code, message) => {
    const refused = await refusal(csv);
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(message);
  });

  it("is refused when it is not UTF-8", async () => {
    expect((await refusal(Uint8Array.of(97, 10, 0xe9, 10))).code).toBe("csv-encoding");
    // The mark says UTF-16, which takes two bytes a character.
    expect((await refusal(Uint8Array.of(0xff, 0xfe, 97, 0, 10))).code).toBe("csv-encoding");
  });

  it("is refused in another encoding, naming the first row that shows it", async () => {
    const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect((await refusal(latin1("größe,b\n1,2\n"))).message).toContain("the header holds bytes that are not UTF-8");
    expect((await refusal(latin1("a,b\nok,1\nmüller,2\nmüller,3\n"))).message).toBe(
      'readCsv: column "a", row 2: "m\ufffdller" holds bytes that are not UTF-8: it reads as "müller" ' +
        'with encoding: "windows-1252"',
    );
  });

  it("is refused when it is compressed or a workbook", async () => {
    expect((await refusal(Uint8Array.from(gzipSync("a,b\n1,2\n")))).message).toContain("compressed (gzip)");
    expect((await refusal(bytes("PK\u0003\u0004 sheet"))).message).toContain("workbook");
  });

  it("is refused when a line does not end", async () => {
    const megabyte = new Uint8Array(1 << 20).fill(120);
    async function* endless(start: string) {
      yield bytes(start);
      for (;;) yield megabyte;
    }
    const refused = await refusal(endless("a,b\n"));
    expect(refused).toMatchObject({
      code: "unsupported-input",
      message: expect.stringContaining("row 1: has no line end"),
    });
    expect((await refusal(endless('a,b\n"'))).code).toBe("csv-quote");
  });

  it("may have names that only look like another delimiter", async () => {
    expect(await columnsOf('"a;b"\n1\n')).toEqual({ "a;b": [1] });
    expect(await columnsOf('"a;b;c;d",e\n1,2\n')).toEqual({ "a;b;c;d": [1], e: [2] });
    expect(await columnsOf("a;b;c,e\n1,2\n", { delimiter: "," })).toEqual({ "a;b;c": [1], e: [2] });
  });

  it("may repeat a name that is not asked for", async () => {
    expect(await columnsOf("a,,\n1,2,3\n", { columns: ["a"] })).toEqual({ a: [1] });
  });

  it("is refused when it is no CSV at all", async () => {
    expect((await refusal(5 as never)).code).toBe("unsupported-input");
    expect((await refusal("a\n1\n", { delimiter: "ab" })).code).toBe("invalid-option");
    expect((await refusal("a\n1\n", { delimeter: ";" })).code).toBe("invalid-option");
    for (const options of [
      { delimiter: null },
      { delimiter: 5 },
      { columns: "a" },
      { columns: [] },
      { columns: [1] },
      { types: "number" },
    ]) {
      expect((await refusal("a\n1\n", options)).code).toBe("invalid-option");
    }
  });
});
