import {
  type Customers,
  type CustomersAttributes,
  customersOf,
  daysPerUnit,
  type GroupedColumns,
  type GroupedCustomers,
  type Reduction,
  type StatisticsArrays,
  type SummarizeOptions,
  summarizeOptionNames,
  type TimeUnit,
  timeUnit,
} from "../../customers/index.js";
import { ClienteleError, knownOptions } from "../../errors/index.js";
import { sum } from "../../numeric/index.js";
import { createTable, millisecondsPerDay } from "../../table/index.js";
import { customerStatistics } from "../statements/customer-statistics.js";
import { groupedStatistics } from "../statements/grouped-statistics.js";
import { hasAmounts } from "../statements/order-rows.js";
import { netsRefunds } from "../statements/purchase-days.js";
import type { Connection } from "./connection.js";
import type { EngineSource, RunOptions } from "./engine.js";
import { type OrderOptions, orderSource } from "./order-source.js";
import { type OrderFacts, readLedger } from "./read-ledger.js";
import { idsIn, numbersIn, type ResultColumns, readResult } from "./read-result.js";

/** The names of the options in {@link RunOptions}. */
export const runOptionNames = ["signal", "onProgress"] as const;

/** Options of a summary, checked. */
export function summaryOptions(caller: string, options: SummarizeOptions & RunOptions, ...further: string[]): TimeUnit {
  knownOptions(caller, options, [...summarizeOptionNames, ...runOptionNames, ...further]);
  const unit = timeUnit(caller, options.unit);
  if (unit !== "hour" || options.sameDay !== "keep") return unit;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: unit },
    'purchases with a time of day (unit: "hour" with sameDay: "keep") are summarized in memory only',
  );
}

/** Orders in an engine, with their ledger. */
export async function orderFacts(
  connection: Connection,
  caller: string,
  source: EngineSource,
  options: OrderOptions & RunOptions,
): Promise<OrderFacts> {
  return readLedger(connection, caller, await orderSource(connection, caller, source, options), options);
}

/** The statistics of all customers, sorted by id. */
export async function reduceInEngine(
  connection: Connection,
  caller: string,
  source: EngineSource,
  options: OrderOptions & RunOptions,
): Promise<Reduction> {
  const facts = await orderFacts(connection, caller, source, options);
  const result = await readResult(connection, caller, customerStatistics(connection.dialect, facts.source), options);
  const statistics = statisticsIn(result, hasAmounts(facts.source));
  requireWhole(caller, sum(statistics.rows), facts);
  return { statistics, lastDay: facts.lastDay, ledger: facts.ledger };
}

/** Refuses statistics that do not hold all rows that the ledger counted. */
export function requireWhole(caller: string, rows: number, { counted }: OrderFacts): void {
  if (rows === counted) return;
  throw new ClienteleError(
    "incomplete-result",
    { function: caller, value: rows },
    `the customers have ${rows} rows, where the orders had ${counted} a moment before: the result is cut off, or ` +
      "orders were written meanwhile; run it on a table that is at rest",
  );
}

/** Statistics as they stand in a result. */
export function statisticsIn(result: ResultColumns, withMoney: boolean): StatisticsArrays {
  const of = (name: string): Float64Array => numbersIn(result, name);
  const money = (name: string): Float64Array | null => (withMoney ? of(name) : null);
  return {
    intraday: null,
    customer: idsIn(result, "customer"),
    rows: of("rows"),
    orders: of("orders"),
    purchaseDays: of("purchaseDays"),
    firstDay: of("firstDay"),
    lastDay: of("lastDay"),
    firstSpend: money("firstSpend"),
    repeatSpend: money("repeatSpend"),
    revenue: money("revenue"),
    grossAmount: money("grossAmount"),
    logIntervals: of("logIntervals"),
    mergedSameDay: of("mergedSameDay"),
    nettedRefunds: of("nettedRefunds"),
    cancelledDays: of("cancelledDays"),
  };
}

/** `summarizeCustomers` in an engine. */
export async function summarizeInEngine(
  connection: Connection,
  source: EngineSource,
  options: SummarizeOptions & RunOptions,
): Promise<Customers> {
  const caller = "summarizeCustomers";
  const unit = summaryOptions(caller, options);
  return customersOf(await reduceInEngine(connection, caller, source, options), unit);
}

/** Customers with the same frequency, recency and age, counted in the engine. */
export async function groupInEngine(
  connection: Connection,
  source: EngineSource,
  options: SummarizeOptions & RunOptions,
): Promise<GroupedCustomers> {
  const caller = "customerStatistics";
  const unit = summaryOptions(caller, options);
  const facts = await orderFacts(connection, caller, source, options);
  const result = await readResult(connection, caller, groupedStatistics(connection.dialect, facts.source), options);
  return groupedCustomers(caller, result, facts, unit);
}

function groupedCustomers(caller: string, result: ResultColumns, facts: OrderFacts, unit: TimeUnit): GroupedCustomers {
  const of = (name: string): Float64Array => numbersIn(result, name);
  requireWhole(caller, sum(of("groupRows")), facts);
  const purchaseDays = of("purchaseDays");
  const buyers = Int32Array.from(purchaseDays.keys()).filter((row) => purchaseDays[row]! > 0);
  const [first, last, count, logs, unknown] = ["firstDay", "lastDay", "count", "logSum", "unknownIntervals"].map(of);
  const days = daysPerUnit[unit];
  const column = (value: (row: number) => number): Float64Array => Float64Array.from(buyers, value);
  const columns = {
    frequency: column((row) => purchaseDays[row]! - 1),
    recency: column((row) => (last![row]! - first![row]!) / days),
    age: column((row) => (facts.lastDay - first![row]!) / days),
    logIntervals: column((row) =>
      unknown![row]! > 0 ? Number.NaN : logs![row]! - (purchaseDays[row]! - 1) * count![row]! * Math.log(days),
    ),
    count: column((row) => count![row]!),
  };
  const customers = sum(count!);
  const nets = netsRefunds(facts.source);
  // Without refunds every row is a purchase, which joined another of its day or did not.
  const separate =
    facts.source.sameDay === "keep" ? facts.counted : sum(purchaseDays.map((n, row) => n * count![row]!));
  const ledger = Object.freeze({
    ...facts.ledger,
    mergedSameDay: nets ? sum(of("mergedRows")) : facts.counted - separate,
    nettedRefunds: nets ? sum(of("refundRows")) : 0,
    cancelledDays: nets ? sum(of("cancelled")) : 0,
    customers,
    customersWithoutPurchase: customers - sum(columns.count),
  });
  const end = new Date(facts.lastDay * millisecondsPerDay);
  return createTable<GroupedColumns, Partial<CustomersAttributes>>(columns, { unit, end, ledger });
}
