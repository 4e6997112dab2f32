import { ClienteleError, knownOptions, refuseRow, showValue } from "../errors/index.js";
import {
  createTable,
  type Keys,
  keyColumn,
  numberColumn,
  type Present,
  requireRows,
  type SurveyWeights,
  surveyWeights,
  type Table,
  type TableInput,
  toTable,
} from "../table/index.js";
import type { CrossTable } from "./correspondence-analysis.js";
import { mapOf, type Name, type PositioningMap } from "./positioning-map.js";

/** Options of {@link positioning}. */
export interface PositioningOptions {
  /** The column of attributes. */
  readonly attribute: string;
  /** The column of brands. */
  readonly brand: string;
  /** The column of scores, at least 0, on one scale for all, more being better. */
  readonly score: string;
  /** The column with the importance of each attribute, at least 0; of several rows the mean [all the same]. */
  readonly importance?: string | undefined;
  /** Survey weights of the rows: a column or a list [all the same]. */
  readonly weights?: SurveyWeights | undefined;
}

/** The columns of `scores`: one row a brand, in the order of first appearance. */
export type PositioningScoreColumns = {
  brand: Present<Name>;
  /** Mean score over the attributes, weighted by their importance. */
  score: number;
  /** From 1 for the highest score; brands of equal score share the lowest. */
  rank: number;
  /** Score less the highest score of a rival; missing where there is none. */
  gap: number;
  /**
   * The attribute with the largest gap ahead of the best rival, weighted by importance; missing where none is ahead.
   */
  strength: Name;
  /** The attribute with the largest gap behind the best rival, weighted by importance; missing where none is behind. */
  weakness: Name;
};

/** The columns of `gaps`: one row an attribute and brand. */
export type PositioningGapColumns = {
  attribute: Present<Name>;
  brand: Present<Name>;
  /** Share of all importance, 0..1. */
  importance: number;
  score: number;
  /** The rival with the highest score; the first of several. Missing for a single brand. */
  bestRival: Name;
  rivalScore: number;
  /** Score less that of the best rival; missing for a single brand. */
  gap: number;
  /** Score less the mean of all rivals. */
  gapToMean: number;
  /** Gap times importance. */
  weightedGap: number;
};

/** How brands stand against each other. */
export interface Positioning {
  readonly scores: Table<PositioningScoreColumns>;
  readonly gaps: Table<PositioningGapColumns>;
  readonly map: PositioningMap;
  readonly warnings: readonly string[];
}

/**
 * How do customers see our brand beside its rivals, and on what should we gain? Mean scores of attributes × brands,
 * weighted by importance; the gap to the best rival on each; and a map of attributes and brands on two axes by
 * correspondence analysis.
 *
 * On the map brands near each other have like profiles, and a brand lies on the side of the attributes on which it
 * scores more than its level would suggest: the map shows what sets brands apart, not which is better; that is what
 * `scores` and `gaps` say. Distances between a brand and an attribute mean nothing. `inertia` says how much of the
 * differences the two axes show.
 *
 * @param ratings - one row a rating: `attribute`, `brand`, `score`; several rows of a pair are averaged
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (also for a brand that was not rated on an attribute),
 * `not-a-number`, `not-finite`, `out-of-range` (scores, importance or weights below 0, or all 0), `invalid-option`.
 *
 * Source: Greenacre (2017), Correspondence Analysis in Practice; Martilla and James (1977) for gaps by importance.
 *
 * @example
 * ```ts
 * const { scores, map } = positioning(
 *   {
 *     attribute: ["price", "price", "taste", "taste"],
 *     brand: ["ours", "theirs", "ours", "theirs"],
 *     score: [6, 9, 8, 5],
 *     importance: [1, 1, 3, 3],
 *   },
 *   { attribute: "attribute", brand: "brand", score: "score", importance: "importance" },
 * );
 * scores.column("score").toArray(); // [7.5, 6]
 * map.inertia; // [1]
 * ```
 */
export function positioning(ratings: TableInput, options: PositioningOptions): Positioning {
  const caller = "positioning";
  knownOptions(caller, options, ["attribute", "brand", "score", "importance", "weights"]);
  const table = toTable(caller, ratings);
  requireRows(caller, table);
  const attributes = keyColumn(caller, table, options.attribute);
  const brands = keyColumn(caller, table, options.brand);
  const weights = surveyWeights(caller, table, options.weights);
  const scores = notNegative(caller, options.score, numberColumn(caller, table, options.score));
  const cells = meanScores(caller, { attributes, brands, scores, weights });
  const importance = importanceShares(caller, table, options.importance, attributes, weights);
  const gaps = gapsOf(cells, importance);
  const { map, warnings } = mapOf(cells, attributes, brands);
  return {
    scores: scoreTable(cells, gaps, importance, attributes, brands),
    gaps: gapTable(cells, gaps, importance, attributes, brands),
    map,
    warnings: Object.freeze(warnings),
  };
}

function notNegative(caller: string, column: string, values: Float64Array): Float64Array {
  values.forEach((value, row) => {
    if (value < 0) {
      refuseRow(
        caller,
        column,
        row,
        value,
        `must be at least 0, got ${value}; bring it to such a scale first: rescale`,
      );
    }
  });
  return values;
}

interface Ratings {
  readonly attributes: Keys;
  readonly brands: Keys;
  readonly scores: Float64Array;
  readonly weights: Float64Array;
}

/** Mean scores, a row an attribute and a column a brand. */
function meanScores(caller: string, { attributes, brands, scores, weights }: Ratings): CrossTable {
  const sums = new Float64Array(attributes.count * brands.count);
  const counts = new Float64Array(sums.length);
  scores.forEach((score, row) => {
    const cell = attributes.codes[row]! * brands.count + brands.codes[row]!;
    sums[cell]! += weights[row]! * score;
    counts[cell]! += weights[row]!;
  });
  const empty = counts.indexOf(0);
  if (empty >= 0) {
    const [attribute, brand] = [Math.floor(empty / brands.count), empty % brands.count];
    throw new ClienteleError(
      "missing-value",
      { function: caller, value: null },
      `no rating of brand ${showValue(brands.labels.at(brand))} on attribute ` +
        `${showValue(attributes.labels.at(attribute))}; every brand has to be rated on every attribute`,
    );
  }
  const data = sums.map((value, cell) => value / counts[cell]!);
  if (data.every((value) => value === 0)) {
    throw new ClienteleError("out-of-range", { function: caller, value: 0 }, "every score is 0");
  }
  return { data, rows: attributes.count, columns: brands.count };
}

function importanceShares(
  caller: string,
  table: Table,
  name: string | undefined,
  attributes: Keys,
  weights: Float64Array,
): Float64Array {
  if (name === undefined) return new Float64Array(attributes.count).fill(1 / attributes.count);
  const values = notNegative(caller, name, numberColumn(caller, table, name));
  const sums = new Float64Array(attributes.count);
  const counts = new Float64Array(attributes.count);
  values.forEach((value, row) => {
    sums[attributes.codes[row]!]! += weights[row]! * value;
    counts[attributes.codes[row]!]! += weights[row]!;
  });
  const means = sums.map((value, code) => value / counts[code]!);
  const total = means.reduce((sum, value) => sum + value, 0);
  if (total > 0) return means.map((value) => value / total);
  throw new ClienteleError("out-of-range", { function: caller, column: name, value: 0 }, "every importance is 0");
}

interface Gaps {
  /** The brand, by code, that is best among the others; −1 for a single brand. */
  readonly rival: Int32Array;
  readonly toBest: Float64Array;
  readonly toMean: Float64Array;
  readonly weighted: Float64Array;
}

function gapsOf({ data, rows, columns }: CrossTable, importance: Float64Array): Gaps {
  const rival = new Int32Array(data.length).fill(-1);
  const toBest = new Float64Array(data.length).fill(Number.NaN);
  const toMean = new Float64Array(data.length).fill(Number.NaN);
  for (let row = 0; row < rows; row++) {
    const ofRow = data.subarray(row * columns, (row + 1) * columns);
    const total = ofRow.reduce((sum, value) => sum + value, 0);
    for (let brand = 0; brand < columns && columns > 1; brand++) {
      const cell = row * columns + brand;
      const best = bestOther(ofRow, brand);
      rival[cell] = best;
      toBest[cell] = ofRow[brand]! - ofRow[best]!;
      toMean[cell] = ofRow[brand]! - (total - ofRow[brand]!) / (columns - 1);
    }
  }
  return { rival, toBest, toMean, weighted: toBest.map((gap, cell) => gap * importance[Math.floor(cell / columns)]!) };
}

/** The place of the largest value beside the one at `own`; the first of several. */
function bestOther(values: Float64Array, own: number): number {
  let best = own === 0 ? 1 : 0;
  for (let i = 0; i < values.length; i++) if (i !== own && values[i]! > values[best]!) best = i;
  return best;
}

function gapTable(
  { data, columns }: CrossTable,
  { rival, toBest, toMean, weighted }: Gaps,
  importance: Float64Array,
  attributes: Keys,
  brands: Keys,
): Table<PositioningGapColumns> {
  const attributeOf = Int32Array.from(data, (_, cell) => Math.floor(cell / columns));
  return createTable<PositioningGapColumns>({
    attribute: attributes.labels.take(attributeOf),
    brand: brands.labels.take(Int32Array.from(data, (_, cell) => cell % columns)),
    importance: Float64Array.from(attributeOf, (attribute) => importance[attribute]!),
    score: data,
    bestRival: brands.labels.take(rival),
    rivalScore: data.map((_, cell) =>
      rival[cell]! < 0 ? Number.NaN : data[attributeOf[cell]! * columns + rival[cell]!]!,
    ),
    gap: toBest,
    gapToMean: toMean,
    weightedGap: weighted,
  });
}

function scoreTable(
  { data, rows, columns }: CrossTable,
  { weighted }: Gaps,
  importance: Float64Array,
  attributes: Keys,
  brands: Keys,
): Table<PositioningScoreColumns> {
  const score = new Float64Array(columns);
  data.forEach((value, cell) => {
    score[cell % columns]! += value * importance[Math.floor(cell / columns)]!;
  });
  const extreme = (sign: 1 | -1) =>
    Int32Array.from(score, (_, brand) => {
      let found = -1;
      for (let row = 0; row < rows; row++) {
        const gap = sign * weighted[row * columns + brand]!;
        if (gap > 0 && (found < 0 || gap > sign * weighted[found * columns + brand]!)) found = row;
      }
      return found;
    });
  return createTable<PositioningScoreColumns>({
    brand: brands.labels,
    score,
    rank: score.map((own) => 1 + score.filter((other) => other > own).length),
    gap: score.map((own, brand) => (columns === 1 ? Number.NaN : own - score[bestOther(score, brand)]!)),
    strength: attributes.labels.take(extreme(1)),
    weakness: attributes.labels.take(extreme(-1)),
  });
}
