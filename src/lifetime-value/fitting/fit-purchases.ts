import { ClienteleError, knownOptions, numberOption, oneOf, showValue } from "../../errors/index.js";
import { type PeriodUnit, periodUnits } from "../../finance/index.js";
import type { TableInput } from "../../table/index.js";
import { bestMaximum, rivalNotes, type SearchStarts } from "./best-maximum.js";
import { type PurchaseHistory, readPurchases } from "./customer-statistics.js";
import { estimatesOf } from "./estimates.js";
import { fingerprintOf } from "./fingerprint.js";
import type { FitOutcome } from "./lifetime-model.js";
import { type LogLikelihoodFunction, logLikelihoodAt } from "./log-likelihood-function.js";
import type { SearchDirection } from "./maximize-likelihood.js";
import { groupPurchases, type PurchaseGroups } from "./purchase-groups.js";
import { spreadAround } from "./search-directions.js";

/** Options of every fit of this room. */
export interface FitOptions {
  /** The unit of time of the customers, when the table does not carry it: needed later for annual rates. */
  readonly unit?: PeriodUnit;
  /** Where the search gives up, with status `iterationLimit` [200]. */
  readonly maxIterations?: number;
}

/** The names of {@link FitOptions}. */
export const fitOptionNames = ["unit", "maxIterations"];

/**
 * How a model of purchases is fitted: its likelihood, in which directions it is searched and from where. Parameters are
 * searched as logarithms.
 */
export interface FitRecipe<Name extends string> {
  readonly names: readonly Name[];
  readonly logLikelihood: (groups: PurchaseGroups) => LogLikelihoodFunction;
  readonly directions: (groups: PurchaseGroups) => readonly SearchDirection[];
  /** Points to search from, by parameter. The later ones are tried when the first leads to no maximum inside. */
  readonly starts: (groups: PurchaseGroups) => readonly (readonly number[])[];
  /** Values that stand in for parameters that the data say nothing about, when nobody purchased again. */
  readonly placeholders: (groups: PurchaseGroups) => readonly number[];
}

/**
 * The unit that the options or the customers name. Errors: `invalid-option`, `unit-mismatch` where they contradict each
 * other.
 */
export function unitOption(caller: string, options: FitOptions, unit: string | null): string | null {
  if (options.unit === undefined) return unit;
  const named = oneOf(caller, "unit", options.unit, periodUnits, options.unit);
  if (unit === null || unit === named) return named;
  throw new ClienteleError(
    "unit-mismatch",
    { function: caller, value: named },
    `option "unit" says ${showValue(named)}, but these customers count in units of a ${unit}`,
  );
}

/** The option `maxIterations`. */
export function iterationsOption(caller: string, options: FitOptions): number {
  const { maxIterations = 200 } = options;
  return numberOption(caller, "maxIterations", maxIterations, { min: 1, integer: true });
}

/** Reads, groups and fits; what comes back becomes a model. */
export function fitPurchases<Name extends string>(
  caller: string,
  customers: TableInput,
  options: FitOptions,
  recipe: FitRecipe<Name>,
): FitOutcome<Name> {
  knownOptions(caller, options, fitOptionNames);
  const history = readPurchases(caller, customers);
  return fitGroups(caller, groupPurchases(history), history, options, recipe);
}

/** As {@link fitPurchases}, for customers already read and grouped. */
export function fitGroups<Name extends string>(
  caller: string,
  groups: PurchaseGroups,
  history: PurchaseHistory,
  options: FitOptions,
  recipe: FitRecipe<Name>,
): FitOutcome<Name> {
  const unit = unitOption(caller, options, history.unit);
  const maxIterations = iterationsOption(caller, options);
  const common = {
    unit,
    customers: groups.customers,
    groups: groups.groups,
    fingerprint: fingerprintOf([groups.frequency, groups.recency, groups.age], groups.count),
  };
  const { names } = recipe;
  if (groups.meanFrequency === 0) return { ...common, ...withoutRepeats(groups, recipe) };
  const directions = recipe.directions(groups);
  const starts = searchStarts(groups, recipe, directions);
  const best = bestMaximum(recipe.logLikelihood(groups), directions, starts, maxIterations, groups.groups);
  const { maximum } = best;
  return {
    ...common,
    names,
    ...estimatesOf(maximum, directions, names.length),
    notes: rivalNotes(best, names),
    logLikelihood: maximum.value,
    iterations: maximum.iterations,
    gradientNorm: maximum.gradientNorm / groups.customers,
  };
}

/** The recipe's starting points and those spread around the first, as points of the likelihood. */
export function searchStarts<Name extends string>(
  groups: PurchaseGroups,
  recipe: FitRecipe<Name>,
  directions: readonly SearchDirection[],
): SearchStarts {
  const usual = recipe.starts(groups).map((start) => Float64Array.from(start, Math.log));
  return { usual, spread: spreadAround(usual[0]!, directions) };
}

/** Without any repeat purchase the likelihood is highest at a purchase rate of 0, and no parameter is identified. */
function withoutRepeats<Name extends string>(groups: PurchaseGroups, recipe: FitRecipe<Name>) {
  const { names } = recipe;
  const values = recipe.placeholders(groups);
  const logLikelihood = logLikelihoodAt(recipe.logLikelihood(groups), Float64Array.from(values));
  return {
    names,
    values,
    status: "notIdentified" as const,
    statusReason:
      "no customer has a repeat purchase: a purchase rate near 0 explains that, and nothing can be said about " +
      "drop-out; the parameters are placeholders",
    logLikelihood,
    covariance: null,
    uncertaintyReason: "no customer has a repeat purchase",
    undetermined: names,
    iterations: 0,
    gradientNorm: 0,
  };
}

/** α at which the purchase rate r/α is negligible over the time observed. */
export function idleAlpha(groups: PurchaseGroups): number {
  return Math.exp(25) * (groups.meanAge > 0 ? groups.meanAge : 1);
}
