import { ClienteleError, knownOptions, showValue } from "../../errors/index.js";
import type { Horizon } from "../../finance/index.js";
import { movedParameters } from "../fitting/covariate-effects.js";
import { readParameters } from "../fitting/model-parameters.js";
import { type PurchaseModel, purchaseDefinition } from "../purchases/purchase-model.js";
import { timeOption } from "./probability-alive.js";

/** What is known of a customer who has only just come. */
export interface NewCustomerOptions {
  /** The values of the model's covariates, by column; needed when it has any. */
  readonly covariates?: Readonly<Record<string, number>>;
}

/**
 * How many repeat purchases may be expected of a new customer in the time t after the first purchase?
 *
 * @param model - a fitted model of purchases, or its `kind` and `parameters`
 * @param t - the time, in the model's unit (BG/BB: opportunities)
 * @param options - `covariates`: the customer's values, for a model that has them
 * @throws ClienteleError `unusable-model`, `invalid-option`
 *
 * @example
 * ```ts
 * const parameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
 * expectedPurchasesNewCustomer({ kind: "bg-nbd", parameters }, 52); // 1.446
 * ```
 */
export function expectedPurchasesNewCustomer(
  model: PurchaseModel,
  t: Horizon,
  options: NewCustomerOptions = {},
): number {
  const caller = "expectedPurchasesNewCustomer";
  knownOptions(caller, options, ["covariates"]);
  const definition = purchaseDefinition(caller, model);
  const values = readParameters(caller, model, definition);
  const process = definition.process(withOwnCovariates(caller, values, definition.parameterNames, model, options));
  const horizon = timeOption(caller, "t", t, definition.discrete, model.unit);
  return process.alive(0, 0, 0) * process.expected(0, 0, 0, horizon);
}

/** The parameters of a new customer with the covariates that the options give. */
function withOwnCovariates(
  caller: string,
  values: Float64Array,
  names: readonly string[],
  model: PurchaseModel,
  options: NewCustomerOptions,
): Float64Array {
  const effects = model.covariates ?? [];
  if (effects.length === 0) return values;
  const valueFor = (column: string): number => {
    const value =
      options.covariates !== undefined && Object.hasOwn(options.covariates, column)
        ? options.covariates[column]
        : undefined;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column, value },
      `the model has the covariate ${showValue(column)}: give its value in option "covariates"`,
    );
  };
  return movedParameters(caller, values, names, effects, valueFor);
}
