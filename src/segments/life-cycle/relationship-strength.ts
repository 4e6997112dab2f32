import { ClienteleError, counted, knownOptions, requireColumnName, showValue } from "../../errors/index.js";
import { type TableInput, toTable } from "../../table/index.js";
import { type ClassMeasure, carriedMeasures, classMeasure } from "../classification/class-measure.js";
import { type Classification, classification } from "../classification/classification.js";
import { classifyRows } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { checkedCuts, levelOf } from "../classification/cut-levels.js";
import { outcomeList } from "../classification/outcome-list.js";
import { showFigure } from "../classification/show-figure.js";

/** Where the middle and where the upper part of an indicator begins; a value at a cut is in the part above it. */
export type StrengthCuts = readonly [middle: number, upper: number];

/** Options of {@link relationshipStrength}. */
export interface RelationshipStrengthOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** How likely the customer stays, 0..1, such as a probability of being alive [`"retention"`]. */
  readonly retention?: string | undefined;
  /** Our share of what the customer spends, 0..1 [`"walletShare"`]. */
  readonly walletShare?: string | undefined;
  /** How long the customer has been one, in years [`"tenure"`]. */
  readonly tenure?: string | undefined;
  /** How likely the customer recommends us, 0..10 [`"recommendation"`]. */
  readonly recommendation?: string | undefined;
  /** Cuts of each indicator [retention .5 and .8, walletShare .3 and .6, tenure 1 and 3, recommendation 7 and 9]. */
  readonly cuts?: Readonly<Partial<Record<StrengthIndicator, StrengthCuts>>> | undefined;
  /** From how many of 8 points a relationship is close, and from how many die-hard [3 and 6]. */
  readonly points?: StrengthCuts | undefined;
  /** Further columns of numbers that `summary()` adds up [none]. */
  readonly measures?: readonly string[] | undefined;
}

/** What the strength of a relationship is read from. */
export type StrengthIndicator = "retention" | "walletShare" | "tenure" | "recommendation";

/** How strong a relationship is. */
export type Strength = "die-hard" | "close" | "loose";

/** Customers by the strength of their relationship; `points` runs from 0 to 8. */
export type RelationshipStrengths = Classification<"strength", Strength, { points: number }>;

const indicators: readonly StrengthIndicator[] = ["retention", "walletShare", "tenure", "recommendation"];
const strengths: readonly Strength[] = ["die-hard", "close", "loose"];

const defaultCuts: Readonly<Record<StrengthIndicator, StrengthCuts>> = {
  retention: [0.5, 0.8],
  walletShare: [0.3, 0.6],
  tenure: [1, 3],
  recommendation: [7, 9],
};

/**
 * How strong is the relationship with each customer? Each of four indicators gives 0, 1 or 2 points: below its middle
 * cut, from there, from its upper cut on. Of 8 points, 6 and more are "die-hard", 3 to 5 "close", fewer "loose".
 *
 * @param table - one row a customer
 * @returns `customer`, the four indicators, `points`, `strength`, `reason`; `.summary()`, `.rules`, `.warnings`,
 * `.source`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `inconsistent-row`,
 * `duplicate-column`, `invalid-option`.
 *
 * Source: the four signs of loyalty in the CRM literature (repurchase, share of wallet, duration, recommendation); the
 * cuts of recommendation are those of Reichheld (2003), The One Number You Need to Grow.
 *
 * @example
 * ```ts
 * const strengths = relationshipStrength({
 *   customer: ["ada", "bob"],
 *   retention: [0.9, 0.4],
 *   walletShare: [0.7, 0.35],
 *   tenure: [4, 2],
 *   recommendation: [10, 5],
 * });
 * strengths.column("strength").toArray(); // ["die-hard", "loose"]
 * strengths.column("points").toArray(); // [8, 2]
 * ```
 */
export function relationshipStrength(
  table: TableInput,
  options: RelationshipStrengthOptions = {},
): RelationshipStrengths {
  const caller = "relationshipStrength";
  knownOptions(caller, options, ["customer", ...indicators, "cuts", "points", "measures"]);
  knownOptions(caller, options.cuts ?? {}, indicators);
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const read = indicators.map((indicator) =>
    classMeasure(caller, input, requireColumnName(caller, indicator, options[indicator] ?? indicator), false),
  );
  const cuts = indicators.map((indicator) => {
    return twoCuts(caller, `cuts.${indicator}`, options.cuts?.[indicator] ?? defaultCuts[indicator]);
  });
  const limits = twoCuts(caller, "points", options.points ?? [3, 6]);
  const points = new Float64Array(input.numRows).fill(Number.NaN);
  const list = outcomeList();
  const rows = classifyRows(input.numRows, read, strengths, list.outcomes, (row) => {
    let key = 0;
    let total = 0;
    for (let i = 0; i < read.length; i++) {
      const level = levelOf(read[i]!.values[row]!, cuts[i]!);
      key = key * 3 + level;
      total += level;
    }
    points[row] = total;
    return list.number(key, () => ({
      class: strengths[2 - levelOf(total, limits)]!,
      reason: pointsReason(read, cuts, key, total),
    }));
  });
  return classification<"strength", Strength, { points: number }>({
    caller,
    customers,
    measures: [...read, ...carriedMeasures(caller, input, options.measures, read)],
    added: [["points", points]],
    key: "strength",
    classes: strengths,
    ...rows,
    rules: strengthRules(read, cuts, limits),
    source:
      "the four signs of loyalty (repurchase, share of wallet, duration, recommendation); the cuts of recommendation " +
      "are those of Reichheld (2003)",
  });
}

function twoCuts(caller: string, option: string, given: StrengthCuts): readonly [number, number] {
  const cuts = checkedCuts(caller, option, given);
  if (cuts.length === 2) return [cuts[0]!, cuts[1]!];
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: given },
    `option ${JSON.stringify(option)} must be two numbers, the lower first, got ${showValue(given)}`,
  );
}

function pointsReason(
  read: readonly ClassMeasure[],
  cuts: readonly StrengthCuts[],
  key: number,
  total: number,
): string {
  const parts = read.map(({ name }, i) => {
    const level = Math.floor(key / 3 ** (read.length - 1 - i)) % 3;
    const [middle, upper] = cuts[i]!;
    const range = level === 0 ? `below ${showFigure(middle)}` : `${showFigure(level === 1 ? middle : upper)} or more`;
    return `${name} ${range}: ${level}`;
  });
  return `${total} of ${counted(2 * read.length, "point")} (${parts.join(", ")})`;
}

function strengthRules(
  read: readonly ClassMeasure[],
  cuts: readonly StrengthCuts[],
  [close, dieHard]: readonly [number, number],
) {
  const how = read
    .map(({ name }, i) => `${name} ${showFigure(cuts[i]![0])} or more: 1, ${showFigure(cuts[i]![1])} or more: 2`)
    .join("; ");
  return [
    { class: "die-hard", rule: `${dieHard} points or more (${how})` },
    { class: "close", rule: `${close} points or more and below ${dieHard} (${how})` },
    { class: "loose", rule: `below ${close} points (${how})` },
  ];
}
