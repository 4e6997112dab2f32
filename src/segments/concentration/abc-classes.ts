import { ClienteleError, counted, knownOptions, oneOf, requireFreeNames, showValue } from "../../errors/index.js";
import {
  type Column,
  type Columns,
  createTable,
  type Present,
  type Table,
  type TableInput,
  textColumnOf,
  type Vector,
} from "../../table/index.js";
import type { ClassRule } from "../classification/classification.js";
import { showFigure, showShare } from "../classification/show-figure.js";
import { type AbcPoints, geometryEnds } from "./abc-geometry.js";
import { type CarriedAlong, carriedAlong } from "./carried-along.js";
import { type RankedValues, rankValues } from "./ranked-values.js";
import { valueInput } from "./value-input.js";

/** Options of {@link abcClasses}. */
export interface AbcOptions {
  /** The column to look at, for a table [`"revenue"`]. */
  readonly value?: string;
  /** `"shares"` (the default): classes end at shares of the total. `"geometry"`: where the curve itself bends. */
  readonly method?: "shares" | "geometry";
  /** The shares of the total at which A and B end [0.8 and 0.95]. */
  readonly shares?: readonly [number, number];
  /** Further columns of the table along the same ranking, which `summary()` adds up [none]. */
  readonly measures?: readonly string[];
}

/** The columns that {@link abcClasses} adds. */
export type AbcColumns = {
  /** From 1 for the largest value; equal values in the order of the rows. */
  rank: number;
  /** The share of the total that the items up to this one hold. */
  cumulativeShare: number;
  class: "A" | "B" | "C";
  /** Why the item is in its class. */
  reason: string;
};

/** The columns of `summary()`; behind them each measure and its share, `profit` and `profitShare`. */
export type AbcSummaryColumns = {
  class: Present<"A" | "B" | "C">;
  items: Present<number>;
  shareOfItems: number;
  value: number;
  /** Of the total. */
  shareOfValue: number;
};

/** What an {@link AbcClasses} table says about itself. */
export interface AbcAttributes {
  readonly method: "shares" | "geometry";
  readonly counts: { readonly A: number; readonly B: number; readonly C: number };
  /** One row per class. */
  summary(): Table<Columns & AbcSummaryColumns>;
  /** Each class with its rule. */
  readonly rules: readonly ClassRule[];
  /** Where the scheme comes from. */
  readonly source: string;
  /** The points of the curve that set the limits; null for shares. */
  readonly points: AbcPoints | null;
  readonly warnings: readonly string[];
}

/** The items in the order given, with their class. */
export type AbcClasses = Table<Columns & AbcColumns, AbcAttributes>;

const classes = ["A", "B", "C"] as const;

/**
 * Which few matter most? Divides customers or products into A, B and C by value.
 *
 * `"shares"`: A holds 80 % of the total, A and B 95 %; the item that crosses a limit belongs to the upper class.
 * `"geometry"` needs no limits: A ends where the curve of cumulated value stops growing faster than the number of
 * items, or at the point nearest to the ideal "nobody needed for everything", whichever comes first; B ends as far
 * again (Ultsch and Lötsch 2015, "Computed ABC analysis").
 *
 * @param values - numbers, a column of them, or a table with the column `value`
 * @returns the table given (or a column `value`) with `rank`, `cumulativeShare`, `class` and `reason`, and the
 * attributes `counts`, `summary()`, `points`, `rules`, `source`, `warnings`
 *
 * Errors: `empty-table`, `unknown-column`, `duplicate-column`, `missing-value`, `not-a-number`, `not-finite`,
 * `out-of-range` when the total is not positive or the values are too large to be added up, `invalid-option`.
 *
 * @example
 * ```ts
 * abcClasses([50, 30, 15, 5]).column("class").toArray(); // ["A", "A", "B", "C"]
 * ```
 */
export function abcClasses(values: Vector | Column<number> | TableInput, options: AbcOptions = {}): AbcClasses {
  const caller = "abcClasses";
  knownOptions(caller, options, ["value", "method", "shares", "measures"]);
  const method = oneOf(caller, "method", options.method, ["shares", "geometry"], "shares");
  const shares = sharesOption(caller, options.shares, method);
  const { values: given, table } = valueInput(caller, values, options.value);
  if (table !== null) requireFreeNames(caller, table.columnNames, ["rank", "cumulativeShare", "class", "reason"]);
  const ranked = rankValues(method === "geometry" ? given.map((value) => Math.max(0, value)) : given);
  if (!(ranked.total > 0)) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, value: ranked.total },
      `the total is ${ranked.total}; shares need a positive one`,
    );
  }
  const carried = carriedAlong(caller, table, options.measures, ranked);
  requireFreeNames(
    caller,
    carried.flatMap(({ name }) => [name, `${name}Share`]),
    ["class", "items", "shareOfItems", "value", "shareOfValue"],
  );
  const geometry = method === "geometry" ? geometryEnds(ranked.cumulative) : null;
  const ends = geometry?.ends ?? shares.map((share) => crossing(ranked, share));
  const n = given.length;
  const rank = new Float64Array(n);
  const cumulativeShare = new Float64Array(n);
  const codes = new Int32Array(n);
  ranked.order.forEach((row, i) => {
    rank[row] = i + 1;
    cumulativeShare[row] = ranked.cumulative[i]! / ranked.total;
    codes[row] = i < ends[0]! ? 0 : i < ends[1]! ? 1 : 2;
  });
  const rules = geometry === null ? shareRules(shares) : geometryRules(geometry.points, ends, n);
  const own: [string, Column | Float64Array][] =
    table === null ? [["value", given]] : table.columnNames.map((name) => [name, table.column(name)]);
  return createTable<Columns & AbcColumns, AbcAttributes>(
    [
      ...own,
      ["rank", rank],
      ["cumulativeShare", cumulativeShare],
      ["class", textColumnOf("class", codes, classes)],
      [
        "reason",
        textColumnOf(
          "reason",
          codes,
          rules.map(({ class: name, rule }) => `${name}: ${rule}`),
        ),
      ],
    ],
    {
      method,
      counts: Object.freeze({ A: ends[0]!, B: ends[1]! - ends[0]!, C: n - ends[1]! }),
      summary: () => summaryTable(ranked, ends, carried),
      rules: Object.freeze(rules.map((rule) => Object.freeze(rule))),
      source: geometry === null ? "shares of the total" : "Ultsch and Lötsch (2015), Computed ABC Analysis",
      points: geometry?.points ?? null,
      warnings: Object.freeze(warningsFor(given, ranked, ends, method)),
    },
  );
}

function sharesOption(
  caller: string,
  shares: readonly [number, number] | undefined,
  method: "shares" | "geometry",
): readonly number[] {
  if (shares === undefined) return [0.8, 0.95];
  const given: readonly unknown[] = Array.isArray(shares) ? shares : [];
  const [a, b] = given;
  if (method === "shares" && given.length === 2 && isShare(a) && isShare(b) && a <= b) return [a, b];
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: shares },
    method === "geometry"
      ? `option "shares" goes with method "shares"; the geometry finds its own limits`
      : 'option "shares" must be two shares from 0 to 1 in ascending order, such as [0.8, 0.95], got ' +
          `${given.length > 0 ? `[${given.map(showValue).join(", ")}]` : showValue(shares)}`,
  );
}

function isShare(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

/** How many items it takes to reach a share of the total, the one that crosses it included. */
function crossing({ cumulative, total }: RankedValues, share: number): number {
  const limit = share * total * (1 - 1e-12);
  if (limit <= 0) return 0;
  const index = cumulative.findIndex((sum) => sum >= limit);
  return index < 0 ? cumulative.length : index + 1;
}

function shareRules([a, b]: readonly number[]): ClassRule[] {
  return [
    { class: "A", rule: `up to the item with which ${showShare(a!)} of the total is reached, the largest first` },
    { class: "B", rule: `up to the item with which ${showShare(b!)} of the total is reached` },
    { class: "C", rule: `after ${showShare(b!)} of the total` },
  ];
}

/** Ranks run from 1; an item belongs to a class when rank ÷ n lies below its end. */
function geometryRules({ a, b }: AbcPoints, ends: readonly number[], n: number): ClassRule[] {
  const of = (x: number, end: number): string =>
    `${showShare(x)} of the ${showFigure(n)} ${n === 1 ? "item" : "items"} (rank ${end} the last)`;
  return [
    { class: "A", rule: `below ${of(a.x, ends[0]!)}, where the curve stops growing faster than the items` },
    { class: "B", rule: `below ${of(b.x, ends[1]!)}, as far again` },
    { class: "C", rule: `${showShare(b.x)} of the items and above` },
  ];
}

function summaryTable(
  { cumulative, total }: RankedValues,
  ends: readonly number[],
  carried: readonly CarriedAlong[],
): Table<Columns & AbcSummaryColumns> {
  const n = cumulative.length;
  const bounds = [0, ends[0]!, ends[1]!, n];
  const partsOf = (sums: Float64Array): number[] => {
    const upTo = bounds.map((end) => (end === 0 ? 0 : sums[end - 1]!));
    return classes.map((_, i) => upTo[i + 1]! - upTo[i]!);
  };
  const items = classes.map((_, i) => bounds[i + 1]! - bounds[i]!);
  const value = partsOf(cumulative);
  return createTable<Columns & AbcSummaryColumns>([
    ["class", classes],
    ["items", items],
    ["shareOfItems", items.map((count) => count / n)],
    ["value", value],
    ["shareOfValue", value.map((part) => part / total)],
    ...carried.flatMap((measure): [string, number[]][] => {
      const parts = partsOf(measure.cumulative);
      return [
        [measure.name, parts],
        [`${measure.name}Share`, parts.map((part) => (measure.total > 0 ? part / measure.total : Number.NaN))],
      ];
    }),
  ]);
}

function warningsFor(
  given: Float64Array,
  { descending, negative }: RankedValues,
  ends: readonly number[],
  method: "shares" | "geometry",
): string[] {
  const below = method === "geometry" ? given.reduce((count, value) => count + (value < 0 ? 1 : 0), 0) : negative;
  const warnings: string[] = [];
  if (below > 0) {
    const are = `${counted(below, "value is", "values are")} negative`;
    warnings.push(
      method === "geometry"
        ? `${are} and counted as 0`
        : `${are}: shares are of the net total and rise above 1 before they fall`,
    );
  }
  for (const [i, end] of ends.entries()) {
    if (end === 0 || end === descending.length || descending[end - 1] !== descending[end]) continue;
    warnings.push(
      `${classes[i]} ends among equal values (${descending[end]}); those in earlier rows are in the upper class`,
    );
  }
  return warnings;
}
