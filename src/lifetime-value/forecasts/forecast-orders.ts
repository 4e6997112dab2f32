import { ClienteleError, knownOptions, levelOption, numberOption } from "../../errors/index.js";
import { type Horizon, horizonInUnits } from "../../finance/index.js";
import { createRandom } from "../../numeric/index.js";
import {
  type Column,
  createTable,
  findColumn,
  hasColumn,
  type Present,
  type StoredColumn,
  type Table,
  type TableInput,
  type Vector,
} from "../../table/index.js";
import { predictionGroups } from "../predictions/prediction-groups.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";
import type { SpendModel } from "../spend/expected-spend.js";
import { cumulated } from "./expected-by-period.js";
import { endOf, type ForecastPeriods, type ForecastStep, forecastPeriods, periodDates } from "./forecast-periods.js";
import { type ForecastTotals, forecastTotals } from "./forecast-totals.js";
import { reasonWithoutInterval } from "./forecast-uncertainty.js";
import { arrivalsPerPeriod } from "./new-customer-forecast.js";
import { totalInterval } from "./total-interval.js";

/** What {@link forecastOrders} needs to know besides model and customers. */
export interface ForecastOptions {
  /** How far to look ahead, in the model's unit of time. */
  readonly horizon: Horizon;
  /** The length of a period [the model's unit of time]. Needs a model or customers with a unit. */
  readonly by?: ForecastStep;
  /** A Gamma-Gamma model: adds revenue. */
  readonly spendModel?: SpendModel;
  /**
   * Customers still to be won in each period, one number for all periods or one for each [none]. Their first orders
   * count.
   */
  readonly newCustomers?: number | Vector;
  /** Probability that an interval holds the total [0.95]. */
  readonly level?: number;
  /** Seed of the simulation behind the intervals [0]. */
  readonly seed?: number;
}

/**
 * The columns of {@link forecastOrders}: dates only where the customers have an `end`, revenue only with a spend model.
 */
export type ForecastColumns = {
  /** 1 for the first period ahead. */
  period: Present<number>;
  /** First and last day of the period. */
  start: Present<Date>;
  end: Present<Date>;
  /** When the period begins and ends, in units of time from now. */
  from: number;
  to: number;
  /** Expected orders (purchase days) of all customers in the period, with a prediction interval. */
  orders: number;
  lower: number;
  upper: number;
  /** The same from now to the end of the period. */
  cumulativeOrders: number;
  cumulativeLower: number;
  cumulativeUpper: number;
  revenue: number;
  revenueLower: number;
  revenueUpper: number;
  cumulativeRevenue: number;
  cumulativeRevenueLower: number;
  cumulativeRevenueUpper: number;
};

/** What a forecast says about itself. */
export interface ForecastAttributes {
  readonly unit: string | null;
  readonly horizon: number;
  readonly level: number;
  /** Customers at present whose orders are predicted, and those still to come. */
  readonly customers: number;
  readonly newCustomers: number;
  /** The ids of the present customers, where they have any: whose orders a comparison is to count. */
  readonly customerIds: StoredColumn | null;
  /** Whether the intervals allow for the parameters being estimates; false where a model has no covariance. */
  readonly parametersUncertain: boolean;
  /**
   * Why intervals are missing: a fit that ended at a limit does not tell how uncertain it is; null when they are not.
   */
  readonly intervalReason: string | null;
}

/** One row a period. */
export type Forecast = Table<ForecastColumns, ForecastAttributes>;

/**
 * How many orders, and how much revenue, will come in each week or month? Totals over all customers, with intervals
 * that hold the total itself (not only its expectation): they allow for chance, drawn from simulated futures, and for
 * the parameters being estimates (delta method).
 *
 * Only present customers are counted unless `newCustomers` says how many will come. An order is a purchase day, as
 * everywhere in these models. Weeks and months are whole days (a month is 30 or 31); the last period may be shorter.
 *
 * @param model - a fitted model of purchases (or `kind` and `parameters`; the intervals then allow for chance only).
 * Intervals of a fit that ended at a limit are missing, and `intervalReason` says why
 * @param customers - the columns that the model reads, perhaps with `count`
 * @param options - `horizon` in the model's unit of time; `by` `"day"` | `"week"` | `"month"` [the unit]; `spendModel`
 * adds revenue; `newCustomers` per period; `level` [0.95]; `seed` [0]
 * @returns one row a period: `orders` with `lower` and `upper`, `cumulativeOrders`, with a spend model `revenue`;
 * compare with {@link compareForecast}
 * @throws ClienteleError `invalid-option` for a step when no unit of time is known; `unit-mismatch`, `unusable-model`,
 * `length-mismatch`, and as the fits for bad columns
 *
 * @example
 * ```ts
 * const customers = summarizeCustomers(orders, { customer: "customer", date: "date", amount: "amount", unit: "week" });
 * const forecast = forecastOrders(fitBgNbd(customers), customers, { horizon: 26, by: "month" });
 * forecast.toString();
 * ```
 */
export function forecastOrders(model: PurchaseModel, customers: TableInput, options: ForecastOptions): Forecast {
  const caller = "forecastOrders";
  knownOptions(caller, options, ["horizon", "by", "spendModel", "newCustomers", "level", "seed"]);
  const level = levelOption(caller, "level", options.level);
  const random = createRandom(numberOption(caller, "seed", options.seed ?? 0));
  const groups = predictionGroups(caller, model, customers);
  const { history, unit } = groups;
  const { discrete } = groups.definition;
  const horizon = numberOption(caller, "horizon", horizonInUnits(caller, "horizon", options.horizon, unit), {
    min: 0,
    exclusive: true,
    integer: discrete,
  });
  if (discrete && options.by !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options.by },
      'the model counts opportunities, which are its periods; leave "by" out',
    );
  }
  const periods = forecastPeriods(caller, horizon, unit, options.by);
  const arrivals = arrivalsPerPeriod(caller, options.newCustomers ?? 0, periods.ends.length);
  const comers = arrivals.reduce((sum, count) => sum + count, 0);
  if (comers > 0) refuseCovariates(caller, model);
  const { orders, revenue, parametersUncertain } = forecastTotals(caller, {
    model,
    spendModel: options.spendModel ?? null,
    groups,
    ends: periods.ends,
    arrivals,
    random,
  });
  const reasons = [model, options.spendModel ?? {}].map(reasonWithoutInterval);
  const intervalReason = reasons[0] ?? reasons[1]!;
  return createTable<ForecastColumns, ForecastAttributes>(
    forecastColumns(
      periods,
      endOf(history.table),
      known(orders, reasons[0]!),
      revenue && known(revenue, intervalReason),
      level,
    ),
    {
      unit,
      horizon,
      level,
      customers: history.count === undefined ? history.rows : history.count.reduce((sum, count) => sum + count, 0),
      newCustomers: comers,
      customerIds: hasColumn(history.table, "customer") ? findColumn(caller, history.table, "customer") : null,
      parametersUncertain,
      intervalReason,
    },
  );
}

/** Totals whose spread, and so whose intervals, are missing where there is a reason. */
function known(totals: ForecastTotals, reason: string | null): ForecastTotals {
  if (reason === null) return totals;
  const none = (values: Float64Array): Float64Array => values.map(() => Number.NaN);
  const { perPeriod, cumulative } = totals.spread;
  return { ...totals, spread: { perPeriod: none(perPeriod), cumulative: none(cumulative) } };
}

function forecastColumns(
  periods: ForecastPeriods,
  end: Date | null,
  orders: ForecastTotals,
  revenue: ForecastTotals | null,
  level: number,
): (readonly [string, ArrayLike<unknown> | Column])[] {
  const { ends } = periods;
  const dates = periodDates(periods, end);
  const columns: (readonly [string, ArrayLike<unknown> | Column])[] = [["period", ends.map((_, k) => k + 1)]];
  if (dates !== null) columns.push(["start", dates.start], ["end", dates.end]);
  columns.push(["from", ends.map((_, k) => (k === 0 ? 0 : ends[k - 1]!))], ["to", ends]);
  const cumulative = ["cumulativeOrders", "cumulativeLower", "cumulativeUpper"] as const;
  columns.push(...totalColumns(orders, level, true, ["orders", "lower", "upper"], cumulative));
  if (revenue !== null) {
    const cumulativeRevenue = ["cumulativeRevenue", "cumulativeRevenueLower", "cumulativeRevenueUpper"] as const;
    columns.push(
      ...totalColumns(revenue, level, false, ["revenue", "revenueLower", "revenueUpper"], cumulativeRevenue),
    );
  }
  return columns;
}

/** Expected values per period, with three columns for each and three for what has come together. */
function totalColumns(
  { expected, spread }: ForecastTotals,
  level: number,
  whole: boolean,
  names: readonly [string, string, string],
  cumulativeNames: readonly [string, string, string],
): (readonly [string, Float64Array])[] {
  const columns = (
    [value, lower, upper]: readonly [string, string, string],
    means: Float64Array,
    variances: Float64Array,
  ): (readonly [string, Float64Array])[] => {
    const limits = Array.from(means, (mean, k) => totalInterval(mean, variances[k]!, level, whole));
    return [
      [value, means],
      [lower, Float64Array.from(limits, ([low]) => low)],
      [upper, Float64Array.from(limits, ([, high]) => high)],
    ];
  };
  return [
    ...columns(names, expected, spread.perPeriod),
    ...columns(cumulativeNames, cumulated(expected), spread.cumulative),
  ];
}

function refuseCovariates(caller: string, model: PurchaseModel): void {
  if ((model.covariates ?? []).length === 0) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: "newCustomers" },
    "the model has covariates, and those of customers still to come are not known",
  );
}
