import { showValue } from "../../errors/index.js";
import { createTable, type StoredColumn, type Table } from "../../table/index.js";

/** A row per thing to know before the orders are used. */
export type FindingColumns = {
  /** `"error"`: the analyses will refuse the file; `"warning"`: look at it; `"note"`: good to know. */
  severity: string;
  finding: string;
  /** How many rows are concerned; 0 for what concerns the file. */
  rows: number;
  /** The first row concerned, counted from 1 without the header. */
  firstRow: number;
  /** What can be done. */
  advice: string;
};

/** Something found in an order file. */
export interface Finding {
  readonly severity: "error" | "warning" | "note";
  readonly finding: string;
  /** What can be done. */
  readonly advice: string;
}

/** Rows that have something in common: how many, and the first, counted from 0. */
export interface RowTally {
  rows: number;
  first: number;
}

/** The tally of the rows for which something holds. */
export function tallyRows(length: number, holds: (row: number) => boolean): RowTally {
  const tally = { rows: 0, first: -1 };
  for (let row = 0; row < length; row++) if (holds(row)) addRow(tally, row);
  return tally;
}

/** Counts one more row. */
export function addRow(tally: RowTally, row: number): void {
  if (tally.rows++ === 0) tally.first = row;
}

/** What has been found so far. */
export class FindingList {
  readonly #found: (Finding & { readonly rows: number; readonly firstRow: number | null })[] = [];

  /** Something about rows, if there are such rows. */
  addRows({ rows, first }: RowTally, finding: Finding): void {
    if (rows > 0) this.#found.push({ ...finding, rows, firstRow: first + 1 });
  }

  /** Something about the file as a whole. */
  add(finding: Finding): void {
    this.#found.push({ ...finding, rows: 0, firstRow: null });
  }

  /** The worst first. */
  table(): Table<FindingColumns> {
    const sorted = ["error", "warning", "note"].flatMap((severity) =>
      this.#found.filter((one) => one.severity === severity),
    );
    return createTable<FindingColumns>({
      severity: sorted.map((one) => one.severity),
      finding: sorted.map((one) => one.finding),
      rows: sorted.map((one) => one.rows),
      firstRow: sorted.map((one) => one.firstRow),
      advice: sorted.map((one) => one.advice),
    });
  }
}

/** The name of a column as findings show it. */
export function quoted(column: StoredColumn): string {
  return showValue(column.name);
}
