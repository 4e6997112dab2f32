import {
  ClienteleError,
  knownOptions,
  numberOption,
  refuseRow,
  requireDistinctNames,
  showValue,
} from "../../errors/index.js";
import { mean } from "../../numeric/index.js";
import type { Table } from "../../table/index.js";
import { amountsOf } from "../classification/amounts-of.js";

/** What the firm can do for customers, rated by points. */
export interface AbilityItem {
  readonly name: string;
  /** 1 (weak) to 5 (strong): one number for the firm, or a column with the points for each customer. */
  readonly points: number | string;
  /** 0..1; the weights sum to 1 [all equal]. */
  readonly weight?: number | undefined;
}

/** The ability to serve. */
export interface OwnAbility {
  /** Σ weight · points of each customer, 1..5; the same for all where points are numbers. NaN where missing. */
  readonly ofRow: Float64Array;
  /** Its mean over the customers of whom it is known; null where there are none. */
  readonly mean: number | null;
  /** The item with the fewest points on average. */
  readonly weakest: string;
}

/** Reads abilities. Errors: `invalid-option`, `weights-sum`, `out-of-range`, `duplicate-name`, `unknown-column`. */
export function ownAbility(caller: string, table: Table, given: readonly AbilityItem[]): OwnAbility {
  const items = checkedItems(caller, given);
  const ofRow = new Float64Array(table.numRows);
  const averages = items.map(({ points, weight }) => {
    const values = pointsOf(caller, table, points);
    for (let row = 0; row < ofRow.length; row++) ofRow[row]! += weight * values[row]!;
    return knownMean(values) ?? Number.POSITIVE_INFINITY;
  });
  const weakest = items[averages.indexOf(Math.min(...averages))]!.name;
  return {
    ofRow,
    mean: items.every(({ points }) => typeof points === "number") ? ofRow[0]! : knownMean(ofRow),
    weakest,
  };
}

function knownMean(values: Float64Array): number | null {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? null : mean(known);
}

function pointsOf(caller: string, table: Table, points: number | string): Float64Array {
  if (typeof points === "number") numberOption(caller, "points", points, { min: 1, max: 5 });
  const values = amountsOf(caller, table, "points", points);
  const row = values.findIndex((value) => value < 1 || value > 5);
  if (row >= 0) refuseRow(caller, String(points), row, values[row], "points run from 1 to 5");
  return values;
}

interface CheckedItem {
  readonly name: string;
  readonly points: number | string;
  readonly weight: number;
}

function checkedItems(caller: string, given: readonly AbilityItem[]): CheckedItem[] {
  if (!Array.isArray(given) || given.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "ability" must list one or more { name, points, weight }, got ${showValue(given)}`,
    );
  }
  const items = given.map((item: AbilityItem) => {
    knownOptions(caller, item, ["name", "points", "weight"]);
    if (typeof item.name !== "string") {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, value: item.name },
        `the name of an ability must be a text, got ${showValue(item.name)}`,
      );
    }
    const weight = numberOption(caller, "weight", item.weight ?? 1 / given.length, { min: 0, max: 1 });
    return { name: item.name, points: item.points, weight };
  });
  requireDistinctNames(
    caller,
    items.map(({ name }) => name),
    "abilities",
  );
  const sum = items.reduce((total, { weight }) => total + weight, 0);
  if (Math.abs(sum - 1) <= 1e-6) return items;
  throw new ClienteleError(
    "weights-sum",
    { function: caller, value: sum },
    `the weights of option "ability" sum to ${Number(sum.toPrecision(10))}, not to 1`,
  );
}
