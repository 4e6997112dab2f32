import {
  booleanOption,
  ClienteleError,
  counted,
  finiteFigures,
  knownOptions,
  levelOption,
  numberOption,
  requireColumnName,
  requireNamedOnce,
  showNames,
} from "../../errors/index.js";
import { createRandom } from "../../numeric/index.js";
import {
  type Column,
  createTable,
  findColumn,
  hasColumn,
  numberColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import type { MeanContrast } from "../experiments/contrast-of-means.js";
import { outcomeColumn } from "../rates/yes-or-no.js";
import { type BalanceColumns, covariateBalance, matchWeights } from "./covariate-balance.js";
import { type EstimatedChange, estimatedChange, showChange } from "./estimated-change.js";
import { matchedDifference } from "./matched-difference.js";
import { type Match, type Matching, nearestControls } from "./nearest-controls.js";
import { propensityScores } from "./propensity-scores.js";
import { drawnOrder } from "./tied-scores.js";

/** Options of {@link matchedEffect}. */
export interface MatchedEffectOptions {
  /** The column that says who was treated: 1 or true, 0 or false. */
  readonly treated: string;
  /** The column of what is compared: an amount, or 0 and 1. */
  readonly outcome: string;
  /**
   * Columns of numbers that decided who was treated, known before. Without both lists: all columns but the treatment,
   * the outcome and the customer.
   */
  readonly numeric?: readonly string[];
  /** Columns of categories that decided. */
  readonly categorical?: readonly string[];
  /** The column of the id, carried along in `matches` [`"customer"` where there is such a column]. */
  readonly customer?: string;
  /** The farthest a control may lie away, in standard deviations of the log-odds [0.2]; null: no limit. */
  readonly caliper?: number | null;
  /** Controls for each treated customer at most [1]; with `replacement` all that are as near as the last serve, too. */
  readonly ratio?: number;
  /** Whether a control may serve several treated customers [false]. */
  readonly replacement?: boolean;
  /** The penalty of the logistic regression, on z-scores [1]. */
  readonly l2?: number;
  /** [0.95] */
  readonly level?: number;
  /** Of the lot among equally near controls [0]. */
  readonly seed?: number;
}

/** The columns of `matches`: a row for each pair. */
export type MatchColumns = {
  /** Rows of the table, from 1. */
  treatedRow: number;
  controlRow: number;
  /** Only where there is a column of ids. */
  treatedCustomer: number | string | boolean;
  controlCustomer: number | string | boolean;
  /** Between the log-odds of being treated. */
  distance: number;
};

/** What a treatment did to those who got it, by customers who were as likely to get it. */
export interface MatchedEffect {
  /** The mean outcome of the treated who were matched, less that of their controls. */
  readonly effect: EstimatedChange;
  /** The same without matching, over all customers. */
  readonly unadjusted: number;
  /** Mean outcomes of those who were matched. */
  readonly treatedMean: number;
  readonly controlMean: number;
  readonly treated: number;
  readonly control: number;
  /** Treated customers with a control; the effect is theirs. */
  readonly matched: number;
  /** Treated customers whom no control resembles. */
  readonly unmatched: number;
  /** The farthest a control may lie away, in log-odds; null without a limit. */
  readonly caliper: number | null;
  readonly balance: Table<BalanceColumns>;
  readonly matches: Table<MatchColumns>;
  readonly finding: string;
  /** The assumption, and what speaks against it. */
  readonly warnings: readonly string[];
}

/** Standardized differences up to this pass for balanced (Austin 2009). */
const balanced = 0.1;

/** From this share of choices on, the lot is worth a warning. */
const manyLots = 0.1;

/**
 * Did it work, where those who got it were not chosen by lot? Compares each treated customer with one who was about as
 * likely to be treated, but was not: the chance comes from a logistic regression on what was known before (propensity
 * score), and the control is the nearest one by its log-odds, if it lies within the caliper.
 *
 * The result is the effect on the treated who were matched. It holds only if the features are all that decided both who
 * was treated and what came of it, which no data can show; `balance` shows whether the matched are alike at least in
 * what is known.
 *
 * Where several controls are equally near, as customers of the same features are, their outcomes are averaged with
 * `replacement`, over a hundred of them at most. Without it the lot picks one, and so it does with the treated whom one
 * control would suit; the rows' order has no part in it, and a warning says where the lot decided much.
 *
 * The interval is Student's, with Abadie and Imbens' standard error, which is that of paired differences where no
 * control serves twice. It takes the scores as given.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `out-of-range` (a treatment that is neither
 * 0 nor 1), `duplicate-column` (the treatment, the outcome or the customer among the features), `one-class` (no
 * control, or nobody treated), `too-few-rows` (no treated customer has a control within the caliper), `column-type`,
 * `invalid-option`.
 *
 * Sources: Rosenbaum and Rubin (1983); Austin (2011), "Optimal caliper widths for propensity-score matching"; Abadie
 * and Imbens (2006), theorem 7; Stuart (2010) for the balance.
 *
 * @example
 * ```ts
 * const found = matchedEffect(customers, {
 *   treated: "joined", // the loyalty club, by their own choice
 *   outcome: "spend",
 *   numeric: ["age", "spendBefore"],
 *   categorical: ["region"],
 * });
 * found.effect; // what joining did, if age, earlier spend and region decided who joined
 * found.balance; // whether members and their controls are alike in these
 * ```
 */
export function matchedEffect(input: TableInput, options: MatchedEffectOptions): MatchedEffect {
  const caller = "matchedEffect";
  const names = ["treated", "outcome", "numeric", "categorical", "customer", "caliper", "ratio", "replacement"];
  knownOptions(caller, options, [...names, "l2", "level", "seed"]);
  const plan = readPlan(caller, options);
  const table = toTable(caller, input);
  requireRows(caller, table);
  const treated = outcomeColumn(caller, table, plan.treated);
  requireBoth(caller, plan.treated, treated);
  const outcome = numberColumn(caller, table, plan.outcome);
  const id = plan.customer ?? (hasColumn(table, "customer") ? "customer" : undefined);
  const ids = id === undefined ? null : findColumn(caller, table, id);
  const setAside = [plan.treated, plan.outcome, ...(id === undefined ? [] : [id])];
  requireNamedOnce(caller, 'the options "treated", "outcome" and "customer"', setAside);
  for (const list of ["numeric", "categorical"] as const) refuseAsFeature(caller, list, options[list], setAside);
  const own = options.numeric === undefined && options.categorical === undefined;
  if (own && table.columnNames.every((name) => setAside.includes(name))) refuseNoFeatures(caller);
  const scores = propensityScores(caller, own ? table.drop(...setAside) : table, treated, {
    numeric: options.numeric,
    categorical: options.categorical,
    l2: plan.l2,
  });
  const caliper = plan.caliper === null ? Number.POSITIVE_INFINITY : plan.caliper * scores.deviation;
  const random = createRandom(plan.seed);
  const { matches, ...lots } = nearestControls(
    scores.score,
    treated,
    { ...plan, caliper, tolerance: scores.tolerance },
    { order: drawnOrder(scores.features, treated, outcome, random), random },
  );
  if (matches.length === 0) refuseNoMatch(caller, plan.treated);
  const weights = matchWeights(table.numRows, matches);
  const effect = matchedDifference(matches, outcome, treated, scores, plan.level);
  const balance = covariateBalance(scores.features, treated, weights);
  const mean = (group: number, of?: Float64Array): number => weightedMeanOf(outcome, treated, group, of);
  const count = treated.reduce((sum, flag) => sum + flag, 0);
  refuseOverflow(caller, plan.outcome, effect);
  return finiteFigures(
    caller,
    Object.freeze({
      effect: estimatedChange(effect),
      unadjusted: mean(1) - mean(0),
      treatedMean: mean(1, weights),
      controlMean: mean(0, weights),
      treated: count,
      control: table.numRows - count,
      matched: matches.length,
      unmatched: count - matches.length,
      caliper: plan.caliper === null ? null : caliper,
      balance,
      matches: matchTable(matches, scores.score, ids),
      finding: findingOf(effect, matches.length, count),
      warnings: Object.freeze([
        ...warningsOf(effect, matches.length, count, balance),
        ...lotWarning(lots, plan.replacement),
        ...scores.warnings,
      ]),
    }),
  );
}

function readPlan(caller: string, options: MatchedEffectOptions) {
  const { customer, caliper = 0.2 } = options;
  return {
    treated: requireColumnName(caller, "treated", options.treated),
    outcome: requireColumnName(caller, "outcome", options.outcome),
    customer: customer === undefined ? undefined : requireColumnName(caller, "customer", customer),
    caliper: caliper === null ? null : numberOption(caller, "caliper", caliper, { min: 0 }),
    ratio: numberOption(caller, "ratio", options.ratio ?? 1, { min: 1, max: 100, integer: true }),
    replacement: booleanOption(caller, "replacement", options.replacement, false),
    l2: numberOption(caller, "l2", options.l2 ?? 1, { min: 0 }),
    level: levelOption(caller, "level", options.level),
    seed: numberOption(caller, "seed", options.seed ?? 0, { min: 0, integer: true }),
  };
}

/** What is explained by the features is none of them. Errors: `duplicate-column`. */
function refuseAsFeature(
  caller: string,
  list: "numeric" | "categorical",
  features: readonly string[] | undefined,
  setAside: readonly string[],
): void {
  const column = Array.isArray(features) ? setAside.find((name) => features.includes(name)) : undefined;
  if (column === undefined) return;
  throw new ClienteleError(
    "duplicate-column",
    { function: caller, column },
    `is the treatment, the outcome or the customer, and cannot be among the features, too: leave it out of "${list}"`,
  );
}

function requireBoth(caller: string, column: string, treated: Float64Array): void {
  const count = treated.reduce((sum, flag) => sum + flag, 0);
  if (count > 0 && count < treated.length) return;
  throw new ClienteleError(
    "one-class",
    { function: caller, column },
    `an effect needs both treated and control, got ${count} treated and ${treated.length - count} control`,
  );
}

function refuseNoFeatures(caller: string): never {
  throw new ClienteleError(
    "empty-table",
    { function: caller },
    "there is no feature: beside the treatment and the outcome the table needs columns of what decided who was treated",
  );
}

/** Squares of outcomes beyond 1e150 are no numbers any more. Errors: `out-of-range`. */
function refuseOverflow(caller: string, column: string, { estimate, standardError }: MeanContrast): void {
  if (Number.isFinite(estimate) && standardError !== Number.POSITIVE_INFINITY) return;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column },
    "the outcomes are too large to square, so the effect has no interval: count in larger units",
  );
}

function refuseNoMatch(caller: string, column: string): never {
  throw new ClienteleError(
    "too-few-rows",
    { function: caller, column },
    "no treated customer has a control within the caliper: the groups have nothing in common; a wider caliper would " +
      "compare customers who are not alike",
  );
}

function weightedMeanOf(outcome: Float64Array, treated: Float64Array, group: number, weights?: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < outcome.length; row++) {
    if (treated[row] !== group) continue;
    const weight = weights === undefined ? 1 : weights[row]!;
    sum += weight * outcome[row]!;
    total += weight;
  }
  return sum / total;
}

function matchTable(matches: readonly Match[], score: Float64Array, ids: Column | null): Table<MatchColumns> {
  const pairs = matches.flatMap(({ treated, controls }) => controls.map((control) => ({ treated, control })));
  const columns: [string, ArrayLike<unknown> | Column][] = [
    ["treatedRow", pairs.map(({ treated }) => treated + 1)],
    ["controlRow", pairs.map(({ control }) => control + 1)],
  ];
  if (ids !== null) {
    columns.push(["treatedCustomer", pairs.map(({ treated }) => ids.at(treated))]);
    columns.push(["controlCustomer", pairs.map(({ control }) => ids.at(control))]);
  }
  columns.push(["distance", pairs.map(({ treated, control }) => Math.abs(score[treated]! - score[control]!))]);
  return createTable<MatchColumns>(columns);
}

function findingOf(effect: MeanContrast, matched: number, treated: number): string {
  const what = effect.lower > 0 ? "raised it" : effect.upper < 0 ? "lowered it" : "no effect can be told";
  return (
    `${what}, if the features are all that decided: ${showChange(effect)} for ${matched} of ${treated} treated ` +
    "customers"
  );
}

function warningsOf(effect: MeanContrast, matched: number, treated: number, balance: Table<BalanceColumns>): string[] {
  const warnings = [
    "the effect holds only if nothing but the features decided both who was treated and what came of it, which no " +
      "data show",
  ];
  if (matched < treated) {
    warnings.push(
      `${treated - matched} of ${counted(treated, "treated customer")} without a control like them ` +
        `${treated - matched === 1 ? "is" : "are"} left out: the ` +
        "effect is that of the others",
    );
  }
  const apart = balance
    .toRows()
    .filter(({ matchedDifference }) => matchedDifference === null || Math.abs(matchedDifference) > balanced)
    .map(({ feature }) => feature);
  if (apart.length > 0) {
    warnings.push(
      `the matched still differ by more than ${balanced} standard deviations in ${showNames(apart)}: the ` +
        "effect may be theirs",
    );
  }
  if (Number.isNaN(effect.standardError)) warnings.push("a single pair has no variance, so the effect has no interval");
  return warnings;
}

function lotWarning({ drawn, choices }: Pick<Matching, "drawn" | "choices">, replacement: boolean): string[] {
  if (drawn < manyLots * choices) return [];
  return [
    `${drawn} of ${counted(choices, "choice")} of controls ${drawn === 1 ? "was" : "were"} drawn by lot, since ` +
      `others were equally near: ` +
      (replacement
        ? "compare with another seed"
        : "compare with another seed, or take replacement: true, which averages over all that are equally near"),
  ];
}
