import { ClienteleError } from "../errors/index.js";
import {
  createTable,
  dayOf,
  encodeTogether,
  millisecondsPerDay,
  requireRows,
  showDay,
  type Table,
  type TableInput,
  toTable,
} from "../table/index.js";
import { readStatistics } from "./read-statistics.js";
import { onlyRows, type RowLedger } from "./row-ledger.js";
import type { CustomerStatistics, StatisticsArrays, StatisticsAttributes, StatisticsColumns } from "./statistics.js";

/**
 * What do two periods come to together? Statistics up to a day, and those of the days after it, as one: exactly those
 * of all orders at once, customer by customer, since no rule looks beyond a day. So a month of new orders joins what is
 * stored, and history is not read again.
 *
 * Orders with rows in both periods count in both; a period has to end with whole orders. Customers keep the order of
 * `earlier`; new ones follow.
 *
 * @param earlier - statistics of {@link reduceOrders}, or the same columns read from where they were stored
 * @param later - statistics of later days
 * @returns statistics with the `end` of the later and the ledgers of both added
 *
 * Errors: those of {@link customersFrom}; `out-of-range` where the later period begins before the earlier ends;
 * `column-type` where one has ids of another type.
 *
 * @example
 * ```ts
 * const columns = { customer: "customer", date: "date", amount: "amount" };
 * const november = reduceOrders([{ customer: "ada", date: "2026-11-03", amount: 5 }], columns);
 * const december = reduceOrders([{ customer: "ada", date: "2026-12-01", amount: 7 }], columns);
 * customersFrom(mergeStatistics(november, december)).column("frequency").toArray(); // [1]
 * ```
 */
export function mergeStatistics(earlier: TableInput, later: TableInput): CustomerStatistics {
  const caller = "mergeStatistics";
  const [before, after] = [readPeriod(caller, earlier), readPeriod(caller, later)];
  refuseOverlap(caller, before, after);
  const { codes, count, labels } = encodeTogether(caller, before.statistics.customer, after.statistics.customer);
  const merged = mergedColumns(before.statistics, after.statistics, codes, count);
  return createTable<StatisticsColumns, StatisticsAttributes>(
    { customer: labels, ...merged },
    { end: new Date(after.end * millisecondsPerDay), ledger: addedLedgers(before.ledger, after.ledger) },
  );
}

type Money = "firstSpend" | "repeatSpend" | "revenue" | "grossAmount";
type Merged = Record<Exclude<keyof StatisticsColumns, "customer">, Float64Array>;

/** Customer by customer; `codes` are those of the earlier rows, then of the later ones. */
function mergedColumns(before: StatisticsArrays, after: StatisticsArrays, codes: Int32Array, count: number): Merged {
  const later = new Int32Array(count).fill(-1);
  const rows = before.purchaseDays.length;
  for (let row = rows; row < codes.length; row++) later[codes[row]!] = row - rows;
  const column = (value: (a: number, b: number) => number): Float64Array =>
    // Codes run in the order of first appearance, so that the earlier customers have the numbers of their rows.
    Float64Array.from(later, (b, customer) => value(customer < rows ? customer : -1, b));
  const added = (name: "rows" | "orders" | "purchaseDays" | Money | Counted): Float64Array =>
    column((a, b) => at(before[name], a) + at(after[name], b));
  const buys = (statistics: StatisticsArrays, row: number): boolean => row >= 0 && statistics.purchaseDays[row]! > 0;
  const firstOf = (name: "firstDay" | "firstSpend"): Float64Array =>
    column((a, b) => (buys(before, a) ? before[name]![a]! : b < 0 ? Number.NaN : (after[name]?.[b] ?? Number.NaN)));
  const money = before.revenue !== null && after.revenue !== null;
  const missing = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  return {
    rows: added("rows"),
    orders: added("orders"),
    purchaseDays: added("purchaseDays"),
    firstDay: firstOf("firstDay"),
    lastDay: column((a, b) => (buys(after, b) ? after.lastDay[b]! : a < 0 ? Number.NaN : before.lastDay[a]!)),
    firstSpend: money ? firstOf("firstSpend") : missing(),
    repeatSpend: money
      ? column((a, b) => {
          // The first purchase of the later period is a repeat purchase now.
          const first = buys(before, a) && buys(after, b) ? after.firstSpend![b]! : 0;
          return at(before.repeatSpend, a) + first + at(after.repeatSpend, b);
        })
      : missing(),
    revenue: money ? added("revenue") : missing(),
    grossAmount: money ? added("grossAmount") : missing(),
    logIntervals: column((a, b) => {
      const between = buys(before, a) && buys(after, b) ? Math.log(after.firstDay[b]! - before.lastDay[a]!) : 0;
      return at(before.logIntervals, a) + between + at(after.logIntervals, b);
    }),
    mergedSameDay: added("mergedSameDay"),
    nettedRefunds: added("nettedRefunds"),
    cancelledDays: added("cancelledDays"),
  };
}

type Counted = "mergedSameDay" | "nettedRefunds" | "cancelledDays";

/** A value, 0 where the customer is not in that period. */
function at(values: Float64Array | Int32Array | null, row: number): number {
  return row < 0 || values === null ? 0 : values[row]!;
}

function addedLedgers(before: RowLedger, after: RowLedger): RowLedger {
  return Object.freeze({
    rows: before.rows + after.rows,
    droppedMissingCustomer: before.droppedMissingCustomer + after.droppedMissingCustomer,
    droppedRefunds: before.droppedRefunds + after.droppedRefunds,
    droppedZeroAmounts: before.droppedZeroAmounts + after.droppedZeroAmounts,
    droppedAfterEnd: before.droppedAfterEnd + after.droppedAfterEnd,
  });
}

interface Period {
  readonly statistics: StatisticsArrays;
  readonly end: number;
  readonly ledger: RowLedger;
}

function readPeriod(caller: string, input: TableInput): Period {
  const table = toTable(caller, input);
  requireRows(caller, table);
  const { end, ledger } = table as Table<never, Partial<StatisticsAttributes>>;
  const statistics = readStatistics(caller, table, end === undefined ? Number.POSITIVE_INFINITY : dayOf(end.getTime()));
  let lastDay = Number.NEGATIVE_INFINITY;
  for (const day of statistics.lastDay) if (day > lastDay) lastDay = day;
  return {
    statistics,
    end: end === undefined ? lastDay : dayOf(end.getTime()),
    ledger: ledger ?? onlyRows(statistics.rows),
  };
}

function refuseOverlap(caller: string, before: Period, after: Period): void {
  const row = after.statistics.firstDay.findIndex((day) => day <= before.end);
  if (row < 0 && after.end > before.end) return;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: "firstDay", ...(row < 0 ? {} : { row: row + 1 }) },
    `the later period has to begin after ${showDay(before.end)}, with which the earlier one ends`,
  );
}
