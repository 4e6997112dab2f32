import type { TableInput } from "../table/index.js";
import type { GatheredRows } from "./gather-rows.js";
import { OrderCounter } from "./order-counter.js";
import { purchasesOf } from "./purchase-days.js";
import type { OrderColumns, OrderPolicies } from "./read-orders.js";
import { type ReducePolicies, type Reduction, readAndGather } from "./reduce-orders.js";
import { type StatisticsArrays, statisticsOf } from "./statistics.js";

/** Where the arrays of a job live: in memory of one thread, or in memory that several share. */
export interface SummaryMemory {
  readonly doubles: (length: number) => Float64Array;
  readonly integers: (length: number) => Int32Array;
}

/** Everything that the threads of a summary share. Their blocks are customers that follow each other. */
export interface SummaryState {
  readonly rows: GatheredRows;
  readonly sameDay: "merge" | "keep";
  /** The first customer of each block, and at the end how many there are. */
  readonly firstOfBlock: Int32Array;
  readonly blocks: number;
  readonly counts: Readonly<Record<(typeof countNames)[number], Int32Array>>;
  readonly figures: Readonly<Record<(typeof figureNames)[number], Float64Array>>;
  readonly money: Readonly<Record<(typeof moneyNames)[number], Float64Array>> | null;
  readonly hours: Readonly<Record<(typeof hourNames)[number], Float64Array>> | null;
}

const countNames = ["rows", "mergedSameDay", "nettedRefunds", "cancelledDays"] as const;
const figureNames = ["orders", "purchaseDays", "firstDay", "lastDay", "logIntervals"] as const;
const moneyNames = ["firstSpend", "repeatSpend", "revenue", "grossAmount"] as const;
const hourNames = ["first", "last", "logHours"] as const;

/** So many rows are worth a block of their own. */
const rowsPerBlock = 1 << 16;

/** A summary that is ready to run: whoever runs it computes each block and then asks for the reduction. */
export interface SummaryJob {
  readonly state: SummaryState;
  readonly finish: () => Reduction;
}

/** Reads orders and lays out their summary. Errors: those of {@link summarizeCustomers}. */
export function prepareSummary(
  caller: string,
  orders: TableInput,
  options: OrderColumns & OrderPolicies,
  { sameDay, end, withMoments }: ReducePolicies,
  memory: SummaryMemory,
): SummaryJob {
  const { gathered, customer, lastDay, ledger } = readAndGather(caller, orders, options, end, withMoments);
  const state = createSummaryState(gathered, sameDay, memory);
  const { counts, figures, money, hours } = state;
  const nothing = { firstSpend: null, repeatSpend: null, revenue: null, grossAmount: null };
  const statistics: StatisticsArrays = { customer, ...counts, ...figures, ...(money ?? nothing), intraday: hours };
  return { state, finish: () => ({ statistics, lastDay, ledger }) };
}

function createSummaryState(rows: GatheredRows, sameDay: "merge" | "keep", memory: SummaryMemory): SummaryState {
  const doubles = (given: Float64Array): Float64Array => copied(given, memory.doubles(given.length));
  const integers = (given: Int32Array): Int32Array => copied(given, memory.integers(given.length));
  const customers = rows.start.length - 1;
  const firstOfBlock = integers(blocksOf(rows.start));
  const named = <Name extends string, Values>(names: readonly Name[], make: (length: number) => Values) =>
    Object.fromEntries(names.map((name) => [name, make(customers)])) as Record<Name, Values>;
  return {
    rows: {
      start: integers(rows.start),
      days: integers(rows.days),
      amounts: rows.amounts === null ? null : doubles(rows.amounts),
      orders: rows.orders === null ? null : { codes: integers(rows.orders.codes), count: rows.orders.count },
      nettingRefunds: rows.nettingRefunds,
      moments: rows.moments === null ? null : doubles(rows.moments),
    },
    sameDay,
    firstOfBlock,
    blocks: firstOfBlock.length - 1,
    counts: named(countNames, memory.integers),
    figures: named(figureNames, memory.doubles),
    money: rows.amounts === null ? null : named(moneyNames, memory.doubles),
    hours: rows.moments === null ? null : named(hourNames, memory.doubles),
  };
}

function copied<Values extends Float64Array | Int32Array>(from: Values, to: Values): Values {
  to.set(from);
  return to;
}

/** Cuts the customers where about so many rows are together. */
function blocksOf(start: Int32Array): Int32Array {
  const customers = start.length - 1;
  const firsts = [0];
  for (let customer = 1; customer < customers; customer++) {
    if (start[customer]! - start[firsts.at(-1)!]! >= rowsPerBlock) firsts.push(customer);
  }
  return Int32Array.from([...firsts, customers]);
}

/** Computes blocks, in any order; what a customer comes to depends on that customer's rows alone. */
export function summaryRunner(state: SummaryState): (block: number) => void {
  const { rows, sameDay, firstOfBlock, counts, figures, money, hours } = state;
  const counter = rows.orders === null ? null : new OrderCounter(rows.orders.count);
  return (block) => {
    const from = firstOfBlock[block]!;
    const to = firstOfBlock[block + 1]!;
    const part = statisticsOf(nobody, purchasesOf(rowsOf(rows, from, to), sameDay, { counter, first: from }));
    for (const name of countNames) counts[name].set(part[name], from);
    for (const name of figureNames) figures[name].set(part[name], from);
    if (money !== null) for (const name of moneyNames) money[name].set(part[name]!, from);
    if (hours !== null) for (const name of hourNames) hours[name].set(part.intraday![name], from);
  };
}

/** The ids stay with whoever asked. */
const nobody = null as never;

/** The rows of some customers. What is written over them is theirs alone. */
function rowsOf(rows: GatheredRows, from: number, to: number): GatheredRows {
  const [first, last] = [rows.start[from]!, rows.start[to]!];
  return {
    start: rows.start.slice(from, to + 1).map((place) => place - first),
    days: rows.days.subarray(first, last),
    amounts: rows.amounts === null ? null : rows.amounts.subarray(first, last),
    orders: rows.orders === null ? null : { codes: rows.orders.codes.subarray(first, last), count: rows.orders.count },
    nettingRefunds: rows.nettingRefunds,
    moments: rows.moments === null ? null : rows.moments.subarray(first, last),
  };
}
