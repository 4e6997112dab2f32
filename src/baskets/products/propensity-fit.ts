import { ClienteleError, counted, numberOption, requireColumnName } from "../../errors/index.js";
import { createRandom } from "../../numeric/index.js";
import {
  type DateInput,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  millisecondsPerDay,
  mostDays,
  parseDate,
  showDate,
} from "../../table/index.js";
import { productModel, withHoldings } from "./product-model.js";
import type { PropensityData } from "./propensity-data.js";
import type { TestedProduct } from "./propensity-validation.js";

/** Probabilities of what customers do not hold, and what a test says of such probabilities. */
export interface PropensityFit {
  /** Customers × products: 1 where held now. */
  readonly held: Uint8Array;
  /** Customers × products. */
  readonly probabilities: Float64Array;
  readonly tested: readonly TestedProduct[];
  readonly afterAsOf: number;
  readonly warnings: readonly string[];
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

/** Each customer by models of the other parts. Errors: `too-few-rows`. */
export function crossFit(
  caller: string,
  data: PropensityData,
  { folds, l2, seed }: { readonly folds: number; readonly l2: number; readonly seed: number },
): PropensityFit {
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
  return { held, probabilities, tested, afterAsOf: 0, warnings: [] };
}

/** The end of what is known, and the outcomes before it. */
interface Window {
  readonly moments: Float64Array;
  readonly end: number;
  readonly length: number;
}

/** The column of time, and how far ahead to look. */
interface WindowOptions {
  readonly time: string;
  readonly dateUnit?: DateUnit;
  readonly days?: number;
  readonly asOf?: DateInput;
}

/** Reads when holdings began. Errors: those of the column, `invalid-option`, `too-few-rows`. */
export function readWindow(caller: string, data: PropensityData, options: WindowOptions): Window {
  const unit = dateUnitOption(caller, options.dateUnit);
  const moments = dateColumn(caller, data.holdings, requireColumnName(caller, "time", options.time), {
    dateUnit: unit,
  });
  const days = numberOption(caller, "days", options.days ?? 90, { min: 0, exclusive: true, max: mostDays });
  const last = moments.reduce((latest, moment) => Math.max(latest, moment), Number.NEGATIVE_INFINITY);
  const first = moments.reduce((earliest, moment) => Math.min(earliest, moment), Number.POSITIVE_INFINITY);
  const end = options.asOf === undefined ? last : parseDate(caller, "asOf", options.asOf);
  const length = days * millisecondsPerDay;
  if (first > end - 2 * length) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, column: options.time, value: days },
      `holdings must reach back twice ${counted(days, "day")} before ${showDate(end)}, once to learn and once to ` +
        `test; they begin at ${showDate(first)}: take fewer days`,
    );
  }
  return { moments, end, length };
}

/** Learns from the last days, and tests what the days before them teach on them. */
export function timeSplit(data: PropensityData, { moments, end, length }: Window, l2: number): PropensityFit {
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
  return {
    held: held!,
    probabilities,
    tested,
    afterAsOf: moments.filter((moment) => moment > end).length,
    warnings: silenceWarning(moments, end, length),
  };
}

/** Nothing got in all the days that are learnt from looks like a wish for nothing. */
function silenceWarning(moments: Float64Array, end: number, length: number): string[] {
  if (moments.some((moment) => moment > end - length && moment <= end)) return [];
  const last = moments.reduce((latest, at) => (at <= end ? Math.max(latest, at) : latest), Number.NEGATIVE_INFINITY);
  return [
    `nobody got anything in the last ${counted(length / millisecondsPerDay, "day")} before ${showDate(end)}, the ` +
      `last product ` +
      `came at ${showDate(last)}: every probability is 0 or nearly so, which says nothing if the holdings simply end ` +
      'there; leave "asOf" out, or take an earlier one',
  ];
}
