import { ClienteleError, type ErrorCode } from "../../errors/index.js";
import { type Column, type Keys, keyColumn, type NumberInput, toTable, vectorOf } from "../../table/index.js";

/**
 * Whether each lifetime ended: 1 or true where it did, 0 or false where it was still running when last seen (censored).
 */
export type EventInput = NumberInput | readonly boolean[];

/** One label per row: any ids. */
export type GroupInput = ArrayLike<number | string | boolean> | Column;

/** How long each customer was seen, and whether that was the end. */
export interface Lifetimes {
  readonly rows: number;
  readonly durations: Float64Array;
  readonly events: Uint8Array;
  /** How many identical customers a row stands for; undefined where every row is one. */
  readonly count: Float64Array | undefined;
}

/**
 * Reads durations (at least 0), events (0 or 1, false or true) and counts (whole numbers). Errors: `empty-table`,
 * `length-mismatch`, `missing-value`, `not-a-number`, `not-finite`, `out-of-range`.
 */
export function readLifetimes(
  caller: string,
  durations: NumberInput,
  events: EventInput,
  count?: NumberInput,
): Lifetimes {
  const times = vectorOf(caller, "durations", durations);
  const flags = vectorOf(caller, "events", events);
  const rows = times.length;
  if (rows === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no durations");
  requireLength(caller, "events", flags.length, rows);
  const ended = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const time = times[row]!;
    if (!(time >= 0)) refuseRow(caller, "durations", row, time, `a duration must be at least 0, got ${time}`);
    const flag = flags[row]!;
    if (flag === 1) ended[row] = 1;
    else if (flag !== 0) {
      refuseRow(caller, "events", row, flag, `an event must be 1 (ended) or 0 (still running), got ${flag}`);
    }
  }
  return { rows, durations: times, events: ended, count: readCounts(caller, count, rows) };
}

function readCounts(caller: string, count: NumberInput | undefined, rows: number): Float64Array | undefined {
  if (count === undefined) return undefined;
  const counts = vectorOf(caller, "count", count);
  requireLength(caller, "count", counts.length, rows);
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const value = counts[row]!;
    if (!(value >= 0 && Number.isInteger(value))) {
      refuseRow(caller, "count", row, value, `must be a whole number of at least 0, got ${value}`);
    }
    total += value;
  }
  if (total === 0) {
    throw new ClienteleError("empty-table", { function: caller, column: "count" }, "every row stands for 0 customers");
  }
  return counts;
}

/** One label per row as dense codes. Errors: `length-mismatch`, `missing-value`. */
export function readGroups(caller: string, groups: GroupInput, rows: number): Keys {
  const table = toTable(caller, { groups });
  requireLength(caller, "groups", table.numRows, rows);
  return keyColumn(caller, table, "groups");
}

/** Refuses something that does not go with the durations row by row. */
export function requireLength(caller: string, column: string, length: number, rows: number): void {
  if (length === rows) return;
  throw new ClienteleError(
    "length-mismatch",
    { function: caller, column },
    `has ${length} rows where there are ${rows} durations`,
  );
}

/** Refuses one value, naming its row. */
export function refuseRow(
  caller: string,
  column: string,
  row: number,
  value: unknown,
  problem: string,
  code: ErrorCode = "out-of-range",
): never {
  throw new ClienteleError(code, { function: caller, column, row: row + 1, value }, problem);
}
