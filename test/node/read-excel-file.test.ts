import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { readExcelFile } from "../../src/node/index.js";

describe("a workbook", () => {
  let folder = "";
  let path = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "workbook-"));
    path = join(folder, "orders.xlsx");
    const day = (text: string) => ({ value: new Date(`${text}T00:00:00Z`), type: Date, format: "dd.mm.yyyy" });
    const orders = [
      [{ value: "Orders of May" }, null, null, null],
      ["customer", "day", "amount", "note"].map((value) => ({ value })),
      [{ value: "ada" }, day("2026-05-01"), { value: 12.5 }, { value: "1,5" }],
      [null, null, null, null],
      [{ value: "007" }, day("1900-03-01"), { value: -3 }, { value: "N/A" }],
      [{ value: "Total" }, null, { value: 9.5 }, null],
    ];
    const second = [
      [{ value: "flag" }, { value: "serial" }],
      [{ value: true, type: Boolean }, { value: 45000 }],
    ];
    // The writer gives this day the serial number 6, which is 6 January in the calendar of the sheet.
    const early = [["order", "day"].map((value) => ({ value })), [{ value: "a" }, day("1900-01-05")]];
    await writeXlsxFile([
      { data: orders, sheet: "Orders" },
      { data: second, sheet: "Second" },
      { data: early, sheet: "Early" },
    ] as never).toFile(path);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("gives dates by the format of its cells, numbers and text as they are", async () => {
    const orders = await readExcelFile(path, { skipLines: 1, footer: 1 });
    expect(orders.toRows()).toEqual([
      { customer: "ada", day: new Date("2026-05-01T00:00:00Z"), amount: 12.5, note: "1,5" },
      { customer: "007", day: new Date("1900-03-01T00:00:00Z"), amount: -3, note: "N/A" },
    ]);
  });

  it("reads columns of text by the options of readCsv", async () => {
    const options = { skipLines: 1, footer: 1, decimal: ",", missing: ["N/A"], columns: ["note", "customer"] } as const;
    expect((await readExcelFile(path, options)).toColumns()).toEqual({ note: [1.5, null], customer: ["ada", "007"] });
  });

  it("finds sheets by name and place; a serial number that is not shown as a date stays a number", async () => {
    const second = await readExcelFile(path, { sheet: "Second" });
    expect(second.toRows()).toEqual([{ flag: true, serial: 45000 }]);
    expect((await readExcelFile(path, { sheet: 2, header: ["a", "b"] })).toRows()[0]).toEqual({
      a: "flag",
      b: "serial",
    });
    expect((await readExcelFile(path, { sheet: 2, header: false })).columnNames).toEqual(["c1", "c2"]);
  });

  it("gives days before March 1900 as the sheet shows them, with its 29 February 1900", async () => {
    const early = await readExcelFile(path, { sheet: "Early" });
    expect(early.toRows()).toEqual([{ order: "a", day: new Date("1900-01-06T00:00:00Z") }]);
  });

  it("names columns by a date as it is written, where rows above the table were counted wrongly", async () => {
    const orders = await readExcelFile(path, { skipLines: 2, footer: 1 });
    expect(orders.columnNames).toEqual(["ada", "2026-05-01", "12.5", "1,5"]);
  });

  it("names what is wrong", async () => {
    await expect(readExcelFile(path)).rejects.toThrow(/column 2 of the sheet has values but no name.*skipLines/);
    await expect(readExcelFile(path, { sheet: "Third" })).rejects.toThrow(/cannot read sheet "Third"/);
    await expect(readExcelFile(path, { sheet: 0 })).rejects.toThrow(/"sheet"/);
    await expect(readExcelFile(join(folder, "nothing.xlsx"))).rejects.toThrow(/ENOENT/);
    const text = join(folder, "text.xlsx");
    await writeFile(text, "a,b\n1,2\n");
    await expect(readExcelFile(text)).rejects.toThrow(/readExcelFile: cannot read sheet 1/);
  });
});
