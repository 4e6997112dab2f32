import { ClienteleError, showValue } from "../../errors/index.js";
import {
  type DateInput,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  keyColumn,
  localMoments,
  millisecondsPerDay,
  numberColumn,
  parseDate,
  readAnswerTable,
  showDate,
  type Table,
  textColumn,
  timeZoneOption,
} from "../../table/index.js";
import { type ReturnOrders, returnsInOrders } from "./return-orders.js";

/** Which columns of a table of complaints say what. */
export interface ComplaintColumns {
  readonly cause: string;
  readonly received: string;
  /** When the complaint was settled; missing while it is open. */
  readonly resolved?: string;
  /** Whether the complaint was justified (true, false, 1, 0, "yes"/"no", 有效/无效); missing while not judged. */
  readonly valid?: string;
  /** The customer who complained; needed to look for orders. */
  readonly customer?: string;
  /**
   * Whether the customer came back after the recovery: a column (true, false, 1, 0, missing where unknown), or orders
   * to look it up in.
   */
  readonly returned?: string | ReturnOrders;
  readonly dateUnit?: DateUnit;
  /** Where days are cut for the trend: an IANA name such as `"Asia/Shanghai"` [UTC]. */
  readonly timeZone?: string;
  /** The last moment that the data know of [the latest date among the complaints]. */
  readonly asOf?: DateInput;
  /** What becomes of complaints without a cause: `"error"` [default], or `"keep"` as a cause of its own. */
  readonly missingCause?: "error" | "keep";
}

/** Complaints read into typed columns. */
export interface Complaints {
  readonly count: number;
  /** Cause of each complaint; −1 without one. */
  readonly causes: Int32Array;
  readonly causeLabels: readonly string[];
  /** When each was received, as the clocks of the time zone show it: in milliseconds as if it were UTC. */
  readonly received: Float64Array;
  readonly asOf: number;
  /** Whether each complaint is settled; null where the table does not say. */
  readonly closed: readonly boolean[] | null;
  /** Days to the resolution, or for an open complaint to `asOf`. */
  readonly days: Float64Array;
  /** 1 valid, 0 not, NaN not judged; null where the table does not say. */
  readonly valid: Float64Array | null;
  /** 1 came back, 0 not, NaN unknown or not settled; null where the table does not say. */
  readonly returned: Float64Array | null;
}

/**
 * Reads complaints. Errors: `unknown-column`, `missing-value`, `not-a-date`, `inconsistent-row` (resolved before
 * received), `out-of-range` (a date after `asOf`, a flag that is not 0 or 1).
 */
export function readComplaints(caller: string, input: Table, columns: ComplaintColumns): Complaints {
  const unit = { dateUnit: dateUnitOption(caller, columns.dateUnit) };
  const received = dateColumn(caller, input, columns.received, unit);
  const resolved =
    columns.resolved === undefined ? null : dateColumn(caller, input, columns.resolved, { ...unit, missing: "keep" });
  const asOf = columns.asOf === undefined ? latestOf(received, resolved) : parseDate(caller, "asOf", columns.asOf);
  requireUntil(caller, columns.received, received, asOf);
  if (resolved !== null && columns.resolved !== undefined) {
    requireUntil(caller, columns.resolved, resolved, asOf);
    requireOrder(caller, columns.resolved, received, resolved);
  }
  const { codes, labels } = readCauses(caller, input, columns);
  return {
    count: input.numRows,
    causes: codes,
    causeLabels: labels,
    received: localMoments(received, timeZoneOption(caller, columns.timeZone)),
    asOf,
    closed: resolved === null ? null : Array.from(resolved, (moment) => !Number.isNaN(moment)),
    days: received.map((from, row) => {
      const to = resolved?.[row] ?? Number.NaN;
      return ((Number.isNaN(to) ? asOf : to) - from) / millisecondsPerDay;
    }),
    valid: columns.valid === undefined ? null : flagColumn(caller, input, columns.valid),
    returned: readReturned(caller, input, columns, resolved, asOf),
  };
}

function latestOf(received: Float64Array, resolved: Float64Array | null): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const moments of [received, resolved ?? []]) {
    for (const moment of moments) if (moment > latest) latest = moment;
  }
  return latest;
}

function requireUntil(caller: string, column: string, moments: Float64Array, asOf: number): void {
  const row = moments.findIndex((moment) => moment > asOf);
  if (row < 0) return;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column, row: row + 1, value: new Date(moments[row]!) },
    `${showDate(moments[row]!)} lies after asOf, ${showDate(asOf)}`,
  );
}

function requireOrder(caller: string, column: string, received: Float64Array, resolved: Float64Array): void {
  const row = resolved.findIndex((moment, at) => moment < received[at]!);
  if (row < 0) return;
  throw new ClienteleError(
    "inconsistent-row",
    { function: caller, column, row: row + 1, value: new Date(resolved[row]!) },
    `the complaint was settled on ${showDate(resolved[row]!)}, before it was received on ${showDate(received[row]!)}`,
  );
}

function readCauses(
  caller: string,
  input: Table,
  { cause, missingCause }: ComplaintColumns,
): { codes: Int32Array; labels: readonly string[] } {
  const keys = keyColumn(caller, input, cause, { missing: missingCause === "keep" ? "keep" : "error" });
  const { codes, labels } = textColumn(caller, input, cause);
  const labelOf = new Array<string>(keys.count).fill("");
  for (let row = 0; row < codes.length; row++) {
    if (keys.codes[row]! >= 0) labelOf[keys.codes[row]!] = labels[codes[row]!]!;
  }
  return { codes: keys.codes, labels: labelOf };
}

/** A column of yes and no as 1 and 0, NaN where missing. */
function flagColumn(caller: string, input: Table, name: string): Float64Array {
  const read = readAnswerTable(caller, input, [name], {}, () => ({ scale: [0, 1] }));
  const flags = numberColumn(caller, read, name, { missing: "keep" });
  const row = flags.findIndex((flag) => !Number.isNaN(flag) && flag !== 0 && flag !== 1);
  if (row < 0) return flags;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: name, row: row + 1, value: flags[row] },
    `must be true, false, 1, 0 or missing, got ${flags[row]}`,
  );
}

function readReturned(
  caller: string,
  input: Table,
  { returned, customer }: ComplaintColumns,
  resolved: Float64Array | null,
  asOf: number,
): Float64Array | null {
  if (returned === undefined) return null;
  if (resolved === null) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: returned },
      'coming back after recovery needs the column "resolved"',
    );
  }
  if (typeof returned === "string") {
    return flagColumn(caller, input, returned).map((flag, row) => (Number.isNaN(resolved[row]!) ? Number.NaN : flag));
  }
  if (typeof returned !== "object" || returned === null || customer === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: returned },
      'option "returned" must be a column, or { orders, customer, date, within } together with the column ' +
        `"customer" of the complaints, got ${showValue(returned)}`,
    );
  }
  return returnsInOrders(caller, keyColumn(caller, input, customer), returned, resolved, asOf);
}
