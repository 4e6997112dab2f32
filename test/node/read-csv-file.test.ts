import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ClienteleError } from "../../src/index.js";
import { readCsvFile } from "../../src/node/index.js";

describe("a CSV file", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "clientele-csv-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const lines = Array.from(
    { length: 200_000 },
    (_, i) => `customer-${i % 5000},${(i % 977) / 4},2026-01-${String(1 + (i % 28)).padStart(2, "0")}`,
  );
  const csv = `id,amount,day\n${lines.join("\n")}\n`;

  it("reads the same plain and compressed", async () => {
    const plain = await readCsvFile(file("orders.csv", csv));
    const zipped = await readCsvFile(file("orders.csv.gz", gzipSync(csv)));
    expect(plain.numRows).toBe(200_000);
    expect(plain.columnNames.map((name) => plain.column(name).type)).toEqual(["string", "number", "date"]);
    for (const name of plain.columnNames) expect(zipped.column(name).toArray()).toEqual(plain.column(name).toArray());
  });

  it("names the function, the row and what is wrong", async () => {
    const broken = file("broken.csv", `${csv}too,few\n`);
    await expect(readCsvFile(broken)).rejects.toThrow("readCsvFile: row 200001: has 2 fields where the header has 3");
    await expect(readCsvFile(broken)).rejects.toBeInstanceOf(ClienteleError);
  });

  it("passes on what the file system and the decompression say", async () => {
    await expect(readCsvFile(join(folder, "nothing.csv"))).rejects.toThrow("ENOENT");
    await expect(readCsvFile(join(folder, "nothing.csv.gz"))).rejects.toThrow("ENOENT");
    const damaged = gzipSync(csv).subarray(0, 5000);
    await expect(readCsvFile(file("damaged.csv.gz", damaged))).rejects.toThrow("unexpected end of file");
  });

  it("goes by what is in the file, not by its name", async () => {
    const zipped = gzipSync("a,b\n1,2\n");
    for (const path of [
      file("zipped.csv", zipped),
      file("ZIPPED.CSV.GZ", zipped),
      file("plain.csv.gz", "a,b\n1,2\n"),
      file("two-parts.gz", Buffer.concat([gzipSync("a,b\n"), gzipSync("1,2\n")])),
      pathToFileURL(file("zipped.csv", zipped)),
    ]) {
      expect((await readCsvFile(path)).toColumns()).toEqual({ a: [1], b: [2] });
    }
    await expect(readCsvFile(file("nothing.csv", ""))).rejects.toThrow("readCsvFile: the CSV has no header row");
  });
});
