import { describe, expect, it } from "vitest";
import { type ReadingOptions, readCsv } from "../../../src/index.js";
import { pieces, refusal } from "./csv-text.js";

const columnsOf = async (source: string | Uint8Array, options: ReadingOptions = {}) =>
  (await readCsv(source, options)).toColumns();
const utc = (...parts: [number, number, number, number?, number?]) => Date.UTC(...parts);

describe("values as a file writes them", () => {
  it("reads a German export: decimal comma, grouped thousands, euros, day first", async () => {
    const csv = "Kunde;Datum;Betrag\nada;05.01.2026;1.012,50 €\nbob;6.1.2026;-7 €\n";
    const options = { delimiter: ";", decimal: ",", thousands: ".", currency: true, dateFormat: "dmy" } as const;
    expect(await columnsOf(csv, options)).toEqual({
      Kunde: ["ada", "bob"],
      Datum: [utc(2026, 0, 5), utc(2026, 0, 6)],
      Betrag: [1012.5, -7],
    });
  });

  it.each<[string, ReadingOptions, number]>([
    ["1,234,567.5", { thousands: "," }, 1234567.5],
    ["12,34,567", { thousands: "," }, 1234567],
    ["1\u202f234,5", { thousands: " ", decimal: "," }, 1234.5],
    ["1’234.50", { thousands: "'" }, 1234.5],
    ["$12.50", { currency: true }, 12.5],
    ["-US$ 12.50", { currency: true }, -12.5],
    ["EUR 12.50", { currency: true }, 12.5],
    ["12.50 kr", { currency: true }, 12.5],
    ["¥1200", { currency: true }, 1200],
    ["1200元", { currency: true }, 1200],
    ["(12.50)", { currency: true }, -12.5],
    ["12.50-", { currency: true }, -12.5],
    ["($1,012.50)", { currency: true, thousands: "," }, -1012.5],
    ["12.5 %", { percent: true }, 0.125],
    ["7%", { percent: true }, 0.07],
  ])("reads %j with %j", async (text, options, value) => {
    expect(await columnsOf(`x;y\n${text};a\n`, { delimiter: ";", ...options })).toEqual({ x: [value], y: ["a"] });
  });

  it("leaves text what is no number in the given form", async () => {
    const options = { delimiter: ";", decimal: ",", thousands: "." } as const;
    expect(await columnsOf("x\n1.23\n", options)).toEqual({ x: ["1.23"] });
    expect(await columnsOf("x\n0,50\n007\n", options)).toEqual({ x: ["0,50", "007"] });
  });

  it("never adds amounts in several currencies", async () => {
    const refused = await refusal("x\n€5\n$6\n", { currency: true });
    expect(refused.code).toBe("column-type");
    expect(refused.message).toContain('"€5" and "$6"');
    expect(await columnsOf("x\n€5\n$6\n", { currency: ["€"] })).toEqual({ x: ["€5", "$6"] });
  });

  it.each<[string, string, number]>([
    ["2024/3/5", "ymd", utc(2024, 2, 5)],
    ["2024年3月5日", "ymd", utc(2024, 2, 5)],
    ["20240313", "ymd", utc(2024, 2, 13)],
    ["3/13/2024 2:05 PM", "mdy", utc(2024, 2, 13, 14, 5)],
    ["3/13/2024 12:05 AM", "mdy", utc(2024, 2, 13, 0, 5)],
    ["13-03-2024 14:05", "dmy", utc(2024, 2, 13, 14, 5)],
    ["13.03.24", "dd.MM.yy", utc(2024, 2, 13)],
    ["Mar 13, 2024", "MMM d, yyyy", utc(2024, 2, 13)],
  ])("reads the date %j as %j", async (text, dateFormat, moment) => {
    expect(await columnsOf(`x;y\n${text};a\n`, { delimiter: ";", dateFormat: { x: dateFormat } })).toEqual({
      x: [moment],
      y: ["a"],
    });
  });

  it("reads the zone of a shop's export without being told", async () => {
    expect(await columnsOf("x\n2024-03-01 10:00:00 -0500\n2024-03-01T10:00:00+0530\n")).toEqual({
      x: [utc(2024, 2, 1, 15), utc(2024, 2, 1, 4, 30)],
    });
  });

  it("refuses years of two digits and days that do not exist, with the option that may help", async () => {
    const short = await refusal("x\n05.03.24\n", { dateFormat: { x: "dmy" } });
    expect(short.code).toBe("not-a-date");
    expect(short.message).toContain('dateFormat: "d.M.yy" or "M.d.yy"');
    expect((await refusal("x\n31/02/2024\n", { dateFormat: { x: "dmy" } })).code).toBe("not-a-date");
    expect((await refusal("x\n31/12/2024\n", { types: { x: "date" } })).message).toContain('dateFormat: "dmy"');
    expect((await refusal("x\n03/04/2024\n", { types: { x: "date" } })).message).toContain('"dmy" or "mdy"');
  });

  it("keeps plain dates beside a form that other columns have", async () => {
    const columns = await columnsOf("a,b\n31/12/2024,2024-12-31\n", { dateFormat: "dmy" });
    expect(columns).toEqual({ a: [utc(2024, 11, 31)], b: [utc(2024, 11, 31)] });
  });

  it("takes tokens for missing values, in all columns or in one", async () => {
    expect(await columnsOf("x,y\n1,N/A\n99,2\n", { missing: ["N/A", 99] })).toEqual({ x: [1, null], y: [null, 2] });
    expect(await columnsOf("x,y\n99,99\n1,2\n", { missing: { y: [99] } })).toEqual({ x: [99, 1], y: [null, 2] });
    expect(await columnsOf("x;y\n1,5;NULL\n", { delimiter: ";", decimal: ",", missing: ["NULL"] })).toEqual({
      x: [1.5],
      y: [null],
    });
  });

  it.each<[ReadingOptions, RegExp]>([
    [{ decimal: ";" as never }, /"decimal" must be one of "\.", ","/],
    [{ decimal: ",", thousands: "," }, /are both ","/],
    [{ thousands: "00" }, /"thousands" must be one character/],
    [{ currency: [""] }, /"currency" must be/],
    [{ dateFormat: "the day" }, /no pattern of dates/],
    [{ dateFormat: { nope: "dmy" } }, /nope/],
    [{ missing: "N/A" as never }, /"missing" must be/],
    [{ types: ["number"] as never }, /"types" must be/],
    [{ encoding: "klingon" }, /"encoding" must be one that TextDecoder knows/],
    [{ header: ["a", "a"] }, /named twice/],
    [{ skipLines: -1 }, /skipLines/],
    [{ comment: "" }, /"comment" must be/],
    [{ sep: ";" } as never, /no option "sep"/],
  ])("refuses %j", async (options, message) => {
    await expect(readCsv("x,y\n1,2\n", options)).rejects.toThrow(message);
  });
});

describe("the layout of a file", () => {
  it("passes over lines above, comments between and totals below the table", async () => {
    const csv = "Report of May\n\nid,amount\n# a note, with a comma\n1,10\n2,20\nTotal,30\n";
    expect(await columnsOf(csv, { skipLines: 2, comment: "#", footer: 1 })).toEqual({ id: [1, 2], amount: [10, 20] });
  });

  it("leaves out footers of another length", async () => {
    expect(await columnsOf('id,amount\n1,"1"\n"a ""note"""\n2 rows\n', { footer: 2 })).toEqual({
      id: [1],
      amount: [1],
    });
  });

  it("reads a file the same in whatever pieces it comes", async () => {
    const csv = "top\r\nsep=;\r\nid;text\r\n# note\r\n1;ä\r\nTotal;2\r\n";
    const options = { skipLines: 1, comment: "#", footer: 1 };
    const expected = await columnsOf(csv, options);
    expect(expected).toEqual({ id: [1], text: ["ä"] });
    for (const size of [1, 2, 3, 7]) {
      expect((await readCsv(pieces(new TextEncoder().encode(csv), size), options)).toColumns()).toEqual(expected);
    }
  });

  it("names columns where the file does not", async () => {
    expect(await columnsOf("1,a\n2,b\n", { header: false })).toEqual({ c1: [1, 2], c2: ["a", "b"] });
    expect(await columnsOf("1,a\n", { header: ["id", "name"] })).toEqual({ id: [1], name: ["a"] });
    expect((await refusal("1,a\n", { header: ["id"] })).code).toBe("csv-ragged");
    expect((await refusal("1,a\n2\n", { header: false })).message).toContain("row 2");
  });

  it("takes the delimiter from a first line of Excel", async () => {
    expect(await columnsOf("sep=;\na;b\n1;2\n")).toEqual({ a: [1], b: [2] });
    expect(await columnsOf('"sep=|"\r\na|b\r\n1|2\r\n')).toEqual({ a: [1], b: [2] });
  });
});

describe("encodings", () => {
  const gbk = Uint8Array.from([
    ...[0xbf, 0xcd, 0xbb, 0xa7, 0xb1, 0xe0, 0xba, 0xc5, 44, 0xbd, 0xf0, 0xb6, 0xee, 10],
    ...[0xd5, 0xc5, 0xc8, 0xfd, 44, 49, 10],
  ]);

  it("reads what is said to be in another encoding, in any pieces", async () => {
    const expected = { 客户编号: ["张三"], 金额: [1] };
    expect(await columnsOf(gbk, { encoding: "gbk" })).toEqual(expected);
    expect((await readCsv(pieces(gbk, 1), { encoding: "gb18030" })).toColumns()).toEqual(expected);
  });

  it("names the likely encoding of a file that is not UTF-8", async () => {
    expect((await refusal(gbk)).message).toContain('"客户编号,金额" with encoding: "gb18030"');
    const latin1 = Uint8Array.from("größe\n1\n", (character) => character.charCodeAt(0));
    expect((await refusal(latin1)).message).toContain('"größe" with encoding: "windows-1252"');
  });

  it("sees UTF-8 behind an encoding that would read it as other characters", async () => {
    const refused = await refusal(new TextEncoder().encode("客户,金额\n张三,1\n"), { encoding: "gbk" });
    expect(refused.code).toBe("csv-encoding");
    expect(refused.message).toContain("UTF-8");
  });

  it.each([true, false])("finds UTF-16 by itself, little-endian: %s", async (isLittle) => {
    for (const mark of ["\ufeff", ""]) {
      const text = `${mark}a,ü\n1,2\n`;
      const bytes = new Uint8Array(text.length * 2);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), isLittle);
      expect((await readCsv(pieces(bytes, 3))).toColumns()).toEqual({ a: [1], ü: [2] });
    }
  });
});

describe("sources that are no CSV", () => {
  it.each<[string, unknown, RegExp]>([
    ["a path", "orders.csv", /looks like the path of a file.*readCsvFile/],
    ["a promise", Promise.resolve("a\n1\n"), /await/],
    ["an address", new URL("https://example.org/a.csv"), /readCsvFile|fetch/],
    ["Parquet", new TextEncoder().encode("PAR1...."), /Parquet/],
    ["an answer that failed", new Response("no", { status: 404 }), /404/],
  ])("leads on from %s", async (_, source, message) => {
    await expect(readCsv(source as string)).rejects.toThrow(message);
  });

  it("reads the body of an answer", async () => {
    expect((await readCsv(new Response("a\n1\n"))).toColumns()).toEqual({ a: [1] });
  });
});
