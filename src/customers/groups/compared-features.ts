import { ClienteleError, columnList } from "../../errors/index.js";
import {
  BooleanColumn,
  findColumn,
  NumberColumn,
  numberColumn,
  type StoredColumn,
  showNumber,
  type Table,
  textColumn,
} from "../../table/index.js";
import { type Contrast, contrastMeans, contrastShares, cramersV, type GroupedRows } from "./group-contrasts.js";

/** How one group differs from the others in a feature, or in how often it has one value of a feature. */
export interface FeatureContrast extends Contrast {
  readonly group: number;
  readonly feature: string;
  /** The value whose share is compared; null where means are. */
  readonly level: string | null;
  readonly measure: "mean" | "share";
}

/** What a feature says of all groups. */
export interface FeatureProfile {
  readonly feature: string;
  readonly measure: "eta-squared" | "cramers-v";
  readonly strength: number;
  readonly contrasts: readonly FeatureContrast[];
}

/** A text with more different values takes no part unless it is named. */
const mostLevels = 20;

/** The columns to compare [all numbers, booleans and short texts]. */
export function comparedColumns(
  caller: string,
  table: Table,
  features: readonly string[] | undefined,
  group: string,
  weights: unknown,
): StoredColumn[] {
  if (features === undefined) {
    return table.columnNames
      .filter((name) => name !== group && name !== weights)
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

/** Compares the groups in one feature. */
export function compareFeature(caller: string, table: Table, column: StoredColumn, rows: GroupedRows): FeatureProfile {
  const feature = column.name;
  if (column instanceof NumberColumn) {
    const values = numberColumn(caller, table, feature, { missing: "keep" });
    const { contrasts, varianceBetween } = contrastMeans(rows, values);
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
    contrastShares(rows, levels, level).map((contrast, group) => ({
      ...contrast,
      group,
      feature,
      level: labels[level]!,
      measure: "share" as const,
    })),
  );
  return { feature, measure: "cramers-v", strength: cramersV(rows, levels, labels.length), contrasts };
}

/** For sorting by size: what is unknown comes last. */
export function sizeOf(effect: number): number {
  return Number.isNaN(effect) ? -1 : Math.abs(effect);
}

/**
 * One row for each feature that differs. Of the two values of a feature one has as much more as the other less: the one
 * that the group has more of says it.
 */
export function strongestOfEach(rows: readonly FeatureContrast[]): FeatureContrast[] {
  const strongest = new Map<string, FeatureContrast>();
  for (const row of rows) {
    if (row.effect === 0 || Number.isNaN(row.effect)) continue;
    const known = strongest.get(row.feature);
    const same = known !== undefined && sizeOf(known.effect) - sizeOf(row.effect) < 1e-9;
    if (known === undefined || (same && row.effect > known.effect)) strongest.set(row.feature, row);
  }
  return [...strongest.values()];
}

/** A contrast in words: what, here against there, and the effect. */
export function phraseOf({ feature, level, measure, value, rest, effect }: FeatureContrast): string {
  const [own, others] =
    measure === "share" ? [value, rest].map((share) => `${showNumber(100 * share, 0)} %`) : [value, rest].map(readable);
  const what = level === null ? feature : `${feature} = ${level}`;
  return `${what} ${own} against ${others} (${Number.isFinite(effect) ? `effect ${showNumber(effect, 2)}` : "always"})`;
}

function readable(value: number): string {
  const size = Math.abs(value);
  return showNumber(value, size >= 1000 ? 0 : size >= 10 ? 1 : 2);
}
