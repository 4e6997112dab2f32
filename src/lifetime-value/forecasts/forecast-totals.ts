import type { Random } from "../../numeric/index.js";
import type { TableInput } from "../../table/index.js";
import { readSpend } from "../fitting/customer-statistics.js";
import { type PredictionGroups, predictionGroups } from "../predictions/prediction-groups.js";
import { type PurchaseModel, parameterNames, parameterValues } from "../purchases/purchase-model.js";
import { expectedSpend, meanSpend, type SpendModel, spendParameters } from "../spend/expected-spend.js";
import { expectedByPeriod } from "./expected-by-period.js";
import { type AmountsOfRow, forecastSpread, type Spread } from "./forecast-spread.js";
import { parameterSpread, thinned } from "./forecast-uncertainty.js";
import { expectedOfArrivals, spreadOfArrivals } from "./new-customer-forecast.js";

/** What is expected in each period, and the variance around it. */
export interface ForecastTotals {
  readonly expected: Float64Array;
  readonly spread: Spread;
}

/** Whose orders, from which models, in which periods. */
export interface TotalsQuestion {
  readonly model: PurchaseModel;
  readonly spendModel: SpendModel | null;
  readonly futures: PredictionGroups;
  readonly ends: Float64Array;
  /** Customers still to come, per period. */
  readonly arrivals: Float64Array;
  readonly random: Random;
}

/** Rows enough for the gradient of a total. */
const gradientRows = 4000;

/**
 * Totals of orders and revenue over present and coming customers, with the variance that chance and estimated
 * parameters give them.
 */
export function forecastTotals(caller: string, question: TotalsQuestion) {
  const { model, spendModel, futures, ends, arrivals, random } = question;
  const { table } = futures.history;
  const names = parameterNames(model.kind);
  const spendNames = ["p", "q", "gamma"];
  const worth = spendModel === null ? null : expectedSpend(spendModel, table);
  const amounts = spendModel === null ? null : amountsOf(caller, spendModel, table);
  const money = worth === null || amounts === null ? null : { meanAmount: worth, amounts };
  const chance = forecastSpread(model.kind, futures, ends, random.fork(0), money);
  const chanceOfNew = spreadOfArrivals(caller, model, arrivals, ends, random.fork(1), amounts);

  // Gradients are taken over some rows of a large table, and scaled to all.
  const few = thinned(table, gradientRows);
  const perPeriod = (changed: PurchaseModel, customers: TableInput, spend: SpendModel | null): Float64Array => {
    const values = parameterValues(caller, changed);
    const own =
      customers === table && changed === model ? futures : predictionGroups(caller, changed, customers, values);
    return expectedByPeriod(own, ends, spend === null ? undefined : expectedSpend(spend, customers));
  };
  const ofNew = (changed: PurchaseModel, spend: SpendModel | null): Float64Array => {
    const each = spend === null || arrivals.every((count) => count === 0) ? 1 : meanSpend(caller, spend);
    return expectedOfArrivals(changed, parameterValues(caller, changed), arrivals, ends).map((count) => count * each);
  };
  const total = (spend: SpendModel | null) => {
    const present = perPeriod(model, table, spend);
    const fewPresent = few === table ? present : perPeriod(model, few, spend);
    const scale = present.map((value, k) => (fewPresent[k] === 0 ? 0 : value / fewPresent[k]!));
    const under = (changed: PurchaseModel, changedSpend: SpendModel | null): Float64Array => {
      const rest = ofNew(changed, changedSpend);
      return perPeriod(changed, few, changedSpend).map((value, k) => value * scale[k]! + rest[k]!);
    };
    const rest = ofNew(model, spend);
    return { expected: present.map((value, k) => value + rest[k]!), under };
  };

  const counted = total(null);
  const byParameters = parameterSpread(model, names, (changed) => counted.under(changed, null));
  const orders: ForecastTotals = {
    expected: counted.expected,
    spread: added(chance.orders, chanceOfNew.orders, byParameters),
  };
  if (spendModel === null || chance.revenue === null) {
    return { orders, revenue: null, parametersUncertain: byParameters !== null };
  }
  const spent = total(spendModel);
  const revenueByParameters = parameterSpread(model, names, (changed) => spent.under(changed, spendModel));
  const bySpend = parameterSpread(spendModel, spendNames, (changed) => spent.under(model, changed));
  const revenue: ForecastTotals = {
    expected: spent.expected,
    spread: added(chance.revenue, chanceOfNew.revenue, revenueByParameters, bySpend),
  };
  return { orders, revenue, parametersUncertain: byParameters !== null && bySpend !== null };
}

/**
 * ν of a customer with x repeat purchases of mean z̄ is gamma with shape q + p·x and rate γ + x·z̄; each amount is
 * gamma with shape p and rate ν.
 */
function amountsOf(caller: string, spendModel: SpendModel, table: TableInput): AmountsOfRow {
  const { p, q, gamma } = spendParameters(caller, spendModel);
  const { frequency, monetary } = readSpend(caller, table);
  return (random, row) => {
    const x = row < 0 ? 0 : frequency[row]!;
    const rate = random.gamma(q + p * x) / (gamma + (x === 0 ? 0 : x * monetary[row]!));
    return () => random.gamma(p) / rate;
  };
}

function added(...spreads: readonly (Spread | null)[]): Spread {
  const sum = (read: (spread: Spread) => Float64Array): Float64Array => {
    const known = spreads.filter((spread) => spread !== null).map(read);
    return known[0]!.map((_, k) => known.reduce((total, values) => total + values[k]!, 0));
  };
  return { perPeriod: sum((spread) => spread.perPeriod), cumulative: sum((spread) => spread.cumulative) };
}
