import { type Table, textColumn } from "../../table/index.js";
import { type Feature, featurePoints, type MissingFeatures } from "../features/feature-space.js";
import type { Category } from "./k-prototypes-model.js";

/** Rows of a table as coordinates of numeric features and codes of categories. */
export interface MixedPoints {
  readonly rows: number;
  /** Row-major. */
  readonly numbers: Float64Array;
  readonly numeric: number;
  /** Row-major: places in the levels of each category; −1 for a level that the category does not list. */
  readonly codes: Int32Array;
  readonly categorical: number;
  /** The row of the table that each point comes from. */
  readonly sources: Int32Array;
}

/** Prototypes: means and modes, row-major. */
export interface Prototypes {
  readonly centers: Float64Array;
  readonly modes: Int32Array;
}

/** The levels of the named columns in the order of first appearance. */
export function readCategories(caller: string, customers: Table, names: readonly string[]): Category[] {
  return names.map((name) => {
    const { codes, labels } = textColumn(caller, customers, name);
    const levels: (string | null)[] = [];
    const seen = new Set<number>();
    for (const code of codes) {
      if (seen.has(code)) continue;
      seen.add(code);
      levels.push(code < 0 ? null : labels[code]!);
    }
    return { name, levels };
  });
}

/** The rows of a table as mixed points. */
export function mixedPoints(
  caller: string,
  customers: Table,
  features: readonly Feature[],
  categories: readonly Category[],
  missing: MissingFeatures,
): MixedPoints {
  const numeric = features.length;
  const points =
    numeric === 0
      ? { data: new Float64Array(0), sources: Int32Array.from({ length: customers.numRows }, (_, row) => row) }
      : featurePoints(caller, customers, features, missing);
  const { sources } = points;
  const categorical = categories.length;
  const codes = new Int32Array(sources.length * categorical);
  categories.forEach(({ name, levels }, c) => {
    const place = new Map(levels.map((level, i) => [level, i]));
    const column = textColumn(caller, customers, name);
    const ofLabel = column.labels.map((label) => place.get(label) ?? -1);
    const ofMissing = place.get(null) ?? -1;
    for (let i = 0; i < sources.length; i++) {
      const code = column.codes[sources[i]!]!;
      codes[i * categorical + c] = code < 0 ? ofMissing : ofLabel[code]!;
    }
  });
  return { rows: sources.length, numbers: points.data, numeric, codes, categorical, sources };
}

/** Squared distance of the numbers plus gamma for each category that differs (Huang 1998). */
export function mixedDistance(
  points: MixedPoints,
  row: number,
  to: Prototypes,
  prototype: number,
  gamma: number,
): number {
  const { numeric, categorical, numbers, codes } = points;
  let squares = 0;
  for (let f = 0; f < numeric; f++) {
    const difference = numbers[row * numeric + f]! - to.centers[prototype * numeric + f]!;
    squares += difference * difference;
  }
  let differing = 0;
  for (let c = 0; c < categorical; c++) {
    if (codes[row * categorical + c] !== to.modes[prototype * categorical + c]) differing++;
  }
  return squares + gamma * differing;
}

/**
 * Gives each point its nearest prototype, a tie going to the lower one; returns how many changed and the total cost.
 */
export function assignPrototypes(
  points: MixedPoints,
  to: Prototypes,
  k: number,
  gamma: number,
  labels: Int32Array,
): { moved: number; cost: number } {
  let moved = 0;
  let cost = 0;
  for (let row = 0; row < points.rows; row++) {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < k; j++) {
      const distance = mixedDistance(points, row, to, j, gamma);
      if (distance >= least) continue;
      least = distance;
      nearest = j;
    }
    cost += least;
    if (labels[row] === nearest) continue;
    labels[row] = nearest;
    moved++;
  }
  return { moved, cost };
}
