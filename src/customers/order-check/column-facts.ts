import {
  createTable,
  encodeKeys,
  type Keys,
  lenientMoments,
  type Present,
  type StoredColumn,
  showDate,
  type Table,
} from "../../table/index.js";

/** A row per column of the file. */
export type ColumnReportColumns = {
  column: Present<string>;
  type: Present<string>;
  /** Rows without a value; blank text is none. */
  missing: Present<number>;
  distinct: Present<number>;
  /** The smallest value, or the first in the order of code units. */
  smallest: string;
  largest: string;
};

/** What is known of a column. */
export interface ColumnFacts {
  readonly column: StoredColumn;
  /** The distinct value of each row, −1 where there is none. */
  readonly keys: Keys;
  readonly missing: number;
  /** Whether its texts read as dates. */
  readonly readsAsDate: boolean;
}

/** Looks at every row of a column once. */
export function factsOf(column: StoredColumn): ColumnFacts {
  const keys = encodeKeys(column);
  const isDate = column.type === "string" ? lenientMoments(keys.labels, "ms") : null;
  let missing = 0;
  let dates = 0;
  for (const code of keys.codes) {
    if (code < 0) missing++;
    else if (isDate !== null && !Number.isNaN(isDate[code]!)) dates++;
  }
  return { column, keys, missing, readsAsDate: dates > 0.9 * (column.length - missing) };
}

/** The columns of the file, a row each. */
export function columnReport(facts: readonly ColumnFacts[]): Table<ColumnReportColumns> {
  const extremes = facts.map(({ keys }) => extremesOf(keys.labels));
  return createTable<ColumnReportColumns>({
    column: facts.map(({ column }) => column.name),
    type: facts.map(({ column }) => column.type),
    missing: facts.map(({ missing }) => missing),
    distinct: facts.map(({ keys }) => keys.count),
    smallest: extremes.map(([smallest]) => smallest),
    largest: extremes.map(([, largest]) => largest),
  });
}

function extremesOf(values: StoredColumn): readonly [string | null, string | null] {
  let smallest: number | string | boolean | null = null;
  let largest: number | string | boolean | null = null;
  for (const value of values) {
    if (value === null) continue;
    if (smallest === null || value < smallest) smallest = value;
    if (largest === null || value > largest) largest = value;
  }
  const show = (value: number | string | boolean | null) =>
    value === null ? null : values.type === "date" ? showDate(Number(value)) : String(value);
  return [show(smallest), show(largest)];
}
