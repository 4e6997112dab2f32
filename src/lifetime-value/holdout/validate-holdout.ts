import { ClienteleError, knownOptions, numberOption, showValue } from "../../errors/index.js";
import { daysPerPeriod, type Horizon, periodUnit } from "../../finance/index.js";
import {
  createTable,
  millisecondsPerDay,
  numberColumn,
  type Present,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { expectedByPeriod } from "../forecasts/expected-by-period.js";
import { endOf, type ForecastStep, forecastPeriods } from "../forecasts/forecast-periods.js";
import { byGroup, type PredictionGroups, predictionGroups } from "../predictions/prediction-groups.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";
import { type SpendModel, spendOf } from "../spend/expected-spend.js";
import {
  type Accuracy,
  accuracyOf,
  calibrationByFrequency,
  type FrequencyCalibrationColumns,
  type LiftColumns,
  liftByDecile,
} from "./holdout-accuracy.js";
import { horizonOf, namedModels, notNegative, refuseCounts, requireSameCustomers } from "./holdout-input.js";
import {
  countsByPeriod,
  expectedSinceFirst,
  repeatPurchasesByDay,
  type TrackingColumns,
  type TrackingOrders,
  trackingRows,
} from "./holdout-tracking.js";

/** What is compared: the customers as they were known, and what they did afterwards. {@link splitHoldout} makes it. */
export interface HoldoutData {
  /** The columns that the models read. */
  readonly calibration: TableInput;
  /** `purchases` of the same customers in the same order, and `spend` where money is compared. */
  readonly holdout: TableInput;
}

/** Options of {@link validateHoldout}. */
export interface ValidateHoldoutOptions {
  /** Length of the holdout in the customers' unit of time [from the dates of the split]. */
  readonly horizon?: Horizon;
  /** The steps of the tracking [`"week"` where days are known, otherwise units of time]. */
  readonly by?: ForecastStep;
  /** Also compares money: expected purchases times expected spend, with the holdout's `spend`. */
  readonly spendModel?: SpendModel;
  /** Frequencies from this up are taken together in the calibration by frequency [7]. */
  readonly topFrequency?: number;
  /**
   * The orders that the split was made of, with its options: adds the actual purchases of each period, and the
   * calibration period, to the tracking.
   */
  readonly tracking?: TrackingOrders;
}

/** How well one model predicted the holdout. */
export interface ModelValidation extends Accuracy {
  readonly name: string;
  /** Purchases predicted of each customer, in their order. */
  readonly predictions: Float64Array;
  readonly lift: Table<LiftColumns, object>;
  readonly calibration: Table<FrequencyCalibrationColumns, object>;
  /** The same measures of money; null without a spend model. */
  readonly revenue: Accuracy | null;
}

/** The columns of the summary of a {@link HoldoutReport}. */
export type HoldoutSummaryColumns = {
  model: Present<string>;
  actual: number;
  predicted: number;
  bias: number;
  relativeBias: number;
  mae: number;
  rmse: number;
  correlation: number;
  /** Lift of the tenth of customers of whom most was predicted. */
  topLift: number;
};

/** How well models predicted a holdout. */
export interface HoldoutReport {
  /** One row a model, the smallest rmse first. */
  readonly summary: Table<HoldoutSummaryColumns, object>;
  /** By name of the model. */
  readonly models: Readonly<Record<string, ModelValidation>>;
  readonly tracking: Table<TrackingColumns, object>;
  readonly customers: number;
  /** Length of the holdout in units of time. */
  readonly horizon: number;
  readonly unit: string | null;
}

/**
 * Which model predicts best what customers do? Compares models, fitted to the calibration period, with what the same
 * customers did in a holdout: totals, bias, mean absolute and root mean square error, correlation, lift by decile,
 * calibration by frequency, and period by period.
 *
 * In the holdout the tracking predicts from each customer's history; in the calibration (only with `tracking`) from
 * nothing but the day of the first purchase.
 *
 * @param models - a model, a list of models (named by their kinds), or an object of models by name; fitted to the
 * calibration only
 * @param split - `calibration` and `holdout`, row by row the same customers, as {@link splitHoldout} gives them
 * @param options - `horizon` in units of time or `{ months }` [from the dates of the split]; `by` `"day"` | `"week"`
 * | `"month"`;
 * `spendModel`; `topFrequency` [7]; `tracking: { orders, customer, date, … }` for actual purchases by period
 * @returns `summary` (best first), `models` with everything about each, `tracking` by model and period
 * @throws ClienteleError `length-mismatch` and `inconsistent-row` when calibration and holdout are not the same
 * customers; `invalid-option` when no horizon is known; `unit-mismatch`; `out-of-range` for negative purchases
 * @example
 * ```ts
 * const split = splitHoldout(orders, { customer: "customer", date: "date", amount: "amount", calibrationEnd:
 * "2025-12-31", unit: "week" }); const report = validateHoldout([fitBgNbd(split.calibration),
 * fitParetoNbd(split.calibration)], split); report.summary.toString();
 * ```
 */
export function validateHoldout(
  models: PurchaseModel | readonly PurchaseModel[] | Readonly<Record<string, PurchaseModel>>,
  split: HoldoutData,
  options: ValidateHoldoutOptions = {},
): HoldoutReport {
  const caller = "validateHoldout";
  knownOptions(caller, options, ["horizon", "by", "spendModel", "topFrequency", "tracking"]);
  const named = namedModels(caller, models);
  if (typeof split !== "object" || split === null) {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: split },
      `needs { calibration, holdout } as splitHoldout gives them, got ${showValue(split)}`,
    );
  }
  const calibration = toTable(caller, split.calibration);
  const holdout = toTable(caller, split.holdout);
  requireSameCustomers(caller, calibration, holdout);
  const actual = notNegative(caller, numberColumn(caller, holdout, "purchases"));
  const spent = options.spendModel === undefined ? null : numberColumn(caller, holdout, "spend");
  const spend = options.spendModel === undefined ? null : spendOf(caller, options.spendModel, calibration);
  const top = numberOption(caller, "topFrequency", options.topFrequency ?? 7, { min: 1, max: 1000, integer: true });
  const validations: ModelValidation[] = [];
  const tracking: TrackingColumns[] = [];
  let unit: string | null = null;
  let horizon = 0;
  for (const [name, model] of named) {
    const groups = predictionGroups(caller, model, calibration);
    refuseCounts(caller, groups);
    unit = groups.unit;
    horizon = horizonOf(caller, options.horizon, calibration, holdout, unit);
    const predictions = predicted(groups, horizon);
    validations.push({
      name,
      ...accuracyOf(actual, predictions),
      predictions,
      lift: liftByDecile(actual, predictions),
      calibration: calibrationByFrequency(groups.history.frequency, actual, predictions, top),
      revenue:
        spent === null || spend === null
          ? null
          : accuracyOf(
              spent,
              predictions.map((x, i) => x * spend[i]!),
            ),
    });
    tracking.push(...trackingOf(caller, name, groups, horizon, calibration, holdout, options));
  }
  return {
    summary: summaryOf(validations),
    models: Object.fromEntries(validations.map((validation) => [validation.name, validation])),
    tracking: trackingTable(tracking),
    customers: actual.length,
    horizon,
    unit,
  };
}

function predicted(groups: PredictionGroups, horizon: number): Float64Array {
  const ifActive = byGroup(groups, (process, x, last, age) => process.expected(x, last, age, horizon));
  return groups.alive.map((alive, row) => alive * ifActive[groups.groupOf[row]!]!);
}

function trackingOf(
  caller: string,
  name: string,
  groups: PredictionGroups,
  horizon: number,
  calibration: Table,
  holdout: Table,
  options: ValidateHoldoutOptions,
): TrackingColumns[] {
  const end = endOf(calibration);
  const { discrete } = groups.definition;
  const by = options.by ?? (groups.unit === null || discrete ? undefined : "week");
  const ahead = forecastPeriods(caller, horizon, groups.unit, by);
  const predicted = expectedByPeriod(groups, ahead.ends);
  const known = byDayOf(holdout);
  if (options.tracking === undefined || end === null || ahead.days === null) {
    const actual = known === null ? null : countsByPeriod(known, -1, ahead);
    return trackingRows(name, "holdout", ahead, actual, predicted);
  }
  const endDay = Math.floor(end.getTime() / millisecondsPerDay);
  const lastDay = endDay + Math.round(ahead.days.to.at(-1)!);
  const { firstDay, counts } = repeatPurchasesByDay(caller, options.tracking, endDay, lastDay);
  const length = daysPerPeriod(periodUnit(caller, groups.unit)!);
  const past = forecastPeriods(caller, (endDay - firstDay) / length, groups.unit, by);
  return [
    ...trackingRows(name, "calibration", past, countsByPeriod(counts, 0, past), expectedSinceFirst(groups, past.ends)),
    ...trackingRows(name, "holdout", ahead, countsByPeriod(counts, endDay - firstDay, ahead), predicted),
  ];
}

/** Purchases on each day of the holdout, where the split carries them. */
function byDayOf(holdout: Table): Float64Array | null {
  const known: unknown = "purchasesByDay" in holdout ? holdout.purchasesByDay : null;
  return known instanceof Float64Array ? known : null;
}

function summaryOf(validations: readonly ModelValidation[]): Table<HoldoutSummaryColumns, object> {
  const ranked = [...validations].sort((a, b) => a.rmse - b.rmse);
  const column = <Value>(read: (validation: ModelValidation) => Value) => ranked.map(read);
  return createTable<HoldoutSummaryColumns>({
    model: column(({ name }) => name),
    actual: column(({ actual }) => actual),
    predicted: column(({ predicted }) => predicted),
    bias: column(({ bias }) => bias),
    relativeBias: column(({ relativeBias }) => relativeBias),
    mae: column(({ mae }) => mae),
    rmse: column(({ rmse }) => rmse),
    correlation: column((validation) => validation.correlation),
    topLift: column(({ lift }) => lift.column("lift").at(0)),
  });
}

function trackingTable(rows: readonly TrackingColumns[]): Table<TrackingColumns, object> {
  const numbers = ["period", "from", "to", "actual", "predicted", "cumulativeActual", "cumulativePredicted"] as const;
  return createTable<TrackingColumns>([
    ["model", rows.map((row) => row.model)],
    ["phase", rows.map((row) => row.phase)],
    ...numbers.map((name) => [name, Float64Array.from(rows, (row) => row[name])] as const),
  ]);
}
