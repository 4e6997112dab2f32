import type { Random } from "../../numeric/index.js";
import type { Table, TableInput } from "../../table/index.js";
import { readSpend } from "../fitting/customer-statistics.js";
import { readParameters } from "../fitting/model-parameters.js";
import { type PredictionGroups, predictionGroups } from "../predictions/prediction-groups.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";
import { meanSpend, type SpendModel, spendOf, spendParameters } from "../spend/expected-spend.js";
import { gammaGammaNames } from "../spend/gamma-gamma-likelihood.js";
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
  readonly groups: PredictionGroups;
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
  const { model, spendModel, groups, ends, arrivals, random } = question;
  const { definition } = groups;
  const { table } = groups.history;
  const money =
    spendModel === null
      ? null
      : { meanAmount: spendOf(caller, spendModel, table), amounts: amountsOf(caller, spendModel, table) };
  const chance = forecastSpread(groups, ends, random.fork(0), money);
  const values = readParameters(caller, model, definition);
  const chanceOfNew = spreadOfArrivals(definition, values, arrivals, ends, random.fork(1), money?.amounts ?? null);
  // Gradients are taken over some rows of a large table, and scaled to all.
  const few = thinned(table, gradientRows);
  const counted = expectedTotals(caller, question, few, null);
  const byParameters = parameterSpread(model, definition, (changed) => counted.under(changed, null));
  const orders: ForecastTotals = {
    expected: counted.expected,
    spread: added(chance.orders, chanceOfNew.orders, byParameters),
  };
  if (spendModel === null || chance.revenue === null) {
    return { orders, revenue: null, parametersUncertain: byParameters !== null };
  }
  const spent = expectedTotals(caller, question, few, spendModel);
  const revenueByParameters = parameterSpread(model, definition, (changed) => spent.under(changed, spendModel));
  const bySpend = parameterSpread(spendModel, { parameterNames: gammaGammaNames }, (changed) =>
    spent.under(model, changed),
  );
  const revenue: ForecastTotals = {
    expected: spent.expected,
    spread: added(chance.revenue, chanceOfNew.revenue, revenueByParameters, bySpend),
  };
  return { orders, revenue, parametersUncertain: byParameters !== null && bySpend !== null };
}

/**
 * Expected totals per period, of money where a model of spend is given; and the same under changed models, worked out
 * over a few of the rows.
 */
function expectedTotals(caller: string, question: TotalsQuestion, few: Table, spendModel: SpendModel | null) {
  const { model, groups, ends, arrivals } = question;
  const { table } = groups.history;
  const ofPresent = (changed: PurchaseModel, customers: Table, spend: SpendModel | null): Float64Array => {
    const own = customers === table && changed === model ? groups : predictionGroups(caller, changed, customers);
    return expectedByPeriod(own, ends, spend === null ? undefined : spendOf(caller, spend, customers));
  };
  const ofNew = (changed: PurchaseModel, spend: SpendModel | null): Float64Array => {
    const each = spend === null || arrivals.every((count) => count === 0) ? 1 : meanSpend(caller, spend);
    const values = readParameters(caller, changed, groups.definition);
    return expectedOfArrivals(groups.definition, values, arrivals, ends).map((count) => count * each);
  };
  const present = ofPresent(model, table, spendModel);
  const fewPresent = few === table ? present : ofPresent(model, few, spendModel);
  const scale = present.map((value, k) => (fewPresent[k] === 0 ? 0 : value / fewPresent[k]!));
  const coming = ofNew(model, spendModel);
  return {
    expected: present.map((value, k) => value + coming[k]!),
    under: (changed: PurchaseModel, changedSpend: SpendModel | null): Float64Array => {
      const changedComing = ofNew(changed, changedSpend);
      return ofPresent(changed, few, changedSpend).map((value, k) => value * scale[k]! + changedComing[k]!);
    },
  };
}

/**
 * ν of a customer with x repeat purchases of mean z̄ is gamma with shape q + p·x and rate γ + x·z̄; each amount is
 * gamma with shape p and rate ν.
 */
function amountsOf(caller: string, spendModel: SpendModel, table: TableInput): AmountsOfRow {
  const { p, q, gamma } = spendParameters(caller, spendModel);
  const { frequency, monetary } = readSpend(caller, table, "free");
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
