import { ClienteleError, columnList, knownOptions, showValue } from "../../errors/index.js";
import { matrix, symmetricEigen } from "../../numeric/index.js";
import { numberColumn, type TableInput } from "../../table/index.js";
import { bestMaximum, rivalNotes } from "./best-maximum.js";
import { type CovariateEffect, effectSign } from "./covariate-effects.js";
import { type Coefficient, covariateLogLikelihood } from "./covariate-likelihood.js";
import { readPurchases } from "./customer-statistics.js";
import { type Estimates, estimatesOf } from "./estimates.js";
import {
  type FitOptions,
  type FitRecipe,
  fitGroups,
  fitOptionNames,
  iterationsOption,
  searchStarts,
} from "./fit-purchases.js";
import type { FitOutcome } from "./lifetime-model.js";
import type { IndividualLikelihood } from "./log-likelihood-function.js";
import type { SearchDirection } from "./maximize-likelihood.js";
import { groupPurchases } from "./purchase-groups.js";

/** Columns of the customers, numbers that do not change over time, on which a process depends. */
export interface CovariateColumns {
  /** What may make customers purchase more or less often. */
  readonly purchase?: readonly string[];
  /** What may make them leave earlier or later. */
  readonly dropout?: readonly string[];
}

/** Options of a fit with covariates. */
export interface CovariateFitOptions extends FitOptions {
  readonly covariates?: CovariateColumns;
}

/** A fit of a model that may have covariates. */
export interface CovariateOutcome<Name extends string> {
  readonly outcome: FitOutcome<Name>;
  readonly covariates: readonly CovariateEffect[];
}

/** How a kind of model takes covariates. */
export interface CovariateRecipe<Name extends string> extends FitRecipe<Name> {
  readonly individual: () => IndividualLikelihood;
  /** The parameters that covariates of drop-out move. */
  readonly dropoutParameters: readonly ("beta" | "a" | "b")[];
}

/** Fits a model, with covariates where the options name some. */
export function fitWithCovariates<Name extends string>(
  caller: string,
  customers: TableInput,
  options: CovariateFitOptions,
  recipe: CovariateRecipe<Name>,
): CovariateOutcome<Name> {
  knownOptions(caller, options, [...fitOptionNames, "covariates"]);
  const history = readPurchases(caller, customers);
  const chosen = chosenColumns(caller, options.covariates);
  const all = [...new Set([...chosen.purchase, ...chosen.dropout])];
  const columns = all.map((name) => numberColumn(caller, history.table, name));
  const plain = fitGroups(caller, groupPurchases(history), history, options, recipe);
  if (all.length === 0 || plain.iterations === 0) {
    return { outcome: plain, covariates: placeholders(chosen, recipe) };
  }
  checkColumns(caller, chosen.purchase, all, columns);
  checkColumns(caller, chosen.dropout, all, columns);
  const groups = groupPurchases(history, columns);
  const coefficients = coefficientsOf(chosen, all, recipe);
  const parameters = recipe.names.length;
  const directions = [
    ...recipe.directions(groups).map((direction) => ({
      ...direction,
      weights: [...direction.weights, ...coefficients.map(() => 0)],
    })),
    ...coefficients.map((coefficient, c) =>
      coefficientDirection(coefficient, parameters, coefficients.length, c, columns[coefficient.covariate]!),
    ),
  ];
  const likelihood = covariateLogLikelihood(groups, recipe.individual(), parameters, coefficients);
  const withoutEffects = (point: Float64Array): Float64Array =>
    Float64Array.from({ length: likelihood.dimension }, (_, p) => (p < parameters ? point[p]! : 0));
  const { usual, spread } = searchStarts(groups, recipe, directions);
  const starts = {
    usual: [withoutEffects(Float64Array.from(plain.values, Math.log))],
    spread: [...usual, ...spread].map(withoutEffects),
  };
  const best = bestMaximum(likelihood, directions, starts, iterationsOption(caller, options), groups.groups);
  const { maximum } = best;
  const estimates = estimatesOf(maximum, directions, parameters);
  return {
    outcome: {
      ...plain,
      ...estimates,
      values: estimates.values.subarray(0, parameters),
      notes: rivalNotes(best, recipe.names),
      logLikelihood: maximum.value,
      groups: groups.groups,
      iterations: plain.iterations + maximum.iterations,
      gradientNorm: maximum.gradientNorm / groups.customers,
      estimated: likelihood.dimension,
    },
    covariates: coefficients.map((coefficient, c) => effectOf(coefficient, estimates, parameters + c)),
  };
}

function chosenColumns(caller: string, covariates: CovariateColumns | undefined) {
  if (covariates === undefined) return { purchase: [], dropout: [] };
  knownOptions(caller, covariates, ["purchase", "dropout"]);
  const list = (option: "purchase" | "dropout") =>
    columnList(caller, `covariates.${option}`, covariates[option] ?? [], 0);
  return { purchase: list("purchase"), dropout: list("dropout") };
}

type Chosen = ReturnType<typeof chosenColumns>;

function coefficientsOf<Name extends string>(
  chosen: Chosen,
  all: readonly string[],
  { names, dropoutParameters }: CovariateRecipe<Name>,
): Coefficient[] {
  const known: readonly string[] = names;
  const coefficient = (column: string, on: Coefficient["on"]): Coefficient => ({
    column,
    on,
    parameter: known.indexOf(on),
    covariate: all.indexOf(column),
  });
  return [
    ...chosen.purchase.map((column) => coefficient(column, "alpha")),
    ...dropoutParameters.flatMap((on) => chosen.dropout.map((column) => coefficient(column, on))),
  ];
}

/**
 * A coefficient is searched per standard deviation of its column, and around the column's mean, so that units and
 * offsets of covariates do not matter.
 */
function coefficientDirection(
  { column, on, parameter }: Coefficient,
  parameters: number,
  coefficients: number,
  index: number,
  values: Float64Array,
): SearchDirection {
  const { mean, deviation } = spread(values);
  const weights = new Array<number>(parameters + coefficients).fill(0);
  weights[parameters + index] = 1 / deviation;
  weights[parameter] = (-effectSign(on) * mean) / deviation;
  const what = `the coefficient of ${showValue(column)} on ${on}`;
  const limit = `${what} grows without bound: these data do not limit its effect`;
  return { weights, lower: -15, upper: 15, atLower: limit, atUpper: limit, undetermined: [effectName(column, on)] };
}

function effectName(column: string, on: string): string {
  return `the coefficient of ${showValue(column)} on ${on}`;
}

function spread(values: Float64Array): { mean: number; deviation: number } {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2 / values.length;
  return { mean, deviation: Math.sqrt(squares) };
}

function effectOf({ column, on }: Coefficient, estimates: Estimates, place: number): CovariateEffect {
  const variance = estimates.covariance?.[place]?.[place];
  const known = variance !== undefined && !estimates.undetermined.includes(effectName(column, on));
  return { column, on, coefficient: estimates.values[place]!, standardError: known ? Math.sqrt(variance) : null };
}

/** Without repeat purchases no effect of a covariate is identified. */
function placeholders<Name extends string>(chosen: Chosen, recipe: CovariateRecipe<Name>): CovariateEffect[] {
  const all = [...new Set([...chosen.purchase, ...chosen.dropout])];
  return coefficientsOf(chosen, all, recipe).map(({ column, on }) => ({
    column,
    on,
    coefficient: 0,
    standardError: null,
  }));
}

/**
 * Errors: `constant-column` for a covariate that is the same for everybody, `collinear-columns` for one that the others
 * determine.
 */
function checkColumns(
  caller: string,
  chosen: readonly string[],
  all: readonly string[],
  columns: readonly Float64Array[],
): void {
  const m = chosen.length;
  const scaled = chosen.map((name) => {
    const values = columns[all.indexOf(name)]!;
    const { mean, deviation } = spread(values);
    if (!(deviation > 1e-12 * Math.abs(mean))) {
      throw new ClienteleError(
        "constant-column",
        { function: caller, column: name, value: values[0] },
        `is ${showValue(values[0])} for every customer, so its effect cannot be told`,
      );
    }
    return values.map((value) => (value - mean) / deviation);
  });
  const products = matrix(m, m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let row = 0; row < scaled[i]!.length; row++) sum += scaled[i]![row]! * scaled[j]![row]!;
      products.data[i * m + j] = sum / scaled[i]!.length;
    }
  }
  if (m < 2) return;
  const { values, vectors } = symmetricEigen(products);
  if (values[m - 1]! > 1e-10) return;
  const involved = chosen.filter((_, i) => Math.abs(vectors.data[i * m + m - 1]!) > 1e-6);
  throw new ClienteleError(
    "collinear-columns",
    { function: caller, column: involved[involved.length - 1] },
    `is determined by ${involved
      .slice(0, -1)
      .map((name) => showValue(name))
      .join(" and ")}: leave one of them out`,
  );
}
