import {
  ClienteleError,
  finiteFigures,
  inNameOf,
  knownOptions,
  levelOption,
  numberOption,
} from "../../errors/index.js";
import { sortedOrder } from "../../numeric/index.js";
import { createTable, type DateInput, type DateUnit, type Table, type TableInput } from "../../table/index.js";
import type { HoldingColumns } from "./holdings.js";
import { type CustomerFeatures, type PropensityData, readPropensityData } from "./propensity-data.js";
import { crossFit, readWindow, timeSplit } from "./propensity-fit.js";
import { type PropensityValidationColumns, validationTable } from "./propensity-validation.js";

/** Options of {@link propensity}. */
export interface PropensityOptions extends HoldingColumns, CustomerFeatures {
  /** The column of when a customer got the product [none: what is held counts, whenever it came]. */
  readonly time?: string;
  /** What numbers in the column of moments count since 1970-01-01 UTC [`"ms"`]. */
  readonly dateUnit?: DateUnit;
  /** How far ahead the probabilities look, in days; only with `time` [90]. */
  readonly days?: number;
  /**
   * The moment up to which holdings are known; later ones are left out and counted. Only with `time` [the last one].
   */
  readonly asOf?: DateInput;
  /** Parts of the cross-fit; only without `time` [5]. */
  readonly folds?: number;
  /** The penalty of the logistic regressions, on z-scores [1]. */
  readonly l2?: number;
  /** [0.95] */
  readonly level?: number;
  /** Of the lot that divides the customers, by their order, among the parts of the cross-fit [0]. */
  readonly seed?: number;
}

/** The columns of {@link propensity}: a row for each customer and product that she does not hold. */
export type PropensityColumns = {
  customer: number | string | boolean;
  product: string;
  /** With `time`: of getting it within `days`; without: of holding it, as customers like her do. */
  probability: number;
  /** The place of the product among those that the customer does not hold, the most likely first. */
  rank: number;
};

/** What the probabilities say about themselves. */
export interface PropensityAttributes {
  readonly method: "time split" | "cross-fit";
  /** How good such probabilities are on customers, or in a time, that the models have not seen. */
  readonly validation: Table<PropensityValidationColumns>;
  readonly warnings: readonly string[];
  readonly ledger: { readonly rows: number; readonly afterAsOf: number };
}

/**
 * Which of our products is each customer likely to get next? A logistic regression for each product on what else the
 * customer holds and, with `customers`, on what is known of her.
 *
 * With `time` it learns from the last `days` before `asOf`: who, of those who did not hold a product then, got it. The
 * validation stands on a time split: a model of the `days` before those is tested on the last ones. Without `time` it
 * says how usual the product is among customers like her, from models that have not seen the customer (cross-fit),
 * which is not a chance of buying. Products that fewer than ten got, or lack, have the rate of all for everybody.
 *
 * Features of `customers` are taken as known at the time that they are learnt from; what has changed since tells the
 * outcome.
 *
 * The parts of the cross-fit are drawn over the customers in the order in which they occur first: another order of the
 * rows has the effect of another `seed`.
 *
 * @param holdings - a row for every product that a customer holds
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-date`, `out-of-range` (fewer than two products or
 * more than 200; a holding of a customer without a row), `too-few-rows` (fewer customers than folds; `time` that does
 * not reach back 2 · `days`), `column-type`, `invalid-option`.
 *
 * @example
 * ```ts
 * const offers = propensity(holdings, { time: "since", days: 90, customers });
 * offers.where((row) => row.rank === 1); // the product to offer to each customer
 * offers.validation; // whether the list tells buyers from others, product by product
 * ```
 */
export function propensity(
  holdings: TableInput,
  options: PropensityOptions = {},
): Table<PropensityColumns, PropensityAttributes> {
  const caller = "propensity";
  const own = ["customer", "product", "customers", "numeric", "categorical", "time", "dateUnit", "days", "asOf"];
  knownOptions(caller, options, [...own, "folds", "l2", "level", "seed"]);
  const plan = {
    level: levelOption(caller, "level", options.level),
    l2: numberOption(caller, "l2", options.l2 ?? 1, { min: 0, exclusive: true }),
    folds: numberOption(caller, "folds", options.folds ?? 5, { min: 2, max: 1000, integer: true }),
    seed: numberOption(caller, "seed", options.seed ?? 0, { min: 0, integer: true }),
  };
  if (options.time === undefined) refuseWithoutTime(caller, options);
  const data = readPropensityData(caller, holdings, options);
  const found = inNameOf(caller, () =>
    options.time === undefined
      ? crossFit(caller, data, plan)
      : timeSplit(data, readWindow(caller, data, { ...options, time: options.time }), plan.l2),
  );
  const changing = options.time !== undefined && data.features !== null;
  return finiteFigures(
    caller,
    propensityTable(data, found.held, found.probabilities, {
      method: options.time === undefined ? "cross-fit" : "time split",
      validation: validationTable(found.tested, plan.level),
      warnings: Object.freeze([
        ...data.warnings,
        ...found.warnings,
        ...(changing
          ? ["features of customers count as known before the outcome; leave out what a purchase changes"]
          : []),
      ]),
      ledger: Object.freeze({ rows: data.holdings.numRows, afterAsOf: found.afterAsOf }),
    }),
  );
}

/** What looks into time needs the column of moments. Errors: `invalid-option`. */
function refuseWithoutTime(caller: string, options: PropensityOptions): void {
  const name = (["days", "asOf", "dateUnit"] as const).find((option) => options[option] !== undefined);
  if (name === undefined) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: options[name] },
    `"${name}" counts only with "time", the column of when a customer got the product: name it, or leave "${name}" out`,
  );
}

function propensityTable(
  { customers, products }: PropensityData,
  held: Uint8Array,
  probabilities: Float64Array,
  attributes: PropensityAttributes,
): Table<PropensityColumns, PropensityAttributes> {
  const width = products.length;
  const rows: number[] = [];
  const places: number[] = [];
  const ranks: number[] = [];
  for (let customer = 0; customer < customers.length; customer++) {
    const own = probabilities.subarray(customer * width, (customer + 1) * width);
    let rank = 0;
    for (const place of sortedOrder(own.map((chance) => -chance))) {
      if (held[customer * width + place] === 1) continue;
      rows.push(customer);
      places.push(place);
      ranks.push(++rank);
    }
  }
  return createTable<PropensityColumns, PropensityAttributes>(
    {
      customer: customers.take(rows).named("customer") as never,
      product: places.map((place) => products[place]!),
      probability: Float64Array.from(rows, (customer, i) => probabilities[customer * width + places[i]!]!),
      rank: ranks,
    },
    attributes,
  );
}
