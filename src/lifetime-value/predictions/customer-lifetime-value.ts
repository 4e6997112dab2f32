import { ClienteleError, knownOptions, numberOption, requireSameLength } from "../../errors/index.js";
import {
  type DiscountRate,
  type Horizon,
  horizonInUnits,
  type ResolvedRate,
  resolveRate,
  type Timing,
  timingOffset,
} from "../../finance/index.js";
import {
  type Column,
  createTable,
  hasColumn,
  numberColumn,
  type Table,
  type TableInput,
  type Vector,
  vectorOf,
} from "../../table/index.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";
import { type SpendModel, spendOf } from "../spend/expected-spend.js";
import { discountedUnits } from "./discounted-units.js";
import { byGroup, type PredictionGroups, predictionGroups, singularDistance } from "./prediction-groups.js";

/** What {@link customerLifetimeValue} needs to know besides models and customers. */
export interface CustomerLifetimeValueOptions {
  /** How far to look ahead, in the model's unit of time, up to a million; Infinity for all time. */
  readonly horizon: Horizon;
  readonly discountRate: DiscountRate;
  /**
   * What part of the spend is earned: a number for all, the name of a column of the customers, or one number a customer
   * (the `margin` of {@link customerProfit}, missing where there is none) [1: value in revenue].
   */
  readonly margin?: number | string | Vector;
  /**
   * When within each unit of time its purchases count [`"mid"`]. With an infinite horizon each counts at its own
   * moment.
   */
  readonly timing?: Timing;
}

/** The columns of {@link customerLifetimeValue}; `customer` only where the customers have ids. */
export type LifetimeValueColumns = {
  customer: number | string | boolean;
  /** Probability of still being a customer. */
  probabilityAlive: number;
  /** Purchases expected within the horizon, undiscounted; missing with an infinite horizon. */
  expectedPurchases: number;
  /** The same, each discounted. */
  discountedPurchases: number;
  /** Expected spend per purchase. */
  expectedSpend: number;
  /** discountedPurchases · expectedSpend · margin; missing where the margin is. */
  value: number;
};

/** What a table of lifetime values says about itself. */
export interface LifetimeValueAttributes {
  readonly unit: string | null;
  readonly horizon: number;
  /** The rate in all its forms. */
  readonly discountRate: ResolvedRate;
  readonly timing: Timing;
  /** The values of all customers together, those without a margin left out. */
  readonly total: number;
  /** Rows without a margin, and so without a value. */
  readonly withoutMargin: number;
}

/** One row a customer, in their order. */
export type LifetimeValues = Table<LifetimeValueColumns, LifetimeValueAttributes>;

/**
 * What is each customer worth? The purchases that a model expects in each coming unit of time, discounted, times the
 * spend per purchase, times the margin: value = margin · spend · Σ_i (E[X(i + 1)] − E[X(i)]) · (1 + d)^−(i + o), with o
 * = ½ for purchases in the middle of each unit (0 at its start, 1 at its end).
 *
 * @param model - a fitted model of purchases, or its `kind` and `parameters`
 * @param spendModel - a Gamma-Gamma model, or the spend per purchase itself: one number for all, or one number a
 * customer
 * @param customers - the columns that both models read, in the model's unit of time, perhaps with `count`
 * @param options - `horizon` in units, `{ months }`, or Infinity; `discountRate` (`{ annual }` needs customers or a
 * model with a unit); `margin`: a number, a column or one number a customer [1]; `timing` [`"mid"`]
 * @returns one row a customer, in their order: `probabilityAlive`, `expectedPurchases`, `discountedPurchases`,
 * `expectedSpend`, `value`; with `.unit`, `.horizon`, `.discountRate`, `.total`
 * @throws ClienteleError `unit-mismatch`, `unusable-model`, `invalid-option` (a rate without its period, an infinite
 * horizon without a discount), `length-mismatch`, and as the fits for bad columns
 *
 * Source: Fader, Hardie & Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing
 * Research 42 (2005).
 *
 * @example
 * ```ts
 * const customers = summarizeCustomers(orders, { customer: "customer", date: "date", amount: "amount", unit: "week" });
 * const values = customerLifetimeValue(fitMbgNbd(customers), fitGammaGamma(customers), customers, {
 *   horizon: 52, discountRate: { annual: 0.1 }, margin: 0.4,
 * });
 * values.sortBy({ column: "value", descending: true }).head(10);
 * ```
 */
export function customerLifetimeValue(
  model: PurchaseModel,
  spendModel: SpendModel | number | Vector,
  customers: TableInput,
  options: CustomerLifetimeValueOptions,
): LifetimeValues {
  const caller = "customerLifetimeValue";
  knownOptions(caller, options, ["horizon", "discountRate", "margin", "timing"]);
  const groups = predictionGroups(caller, model, customers);
  const { history, alive, groupOf, unit } = groups;
  const discountRate = resolveRate(caller, options.discountRate, unit);
  const { timing = "mid" } = options;
  const offset = timingOffset(caller, timing, "mid");
  const horizon = horizonOption(caller, horizonInUnits(caller, "horizon", options.horizon, unit), discountRate, groups);
  const { plain, discounted } = purchasesAhead(groups, horizon, discountRate.continuousPerUnit, offset);
  const spend = spendPerPurchase(caller, spendModel, history.table);
  const margin = marginOf(caller, options.margin ?? 1, history.table);
  const rows = history.rows;
  const expectedPurchases = new Float64Array(rows);
  const discountedPurchases = new Float64Array(rows);
  const value = new Float64Array(rows);
  let total = 0;
  let withoutMargin = 0;
  for (let row = 0; row < rows; row++) {
    const group = groupOf[row]!;
    expectedPurchases[row] = alive[row]! * plain[group]!;
    discountedPurchases[row] = alive[row]! * discounted[group]!;
    const worth = discountedPurchases[row]! * spend[row]! * margin[row]!;
    value[row] = worth;
    if (Number.isNaN(worth)) withoutMargin++;
    else total += worth * (history.count === undefined ? 1 : history.count[row]!);
  }
  const ids: readonly (readonly [string, Column])[] = hasColumn(history.table, "customer")
    ? [["customer", history.table.column("customer")]]
    : [];
  return createTable<LifetimeValueColumns, LifetimeValueAttributes>(
    [
      ...ids,
      ["probabilityAlive", alive],
      ["expectedPurchases", expectedPurchases],
      ["discountedPurchases", discountedPurchases],
      ["expectedSpend", spend],
      ["value", value],
    ],
    { unit, horizon, discountRate, timing, total, withoutMargin },
  );
}

function horizonOption(caller: string, horizon: unknown, rate: ResolvedRate, { definition }: PredictionGroups): number {
  if (horizon !== Number.POSITIVE_INFINITY) {
    return numberOption(caller, "horizon", horizon, { min: 0, max: 1e6, integer: definition.discrete });
  }
  if (rate.continuousPerUnit > 0) return horizon;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: horizon },
    "all time to come can be worth infinitely much without a discount; give a discount rate above 0 or a finite " +
      "horizon",
  );
}

/** Purchases of each group, if the customer is active: all within the horizon, and the same discounted. */
function purchasesAhead(groups: PredictionGroups, horizon: number, delta: number, offset: number) {
  if (horizon === Number.POSITIVE_INFINITY) {
    return {
      plain: new Float64Array(groups.representative.length).fill(Number.NaN),
      discounted: byGroup(groups, (process, x, last, age) => process.discounted(x, last, age, delta, horizon)),
    };
  }
  const { times, weights } = discountedUnits(horizon, delta, offset, singularDistance(groups));
  return {
    plain: byGroup(groups, (process, x, last, age) => process.expected(x, last, age, horizon)),
    discounted: byGroup(groups, (process, x, last, age) => {
      let sum = 0;
      for (let k = 0; k < times.length; k++) sum += weights[k]! * process.expected(x, last, age, times[k]!);
      return sum;
    }),
  };
}

function spendPerPurchase(caller: string, spend: SpendModel | number | Vector, customers: Table): Float64Array {
  if (typeof spend === "number") {
    return new Float64Array(customers.numRows).fill(numberOption(caller, "spendModel", spend));
  }
  if (isList(spend)) return oneEach(caller, "spendModel", vectorOf(caller, "spendModel", spend), customers);
  return spendOf(caller, spend, customers);
}

function marginOf(caller: string, margin: number | string | Vector, customers: Table): Float64Array {
  if (typeof margin === "string") return numberColumn(caller, customers, margin, { missing: "keep" });
  if (isList(margin))
    return oneEach(caller, "margin", vectorOf(caller, "margin", margin, { missing: "keep" }), customers);
  return new Float64Array(customers.numRows).fill(numberOption(caller, "margin", margin));
}

function isList(value: object | number): value is Vector {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function oneEach(caller: string, name: string, values: Float64Array, customers: Table): Float64Array {
  requireSameLength(caller, name, values.length, customers.numRows, "customers");
  return values;
}
