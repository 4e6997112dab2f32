import { createTable, type FeatureMatrix, type Table } from "../../table/index.js";
import { meanOfGroup } from "../experiments/contrast-of-means.js";
import type { Match } from "./nearest-controls.js";

/** The columns of the balance; a row for each feature, for a category one for each level but the first. */
export type BalanceColumns = {
  feature: string;
  /** Means, or shares, before matching. */
  treated: number;
  control: number;
  /** Their difference in standard deviations, √((s² of the treated + s² of the control) / 2) before matching. */
  difference: number;
  /** The same among those who were matched. */
  matchedTreated: number;
  matchedControl: number;
  matchedDifference: number;
};

/** How often each row counts among the matched: treated once, controls by their part of each match. */
export function matchWeights(rows: number, matches: readonly Match[]): Float64Array {
  const weights = new Float64Array(rows);
  for (const { treated, controls } of matches) {
    weights[treated] = 1;
    for (const row of controls) weights[row]! += 1 / controls.length;
  }
  return weights;
}

/** Means of the features before and after matching, with standardized differences (Stuart 2010, section 4.1). */
export function covariateBalance(
  { data, columns, names }: FeatureMatrix,
  treated: Float64Array,
  weights: Float64Array,
): Table<BalanceColumns> {
  const rows = names.map((feature, column) => {
    const values = treated.map((_, row) => data[row * columns + column]!);
    const mean = (group: number, of?: Float64Array) =>
      meanOfGroup(
        values,
        treated.map((flag, row) => (flag === group ? (of === undefined ? 1 : of[row]!) : 0)),
      );
    const [inTreated, inControl] = [mean(1), mean(0)];
    const deviation = Math.sqrt(((inTreated.variance || 0) + (inControl.variance || 0)) / 2);
    const standardized = (a: number, b: number): number =>
      a === b ? 0 : deviation === 0 ? Number.NaN : (a - b) / deviation;
    const [matchedTreated, matchedControl] = [mean(1, weights).mean, mean(0, weights).mean];
    return {
      feature,
      treated: inTreated.mean,
      control: inControl.mean,
      difference: standardized(inTreated.mean, inControl.mean),
      matchedTreated,
      matchedControl,
      matchedDifference: standardized(matchedTreated, matchedControl),
    };
  });
  const numbers = (name: Exclude<keyof BalanceColumns, "feature">): Float64Array =>
    Float64Array.from(rows, (row) => row[name]);
  return createTable<BalanceColumns>({
    feature: names,
    treated: numbers("treated"),
    control: numbers("control"),
    difference: numbers("difference"),
    matchedTreated: numbers("matchedTreated"),
    matchedControl: numbers("matchedControl"),
    matchedDifference: numbers("matchedDifference"),
  });
}
