import type { CalendarPeriod } from "../../customers/index.js";
import { knownOptions, numberOption } from "../../errors/index.js";
import { binomialCdf, normalSurvival } from "../../numeric/index.js";
import {
  createTable,
  millisecondsPerDay,
  type Present,
  type StoredColumn,
  type Table,
  type TableInput,
} from "../../table/index.js";
import { relationshipOptionNames } from "./customer-states.js";
import { type PeriodOptions, type PeriodTally, tallyPeriods } from "./period-tally.js";

/** Options of {@link churnRates}. */
export type ChurnRatesOptions = PeriodOptions & {
  /** A loss rate per period that is not to be exceeded [the control limit of the segment's own mean]. */
  readonly limit?: number;
  /**
   * How rare chance alone may exceed the control limit, in standard deviations of a normal [3: once in 741 periods].
   */
  readonly sigmas?: number;
};

/** The columns of {@link churnRates}; `segment` only where one was named, the values only with amounts or fees. */
export type ChurnRateColumns = {
  /** `2026-11`, `2026-W47` or `2026-Q4`. */
  period: string;
  segment: number | string | boolean;
  /** Customers with whom the period begins. */
  customers: Present<number>;
  /** Those of them who are none on the day after the period. */
  lost: number;
  /** Lost ÷ customers; missing where there were none. */
  lossRate: number;
  /** The rate that is not to be exceeded. */
  limit: number;
  aboveLimit: boolean;
  /** What they were worth on the first day: fees, or the spend of the days before. */
  value: number;
  /** What the lost ones were worth then. */
  lostValue: number;
  valueLossRate: number;
  /** Whether the whole period has been observed. */
  complete: boolean;
};

/** What {@link churnRates} says about itself. */
export interface ChurnRatesAttributes {
  readonly by: CalendarPeriod;
  /** The last day of observation. */
  readonly asOf: Date;
  /**
   * Per segment the mean loss rate over complete periods (the center of the control limit); null where nobody was there
   * to lose.
   */
  readonly means: readonly { readonly segment: number | string | boolean | null; readonly lossRate: number | null }[];
}

/**
 * How many customers, and how much money, do we lose in each period, and is that more than usual? A period begins with
 * the customers from before who are still there on its first day, and has lost those of them who are no longer there on
 * the day after it. Who begins on the first day of a period is new in it (only those of the very first day of all,
 * where it opens a period, are what it begins with).
 *
 * From contracts a customer is one while a contract runs, worth its fee. From orders a customer is one for
 * `lapsedAfter` days after each purchase, worth the spend of the `valueDays` before. The control limit is that of a
 * p-chart with exact binomial limits: the smallest rate that chance alone exceeds, at the segment's mean rate over
 * complete periods, with no more than the probability that a normal variable exceeds `sigmas`.
 *
 * @param input - contracts or orders
 * @param options - `customer`; `start`, `end`, `fee`, `asOf` of contracts, or `date`, `amount`, `lapsedAfter`,
 * `valueDays` [365], `asOf` of orders; `by` `"month"` | `"week"` | `"quarter"` [`"month"`], `segment`, `limit`,
 * `sigmas` [3]
 * @returns a row per period (and segment), with `by`, `asOf` and the `means`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-customer`, `missing-value`, `not-a-date`, `not-a-number`,
 * `inconsistent-row`, `out-of-range`, `invalid-option`.
 *
 * Source: Montgomery, *Introduction to Statistical Quality Control*, chapter 7.
 *
 * @example
 * ```ts
 * churnRates(orders, { customer: "customer", date: "date", amount: "amount", lapsedAfter: 120, by: "quarter" });
 * const columns = { customer: "customer", start: "from", end: "to", fee: "fee", segment: "region" };
 * churnRates(contracts, { ...columns, asOf: "2026-11-01" });
 * ```
 */
export function churnRates(
  input: TableInput,
  options: ChurnRatesOptions,
): Table<ChurnRateColumns, ChurnRatesAttributes> {
  const caller = "churnRates";
  knownOptions(caller, options, [...relationshipOptionNames, "by", "limit", "sigmas"]);
  const fixed = options.limit === undefined ? null : numberOption(caller, "limit", options.limit, { min: 0, max: 1 });
  const sigmas = numberOption(caller, "sigmas", options.sigmas ?? 3, { min: 0, max: 8 });
  const { tallies, segments, hasValue, by, lastDay } = tallyPeriods(caller, input, options);
  const means = meanRates(tallies);
  const chance = normalSurvival(sigmas);
  const limits = tallies.map(({ start, segment }) => {
    const mean = means.get(segment) ?? null;
    if (fixed !== null) return fixed;
    return start === 0 || mean === null ? Number.NaN : controlLimit(start, mean, chance);
  });
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : Number.NaN);
  const columns: [string, ArrayLike<unknown> | StoredColumn][] = [["period", tallies.map(({ period }) => period)]];
  if (segments !== null) columns.push(["segment", segments.take(tallies.map(({ segment }) => segment))]);
  columns.push(
    ["customers", tallies.map(({ start }) => start)],
    ["lost", tallies.map(({ lost }) => lost)],
    ["lossRate", tallies.map(({ lost, start }) => share(lost, start))],
    ["limit", limits],
    ["aboveLimit", tallies.map(({ lost, start }, at) => start > 0 && lost / start > limits[at]! + 1e-12)],
  );
  if (hasValue) {
    columns.push(
      ["value", tallies.map(({ startValue }) => startValue)],
      ["lostValue", tallies.map(({ lostValue }) => lostValue)],
      ["valueLossRate", tallies.map(({ lostValue, startValue }) => share(lostValue, startValue))],
    );
  }
  columns.push(["complete", tallies.map(({ complete }) => complete)]);
  return createTable<ChurnRateColumns, ChurnRatesAttributes>(columns, {
    by,
    asOf: new Date(lastDay * millisecondsPerDay),
    means: [...means].map(([segment, lossRate]) => ({
      segment: segments === null ? null : segments.at(segment),
      lossRate,
    })),
  });
}

/** Lost ÷ customers over the complete periods of each segment. */
function meanRates(tallies: readonly PeriodTally[]): Map<number, number | null> {
  const sums = new Map<number, { lost: number; start: number }>();
  for (const { segment, lost, start, complete } of tallies) {
    const sum = sums.get(segment) ?? { lost: 0, start: 0 };
    sums.set(segment, sum);
    if (!complete) continue;
    sum.lost += lost;
    sum.start += start;
  }
  return new Map([...sums].map(([segment, { lost, start }]) => [segment, start === 0 ? null : lost / start]));
}

/** The smallest k ÷ n with P(X > k) ≤ chance for a binomial X: no more than that often does chance exceed it. */
function controlLimit(n: number, mean: number, chance: number): number {
  let low = Math.floor(mean * n) - 1;
  let high = n;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (middle >= 0 && 1 - binomialCdf(middle, n, mean) <= chance) high = middle;
    else low = middle;
  }
  return high / n;
}
