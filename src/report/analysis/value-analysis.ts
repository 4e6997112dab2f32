import { type Customers, type SummarizeOptions, splitHoldout } from "../../customers/index.js";
import { ClienteleError } from "../../errors/index.js";
import type { DiscountRate } from "../../finance/index.js";
import {
  type BgNbdModel,
  customerLifetimeValue,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  forecastOrders,
  type GammaGammaModel,
  type HoldoutReport,
  type LifetimeValues,
  type MbgNbdModel,
  validateHoldout,
} from "../../lifetime-value/index.js";
import { millisecondsPerDay, type Table } from "../../table/index.js";

/** What the customers of today will still bring, and how far that can be believed. */
export interface ValueAnalysis {
  readonly model: BgNbdModel | MbgNbdModel;
  readonly spend: GammaGammaModel;
  readonly values: LifetimeValues;
  readonly total: number;
  /** What remains of an amount spent; 1 where none was given, so that values are revenue. */
  readonly margin: number;
  /** Ends of the 95 % interval of the total; null where there is none. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly intervalReason: string | null;
  /** The model sees no customer leave for good, so that every one is expected to go on. */
  readonly nobodyLeaves: boolean;
  /** How the same kind of model did on the last part of the time, or null where that is too short. */
  readonly holdout: HoldoutReport | null;
}

/** A year in each unit. */
const years = new Map([
  ["hour", 8766],
  ["day", 365],
  ["week", 52],
  ["month", 12],
]);

/** From fewer customers with repeat purchases than this no model is fitted, and none is tested on them. */
const fewestRepeaters = 20;

/** Fits a model of purchases and one of spend, and adds up what customers are worth over a year. */
export function valueAnalysis(
  orders: Table,
  buyers: Customers,
  settings: { readonly orders: SummarizeOptions; readonly margin: number; readonly discountRate: DiscountRate },
): ValueAnalysis {
  const { margin, discountRate } = settings;
  const horizon = years.get(buyers.unit) ?? 52;
  const found = repeaters(buyers);
  if (found < fewestRepeaters) {
    throw new ClienteleError(
      "too-few-rows",
      { function: "createReport", value: found },
      `a value needs at least ${fewestRepeaters} customers who bought again, and there are ${found}`,
    );
  }
  const model = betterFit(buyers);
  const spend = fitGammaGamma(buyers);
  const values = customerLifetimeValue(model, spend, buyers, { horizon, discountRate, margin });
  const forecast = forecastOrders(model, buyers, { horizon, by: "month", spendModel: spend, seed: 1 });
  const last = forecast.tail(1).toRows()[0];
  // The forecast is not discounted: its interval is carried over in proportion.
  const scale = last?.cumulativeRevenue ? values.total / last.cumulativeRevenue : Number.NaN;
  const carried = (end: number | null | undefined): number | null => (end == null ? null : end * scale);
  return {
    model,
    spend,
    values,
    total: values.total,
    margin,
    lower: Number.isNaN(scale) ? null : carried(last?.cumulativeRevenueLower),
    upper: Number.isNaN(scale) ? null : carried(last?.cumulativeRevenueUpper),
    intervalReason: forecast.intervalReason,
    nobodyLeaves: values
      .column("probabilityAlive")
      .toArray()
      .every((p) => p !== null && p > 0.999),
    holdout: validation(orders, settings.orders, buyers),
  };
}

/** What the literature calls it. */
export function modelName({ kind }: BgNbdModel | MbgNbdModel): string {
  return kind === "bg-nbd" ? "BG/NBD" : "MBG/NBD";
}

/** BG/NBD or its sibling in which customers may leave before a second purchase, whichever is likelier. */
function betterFit(buyers: Customers): BgNbdModel | MbgNbdModel {
  const first = fitBgNbd(buyers);
  const second = fitMbgNbd(buyers);
  const sound = (model: { readonly status: string }): boolean => model.status === "converged";
  if (sound(first) !== sound(second)) return sound(first) ? first : second;
  return second.logLikelihood > first.logLikelihood ? second : first;
}

function repeaters(customers: Customers): number {
  let count = 0;
  for (const frequency of customers.column("frequency")) if (frequency !== null && frequency > 0) count++;
  return count;
}

/** The model fitted without the last quarter of the time, held against what came then. */
function validation(orders: Table, options: SummarizeOptions, buyers: Customers): HoldoutReport | null {
  const end = buyers.end.getTime();
  let start = end;
  for (const moment of buyers.column("firstOrder")) if (moment !== null && moment < start) start = moment;
  if (end - start < 180 * millisecondsPerDay) return null;
  const calibrationEnd = new Date(end - (end - start) / 4);
  const { calibration, holdout } = splitHoldout(orders, { ...options, end: buyers.end, calibrationEnd });
  const bought = calibration
    .column("orders")
    .toArray()
    .map((count) => (count ?? 0) > 0);
  const kept = calibration.where(bought);
  if (repeaters(kept) < fewestRepeaters) return null;
  const model = betterFit(kept);
  return validateHoldout({ [modelName(model)]: model }, { calibration: kept, holdout: holdout.where(bought) });
}
