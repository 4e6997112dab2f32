import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";
import { readCsvFile } from "../src/node/index.js";
import type { Table } from "../src/table/index.js";

const folder = fileURLToPath(new URL("../../shared/", import.meta.url));

/** Whether the folder with real data and reference numbers lies beside the project. */
export const hasSharedData = existsSync(folder);

/** The path of a file of the shared folder, e.g. `data/mobi.csv`. */
export function sharedPath(file: string): string {
  return `${folder}${file}`;
}

/** A data file of the shared folder as a table. */
export function sharedTable(file: string, options: Parameters<typeof readCsvFile>[1] = {}): Promise<Table> {
  return readCsvFile(sharedPath(`data/${file}`), options);
}

/** One line of a reference file. */
export interface ReferenceRow {
  readonly model?: string;
  readonly topic?: string;
  readonly dataset?: string;
  readonly settings?: unknown;
  readonly preprocessing?: string;
  readonly quantity: string;
  readonly inputs?: unknown;
  readonly value: unknown;
  readonly tolerance?: number;
  readonly source?: string;
  readonly use?: string;
}

/** The rows of a reference file that are targets, not context. */
export function referenceRows(file: string): ReferenceRow[] {
  if (!hasSharedData) return [];
  const rows = JSON.parse(readFileSync(sharedPath(`reference/${file}`), "utf8")) as ReferenceRow[];
  return rows.filter((row) => row.use !== "context");
}

/** A group of tests that need the shared data; without them it is skipped, and its name says why. */
export function describeWithSharedData(name: string, tests: () => void): void {
  if (hasSharedData) describe(name, tests);
  else describe.skip(`${name} (skipped: ../shared with the real data is not beside the project)`, tests);
}
