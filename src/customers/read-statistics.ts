import { ClienteleError, counted, type ErrorCode } from "../errors/index.js";
import { keyColumn, numberColumn, type StoredColumn, showDay, type Table } from "../table/index.js";
import type { StatisticsArrays } from "./statistics.js";

/** Reads a table of statistics and refuses what no orders up to the last day come to. */
export function readStatistics(caller: string, table: Table, lastDay: number): StatisticsArrays {
  const counts = (name: string): Float64Array => countColumn(caller, table, name);
  const numbers = (name: string): Float64Array => numberColumn(caller, table, name, { missing: "keep" });
  const statistics = {
    intraday: null,
    customer: customerColumn(caller, table),
    rows: counts("rows"),
    orders: counts("orders"),
    purchaseDays: counts("purchaseDays"),
    firstDay: numbers("firstDay"),
    lastDay: numbers("lastDay"),
    firstSpend: numbers("firstSpend"),
    repeatSpend: numbers("repeatSpend"),
    revenue: numbers("revenue"),
    grossAmount: numbers("grossAmount"),
    logIntervals: numbers("logIntervals"),
    mergedSameDay: counts("mergedSameDay"),
    nettedRefunds: counts("nettedRefunds"),
    cancelledDays: counts("cancelledDays"),
  };
  checkDays(caller, statistics, lastDay);
  return statistics;
}

function customerColumn(caller: string, table: Table): StoredColumn {
  const { codes, count, labels } = keyColumn(caller, table, "customer", { missing: "keep" });
  const missing = codes.indexOf(-1);
  if (missing >= 0) throw faultIn(caller, "missing-customer", "customer", missing, null, "the customer id is missing");
  if (count === codes.length) return labels;
  // Codes run in the order of first appearance: the first that is not its row's number has been seen before.
  const row = codes.findIndex((code, i) => code !== i);
  const [id, first] = [labels.at(codes[row]!), codes.indexOf(codes[row]!) + 1];
  throw faultIn(caller, "inconsistent-row", "customer", row, id, `the customer is listed in row ${first} already`);
}

function countColumn(caller: string, table: Table, name: string): Float64Array {
  const counts = numberColumn(caller, table, name);
  const row = counts.findIndex((count) => !Number.isSafeInteger(count) || count < 0);
  if (row < 0) return counts;
  throw faultIn(caller, "out-of-range", name, row, counts[row]!, "counts are whole numbers from 0");
}

/** Refuses purchase days without a first and a last day, in the wrong order or after the last day of observation. */
function checkDays(caller: string, { purchaseDays, firstDay, lastDay }: StatisticsArrays, end: number): void {
  for (let row = 0; row < purchaseDays.length; row++) {
    if (purchaseDays[row] === 0) {
      requireNoDay(caller, "firstDay", firstDay, row);
      requireNoDay(caller, "lastDay", lastDay, row);
      continue;
    }
    const first = requireDay(caller, "firstDay", firstDay, row);
    const last = requireDay(caller, "lastDay", lastDay, row);
    if (first > last || (purchaseDays[row] === 1 && first < last)) {
      const problem =
        `${counted(purchaseDays[row]!, "purchase day")} cannot lie between ${showDay(first)} and ` + `${showDay(last)}`;
      throw faultIn(caller, "inconsistent-row", "purchaseDays", row, purchaseDays[row]!, problem);
    }
    if (last > end) {
      const problem = `${showDay(last)} is after the last day of observation, ${showDay(end)}`;
      throw faultIn(caller, "out-of-range", "lastDay", row, last, problem);
    }
  }
}

function requireDay(caller: string, column: string, days: Float64Array, row: number): number {
  const day = days[row]!;
  if (Number.isInteger(day) && Math.abs(day) <= 1e8) return day;
  throw Number.isNaN(day)
    ? faultIn(caller, "missing-value", column, row, null, "the day is missing, although there are purchase days")
    : faultIn(
        caller,
        "out-of-range",
        column,
        row,
        day,
        "days are whole numbers since 1970-01-01 UTC, up to 100 million either way",
      );
}

function requireNoDay(caller: string, column: string, days: Float64Array, row: number): void {
  if (Number.isNaN(days[row]!)) return;
  const problem = "there is a day, although there are no purchase days";
  throw faultIn(caller, "inconsistent-row", column, row, days[row]!, problem);
}

function faultIn(
  caller: string,
  code: ErrorCode,
  column: string,
  row: number,
  value: number | string | boolean | null,
  problem: string,
): ClienteleError {
  return new ClienteleError(code, { function: caller, column, row: row + 1, value }, problem);
}
