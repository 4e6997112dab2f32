import { ClienteleError, refuseRow, requireSameLength } from "../../errors/index.js";
import {
  type Column,
  type Keys,
  keyColumn,
  type NumberInput,
  readCount,
  toTable,
  vectorOf,
} from "../../table/index.js";
import { tiedDurations } from "./tied-durations.js";

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
  /** How many identical customers a row stands for, at least one; undefined where every row is one. */
  readonly count: Float64Array | undefined;
}

/** Lifetimes with the places of their rows in what was given, where rows that stand for nobody were left out. */
export interface GivenLifetimes extends Lifetimes {
  readonly givenRows: number;
  /** The given row of each row; undefined where all were kept. */
  readonly kept: Int32Array | undefined;
}

/**
 * Reads durations (at least 0), events (0 or 1, false or true) and counts (whole numbers). A row with the count 0 is
 * left out; durations that differ by rounding become one ({@link tiedDurations}). Errors: `empty-table`,
 * `length-mismatch`, `missing-value`, `not-a-number`, `not-finite`, `out-of-range`.
 */
export function readLifetimes(
  caller: string,
  durations: NumberInput,
  events: EventInput,
  count?: NumberInput,
): GivenLifetimes {
  const times = vectorOf(caller, "durations", durations);
  const flags = vectorOf(caller, "events", events);
  const rows = times.length;
  if (rows === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no durations");
  requireSameLength(caller, "events", flags.length, rows, "durations");
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
  const counts = readCount(caller, rows, count);
  const given = { rows, durations: times, events: ended, count: counts };
  const kept = counts?.includes(0) ? Int32Array.from(counts.keys()).filter((row) => counts[row]! > 0) : undefined;
  const lifetimes = kept === undefined ? given : takeLifetimes(given, kept);
  return { ...lifetimes, durations: tiedDurations(lifetimes.durations), givenRows: rows, kept };
}

function takeLifetimes({ durations, events, count }: Lifetimes, rows: Int32Array): Lifetimes {
  return {
    rows: rows.length,
    durations: Float64Array.from(rows, (row) => durations[row]!),
    events: Uint8Array.from(rows, (row) => events[row]!),
    count: count && Float64Array.from(rows, (row) => count[row]!),
  };
}

function maskOf(kept: Int32Array, rows: number): Uint8Array {
  const mask = new Uint8Array(rows);
  for (const row of kept) mask[row] = 1;
  return mask;
}

/** One label per row as dense codes. Errors: `length-mismatch`, `missing-value`. */
export function readGroups(caller: string, groups: GroupInput, { givenRows, kept }: GivenLifetimes): Keys {
  const table = toTable(caller, { groups });
  requireSameLength(caller, "groups", table.numRows, givenRows, "durations");
  return keyColumn(caller, kept === undefined ? table : table.where(maskOf(kept, givenRows)), "groups");
}
