import { showValue } from "../../errors/index.js";
import { createTable, type Present, type StoredColumn, type Table } from "../../table/index.js";

/** A row per thing to know before the orders are used. */
export type FindingColumns = {
  /** `"error"`: the analyses will refuse the file; `"warning"`: look at it; `"note"`: good to know. */
  severity: Present<string>;
  /** What kind of thing it is, in words that stay the same: `"date-unit"`, `"mixed-currencies"`. */
  code: Present<string>;
  /** The column concerned; missing for what concerns the file. */
  column: string;
  /** How many rows are concerned; 0 for what concerns the file. */
  rows: number;
  /** Σ of the amounts of these rows that can be read; missing where no amounts are known. */
  money: number;
  /** The first row concerned, counted from 1 without the header. */
  firstRow: number;
  finding: Present<string>;
  /** What can be done, with the option that does it. */
  advice: string;
};

/** Something found in an order file. */
export interface Finding {
  readonly severity: "error" | "warning" | "note";
  readonly code: string;
  readonly column?: StoredColumn;
  readonly finding: string;
  /** What can be done. */
  readonly advice: string;
}

/** Rows that have something in common: how many, what money is in them, and the first, counted from 0. */
export class RowTally {
  rows = 0;
  money = 0;
  first = -1;
  readonly #amounts: Float64Array | null;

  constructor(amounts: Float64Array | null) {
    this.#amounts = amounts;
  }

  /** Counts one more row. */
  add(row: number): void {
    if (this.rows++ === 0) this.first = row;
    const amount = this.#amounts === null ? Number.NaN : this.#amounts[row]!;
    if (!Number.isNaN(amount)) this.money += amount;
  }
}

/** What has been found so far. */
export class FindingList {
  readonly #found: (Finding & { readonly rows: number; readonly money: number; readonly firstRow: number | null })[] =
    [];
  /** The amounts that can be read, NaN elsewhere; null where no column of amounts is known. */
  readonly amounts: Float64Array | null;

  constructor(amounts: Float64Array | null) {
    this.amounts = amounts;
  }

  /** An empty tally. */
  tally(): RowTally {
    return new RowTally(this.amounts);
  }

  /** Something about rows, if there are such rows. */
  addRows({ rows, money, first }: RowTally, finding: Finding): void {
    if (rows === 0) return;
    this.#found.push({ ...finding, rows, money: this.amounts === null ? Number.NaN : money, firstRow: first + 1 });
  }

  /** Something about the rows for which it holds. */
  addWhere(length: number, holds: (row: number) => boolean, finding: Finding): void {
    const tally = this.tally();
    for (let row = 0; row < length; row++) if (holds(row)) tally.add(row);
    this.addRows(tally, finding);
  }

  /** Something about the file as a whole. */
  add(finding: Finding): void {
    this.#found.push({ ...finding, rows: 0, money: Number.NaN, firstRow: null });
  }

  /** The worst first. */
  table(): Table<FindingColumns> {
    const sorted = ["error", "warning", "note"].flatMap((severity) =>
      this.#found.filter((one) => one.severity === severity),
    );
    return createTable<FindingColumns>({
      severity: sorted.map((one) => one.severity),
      code: sorted.map((one) => one.code),
      column: sorted.map((one) => one.column?.name ?? null),
      rows: sorted.map((one) => one.rows),
      money: Float64Array.from(sorted, (one) => one.money),
      firstRow: sorted.map((one) => one.firstRow),
      finding: sorted.map((one) => one.finding),
      advice: sorted.map((one) => one.advice),
    });
  }
}

/** The name of a column as findings show it. */
export function quoted(column: StoredColumn): string {
  return showValue(column.name);
}

/** A few texts as findings show them. */
export function someOf(texts: readonly string[], most = 5): string {
  const shown = texts.slice(0, most).map((text) => showValue(text));
  return shown.join(", ") + (texts.length > most ? ` and ${texts.length - most} more` : "");
}

/** A cell of a row, as a program that mends the table writes it. */
export function cellOf(column: StoredColumn): string {
  return `row[${showValue(column.name)}]`;
}
