import { describe, expect, it } from "vitest";
import { readCsv, sniffCsv } from "../../../src/index.js";
import { bytes, refusal } from "./csv-text.js";

const optionsOf = async (source: Parameters<typeof sniffCsv>[0]) => (await sniffCsv(source)).options;

describe("what a CSV file shows of itself", () => {
  it("is everything that a German export needs, with the rows that show it", async () => {
    const csv = "Kunde;Datum;Betrag\nada;13.01.2026;1.012,50 €\nbob;6.1.2026;-7 €\n";
    const { options, evidence, ambiguous } = await sniffCsv(csv);
    expect(options).toEqual({
      delimiter: ";",
      decimal: ",",
      thousands: ".",
      currency: true,
      dateFormat: { Datum: "dmy" },
    });
    expect(ambiguous).toEqual([]);
    expect(evidence.toRows().find((row) => row.column === "Betrag")).toEqual({
      column: "Betrag",
      finding: 'numbers decimal: ",", thousands: ".", currency: true',
      rows: 2,
      example: "1.012,50 €",
    });
    expect((await readCsv(csv, options)).column("Betrag").toArray()).toEqual([1012.5, -7]);
  });

  it("is nothing for a plain file", async () => {
    expect(await sniffCsv("id,day,amount\na,2026-01-05,1.5\n")).toMatchObject({ options: {}, ambiguous: [] });
  });

  it("is its layout: titles, comments, totals", async () => {
    const csv = "Report X;;\n\nid;amt;pct\n# note\n1;(12,50);12 %\n2;12,50-;3%\nTotal;0;\n";
    const options = await optionsOf(csv);
    expect(options).toEqual({
      delimiter: ";",
      skipLines: 2,
      comment: "#",
      footer: 1,
      decimal: ",",
      currency: true,
      percent: true,
    });
    expect((await readCsv(csv, options)).toColumns()).toEqual({ id: [1, 2], amt: [-12.5, -12.5], pct: [0.12, 0.03] });
  });

  it.each<[string, string, object]>([
    ["tabs", "a\tb\n1\t2\n", { delimiter: "\t" }],
    ["bars", "a|b\n1|2\n", { delimiter: "|" }],
    ["Excel's first line", "sep=;\na;b\n1;2\n", { delimiter: ";" }],
    ["no header", "1,2024年3月5日\n2,2024/3/6 2:30 PM\n", { header: false, dateFormat: { c2: "ymd" } }],
    ["grouped thousands", 'a;b\n"1,234,567.5";x\n', { delimiter: ";", thousands: "," }],
    ["month first", "d,n\n3/13/2024,1\n", { dateFormat: { d: "mdy" } }],
    ["years of two digits", "d,n\n31/12/24,5\n", { dateFormat: { d: "d/M/yy" } }],
    ["tokens of missing values", "a,n\nx,1\ny,N/A\nz,-\n", { missing: ["N/A", "-"] }],
    ["codes, which stay text", "a,n\n007,1\n012,2\n", {}],
  ])("is found: %s", async (_, csv, options) => {
    expect(await optionsOf(csv)).toEqual(options);
    await readCsv(csv, options);
  });

  it.each<[string, string, RegExp]>([
    ["day and month", "a,d\n1,03/04/2024\n2,05/06/2024\n", /"d".*03\/04\/2024.*"dmy" or "mdy"/],
    ["a point before three digits", "x,y\n1.234,a\n5.678,b\n", /"1.234" is 1.234 with .*, 1234 with/],
    ["a comma before three digits", "x;y\n1,234;a\n5,678;b\n", /"1,234" is 1.234 with .*, 1234 with/],
    ["eight digits", "x,y\n20240313,1\n", /20240313 may be a date/],
    ["a header of text above text", "name,city\nada,rome\n", /first row may be a header or data/],
  ])("is left open where the file does not decide: %s", async (_, csv, message) => {
    const { options, ambiguous } = await sniffCsv(csv);
    expect(ambiguous.join("\n")).toMatch(message);
    for (const option of ["dateFormat", "decimal", "thousands", "header"]) expect(options).not.toHaveProperty(option);
  });

  it("is decided by one row in thousands", async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i},0${(i % 9) + 1}/0${(i % 7) + 1}/2024`);
    const open = await sniffCsv(`id,d\n${rows.join("\n")}\n`);
    expect(open.ambiguous).toHaveLength(1);
    const decided = await sniffCsv(`id,d\n${rows.join("\n")}\n3000,01/13/2024\n`);
    expect(decided.options).toEqual({ dateFormat: { d: "mdy" } });
    expect(decided.evidence.toRows().find((row) => row.column === "d")).toMatchObject({
      rows: 1,
      example: "01/13/2024",
    });
  });

  it("is its encoding, with a line to look at", async () => {
    const latin1 = Uint8Array.from("größe,n\nklein,1\n", (character) => character.charCodeAt(0));
    const { options, evidence } = await sniffCsv(latin1);
    expect(options).toEqual({ encoding: "windows-1252" });
    expect(evidence.toRows()[0]).toMatchObject({ example: "größe,n" });
    expect((await readCsv(latin1, options)).columnNames).toEqual(["größe", "n"]);
    expect(await optionsOf(bytes("\ufeffa,b\n1,2\n"))).toEqual({});
  });

  it("is refused where there is no table", async () => {
    await expect(sniffCsv("")).rejects.toThrow(/no header row/);
    await expect(sniffCsv("orders.csv")).rejects.toThrow(/sniffCsv: .*looks like the path/);
    expect((await refusal('a,b\n"1,2\n')).code).toBe("csv-quote");
  });
});
