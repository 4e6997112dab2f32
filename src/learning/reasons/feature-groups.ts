import { ClienteleError } from "../../errors/index.js";
import type { FeatureMatrix } from "../../table/index.js";
import { type FeatureEncoder, featureNames, splitLevelName } from "../features/feature-encoder.js";
import { categoryPhrase } from "./category-phrase.js";
import type { Contributions } from "./tree-shap.js";

/**
 * Features as people know them: each a feature of the model, or a column of categories that several features were made
 * of.
 */
export interface FeatureGroups {
  readonly names: readonly string[];
  /** The group of each feature of the model. */
  readonly groupOf: Int32Array;
  /**
   * The levels behind a group's features, the first one left out of the model; null for a feature that stands for
   * itself.
   */
  readonly levels: readonly (readonly string[] | null)[];
  /** The first feature of each group; one more at the end. */
  readonly first: Int32Array;
  /** Whether levels are given as codes rather than by columns of 0 and 1. */
  readonly coded: boolean;
}

/**
 * Takes together the features that an encoder made of one column of categories; without an encoder each feature stands
 * for itself.
 */
export function featureGroups(caller: string, names: readonly string[], encoder: FeatureEncoder | null): FeatureGroups {
  if (encoder === null) {
    const first = Int32Array.from({ length: names.length + 1 }, (_, i) => i);
    return { names, groupOf: first.subarray(0, names.length), levels: names.map(() => null), first, coded: false };
  }
  const made = featureNames(encoder);
  if (made.length !== names.length || made.some((name, i) => name !== names[i])) {
    throw new ClienteleError(
      "unusable-model",
      { function: caller },
      "the encoder makes other features than those of the model: give the encoder that made the features of the fit",
    );
  }
  const groups: { name: string; levels: readonly string[] | null; size: number }[] = [
    ...encoder.numeric.map((name) => ({ name, levels: null, size: 1 })),
    ...encoder.categorical.map(({ column, levels }) => ({
      name: column,
      levels,
      size: encoder.encoding === "codes" ? 1 : levels.length - 1,
    })),
  ].filter(({ size }) => size > 0);
  const groupOf = new Int32Array(names.length);
  const first = new Int32Array(groups.length + 1);
  groups.forEach(({ size }, group) => {
    first[group + 1] = first[group]! + size;
    groupOf.fill(group, first[group]!, first[group + 1]!);
  });
  return {
    names: groups.map(({ name }) => name),
    groupOf,
    levels: groups.map(({ levels }) => levels),
    first,
    coded: encoder.encoding === "codes",
  };
}

/** Contributions by group, a list each. */
export function groupContributions(
  { data }: Contributions,
  { names, groupOf }: FeatureGroups,
  rows: number,
): Float64Array[] {
  const sums = names.map(() => new Float64Array(rows));
  const columns = groupOf.length;
  for (let column = 0; column < columns; column++) {
    const sum = sums[groupOf[column]!]!;
    for (let row = 0; row < rows; row++) sum[row]! += data[row * columns + column]!;
  }
  return sums;
}

/** What a group is in a row, in words: "tenure = 3", "two-year contract". */
export function valueText(groups: FeatureGroups, group: number, matrix: FeatureMatrix, row: number): string {
  const levels = groups.levels[group]!;
  const from = row * matrix.columns + groups.first[group]!;
  const value = matrix.data[from]!;
  const name = groups.names[group]!;
  if (levels === null || groups.coded) {
    if (Number.isNaN(value)) return `${name} missing`;
    const level = levels?.[value];
    if (level !== undefined) return categoryPhrase(name, level);
    if (levels !== null) return `${name} unknown`;
    const [column, ofColumn] = splitLevelName(name);
    if (ofColumn !== null && (value === 0 || value === 1)) return categoryPhrase(column, ofColumn, value === 1);
    return `${name} = ${Number(value.toPrecision(6))}`;
  }
  const size = groups.first[group + 1]! - groups.first[group]!;
  for (let i = 0; i < size; i++) if (matrix.data[from + i] === 1) return categoryPhrase(name, levels[i + 1]!);
  return categoryPhrase(name, levels[0]!);
}
