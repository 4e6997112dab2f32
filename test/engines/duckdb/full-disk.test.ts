import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openDuckDb } from "../../../src/engines/duckdb.js";
import { ClienteleError, fitBgNbd } from "../../../src/index.js";
import { readParquetFile } from "../../../src/node/index.js";

/** Two orders each of so many customers, whose ids do not compress. */
const sourceOf = (customers: number) => ({
  query: `SELECT md5(range::VARCHAR) AS customer, DATE '2026-01-01' + (range * 7919 % (200 + later))::INTEGER AS date
FROM range(${customers}), (SELECT unnest([1, 90]) AS later)`,
});
/** The ids alone take more than the small disk has. */
const many = 80_000;
const options = { customer: "customer", date: "date", unit: "week" } as const;

const disk = smallDisk();

/** A folder with two megabytes of room; null where this user or system may not mount one. */
function smallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), "clientele-full-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], { stdio: "ignore" });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
}

describe("scores on a full disk", () => {
  if (disk === null) {
    it.skip("a small file system cannot be mounted here, which needs root", () => undefined);
    return;
  }
  const elsewhere = mkdtempSync(join(tmpdir(), "clientele-scores-"));
  afterAll(() => {
    execFileSync("umount", [disk]);
    for (const folder of [disk, elsewhere]) rmSync(folder, { recursive: true });
  });

  it("are a clear error, leave nothing half-written behind, and can be written elsewhere afterwards", async () => {
    const engine = await openDuckDb({ memoryLimit: "512MB", threads: 1 });
    try {
      const model = fitBgNbd(await engine.customerStatistics(sourceOf(1000), options));
      const write = (customers: number, parquet: string) =>
        engine.scoreCustomers(model, sourceOf(customers), { ...options, horizon: 26, into: { parquet } });
      const requireFull = async (parquet: string): Promise<void> => {
        const problem: unknown = await write(many, parquet).catch((error: unknown) => error);
        expect(problem).toBeInstanceOf(ClienteleError);
        expect(problem).toMatchObject({ code: "disk-full", place: { function: "scoreCustomers" } });
      };
      const scores = join(disk, "scores.parquet");
      await requireFull(scores);
      expect(readdirSync(disk)).toEqual([]);

      expect(await write(100, scores)).toEqual({ rows: 100 });
      const before = readFileSync(scores);
      await requireFull(scores);
      expect(readdirSync(disk)).toEqual(["scores.parquet"]);
      expect(readFileSync(scores).equals(before)).toBe(true);

      const whole = join(elsewhere, "scores.parquet");
      expect(await write(many, whole)).toEqual({ rows: many });
      expect((await readParquetFile(whole)).numRows).toBe(many);
    } finally {
      await engine.close();
    }
  });

  it("do not reach a table either when the disk of the database is full", async () => {
    const path = join(disk, "scores.duckdb");
    const small = await openDuckDb({ path, memoryLimit: "512MB", threads: 1 });
    try {
      const model = fitBgNbd(await small.customerStatistics(sourceOf(100), options));
      const problem: unknown = await small
        .scoreCustomers(model, sourceOf(many), { ...options, into: "scores" })
        .catch((error: unknown) => error);
      expect(problem).toMatchObject({ code: "disk-full", place: { function: "scoreCustomers" } });
    } finally {
      await small.close();
    }
    const again = await openDuckDb({ path });
    try {
      const counts = { measures: { rows: { count: true } } } as const;
      await expect(again.summarize("scores", counts)).rejects.toMatchObject({ code: "unknown-table" });
    } finally {
      await again.close();
    }
  });
});
