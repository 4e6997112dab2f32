import type { Table } from "../../table/index.js";
import type { CovariateEffect } from "../fitting/covariate-effects.js";
import type { ModelParameters, ParameterNames } from "../fitting/model-parameters.js";
import { cumulated } from "./expected-by-period.js";
import type { Spread } from "./forecast-spread.js";

/** The covariance that a model carries of its estimates; null where it has none. */
function covarianceOf(model: object): readonly (readonly number[])[] | null {
  const covariance: unknown = "covariance" in model ? model.covariance : null;
  return Array.isArray(covariance) ? (covariance as readonly (readonly number[])[]) : null;
}

/**
 * The variance of totals because parameters are estimates: g′ C g by the delta method, with the gradient g of each
 * total by the logarithms of the parameters (and by coefficients of covariates), taken by central differences. Null
 * where the model has no covariance.
 *
 * @param totals - the expected totals per period under changed parameters
 */
export function parameterSpread<Model extends ModelParameters<string, string>>(
  model: Model,
  definition: ParameterNames,
  totals: (changed: Model) => Float64Array,
): Spread | null {
  const covariance = covarianceOf(model);
  if (covariance === null) return null;
  const moves = movesOf(model, definition);
  if (covariance.length !== moves.length) return null;
  const gradients: Float64Array[] = [];
  for (const move of moves) {
    const above = totals(move(step));
    const below = totals(move(-step));
    gradients.push(above.map((value, k) => (value - below[k]!) / (2 * step)));
  }
  const parameters: Readonly<Record<string, number>> = model.parameters;
  const scales = [
    ...definition.parameterNames.map((name) => parameters[name]!),
    ...(model.covariates ?? []).map(() => 1),
  ];
  const variance = (rows: readonly Float64Array[]): Float64Array =>
    rows[0]!.map((_, k) => {
      let sum = 0;
      for (let i = 0; i < rows.length; i++) {
        for (let j = 0; j < rows.length; j++) {
          sum += (rows[i]![k]! * rows[j]![k]! * covariance[i]![j]!) / (scales[i]! * scales[j]!);
        }
      }
      return Math.max(0, sum);
    });
  return { perPeriod: variance(gradients), cumulative: variance(gradients.map(cumulated)) };
}

const step = 1e-4;

/**
 * The model with one parameter multiplied by e^h, or one coefficient raised by h. Whole numbers such as the k of the
 * CNBD models are left alone: their variance is given as 0.
 */
function movesOf<Model extends ModelParameters<string, string>>(
  model: Model,
  { parameterNames, wholeParameters = [] }: ParameterNames,
): ((h: number) => Model)[] {
  const byParameter = parameterNames.map((name) => (h: number): Model => {
    const parameters: Readonly<Record<string, number>> = model.parameters;
    const value = wholeParameters.includes(name) ? parameters[name]! : parameters[name]! * Math.exp(h);
    return { ...model, parameters: { ...model.parameters, [name]: value } } as Model;
  });
  const effects: readonly CovariateEffect[] = model.covariates ?? [];
  const byCoefficient = effects.map((effect, i) => (h: number): Model => {
    const moved = effects.map((other, j) => (i === j ? { ...effect, coefficient: effect.coefficient + h } : other));
    return { ...model, covariates: moved } as Model;
  });
  return [...byParameter, ...byCoefficient];
}

/** A systematic sample of the rows of a large table, of at most `most` rows. */
export function thinned(customers: Table, most: number): Table {
  const every = Math.ceil(customers.numRows / most);
  if (every <= 1) return customers;
  return customers.where(Uint8Array.from({ length: customers.numRows }, (_, row) => (row % every === 0 ? 1 : 0)));
}

/** Why a model has no covariance, as far as it says itself. */
export function reasonWithoutCovariance(model: object): string {
  const told = ["statusReason", "uncertaintyReason"].flatMap((name) => {
    const text: unknown = (model as Readonly<Record<string, unknown>>)[name];
    return typeof text === "string" ? [text] : [];
  });
  return ["the model has no covariance of its parameters", ...told].join(": ");
}

/**
 * Why totals under a model can have no interval: a fit that ended at a limit does not tell how uncertain it is. Null
 * for fits that do, and for models that are given by their parameters, which are taken as known.
 */
export function reasonWithoutInterval(model: object): string | null {
  const status: unknown = "status" in model ? model.status : undefined;
  if (typeof status !== "string" || status === "converged" || covarianceOf(model) !== null) return null;
  return reasonWithoutCovariance(model);
}
