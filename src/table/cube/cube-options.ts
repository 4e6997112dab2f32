import {
  ClienteleError,
  columnList,
  counted,
  knownOptions,
  namedEntries,
  oneOf,
  requireFreeNames,
  requireNamedOnce,
  showNames,
  showValue,
} from "../../errors/index.js";
import type { Measures } from "../verbs/measures.js";

/** Which totals a cube has: none, every combination of dimensions, or the last dimension first. */
export type CubeTotals = "none" | "all" | "rollup";

/** Options of {@link cube}. */
export interface CubeOptions {
  /** The columns by which rows are divided. */
  readonly dimensions: readonly string[];
  /** What is measured in each cell, as in `table.groupBy(…).summarize(…)`. */
  readonly measures: Measures;
  /** One measure over another, such as revenue per head or penetration: `{ perHead: ["messages", "users"] }` [none]. */
  readonly ratios?: Readonly<Record<string, readonly [over: string, under: string]>> | undefined;
  /**
   * A measure as a share of its total over some dimensions, within the others: the share of key accounts at each site
   * is `{ keyShare: { of: "revenue", within: ["site"] } }` [none]. It is of the total as a row of totals shows it:
   * shares of distinct customers may sum to more than 1, as some buy in several cells, and a mean is given relative to
   * the mean of all rows.
   */
  readonly shares?:
    | Readonly<Record<string, { readonly of: string; readonly within?: readonly string[] | undefined }>>
    | undefined;
  /**
   * Rows of totals, which are missing in the dimensions that they add up: `true` or `"all"` for every combination,
   * `"rollup"` for the last dimension, then the last two, and so on [false].
   */
  readonly totals?: boolean | "all" | "rollup" | undefined;
  /** The dimension of periods along which every measure is compared with the period before, or the year before. */
  readonly compare?: { readonly by: string; readonly previous?: "period" | "year" | undefined } | undefined;
}

/** The options, checked. */
export interface CheckedCubeOptions {
  readonly dimensions: readonly string[];
  readonly measures: Measures;
  readonly ratios: readonly { readonly name: string; readonly over: string; readonly under: string }[];
  readonly shares: readonly { readonly name: string; readonly of: string; readonly within: readonly string[] }[];
  readonly totals: CubeTotals;
  readonly compare: { readonly by: string; readonly previous: "period" | "year" } | null;
}

/** The column that says how many dimensions a row adds up, where there are totals. */
export const rolledUpName = "rolledUp";

/** Checks the options. Errors: `invalid-option`, `duplicate-column`. */
export function cubeOptions(caller: string, options: CubeOptions): CheckedCubeOptions {
  knownOptions(caller, options, ["dimensions", "measures", "ratios", "shares", "totals", "compare"]);
  const dimensions = columnList(caller, "dimensions", options.dimensions, 0);
  const { measures } = options;
  const entries = <Value>(option: string, given: Readonly<Record<string, Value>>, example: string) =>
    namedEntries(caller, option, given, `${option} by name such as ${example}`);
  const known = entries("measures", measures, '{ revenue: { sum: "amount" } }').map(([name]) => name);
  const ratios = entries("ratios", options.ratios ?? {}, '{ price: ["revenue", "units"] }').map(([name, pair]) =>
    checkedRatio(caller, name, pair, known),
  );
  const shares = entries(
    "shares",
    options.shares ?? {},
    '{ shareOfRegion: { of: "revenue", within: ["region"] } }',
  ).map(([name, share]) => checkedShare(caller, name, share, known, dimensions));
  const totals = totalsOption(caller, options.totals);
  requireFewDimensions(caller, dimensions.length, totals);
  const compare = compareOption(caller, options.compare, dimensions);
  const figures = [...known, ...ratios.map(({ name }) => name), ...shares.map(({ name }) => name)];
  const named = compare === null ? figures : figures.flatMap((name) => [name, `${name}Change`, `${name}Points`]);
  requireNamedOnce(caller, "the measures of the cube", named);
  requireFreeNames(caller, dimensions, [...named, ...(totals === "none" ? [] : [rolledUpName])]);
  return { dimensions, measures, ratios, shares, totals, compare };
}

function checkedRatio(caller: string, name: string, pair: unknown, known: readonly string[]) {
  const [over, under] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
  if (Array.isArray(pair) && pair.length === 2 && isKnown(over, known) && isKnown(under, known)) {
    return { name, over, under };
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: pair },
    `option "ratios": ${showValue(name)} must be two of the measures ${showNames(known)}, got ` +
      (Array.isArray(pair) ? showNames(pair) : showValue(pair)),
  );
}

function isKnown(name: unknown, known: readonly string[]): name is string {
  return typeof name === "string" && known.includes(name);
}

function checkedShare(
  caller: string,
  name: string,
  share: { readonly of: string; readonly within?: readonly string[] | undefined },
  known: readonly string[],
  dimensions: readonly string[],
) {
  knownOptions(caller, share, ["of", "within"]);
  const within = columnList(caller, `shares.${name}.within`, share.within ?? [], 0);
  const stray = within.find((one) => !dimensions.includes(one));
  if (isKnown(share.of, known) && stray === undefined) return { name, of: share.of, within };
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: share.of },
    stray === undefined
      ? `option "shares": ${showValue(name)} must be of one of the measures ${showNames(known)}, got ` +
          showValue(share.of)
      : `option "shares": ${showValue(stray)} is not one of the dimensions, which are ${showNames(dimensions)}`,
  );
}

function totalsOption(caller: string, totals: CubeOptions["totals"]): CubeTotals {
  if (typeof totals === "boolean") return totals ? "all" : "none";
  if (totals === undefined || totals === "all" || totals === "rollup") return totals ?? "none";
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: totals },
    `option "totals" must be true, false, "all" or "rollup", got ${showValue(totals)}`,
  );
}

/** Each combination of dimensions has totals of its own. */
const mostWithAllTotals = 10;
const mostDimensions = 30;

function requireFewDimensions(caller: string, dimensions: number, totals: CubeTotals): void {
  const most = totals === "all" ? mostWithAllTotals : mostDimensions;
  if (dimensions <= most) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: dimensions },
    `a cube has at most ${counted(most, "dimension")}${totals === "all" ? " with all totals" : ""}, got ${dimensions}`,
  );
}

function compareOption(caller: string, compare: CubeOptions["compare"], dimensions: readonly string[]) {
  if (compare === undefined) return null;
  knownOptions(caller, compare, ["by", "previous"]);
  const previous = oneOf(caller, "compare.previous", compare.previous, ["period", "year"], "period");
  if (dimensions.includes(compare.by)) return { by: compare.by, previous };
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: compare.by },
    `option "compare.by" must be one of the dimensions (${showNames(dimensions)}), got ${showValue(compare.by)}`,
  );
}
