import { oneOf, refuseRow, requireColumnName } from "../../errors/index.js";
import {
  type DateUnit,
  dateColumn,
  dateUnitOption,
  dayOf,
  type Keys,
  keyColumn,
  localMoments,
  millisecondsPerDay,
  numberColumn,
  requireRows,
  showDate,
  type Table,
  type TableInput,
  timeZoneOption,
  toTable,
} from "../../table/index.js";
import { type RowsByKey, rowsByKey } from "./rows-by-key.js";

/** Which columns of a table of contracts hold what. */
export interface ContractColumns {
  /** The customer's id; a customer may have several contracts, one after the other or at once. */
  readonly customer: string;
  /** The first day. */
  readonly start: string;
  /** The day from which the contract no longer runs; missing while it runs. */
  readonly end: string;
  /** The recurring fee, per any one period that is the same for all contracts. */
  readonly fee?: string;
  /** What numbers in the date columns count [`"ms"`]. */
  readonly dateUnit?: DateUnit;
  /** Where days are cut: an IANA name such as `"Asia/Shanghai"` [UTC]; columns of days without times stay. */
  readonly timeZone?: string;
  /** What the end is: the first day without the contract (`"exclusive"` [default]) or its last day (`"inclusive"`). */
  readonly endDay?: "exclusive" | "inclusive";
}

/** The names of the options in {@link ContractColumns}. */
export const contractOptionNames = ["customer", "start", "end", "fee", "dateUnit", "timeZone", "endDay"] as const;

/**
 * Contracts as typed arrays, those of each customer together and in the order of their starts: of customer c,
 * `first[c]` to `first[c + 1] − 1`.
 */
export interface ContractSpells {
  readonly table: Table;
  readonly customers: Keys;
  readonly first: Int32Array;
  /** The row of the table. */
  readonly row: Int32Array;
  /** The first day. */
  readonly start: Float64Array;
  /** The first day without the contract; Infinity while it runs. */
  readonly end: Float64Array;
  /** Null without a column of fees. */
  readonly fee: Float64Array | null;
}

/**
 * Reads a table of contracts. Errors: `empty-table`, `unknown-column`, `missing-customer`, `missing-value`,
 * `not-a-date`, `inconsistent-row` for an end before the start, `out-of-range` for a negative fee.
 */
export function readContracts(caller: string, input: TableInput, options: ContractColumns): ContractSpells {
  const table = toTable(caller, input);
  requireRows(caller, table);
  for (const name of ["customer", "start", "end"] as const) requireColumnName(caller, name, options[name]);
  const dateUnit = dateUnitOption(caller, options.dateUnit);
  const inclusive =
    oneOf(caller, "endDay", options.endDay, ["exclusive", "inclusive"], "exclusive") === "inclusive" ? 1 : 0;
  const customers = keyColumn(caller, table, options.customer, { missing: "keep" });
  const zone = timeZoneOption(caller, options.timeZone);
  const starts = localMoments(dateColumn(caller, table, options.start, { dateUnit }), zone);
  const ends = localMoments(dateColumn(caller, table, options.end, { dateUnit, missing: "keep" }), zone);
  const fees = options.fee === undefined ? null : numberColumn(caller, table, options.fee);
  const rows = table.numRows;
  const startDay = new Float64Array(rows);
  const endDay = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    if (customers.codes[row]! < 0) {
      refuseRow(caller, options.customer, row, null, "the customer id is missing", "missing-customer");
    }
    startDay[row] = dayOf(starts[row]!);
    endDay[row] = Number.isNaN(ends[row]!) ? Number.POSITIVE_INFINITY : dayOf(ends[row]!) + inclusive;
    if (endDay[row]! < startDay[row]!) {
      const given = showDate(dayOf(starts[row]!) * millisecondsPerDay);
      refuseRow(
        caller,
        options.end,
        row,
        new Date(ends[row]!),
        `the contract ends on ${showDate(dayOf(ends[row]!) * millisecondsPerDay)}, before it starts on ${given}`,
        "inconsistent-row",
      );
    }
    if (fees !== null && !(fees[row]! >= 0)) {
      refuseRow(caller, options.fee ?? "fee", row, fees[row], `a fee must be at least 0, got ${fees[row]}`);
    }
  }
  const { first, order } = byCustomer(customers, startDay);
  return {
    table,
    customers,
    first,
    row: order,
    start: Float64Array.from(order, (row) => startDay[row]!),
    end: Float64Array.from(order, (row) => endDay[row]!),
    fee: fees === null ? null : Float64Array.from(order, (row) => fees[row]!),
  };
}

/** The rows of each customer together, by start. */
function byCustomer({ codes, count }: Keys, start: Float64Array): RowsByKey {
  const { first, order } = rowsByKey(codes, count);
  for (let customer = 0; customer < count; customer++) {
    const own = order.subarray(first[customer]!, first[customer + 1]!);
    if (own.length > 1) own.sort((a, b) => start[a]! - start[b]! || a - b);
  }
  return { first, order };
}
