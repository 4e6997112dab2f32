import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCsvFile, writeCsvFile } from "../../src/node/index.js";
import { table, writeCsv } from "../../src/table/index.js";

describe("a table written to a file", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "clientele-csv-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const scores = table({
    customer: Array.from({ length: 20_000 }, (_, i) => `c${i}`),
    score: Float64Array.from({ length: 20_000 }, (_, i) => (i % 7 === 0 ? Number.NaN : Math.sqrt(i))),
    "=note": Array.from({ length: 20_000 }, (_, i) => (i % 3 === 0 ? "=1+1" : "fine")),
  });

  it("is the text of writeCsv", async () => {
    const path = join(folder, "plain.csv");
    await writeCsvFile(path, scores);
    expect(readFileSync(path, "utf8")).toBe(writeCsv(scores));
  });

  it("reads back, plain and compressed", async () => {
    for (const name of ["again.csv", "again.csv.gz"]) {
      const path = join(folder, name);
      await writeCsvFile(path, scores, { formulas: "keep" });
      const read = await readCsvFile(path);
      expect(read.columnNames).toEqual(scores.columnNames);
      expect(read.toColumns()).toEqual(scores.toColumns());
    }
  });

  it("may be named by its URL", async () => {
    const url = pathToFileURL(join(folder, "url.csv.gz"));
    await writeCsvFile(url, { a: [1] });
    expect(readFileSync(url)[0]).toBe(0x1f);
    expect((await readCsvFile(url)).toColumns()).toEqual({ a: [1] });
  });

  it("is not begun when the table or an option is wrong", async () => {
    const path = join(folder, "never.csv");
    await expect(writeCsvFile(path, 5 as never)).rejects.toThrow("writeCsvFile: expected a table");
    await expect(writeCsvFile(path, scores, { delimiter: "" })).rejects.toThrow("delimiter");
    expect(existsSync(path)).toBe(false);
  });

  it("passes on what the file system says", async () => {
    await expect(writeCsvFile(join(folder, "no", "such.csv"), scores)).rejects.toThrow("ENOENT");
  });
});
