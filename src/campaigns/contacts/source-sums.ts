import { ClienteleError, requireColumnName } from "../../errors/index.js";
import { keyColumn, numberColumn, requireUsualColumns, type Table } from "../../table/index.js";
import { amountColumn } from "../rates/amount-column.js";

/** Which columns of prospects hold what. */
export interface ProspectColumns {
  /** The column of where a prospect came from [`"source"`]. */
  readonly source?: string;
  /**
   * The column that says whether the prospect became a customer: 1 or true, 0 or false; blank while it is open
   * [`"won"`].
   */
  readonly won?: string;
  /** The column of what the prospect cost to find [none]. */
  readonly cost?: string;
  /** The column of what a customer won is worth; blank for the others [none]. */
  readonly value?: string;
}

/** Prospects added up by source. */
export interface SourceSums {
  readonly labels: ReturnType<typeof keyColumn>["labels"];
  readonly prospects: Float64Array;
  /** Prospects of whom it is known whether they were won. */
  readonly known: Float64Array;
  readonly won: Float64Array;
  /** NaN throughout without a column. */
  readonly cost: Float64Array;
  readonly value: Float64Array;
  /** Customers won whose value is known. */
  readonly valued: Float64Array;
}

/** Adds prospects up. Errors: those of the columns, `out-of-range`. */
export function sumBySource(
  caller: string,
  table: Table,
  options: ProspectColumns,
  counts: Float64Array | undefined,
): SourceSums {
  const { source = "source", won = "won", cost, value } = options;
  requireUsualColumns(caller, table, options, { source, won });
  const { codes, count: sources, labels } = keyColumn(caller, table, source);
  const outcome = openOutcomes(caller, table, won);
  const costs = cost === undefined ? null : amountColumn(caller, table, requireColumnName(caller, "cost", cost));
  const values =
    value === undefined
      ? null
      : numberColumn(caller, table, requireColumnName(caller, "value", value), { missing: "keep" });
  const total = (amount: (row: number) => number): Float64Array => {
    const sums = new Float64Array(sources);
    codes.forEach((code, row) => {
      sums[code]! += amount(row) * (counts?.[row] ?? 1);
    });
    return sums;
  };
  const hasValue = (row: number): boolean => outcome[row] === 1 && !Number.isNaN(values?.[row] ?? Number.NaN);
  const none = () => new Float64Array(sources).fill(Number.NaN);
  return {
    labels,
    prospects: total(() => 1),
    known: total((row) => (Number.isNaN(outcome[row]!) ? 0 : 1)),
    won: total((row) => (outcome[row] === 1 ? 1 : 0)),
    cost: costs === null ? none() : total((row) => costs[row]!),
    value: values === null ? none() : total((row) => (hasValue(row) ? values[row]! : 0)),
    valued: total((row) => (hasValue(row) ? 1 : 0)),
  };
}

/** 0, 1, or NaN while it is not known. */
function openOutcomes(caller: string, table: Table, name: string): Float64Array {
  const outcome = numberColumn(caller, table, name, { missing: "keep" });
  const broken = outcome.findIndex((value) => value !== 0 && value !== 1 && !Number.isNaN(value));
  if (broken < 0) return outcome;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: name, row: broken + 1, value: outcome[broken] },
    `an outcome must be 0 or 1, true or false, or blank while it is open, got ${outcome[broken]}`,
  );
}
