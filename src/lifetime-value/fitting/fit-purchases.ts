import { ClienteleError, knownOptions, numberOption, oneOf, showValue } from "../../errors/index.js";
import { type PeriodUnit, periodUnits } from "../../finance/index.js";
import type { TableInput } from "../../table/index.js";
import { type PurchaseHistory, readPurchases } from "./customer-statistics.js";
import { estimatesOf } from "./estimates.js";
import type { FitOutcome } from "./lifetime-model.js";
import { type LogLikelihoodFunction, logLikelihoodAt } from "./log-likelihood-function.js";
import { type LikelihoodMaximum, maximizeLikelihood, type SearchDirection } from "./maximize-likelihood.js";
import { groupPurchases, type PurchaseGroups } from "./purchase-groups.js";

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
  /** Points to search from, by parameter. The later ones are tried when the first does not lead to a maximum inside. */
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
  const common = { unit, customers: groups.customers, groups: groups.groups };
  const { names } = recipe;
  if (groups.meanFrequency === 0) return { ...common, ...withoutRepeats(groups, recipe) };
  const directions = recipe.directions(groups);
  const maximum = bestMaximum(recipe.logLikelihood(groups), directions, recipe.starts(groups), maxIterations);
  return {
    ...common,
    names,
    ...estimatesOf(maximum, directions, names.length),
    logLikelihood: maximum.value,
    iterations: maximum.iterations,
    gradientNorm: maximum.gradientNorm / groups.customers,
  };
}

/** The highest of the maxima reached from the starting points; the search ends with the first inside all bounds. */
export function bestMaximum(
  likelihood: LogLikelihoodFunction,
  directions: readonly SearchDirection[],
  starts: readonly (readonly number[])[],
  maxIterations: number,
): LikelihoodMaximum {
  let best: LikelihoodMaximum | undefined;
  for (const start of starts) {
    const maximum = maximizeLikelihood(likelihood, directions, Float64Array.from(start, Math.log), maxIterations);
    if (best === undefined || isBetter(maximum, best)) best = maximum;
    if (best.ended === "converged" && best.flat.length === 0 && best.sides.every((side) => side === 0)) break;
  }
  return best!;
}

function isBetter(candidate: LikelihoodMaximum, best: LikelihoodMaximum): boolean {
  const ended = (maximum: LikelihoodMaximum): number => (maximum.ended === "converged" ? 1 : 0);
  if (ended(candidate) !== ended(best)) return ended(candidate) > ended(best);
  return candidate.value > best.value + 1e-6;
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
