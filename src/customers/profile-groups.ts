import { ClienteleError, columnList, knownOptions, numberOption, oneOf } from "../errors/index.js";
import { adjustPValues, type PAdjustment, pAdjustments } from "../numeric/index.js";
import {
  BooleanColumn,
  type Column,
  columnWithInfinities,
  createTable,
  findColumn,
  keyColumn,
  NumberColumn,
  numberColumn,
  requireRows,
  type StoredColumn,
  showNumber,
  type Table,
  type TableInput,
  textColumn,
  toTable,
} from "../table/index.js";
import { type Contrast, contrastMeans, contrastShares, cramersV } from "./group-contrasts.js";

/** Options of {@link profileGroups}. */
export interface ProfileGroupsOptions {
  /** The column that says which group a row belongs to; rows where it is missing are left out. */
  readonly group: string;
  /** The columns to compare [all numbers, booleans and texts of at most 20 different values]. */
  readonly features?: readonly string[] | undefined;
  /** How p-values are corrected for their number [`"holm"`]. */
  readonly adjust?: PAdjustment | undefined;
}

/** The columns of {@link profileGroups}: one row per group and feature, for a text column per group and value. */
export type GroupProfileColumns = {
  group: number | string | boolean;
  feature: string;
  /** The value whose share is compared; missing where means are. */
  level: string;
  /** What `value` is: a mean (numbers) or a share, 0..1 (texts; of a boolean the share of true). */
  measure: "mean" | "share";
  /** Rows of the group in which the feature is known. */
  count: number;
  /** In the group. */
  value: number;
  /** Among all other rows that have a group. */
  rest: number;
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

const mostLevels = 20;

/**
 * What sets each group of customers apart from all the others: for numbers the means, for texts and booleans the
 * shares, each with an effect size and a p-value corrected for the number of comparisons. Groups ascend; within a group
 * the largest effect comes first. Missing cells are left out feature by feature.
 *
 * Where the groups are clusters, a feature that made the clusters differs between them by construction: read its effect
 * as a description and its p-value not at all. A feature that took no part is evidence.
 *
 * Errors: `unknown-column`, `empty-table`, `one-class` (fewer than two groups), `column-type` (a date),
 * `duplicate-column`, `not-finite`, `invalid-option`.
 *
 * Sources: Welch (1947); Hedges (1981); Cohen (1988); Holm (1979); Benjamini and Hochberg (1995).
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
  knownOptions(caller, options, ["group", "features", "adjust"]);
  const table = toTable(caller, input);
  requireRows(caller, table);
  const adjust = oneOf(caller, "adjust", options.adjust, pAdjustments, "holm");
  const groups = readGroups(caller, table, options.group);
  const features = readFeatures(caller, table, options);
  const profiles = features.map((feature) => profileFeature(caller, table, feature, groups));
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

interface FeatureContrast extends Contrast {
  readonly group: number;
  readonly feature: string;
  readonly level: string | null;
  readonly measure: "mean" | "share";
}

interface FeatureProfile {
  readonly feature: string;
  readonly measure: "eta-squared" | "cramers-v";
  readonly strength: number;
  readonly contrasts: readonly FeatureContrast[];
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

function readFeatures(caller: string, table: Table, { group, features }: ProfileGroupsOptions): StoredColumn[] {
  if (features === undefined) {
    return table.columnNames
      .filter((name) => name !== group)
      .map((name) => findColumn(caller, table, name))
      .filter((column) => column.type !== "date" && levelsOf(column) <= mostLevels);
  }
  return columnList(caller, "features", features).map((name) => {
    const column = findColumn(caller, table, name);
    if (name === group) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, column: name },
        "the groups cannot be compared by themselves",
      );
    }
    if (column.type === "date") {
      throw new ClienteleError(
        "column-type",
        { function: caller, column: name },
        "holds dates; give days since as a number",
      );
    }
    return column;
  });
}

function levelsOf(column: StoredColumn): number {
  return column instanceof NumberColumn || column instanceof BooleanColumn ? 1 : column.labels.length;
}

function profileFeature(caller: string, table: Table, column: StoredColumn, groups: Groups): FeatureProfile {
  const { codes, count } = groups;
  const feature = column.name;
  if (column instanceof NumberColumn) {
    const values = numberColumn(caller, table, feature, { missing: "keep" });
    const { contrasts, varianceBetween } = contrastMeans(codes, count, values);
    const named = contrasts.map((contrast, group) => ({
      ...contrast,
      group,
      feature,
      level: null,
      measure: "mean" as const,
    }));
    return { feature, measure: "eta-squared", strength: varianceBetween, contrasts: named };
  }
  const { codes: levels, labels } = textColumn(caller, table, feature);
  const compared =
    column instanceof BooleanColumn
      ? labels.flatMap((label, i) => (label === "true" ? [i] : []))
      : labels.map((_, i) => i);
  const contrasts = compared.flatMap((level) =>
    contrastShares(codes, count, levels, level).map((contrast, group) => ({
      ...contrast,
      group,
      feature,
      level: labels[level]!,
      measure: "share" as const,
    })),
  );
  return { feature, measure: "cramers-v", strength: cramersV(codes, count, levels, labels.length), contrasts };
}

function strengthTable(profiles: readonly FeatureProfile[]): GroupProfileAttributes["strengths"] {
  const sorted = [...profiles].sort((a, b) => sizeOf(b.strength) - sizeOf(a.strength));
  return createTable({
    feature: sorted.map(({ feature }) => feature),
    measure: sorted.map(({ measure }) => measure),
    strength: sorted.map(({ strength }) => strength),
  });
}

/** For sorting by size: what is unknown comes last. */
function sizeOf(effect: number): number {
  return Number.isNaN(effect) ? -1 : Math.abs(effect);
}

function sentenceOf(group: number, groups: Groups, rows: readonly FeatureContrast[], top: number): string {
  const telling = strongestOfEach(rows).slice(0, top);
  const size = groups.sizes[group]!;
  const head = `${groups.name} ${groups.labels.at(group)} (${size} ${size === 1 ? "row" : "rows"})`;
  if (telling.length === 0) return `${head}: nothing sets it apart`;
  return `${head}: ${telling.map(phraseOf).join("; ")}`;
}

/**
 * One row for each feature that differs. Of the two values of a feature one has as much more as the other less: the one
 * that the group has more of says it.
 */
function strongestOfEach(rows: readonly FeatureContrast[]): FeatureContrast[] {
  const strongest = new Map<string, FeatureContrast>();
  for (const row of rows) {
    if (row.effect === 0 || Number.isNaN(row.effect)) continue;
    const known = strongest.get(row.feature);
    const same = known !== undefined && sizeOf(known.effect) - sizeOf(row.effect) < 1e-9;
    if (known === undefined || (same && row.effect > known.effect)) strongest.set(row.feature, row);
  }
  return [...strongest.values()];
}

function phraseOf({ feature, level, measure, value, rest, effect }: FeatureContrast): string {
  const [own, others] =
    measure === "share" ? [value, rest].map((share) => `${showNumber(100 * share, 0)} %`) : [value, rest].map(readable);
  const what = level === null ? feature : `${feature} = ${level}`;
  return `${what} ${own} against ${others} (${Number.isFinite(effect) ? `effect ${showNumber(effect, 2)}` : "always"})`;
}

function readable(value: number): string {
  const size = Math.abs(value);
  return showNumber(value, size >= 1000 ? 0 : size >= 10 ? 1 : 2);
}
