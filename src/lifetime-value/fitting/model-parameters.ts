import { ClienteleError, showValue } from "../../errors/index.js";
import type { CovariateEffect } from "./covariate-effects.js";
import type { ModelDefinition } from "./purchase-definition.js";

/** What predictions need of a model: a fitted one, or just its kind and parameters. */
export interface ModelParameters<Kind extends string, Name extends string> {
  readonly kind: Kind;
  readonly parameters: Readonly<Record<Name, number>>;
  readonly unit?: string | null;
  readonly covariates?: readonly CovariateEffect[];
}

/** What a definition says about parameters. */
export type ParameterNames = Pick<ModelDefinition<string, string, never>, "parameterNames" | "wholeParameters">;

/** No fit comes near these limits; beyond them sums and integrals no longer end. */
const least = 1e-30;

/**
 * The parameters of a model in the order of its definition, checked to be finite numbers above 0, and whole where they
 * have to be. Errors: `unusable-model`.
 */
export function readParameters(
  caller: string,
  model: { readonly kind: string; readonly parameters: object },
  { parameterNames, wholeParameters = [] }: ParameterNames,
): Float64Array {
  const parameters: unknown = model.parameters;
  return Float64Array.from(parameterNames, (name) => {
    const value: unknown =
      typeof parameters === "object" && parameters !== null && Object.hasOwn(parameters, name)
        ? (parameters as Record<string, unknown>)[name]
        : undefined;
    const whole = wholeParameters.includes(name);
    if (typeof value === "number" && value >= least && value <= 1 / least && (!whole || Number.isInteger(value))) {
      return value;
    }
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value },
      `parameter ${showValue(name)} of a ${model.kind} model must be ` +
        `${whole ? "a whole number" : "a number"} above 0, ${least} to ${1 / least}, got ${showValue(value)}`,
    );
  });
}
