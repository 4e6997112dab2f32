import {
  type OrderColumns,
  type OrderPolicies,
  orderOptionNames,
  purchaseDays,
  readOrders,
} from "../../customers/index.js";
import { ClienteleError, counted, knownOptions, showValue } from "../../errors/index.js";
import {
  type Column,
  createTable,
  type DateInput,
  dateColumn,
  dayOf,
  encodeTogether,
  hasColumn,
  isTable,
  localDay,
  numberColumn,
  type Present,
  type StoredColumn,
  type Table,
  type TableInput,
  timeZoneOption,
  type Vector,
  vectorOf,
} from "../../table/index.js";
import { cumulated } from "./expected-by-period.js";
import type { Forecast, ForecastAttributes } from "./forecast-orders.js";

/**
 * What came in, per period: orders, and revenue where it is compared. Periods that are not over are left off the end.
 */
export type ActualTotals = Vector | { readonly orders: Vector; readonly revenue?: Vector };

/** Which columns of an order table hold what, and until when it is complete. */
export interface ActualOrderOptions extends OrderColumns, OrderPolicies {
  readonly sameDay?: "merge" | "keep";
  /** The last day whose orders are all in [the day of the last order]. Periods that end later are still to come. */
  readonly end?: DateInput;
}

/** The columns of {@link compareForecast}: dates, and revenue, only where they are known. */
export type ForecastComparisonColumns = {
  period: Present<number>;
  start: Present<Date>;
  end: Present<Date>;
  /** Missing where the period is still to come. */
  actual: number;
  expected: number;
  lower: number;
  upper: number;
  /** "inside" or "above" or "below" the interval, "to come", or "no interval" where the forecast has none. */
  status: string;
  cumulativeActual: number;
  cumulativeExpected: number;
  cumulativeLower: number;
  cumulativeUpper: number;
  cumulativeStatus: string;
  revenue: number;
  expectedRevenue: number;
  revenueStatus: string;
};

/** When orders first departed from the forecast, and how. */
export interface ForecastAlarm {
  readonly period: number;
  readonly direction: "above" | "below";
  readonly reason: string;
}

/** What a comparison says about itself. */
export interface ForecastComparisonAttributes {
  /** Null as long as nothing speaks against the forecast. */
  readonly alarm: ForecastAlarm | null;
  /**
   * Purchase days of customers whom the forecast does not cover, in the periods compared; null where totals were given.
   */
  readonly ordersOfOthers: number | null;
}

/** One row a period. */
export type ForecastComparison = Table<ForecastComparisonColumns, ForecastComparisonAttributes>;

/**
 * Does what comes in still agree with the forecast? An early warning: the `alarm` is raised in the first period by
 * whose end the cumulated orders have left their interval, or in which orders leave their interval for the second time
 * in a row on the same side. A single period outside is to be expected now and then (1 in 20 at level 0.95) and raises
 * none.
 *
 * @param forecast - from {@link forecastOrders}
 * @param actual - orders per period from the first on (a list, or `{ orders, revenue }`), or an order table with
 * `options`
 * @param options - for an order table: `customer`, `date`, `amount` and the policies of {@link summarizeCustomers}, and
 * `end`, the last complete day. Only customers of the forecast count, unless it predicts new ones
 * @returns one row a period: `actual` against `expected`, `lower`, `upper` with `status`, the same cumulated; `.alarm`
 * is null or tells period, direction and reason
 * @throws ClienteleError `length-mismatch` for more totals than periods; `out-of-range` for negative orders;
 * `unsupported-input` when a forecast without dates or ids meets an order table
 * @example
 * ```ts
 * const check = compareForecast(forecast, [212, 180, 131]);
 * if (check.alarm !== null) console.log(check.alarm.reason);
 * ```
 */
export function compareForecast(
  forecast: Forecast,
  actual: ActualTotals | TableInput,
  options?: ActualOrderOptions,
): ForecastComparison {
  const caller = "compareForecast";
  requireForecast(caller, forecast);
  const totals =
    options === undefined
      ? givenTotals(caller, actual as ActualTotals, forecast.numRows)
      : countedTotals(caller, forecast, actual as TableInput, options);
  const read = (name: string): Float64Array => numberColumn(caller, forecast, name, { missing: "keep" });
  const perPeriod = compared(totals.orders, read("orders"), read("lower"), read("upper"));
  const together = compared(
    cumulated(totals.orders),
    read("cumulativeOrders"),
    read("cumulativeLower"),
    read("cumulativeUpper"),
  );
  const columns: (readonly [string, ArrayLike<unknown> | Column])[] = [
    ["period", read("period")],
    ...(hasColumn(forecast, "start")
      ? ([
          ["start", forecast.column("start")],
          ["end", forecast.column("end")],
        ] as const)
      : []),
    ["actual", perPeriod.actual],
    ["expected", perPeriod.expected],
    ["lower", perPeriod.lower],
    ["upper", perPeriod.upper],
    ["status", perPeriod.status],
    ["cumulativeActual", together.actual],
    ["cumulativeExpected", together.expected],
    ["cumulativeLower", together.lower],
    ["cumulativeUpper", together.upper],
    ["cumulativeStatus", together.status],
  ];
  if (totals.revenue !== null && hasColumn(forecast, "revenue")) {
    const money = compared(totals.revenue, read("revenue"), read("revenueLower"), read("revenueUpper"));
    columns.push(["revenue", money.actual], ["expectedRevenue", money.expected], ["revenueStatus", money.status]);
  }
  return createTable<ForecastComparisonColumns, ForecastComparisonAttributes>(columns, {
    alarm: alarmOf(perPeriod, together),
    ordersOfOthers: totals.ofOthers,
  });
}

interface Totals {
  /** NaN where a period is still to come. */
  readonly orders: Float64Array;
  readonly revenue: Float64Array | null;
  readonly ofOthers: number | null;
}

interface Compared {
  readonly actual: Float64Array;
  readonly expected: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly status: readonly ("inside" | "above" | "below" | "to come" | "no interval")[];
}

function compared(actual: Float64Array, expected: Float64Array, lower: Float64Array, upper: Float64Array): Compared {
  const status = Array.from(actual, (value, k) => {
    if (Number.isNaN(value)) return "to come";
    if (Number.isNaN(upper[k]!)) return "no interval";
    if (value > upper[k]!) return "above";
    return value < lower[k]! ? "below" : "inside";
  });
  return { actual, expected, lower, upper, status };
}

function alarmOf(perPeriod: Compared, together: Compared): ForecastAlarm | null {
  for (let k = 0; k < together.status.length; k++) {
    const overall = together.status[k]!;
    if (overall === "above" || overall === "below") {
      const limit = overall === "above" ? together.upper[k]! : together.lower[k]!;
      const reason =
        `${together.actual[k]} orders by the end of period ${k + 1} are ${overall} the ${limit} that were to be ` +
        `expected at ${overall === "above" ? "most" : "least"}`;
      return { period: k + 1, direction: overall, reason };
    }
    const now = perPeriod.status[k]!;
    if (k > 0 && (now === "above" || now === "below") && perPeriod.status[k - 1] === now) {
      return {
        period: k + 1,
        direction: now,
        reason: `orders were ${now} their interval in periods ${k} and ${k + 1}`,
      };
    }
  }
  return null;
}

function givenTotals(caller: string, actual: ActualTotals, periods: number): Totals {
  const isList = Array.isArray(actual) || ArrayBuffer.isView(actual);
  const both = isList ? null : (actual as { readonly orders: Vector; readonly revenue?: Vector });
  if (!isList && (typeof both !== "object" || both === null || !("orders" in both))) {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: actual },
      "needs orders per period, { orders, revenue }, or an order table with its columns as options; got " +
        `${showValue(actual)}`,
    );
  }
  if (both !== null) knownOptions(caller, both, ["orders", "revenue"]);
  const orders = padded(caller, "orders", both === null ? (actual as Vector) : both.orders, periods);
  const negative = orders.findIndex((count) => count < 0);
  if (negative >= 0) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: "orders", row: negative + 1, value: orders[negative] },
      `a number of orders must be at least 0, got ${orders[negative]}`,
    );
  }
  const revenue = both?.revenue === undefined ? null : padded(caller, "revenue", both.revenue, periods);
  return { orders, revenue, ofOthers: null };
}

function padded(caller: string, name: string, values: Vector, periods: number): Float64Array {
  const given = vectorOf(caller, name, values);
  if (given.length > periods) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller, column: name },
      `has ${counted(given.length, "value")} for the ${counted(periods, "period")} of the forecast`,
    );
  }
  const all = new Float64Array(periods).fill(Number.NaN);
  all.set(given);
  return all;
}

function countedTotals(caller: string, forecast: Forecast, input: TableInput, options: ActualOrderOptions): Totals {
  knownOptions(caller, options, [...orderOptionNames, "sameDay", "end"]);
  if (!hasColumn(forecast, "start"))
    refuseOrders(
      caller,
      "the forecast does not know on what days its periods begin: its customers had no end of observation",
    );
  if (forecast.customerIds === null && forecast.newCustomers === 0)
    refuseOrders(caller, "the forecast does not know whose orders to count: its customers had no ids");
  const starts = dateColumn(caller, forecast, "start").map(dayOf);
  const ends = dateColumn(caller, forecast, "end").map(dayOf);
  const { sameDay = "merge", end, ...columns } = options;
  const lastDay =
    end === undefined
      ? Number.POSITIVE_INFINITY
      : localDay(caller, "end", end, timeZoneOption(caller, options.timeZone));
  const rows = readOrders(caller, input, columns, lastDay);
  const covered = coveredCustomers(caller, forecast, rows.customers.labels);
  const { start, days, spend } = purchaseDays(rows, sameDay);
  let latest = Number.NEGATIVE_INFINITY;
  for (const day of days) latest = Math.max(latest, day);
  const complete = end === undefined ? latest : lastDay;
  const periods = forecast.numRows;
  const orders = ends.map((day) => (day <= complete ? 0 : Number.NaN));
  const revenue = spend === null ? null : orders.slice();
  let ofOthers = 0;
  for (let customer = 0; customer + 1 < start.length; customer++) {
    let k = 0;
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      if (days[i]! < starts[0]!) continue;
      while (k < periods && days[i]! > ends[k]!) k++;
      if (k === periods || Number.isNaN(orders[k]!)) break;
      if (covered[customer] === 0) {
        ofOthers++;
        continue;
      }
      orders[k]!++;
      if (revenue !== null) revenue[k]! += spend![i]!;
    }
  }
  return { orders, revenue, ofOthers };
}

/** 1 for each customer of the orders whom the forecast covers. */
function coveredCustomers(caller: string, forecast: ForecastAttributes, ids: StoredColumn): Uint8Array {
  const covered = new Uint8Array(ids.length);
  if (forecast.newCustomers > 0 || forecast.customerIds === null) return covered.fill(1);
  const { codes } = encodeTogether(caller, forecast.customerIds, ids);
  const known = new Set(codes.subarray(0, forecast.customerIds.length));
  return covered.map((_, row) => (known.has(codes[forecast.customerIds!.length + row]!) ? 1 : 0));
}

function refuseOrders(caller: string, problem: string): never {
  throw new ClienteleError("unsupported-input", { function: caller }, `${problem}; give orders per period instead`);
}

function requireForecast(caller: string, forecast: unknown): void {
  if (isTable(forecast) && "customerIds" in forecast && "level" in forecast) return;
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, value: forecast },
    `needs a forecast made by forecastOrders, got ${showValue(forecast)}`,
  );
}
