import { ClienteleError, knownOptions, numberOption, oneOf, showValue } from "../../errors/index.js";
import { adjustPValues, type PAdjustment, pAdjustments } from "../../numeric/index.js";
import {
  columnWithInfinities,
  createTable,
  type Keys,
  keyColumn,
  type Present,
  placeOfValue,
  requireRows,
  type SurveyWeights,
  surveyWeights,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import {
  comparedColumns,
  compareFeature,
  type FeatureContrast,
  phraseOf,
  sizeOf,
  strongestOfEach,
} from "./compared-features.js";

/** The name of a segment, as it stands in its column. */
type SegmentName = number | string | boolean;

/** Options of {@link compareSegments}. */
export interface CompareSegmentsOptions {
  /** The column that says which segment a row belongs to. */
  readonly group: string;
  /** The segment that is looked at. */
  readonly a: SegmentName;
  /** The segment that it is compared with [all other rows that have a segment]. */
  readonly b?: SegmentName | undefined;
  /** The columns to compare [all numbers, booleans and texts of at most 20 different values]. */
  readonly features?: readonly string[] | undefined;
  /** How p-values are corrected for their number [`"holm"`]. */
  readonly adjust?: PAdjustment | undefined;
  /** Survey weights: a column, or a number for each row [all the same]; as in {@link profileGroups}. */
  readonly weights?: SurveyWeights | undefined;
}

/** The columns of {@link compareSegments}: one row a feature, for a text one a value; the largest effect first. */
export type SegmentComparisonColumns = {
  feature: Present<string>;
  /** The value whose share is compared; missing where means are. */
  level: string;
  /** What `a` and `b` are: means (numbers) or shares, 0..1 (texts; of a boolean the share of true). */
  measure: Present<"mean" | "share">;
  /** Rows of a in which the feature is known. */
  countA: number;
  countB: number;
  /** The mean or share in a. */
  a: number;
  /** The mean or share in b. */
  b: number;
  /** a − b. */
  difference: number;
  /**
   * Bounds of the difference at 95 %: Welch's for means, Newcombe's for shares. Missing where there are too few rows.
   */
  lower: number;
  upper: number;
  /** Hedges' g for means, Cohen's h for shares; above 0 where a has more. Missing where there are too few rows. */
  effect: number;
  /** How large that is: below 0.2 negligible, from 0.2 small, from 0.5 medium, from 0.8 large (Cohen 1988). */
  size: "negligible" | "small" | "medium" | "large";
  /** Two-sided: Welch's t-test, or the test of two proportions. */
  pValue: number;
  adjustedP: number;
};

/** What the comparison says as a whole. */
export interface SegmentComparisonAttributes {
  /** Rows in each of the two. */
  readonly rows: { readonly a: number; readonly b: number };
  /** Rows in neither, which took no part. */
  readonly outside: number;
  /** What differs, strongest first, in words: differences whose corrected p-value is below `level` [0.05]. */
  readonly sentences: (options?: { readonly level?: number }) => string[];
}

/** A {@link compareSegments} table. */
export type SegmentComparison = Table<SegmentComparisonColumns, SegmentComparisonAttributes>;

const sizes = [
  [0.8, "large"],
  [0.5, "medium"],
  [0.2, "small"],
] as const;

/**
 * What differs between two segments, in one table: for numbers the means, for texts and booleans the shares, each with
 * the difference and its interval, an effect size, and a p-value corrected for the number of comparisons; the largest
 * effect first. Also for responders against non-responders, or one segment against everybody else (without `b`).
 * Missing cells are left out feature by feature.
 *
 * Errors: `unknown-column`, `empty-table`, `out-of-range` (a segment that is not there), `one-class` (nobody to compare
 * with), `column-type` (a date), `duplicate-column`, `not-finite`, `invalid-option`.
 *
 * Sources: Welch (1947); Hedges (1981); Cohen (1988); Newcombe (1998); Holm (1979); Benjamini and Hochberg (1995); Kish
 * (1965).
 *
 * @example
 * ```ts
 * const answers = {
 *   answered: [true, true, true, true, false, false, false, false],
 *   age: [51, 48, 60, 57, 30, 33, 41, 28],
 *   channel: ["web", "shop", "shop", "shop", "web", "web", "web", "shop"],
 * };
 * const differs = compareSegments(answers, { group: "answered", a: true, b: false });
 * differs.head(1).toRows(); // age: 54 against 33, effect 3.26
 * ```
 */
export function compareSegments(input: TableInput, options: CompareSegmentsOptions): SegmentComparison {
  const caller = "compareSegments";
  knownOptions(caller, options, ["group", "a", "b", "features", "adjust", "weights"]);
  const table = toTable(caller, input);
  requireRows(caller, table);
  const adjust = oneOf(caller, "adjust", options.adjust, pAdjustments, "holm");
  const codes = twoGroups(caller, table, options);
  const weights = options.weights === undefined ? null : surveyWeights(caller, table, options.weights);
  const columns = comparedColumns(caller, table, options.features, options.group, options.weights);
  const rows = columns
    .flatMap((column) => compareFeature(caller, table, column, { codes, groups: 2, weights }).contrasts)
    .filter(({ group }) => group === 0)
    .sort((one, other) => sizeOf(other.effect) - sizeOf(one.effect));
  const pValue = rows.map((row) => row.pValue);
  const adjustedP = adjustPValues(pValue, adjust);
  const inGroup = (code: number): number => codes.reduce((count, own) => count + (own === code ? 1 : 0), 0);
  return createTable<SegmentComparisonColumns, SegmentComparisonAttributes>(
    {
      feature: rows.map((row) => row.feature),
      level: rows.map((row) => row.level),
      measure: rows.map((row) => row.measure),
      countA: rows.map((row) => row.count),
      countB: rows.map((row) => row.restCount),
      a: rows.map((row) => row.value),
      b: rows.map((row) => row.rest),
      difference: rows.map((row) => row.value - row.rest),
      lower: rows.map((row) => row.lower),
      upper: rows.map((row) => row.upper),
      effect: columnWithInfinities(rows.map((row) => row.effect)),
      size: rows.map((row) => sizeWord(row.effect)),
      pValue,
      adjustedP,
    },
    {
      rows: Object.freeze({ a: inGroup(0), b: inGroup(1) }),
      outside: inGroup(-1),
      sentences: (asked = {}) => {
        knownOptions("sentences", asked, ["level"]);
        const level = numberOption("sentences", "level", asked.level ?? 0.05, { min: 0, max: 1 });
        return sentences(rows, adjustedP, level);
      },
    },
  );
}

/** Code 0 for rows of a, 1 for rows of b, −1 for all others. */
function twoGroups(caller: string, table: Table, { group, a, b }: CompareSegmentsOptions): Int32Array {
  const keys = keyColumn(caller, table, group, { missing: "keep" });
  const own = codeOf(caller, keys, group, "a", a);
  const other = b === undefined ? null : codeOf(caller, keys, group, "b", b);
  if (own === other || keys.count < 2) {
    throw new ClienteleError(
      "one-class",
      { function: caller, column: group, value: a },
      own === other ? `${showValue(a)} cannot be compared with itself` : `all rows are in ${showValue(a)}`,
    );
  }
  return keys.codes.map((code) => {
    if (code === own) return 0;
    return code >= 0 && (other === null || code === other) ? 1 : -1;
  });
}

function codeOf(caller: string, { labels }: Keys, group: string, option: "a" | "b", name: SegmentName): number {
  return placeOfValue(caller, { option, column: group, things: "segments", code: "out-of-range" }, labels, name);
}

function sizeWord(effect: number): SegmentComparisonColumns["size"] | null {
  if (Number.isNaN(effect)) return null;
  return sizes.find(([least]) => Math.abs(effect) >= least)?.[1] ?? "negligible";
}

function sentences(rows: readonly FeatureContrast[], adjustedP: readonly number[], level: number): string[] {
  const differing = rows.filter((_, i) => adjustedP[i]! < level);
  return strongestOfEach(differing).map(phraseOf);
}
