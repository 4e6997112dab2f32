import { customerBalance } from "../../churn/index.js";
import {
  type CohortTable,
  type Customers,
  cohorts,
  purchaseCycles,
  type SummarizeOptions,
  summarizeCustomers,
} from "../../customers/index.js";
import type { DiscountRate } from "../../finance/index.js";
import { median, quantile } from "../../numeric/index.js";
import { analyzePareto, type ParetoAnalysis, type RfmScores, scoreRfm } from "../../segments/index.js";
import { millisecondsPerDay, type Table } from "../../table/index.js";
import { type Known, known, resultOf } from "./known.js";
import { type ValueAnalysis, valueAnalysis } from "./value-analysis.js";

/** Everything that the chapters on orders speak of, computed once. */
export interface OrderAnalyses {
  readonly customers: Customers;
  /** Those with a purchase. */
  readonly buyers: Customers;
  readonly end: Date;
  /** The zone in which days are cut. */
  readonly timeZone: SummarizeOptions["timeZone"];
  readonly pareto: ParetoAnalysis;
  readonly scores: RfmScores;
  readonly cohorts: Known<CohortTable>;
  readonly cycles: Known<ReturnType<typeof purchaseCycles>>;
  readonly balance: Known<ReturnType<typeof customerBalance>>;
  /** Days without a purchase after which a customer counts as lost, and whether the caller said so. */
  readonly lapsedAfter: number;
  readonly lapsedAfterGiven: boolean;
  readonly value: Known<ValueAnalysis>;
}

/** What the analyses of orders need to know. */
export interface AnalysisSettings {
  readonly orders: SummarizeOptions;
  readonly margin: number;
  readonly discountRate: DiscountRate;
  readonly lapsedAfter: number | null;
}

/** Analyzes orders in every way that the report speaks of. */
export function analyzeOrders(orders: Table, settings: AnalysisSettings): OrderAnalyses {
  const { end, sameDay: _, unit: __, ...columns } = settings.orders;
  const customers = summarizeCustomers(orders, settings.orders);
  const buyers = customers.where((row) => (row.orders ?? 0) > 0);
  const until = end === undefined ? {} : { end };
  const asOf = customers.end;
  const cycles = known(() => purchaseCycles(orders, { ...columns, asOf }));
  const lapsedAfter = settings.lapsedAfter ?? usualSilence(cycles);
  return {
    customers,
    buyers,
    end: asOf,
    timeZone: columns.timeZone,
    pareto: analyzePareto(customers),
    scores: scoreRfm(customers),
    cohorts: known(() => cohorts(orders, { ...columns, ...until, by: cohortPeriod(buyers) })),
    cycles,
    balance: known(() => customerBalance(orders, { ...columns, lapsedAfter, asOf, by: "quarter" })),
    lapsedAfter,
    lapsedAfterGiven: settings.lapsedAfter !== null,
    value: known(() => valueAnalysis(orders, buyers, settings)),
  };
}

/** Three of the usual intervals, or what nine in ten customers stay below if that is less; in months of 30 days. */
function usualSilence(cycles: Known<ReturnType<typeof purchaseCycles>>): number {
  const column = resultOf(cycles)?.column("medianInterval").toArray() ?? [];
  const intervals = column.filter((days): days is number => days !== null && days > 0);
  if (intervals.length < 10) return 180;
  const silence = Math.min(quantile(intervals, 0.9), 3 * median(intervals));
  return Math.max(30, Math.min(720, Math.ceil(silence / 30) * 30));
}

/** Months, or quarters where months would make a table that nobody reads. */
function cohortPeriod(buyers: Customers): "month" | "quarter" {
  return buyers.end.getTime() - firstMoment(buyers) > 760 * millisecondsPerDay ? "quarter" : "month";
}

/** The moment of the first purchase of all, in milliseconds. */
export function firstMoment(buyers: Customers): number {
  let first = buyers.end.getTime();
  for (const moment of buyers.column("firstOrder")) if (moment !== null && moment < first) first = moment;
  return first;
}
