import { ClienteleError, finiteFigures, showNames, showValue } from "../errors/index.js";
import type { TableInput } from "../table/index.js";
import type { ContractData } from "./contracts/contract-cohorts.js";
import { readParameters } from "./fitting/model-parameters.js";
import { type LifetimeKind, lifetimeDefinitions } from "./lifetime-definitions.js";

/**
 * How likely are these data under given parameters? The total log-likelihood over customers, in the data's own unit of
 * time: restating time in another unit, c of the old in one of the new, adds exactly Σ x · ln c.
 *
 * @param kind - the kind of model
 * @param parameters - its parameters by name, as in a fitted model
 * @param customers - a table with the columns that the fit of the kind needs, and optionally `count`; `{ survivors }`
 * for the models of contracts
 * @throws ClienteleError `invalid-option` for an unknown kind, `unusable-model` for a parameter that is not above 0,
 * and as the fits for bad columns
 *
 * @example
 * ```ts
 * const customers = { frequency: [2, 0], recency: [30.43, 0], age: [38.86, 38.86] };
 * logLikelihood("bg-nbd", { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, customers);
 * ```
 */
export function logLikelihood(
  kind: LifetimeKind,
  parameters: Readonly<Record<string, number>>,
  customers: TableInput | ContractData,
): number {
  const caller = "logLikelihood";
  const definitions = lifetimeDefinitions();
  const definition = definitions.find((one) => one.kind === kind);
  if (definition === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: kind },
      `the kind must be one of ${showNames(definitions.map((one) => one.kind))}, got ${showValue(kind)}`,
    );
  }
  const values = readParameters(caller, { kind, parameters }, definition);
  return finiteFigures(caller, definition.logLikelihood(caller, values, customers));
}
