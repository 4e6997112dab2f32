import {
  ClienteleError,
  finiteFigures,
  inNameOf,
  knownOptions,
  levelOption,
  numberOption,
  requireColumnName,
} from "../../errors/index.js";
import { createRandom, sortedOrder } from "../../numeric/index.js";
import {
  createTable,
  type DateInput,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  millisecondsPerDay,
  mostDays,
  parseDate,
  showDate,
  type Table,
  type TableInput,
} from "../../table/index.js";
import type { HoldingColumns } from "./holdings.js";
import { productModel, withHoldings } from "./product-model.js";
import { type CustomerFeatures, type PropensityData, readPropensityData } from "./propensity-data.js";
import { type PropensityValidationColumns, type TestedProduct, validationTable } from "./propensity-validation.js";

/** Options of {@link propensity}. */
export interface PropensityOptions extends HoldingColumns, CustomerFeatures {
  /** The column of when a customer got the product [none: what is held counts, whenever it came]. */
  readonly time?: string;
  /** What numbers in the column of moments count since 1970-01-01 UTC [`"ms"`]. */
  readonly dateUnit?: DateUnit;
  /** How far ahead the probabilities look, in days; only with `time` [90]. */
  readonly days?: number;
  /** The moment up to which holdings are known; later ones are left out and counted [the last one]. */
  readonly asOf?: DateInput;
  /** Parts of the cross-fit; only without `time` [5]. */
  readonly folds?: number;
  /** The penalty of the logistic regressions, on z-scores [1]. */
  readonly l2?: number;
  /** [0.95] */
  readonly level?: number;
  /** [0] */
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
  const data = readPropensityData(caller, holdings, options);
  const found = inNameOf(caller, () =>
    options.time === undefined
      ? crossFit(caller, data, plan)
      : timeSplit(data, readWindow(caller, data, options, options.time), plan.l2),
  );
  const changing = options.time !== undefined && data.features !== null;
  return finiteFigures(
    caller,
    propensityTable(data, found.held, found.probabilities, {
      method: options.time === undefined ? "cross-fit" : "time split",
      validation: validationTable(found.tested, plan.level),
      warnings: Object.freeze([
        ...data.warnings,
        ...(changing
          ? ["features of customers count as known before the outcome; leave out what a purchase changes"]
          : []),
      ]),
      ledger: Object.freeze({ rows: data.holdings.numRows, afterAsOf: found.afterAsOf }),
    }),
  );
}

interface Found {
  /** Customers × products: 1 where held now. */
  readonly held: Uint8Array;
  /** Customers × products. */
  readonly probabilities: Float64Array;
  readonly tested: readonly TestedProduct[];
  readonly afterAsOf: number;
}

/** Customers × products: 1 where held by the moment; without moments, ever. */
function heldBy(
  { customers, customerOf, productOf, products }: PropensityData,
  moments: Float64Array | null,
  by: number,
) {
  const held = new Uint8Array(customers.length * products.length);
  for (let row = 0; row < customerOf.length; row++) {
    if (moments === null || moments[row]! <= by) held[customerOf[row]! * products.length + productOf[row]!] = 1;
  }
  return held;
}

/** The column of one product. */
function columnOf(held: Uint8Array, products: number, product: number): Uint8Array {
  return Uint8Array.from({ length: held.length / products }, (_, row) => held[row * products + product]!);
}

function crossFit(
  caller: string,
  data: PropensityData,
  { folds, l2, seed }: { readonly folds: number; readonly l2: number; readonly seed: number },
): Found {
  const customers = data.customers.length;
  if (customers < folds) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, value: customers },
      `${folds} folds need as many customers, got ${customers}`,
    );
  }
  const held = heldBy(data, null, 0);
  const width = data.products.length;
  const all = Int32Array.from({ length: customers }, (_, row) => row);
  const foldOf = new Int32Array(customers);
  createRandom(seed)
    .shuffle(all.slice())
    .forEach((row, i) => {
      foldOf[row] = i % folds;
    });
  const probabilities = new Float64Array(held.length);
  const tested = data.products.map((product, place): TestedProduct => {
    const features = withHoldings(data.features, held, data.products, place);
    const y = columnOf(held, width, place);
    const probability = new Float64Array(customers);
    const rate = new Float64Array(customers);
    let basis: "model" | "rate" = "model";
    for (let fold = 0; fold < folds; fold++) {
      const test = all.filter((row) => foldOf[row] === fold);
      const model = productModel(
        features,
        y,
        all.filter((row) => foldOf[row] !== fold),
        l2,
      );
      if (model.basis === "rate") basis = "rate";
      const own = model.probabilities(features, test);
      test.forEach((row, i) => {
        probability[row] = own[i]!;
        rate[row] = model.rate;
        probabilities[row * width + place] = own[i]!;
      });
    }
    return { product, basis, y: Float64Array.from(y), probability, rate };
  });
  return { held, probabilities, tested, afterAsOf: 0 };
}

/** The end of what is known, and the outcomes before it. */
interface Window {
  readonly moments: Float64Array;
  readonly end: number;
  readonly length: number;
}

function readWindow(caller: string, data: PropensityData, options: PropensityOptions, time: string): Window {
  const unit = dateUnitOption(caller, options.dateUnit);
  const moments = dateColumn(caller, data.holdings, requireColumnName(caller, "time", time), { dateUnit: unit });
  const days = numberOption(caller, "days", options.days ?? 90, { min: 0, exclusive: true, max: mostDays });
  const last = moments.reduce((latest, moment) => Math.max(latest, moment), Number.NEGATIVE_INFINITY);
  const first = moments.reduce((earliest, moment) => Math.min(earliest, moment), Number.POSITIVE_INFINITY);
  const end = options.asOf === undefined ? last : parseDate(caller, "asOf", options.asOf);
  const length = days * millisecondsPerDay;
  if (first > end - 2 * length) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, column: time, value: days },
      `holdings must reach back twice ${days} days before ${showDate(end)}, once to learn and once to test; they ` +
        `begin at ${showDate(first)}: take fewer days`,
    );
  }
  return { moments, end, length };
}

function timeSplit(data: PropensityData, { moments, end, length }: Window, l2: number): Found {
  const width = data.products.length;
  const [earlier, later, held] = [end - 2 * length, end - length, end].map((by) => heldBy(data, moments, by));
  const probabilities = new Float64Array(held!.length);
  const everybody = Int32Array.from({ length: data.customers.length }, (_, row) => row);
  // Only those who were customers at the time, and did not hold the product.
  const couldGet = (before: Uint8Array, product: number): Int32Array =>
    everybody.filter((row) => {
      if (before[row * width + product] === 1) return false;
      for (let other = 0; other < width; other++) if (before[row * width + other] === 1) return true;
      return data.features !== null;
    });
  const tested = data.products.map((product, place): TestedProduct => {
    const before = withHoldings(data.features, earlier!, data.products, place);
    const between = withHoldings(data.features, later!, data.products, place);
    const test = couldGet(later!, place);
    const model = productModel(before, columnOf(later!, width, place), couldGet(earlier!, place), l2);
    const outcome = columnOf(held!, width, place);
    const now = productModel(between, outcome, test, l2);
    now.probabilities(withHoldings(data.features, held!, data.products, place), everybody).forEach((chance, row) => {
      probabilities[row * width + place] = chance;
    });
    return {
      product,
      basis: model.basis,
      y: Float64Array.from(test, (row) => outcome[row]!),
      probability: model.probabilities(between, test),
      rate: new Float64Array(test.length).fill(model.rate),
    };
  });
  return { held: held!, probabilities, tested, afterAsOf: moments.filter((moment) => moment > end).length };
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
