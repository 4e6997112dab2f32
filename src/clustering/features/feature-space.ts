import * as v from "valibot";
import { ClienteleError, finiteNumber, nonNegativeNumber, positiveNumber, showValue } from "../../errors/index.js";
import { mean, median, quantiles, standardDeviation, weightedMean } from "../../numeric/index.js";
import { numberColumn, type Table } from "../../table/index.js";
import { type FeatureTransform, featureTransforms, type NamedRule } from "./feature-rules.js";

/**
 * What happens to a row in which a feature is missing: an error, the row is left out, or the median of the column
 * stands in.
 */
export type MissingFeatures = "error" | "drop" | "median";

/** The policies for missing features. */
export const missingFeatures = ["error", "drop", "median"] as const;

/** One dimension of a feature space, plain data: coordinate = √weight · (transform(value / unit) − offset) / spread. */
export interface Feature {
  readonly name: string;
  readonly transform: FeatureTransform;
  /**
   * For `asinh` the median absolute value other than 0, so that the transform does not depend on the currency; else 1.
   */
  readonly unit: number;
  readonly offset: number;
  readonly spread: number;
  readonly weight: number;
  /** What stands in for a missing value, in the column's own unit; null where nothing does. */
  readonly fill: number | null;
}

/** How a {@link Feature} looks as plain data. */
export const featureShape = () =>
  v.object({
    name: v.string(),
    transform: v.picklist(featureTransforms),
    unit: positiveNumber(),
    offset: finiteNumber(),
    spread: positiveNumber(),
    weight: nonNegativeNumber(),
    fill: v.nullable(finiteNumber()),
  });

/** Rows of a table as points of a feature space. */
export interface FeaturePoints {
  /** Row-major; only the rows in which nothing is missing. */
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** The row of the table that each point comes from. */
  readonly sources: Int32Array;
}

/**
 * Learns a feature space from a table. Means and deviations are weighted where there are weights; other measures look
 * at all rows of positive weight alike. `constant` names the columns with the same value everywhere, which add nothing
 * to any distance.
 */
export function fitFeatures(
  caller: string,
  customers: Table,
  named: readonly NamedRule[],
  missing: MissingFeatures,
  weights?: Float64Array,
): { readonly features: Feature[]; readonly constant: string[] } {
  if (customers.numRows === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no customers");
  const columns = named.map((rule) => featureColumn(caller, customers, rule.name, missing));
  const usable = weights === undefined ? undefined : (row: number) => weights[row]! > 0;
  const complete = missing === "drop" ? completeRows(columns) : allRows(customers);
  const features = named.map((rule, f) => {
    const column = columns[f]!;
    const rows = complete.filter((row) => !Number.isNaN(column[row]) && (usable === undefined || usable(row)));
    if (rows.length === 0) {
      throw new ClienteleError(
        "missing-value",
        { function: caller, column: rule.name },
        `has no value in any usable row${weights === undefined ? "" : " of positive weight"}`,
      );
    }
    checkDomain(caller, rule.name, rule.transform, column);
    const known = Float64Array.from(rows, (row) => column[row]!);
    const importance = weights === undefined ? undefined : Float64Array.from(rows, (row) => weights[row]!);
    return fitFeature(caller, rule, known, importance, missing);
  });
  const constant = features.filter((feature) => feature.spread === 0).map((feature) => feature.name);
  return {
    features: features.map((feature) => (feature.spread === 0 ? { ...feature, spread: 1 } : feature)),
    constant,
  };
}

/**
 * The rows of a table as points of a feature space. Missing values are refused, left out or filled, as `missing` says.
 */
export function featurePoints(
  caller: string,
  customers: Table,
  features: readonly Feature[],
  missing: MissingFeatures,
): FeaturePoints {
  const columns = features.map((feature) => featureColumn(caller, customers, feature.name, missing));
  const filled = columns.map((column, f) => fillMissing(column, features[f]!.fill));
  const rows = missing === "drop" ? completeRows(filled) : allRows(customers);
  const sources = Int32Array.from(rows);
  const width = features.length;
  const data = new Float64Array(sources.length * width);
  for (let f = 0; f < width; f++) {
    const { name, transform, unit, offset, spread, weight } = features[f]!;
    const column = filled[f]!;
    checkDomain(caller, name, transform, column);
    const scale = Math.sqrt(weight) / spread;
    for (let i = 0; i < sources.length; i++) {
      const coordinate = (transformed(transform, column[sources[i]!]! / unit) - offset) * scale;
      if (!(Math.abs(coordinate) < farthest)) refuseFar(caller, name, sources[i]!, column[sources[i]!]!);
      data[i * width + f] = coordinate;
    }
  }
  return { data, rows: sources.length, columns: width, sources };
}

/**
 * A coordinate of the feature space as a value of the column: the inverse of what {@link featurePoints} does. A feature
 * of weight 0 gives null.
 */
export function valueOfCoordinate(feature: Feature, coordinate: number): number | null {
  const { transform, unit, offset, spread, weight } = feature;
  if (weight === 0) return null;
  return unit * restored(transform, (coordinate / Math.sqrt(weight)) * spread + offset);
}

/** A coordinate beyond this has a square that doubles cannot hold. */
const farthest = 1e150;

function refuseFar(caller: string, column: string, row: number, value: number): never {
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column, row: row + 1, value },
    `${showValue(value)} lies so far from the other values that its squared distance is infinite`,
  );
}

function featureColumn(caller: string, customers: Table, name: string, missing: MissingFeatures): Float64Array {
  return numberColumn(caller, customers, name, { missing: missing === "error" ? "error" : "keep" });
}

function completeRows(columns: readonly Float64Array[]): number[] {
  const rows: number[] = [];
  for (let row = 0; row < columns[0]!.length; row++) {
    if (columns.every((column) => !Number.isNaN(column[row]))) rows.push(row);
  }
  return rows;
}

function allRows({ numRows }: Table): number[] {
  return Array.from({ length: numRows }, (_, row) => row);
}

function fillMissing(column: Float64Array, fill: number | null): Float64Array {
  if (fill === null || !column.some(Number.isNaN)) return column;
  return column.map((value) => (Number.isNaN(value) ? fill : value));
}

function fitFeature(
  caller: string,
  rule: NamedRule,
  known: Float64Array,
  importance: Float64Array | undefined,
  missing: MissingFeatures,
): Feature {
  const { name, transform, weight } = rule;
  const unit = transform === "asinh" ? typicalSize(known) : 1;
  const values = known.map((value) => transformed(transform, value / unit));
  const constant = rule.scale !== "none" && values.every((value) => value === values[0]);
  // Rounding would give a constant column a tiny spread other than 0.
  const [offset, spread] = constant ? [values[0]!, 0] : scaleOf(rule.scale, values, importance);
  if (!constant && !(Number.isFinite(offset) && Number.isFinite(1 / spread) && spread < Number.POSITIVE_INFINITY)) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: name },
      `its values lie so ${spread > 1 || Number.isNaN(spread) ? "far apart" : "close together"} that doubles ` +
        "cannot hold their variance; use another unit or a transform",
    );
  }
  return { name, transform, unit, offset, spread, weight, fill: missing === "median" ? median(known) : null };
}

function scaleOf(
  scale: NamedRule["scale"],
  values: Float64Array,
  importance: Float64Array | undefined,
): [offset: number, spread: number] {
  if (scale === "none") return [0, 1];
  if (scale === "zscore") {
    if (importance === undefined) return [mean(values), standardDeviation(values, { sample: false })];
    const center = weightedMean(values, importance);
    const squares = values.map((value) => (value - center) ** 2);
    return [center, Math.sqrt(weightedMean(squares, importance))];
  }
  if (scale === "range") {
    const [least, most] = quantiles(values, [0, 1]);
    return [least!, most! - least!];
  }
  const [lower, middle, upper] = quantiles(values, [0.25, 0.5, 0.75]);
  // More than half of the values are equal: their range is all there is to scale by.
  const spread = upper === lower ? scaleOf("range", values, undefined)[1] : upper! - lower!;
  return [middle!, spread];
}

function typicalSize(values: Float64Array): number {
  const sizes = values.filter((value) => value !== 0).map(Math.abs);
  return sizes.length === 0 ? 1 : median(sizes);
}

const domains = {
  log: { holds: (value: number) => value > 0, words: "above 0", instead: '"log1p" takes 0, "asinh" any number' },
  log1p: { holds: (value: number) => value >= 0, words: "at least 0", instead: '"asinh" takes any number' },
  sqrt: { holds: (value: number) => value >= 0, words: "at least 0", instead: '"asinh" takes any number' },
} as const;

function checkDomain(caller: string, column: string, transform: FeatureTransform, values: Float64Array): void {
  if (transform === "identity" || transform === "asinh") return;
  const { holds, words, instead } = domains[transform];
  const row = values.findIndex((value) => !holds(value) && !Number.isNaN(value));
  if (row < 0) return;
  const value = values[row]!;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column, row: row + 1, value },
    `transform ${showValue(transform)} needs a value ${words}, got ${showValue(value)}; ${instead}`,
  );
}

function transformed(transform: FeatureTransform, value: number): number {
  if (transform === "log") return Math.log(value);
  if (transform === "log1p") return Math.log1p(value);
  if (transform === "sqrt") return Math.sqrt(value);
  if (transform === "asinh") return Math.asinh(value);
  return value;
}

function restored(transform: FeatureTransform, value: number): number {
  if (transform === "log") return Math.exp(value);
  if (transform === "log1p") return Math.expm1(value);
  if (transform === "sqrt") return value * Math.max(0, value);
  if (transform === "asinh") return Math.sinh(value);
  return value;
}
