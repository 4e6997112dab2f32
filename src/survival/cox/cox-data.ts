import { ClienteleError, requireSameLength } from "../../errors/index.js";
import { sortedOrder } from "../../numeric/index.js";
import { type FeatureMatrix, type Features, type NumberInput, readFeatures } from "../../table/index.js";
import { type EventInput, readLifetimes } from "../curves/lifetimes.js";

/** What a Cox model is fitted to: rows with the longest durations first, columns centered and scaled. */
export interface CoxData {
  readonly rows: number;
  readonly columns: number;
  readonly names: readonly string[];
  /** Row-major, in the order of the rows: (x − means) / scales. */
  readonly x: Float64Array;
  readonly means: Float64Array;
  /** Standard deviations, or 1 for a column that does not vary. */
  readonly scales: Float64Array;
  /** Descending. */
  readonly durations: Float64Array;
  readonly events: Uint8Array;
  readonly count: Float64Array | undefined;
  readonly customers: number;
  readonly eventCount: number;
}

/**
 * Reads features and lifetimes and sorts them by falling duration. Rows last seen before the first event were never at
 * risk at one: they are kept for the count, and otherwise make no difference. Errors: those of the lifetimes and the
 * features, `one-class` when nothing ended.
 */
export function readCoxData(
  caller: string,
  features: Features,
  durations: NumberInput,
  events: EventInput,
  options: { readonly names?: readonly string[] | undefined; readonly count?: NumberInput | undefined },
): CoxData {
  const lifetimes = readLifetimes(caller, durations, events, options.count);
  const points = readFeatures(caller, features, { names: options.names });
  requireSameLength(caller, "X", points.rows, lifetimes.givenRows, "durations");
  const { columns, names } = points;
  const { rows, kept } = lifetimes;
  const order = sortedOrder(lifetimes.durations).reverse();
  const sorted = {
    durations: new Float64Array(rows),
    events: new Uint8Array(rows),
    count: lifetimes.count === undefined ? undefined : new Float64Array(rows),
  };
  let customers = 0;
  let eventCount = 0;
  for (let i = 0; i < rows; i++) {
    const row = order[i]!;
    sorted.durations[i] = lifetimes.durations[row]!;
    sorted.events[i] = lifetimes.events[row]!;
    const one = lifetimes.count === undefined ? 1 : lifetimes.count[row]!;
    if (sorted.count !== undefined) sorted.count[i] = one;
    customers += one;
    if (sorted.events[i] === 1) eventCount += one;
  }
  if (eventCount === 0) {
    throw new ClienteleError("one-class", { function: caller, column: "events" }, "no lifetime has ended");
  }
  const places = kept ?? Int32Array.from({ length: rows }, (_, row) => row);
  const { means, scales, inverse } = moments(caller, points, places, lifetimes.count, customers);
  const x = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const from = places[order[i]!]! * columns;
    const to = i * columns;
    for (let j = 0; j < columns; j++) x[to + j] = (points.data[from + j]! - means[j]!) * inverse[j]!;
  }
  return { rows, columns, names, x, means, scales, ...sorted, customers, eventCount };
}

/**
 * Means, population standard deviations (1 where a column is constant) and their inverses (0 there, so that rounding
 * does not become a column).
 */
function moments(
  caller: string,
  { data, columns, names }: FeatureMatrix,
  places: Int32Array,
  count: Float64Array | undefined,
  total: number,
) {
  const means = new Float64Array(columns);
  const scales = new Float64Array(columns);
  for (let i = 0; i < places.length; i++) {
    const one = count === undefined ? 1 : count[i]!;
    const from = places[i]! * columns;
    for (let j = 0; j < columns; j++) means[j]! += one * data[from + j]!;
  }
  for (let j = 0; j < columns; j++) means[j]! /= total;
  for (let i = 0; i < places.length; i++) {
    const one = count === undefined ? 1 : count[i]!;
    const from = places[i]! * columns;
    for (let j = 0; j < columns; j++) {
      const deviation = data[from + j]! - means[j]!;
      scales[j]! += one * deviation * deviation;
    }
  }
  const inverse = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const deviation = Math.sqrt(scales[j]! / total);
    if (!Number.isFinite(deviation)) {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column: names[j] },
        "its values are so large that their squares overflow; give them in a larger unit",
      );
    }
    // A deviation this small against the mean is the rounding of the mean.
    const varies = deviation > 1e-13 * Math.abs(means[j]!);
    scales[j] = varies ? deviation : 1;
    inverse[j] = varies ? 1 / deviation : 0;
  }
  return { means, scales, inverse };
}
