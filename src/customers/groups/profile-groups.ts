import { ClienteleError, counted, knownOptions, numberOption, oneOf } from "../../errors/index.js";
import { adjustPValues, type PAdjustment, pAdjustments } from "../../numeric/index.js";
import {
  type Column,
  columnWithInfinities,
  createTable,
  keyColumn,
  type Present,
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
  type FeatureProfile,
  phraseOf,
  sizeOf,
  strongestOfEach,
} from "./compared-features.js";

/** Options of {@link profileGroups}. */
export interface ProfileGroupsOptions {
  /** The column that says which group a row belongs to; rows where it is missing are left out. */
  readonly group: string;
  /** The columns to compare [all numbers, booleans and texts of at most 20 different values]. */
  readonly features?: readonly string[] | undefined;
  /** How p-values are corrected for their number [`"holm"`]. */
  readonly adjust?: PAdjustment | undefined;
  /**
   * Survey weights: a column, or a number for each row [all the same]. Means and shares are weighted; for effects and
   * p-values a group counts as its effective number of rows, (Σ w)² / Σ w².
   */
  readonly weights?: SurveyWeights | undefined;
}

/** The columns of {@link profileGroups}: one row per group and feature, for a text column per group and value. */
export type GroupProfileColumns = {
  group: number | string | boolean;
  feature: Present<string>;
  /** The value whose share is compared; missing where means are. */
  level: string;
  /** What `value` is: a mean (numbers) or a share, 0..1 (texts; of a boolean the share of true). */
  measure: Present<"mean" | "share">;
  /** Rows of the group in which the feature is known. */
  count: number;
  /** In the group. */
  value: number;
  /** Among all other rows that have a group. */
  rest: number;
  /** Bounds of `value` − `rest` at 95 %, by Welch and by Newcombe. Missing where there are too few rows. */
  lower: number;
  upper: number;
  /**
   * Hedges' g for means (difference in standard deviations), Cohen's h for shares: about 0.2 is small, 0.5 middling,
   * 0.8 large; above 0 where the group has more. Infinite where the number is one and the same in the group, and
   * another in the rest. Missing where there are too few rows.
   */
  effect: number;
  /** Two-sided: Welch's t-test, or the test of two proportions. Missing where there are too few rows. */
  pValue: number;
  adjustedP: number;
};

/** What the profile says as a whole. */
export interface GroupProfileAttributes {
  /**
   * How much each feature differs over all groups, 0..1, most first: η² for numbers, Cramér's V for texts and booleans.
   * Missing for a constant.
   */
  readonly strengths: Table<{ feature: string; measure: "eta-squared" | "cramers-v"; strength: number }>;
  /** Rows without a group, which took no part. */
  readonly withoutGroup: number;
  /**
   * For each group a sentence with what sets it apart most [`top` 3 features]; of a text the value with the largest
   * effect.
   */
  readonly sentences: (options?: { readonly top?: number }) => string[];
}

/** A {@link profileGroups} table. */
export type GroupProfile = Table<GroupProfileColumns, GroupProfileAttributes>;

/**
 * What sets each group of customers apart from all the others: for numbers the means, for texts and booleans the
 * shares, each with an effect size and a p-value corrected for the number of comparisons. Groups ascend; within a group
 * the largest effect comes first. Missing cells are left out feature by feature.
 *
 * Where the groups are clusters, a feature that made the clusters differs between them by construction: read its effect
 * as a description and its p-value not at all. A feature that took no part is evidence.
 *
 * Of two groups, such as those who answered and those who did not, {@link compareSegments} makes a table with a row for
 * each difference.
 *
 * Errors: `unknown-column`, `empty-table`, `one-class` (fewer than two groups), `column-type` (a date),
 * `duplicate-column`, `not-finite`, `invalid-option`.
 *
 * Sources: Welch (1947); Hedges (1981); Cohen (1988); Holm (1979); Benjamini and Hochberg (1995);
 * Newcombe (1998) for intervals of shares; Kish (1965) for weights.
 *
 * @example
 * ```ts
 * const profile = profileGroups(
 *   { cluster: [0, 0, 0, 1, 1, 1], orders: [1, 2, 1, 9, 8, 11], channel: ["web", "web", "shop", "shop", "shop", "shop"]
 * },
 *   { group: "cluster", features: ["orders", "channel"] },
 * );
 * console.log(profile.sentences().join("\n"));
 * ```
 */
export function profileGroups(input: TableInput, options: ProfileGroupsOptions): GroupProfile {
  const caller = "profileGroups";
  knownOptions(caller, options, ["group", "features", "adjust", "weights"]);
  const table = toTable(caller, input);
  requireRows(caller, table);
  const adjust = oneOf(caller, "adjust", options.adjust, pAdjustments, "holm");
  const groups = readGroups(caller, table, options.group);
  const weights = options.weights === undefined ? null : surveyWeights(caller, table, options.weights);
  const features = comparedColumns(caller, table, options.features, options.group, options.weights);
  const rowsInGroups = { codes: groups.codes, groups: groups.count, weights };
  const profiles = features.map((feature) => compareFeature(caller, table, feature, rowsInGroups));
  const byGroup = Array.from(groups.order, (): FeatureContrast[] => []);
  for (const { contrasts } of profiles) for (const contrast of contrasts) byGroup[contrast.group]!.push(contrast);
  for (const ofGroup of byGroup) ofGroup.sort((a, b) => sizeOf(b.effect) - sizeOf(a.effect));
  const rows = groups.order.flatMap((group) => byGroup[group]!);
  const pValue = rows.map((row) => row.pValue);
  return createTable<GroupProfileColumns, GroupProfileAttributes>(
    {
      group: rows.map((row) => groups.labels.at(row.group)),
      feature: rows.map((row) => row.feature),
      level: rows.map((row) => row.level),
      measure: rows.map((row) => row.measure),
      count: rows.map((row) => row.count),
      value: rows.map((row) => row.value),
      rest: rows.map((row) => row.rest),
      lower: rows.map((row) => row.lower),
      upper: rows.map((row) => row.upper),
      effect: columnWithInfinities(rows.map((row) => row.effect)),
      pValue,
      adjustedP: adjustPValues(pValue, adjust),
    },
    {
      strengths: strengthTable(profiles),
      withoutGroup: groups.codes.reduce((count, code) => count + (code < 0 ? 1 : 0), 0),
      sentences: (options = {}) => {
        knownOptions("sentences", options, ["top"]);
        const top = numberOption("sentences", "top", options.top ?? 3, { min: 0, integer: true });
        return groups.order.map((group) => sentenceOf(group, groups, byGroup[group]!, top));
      },
    },
  );
}

interface Groups {
  readonly name: string;
  readonly codes: Int32Array;
  readonly count: number;
  readonly labels: Column;
  /** Codes in the order of their labels. */
  readonly order: readonly number[];
  readonly sizes: Int32Array;
}

function readGroups(caller: string, table: Table, name: string): Groups {
  const { codes, count, labels } = keyColumn(caller, table, name, { missing: "keep" });
  if (count < 2) {
    throw new ClienteleError(
      "one-class",
      { function: caller, column: name },
      `needs at least two groups, got ${count}`,
    );
  }
  const order = Array.from({ length: count }, (_, code) => code);
  order.sort((a, b) => (labels.at(a)! < labels.at(b)! ? -1 : 1));
  const sizes = new Int32Array(count);
  for (const code of codes) if (code >= 0) sizes[code]!++;
  return { name, codes, count, labels, order, sizes };
}

function strengthTable(profiles: readonly FeatureProfile[]): GroupProfileAttributes["strengths"] {
  const sorted = [...profiles].sort((a, b) => sizeOf(b.strength) - sizeOf(a.strength));
  return createTable({
    feature: sorted.map(({ feature }) => feature),
    measure: sorted.map(({ measure }) => measure),
    strength: sorted.map(({ strength }) => strength),
  });
}

function sentenceOf(group: number, groups: Groups, rows: readonly FeatureContrast[], top: number): string {
  const telling = strongestOfEach(rows).slice(0, top);
  const size = groups.sizes[group]!;
  const head = `${groups.name} ${groups.labels.at(group)} (${counted(size, "row")})`;
  if (telling.length === 0) return `${head}: nothing sets it apart`;
  return `${head}: ${telling.map(phraseOf).join("; ")}`;
}
