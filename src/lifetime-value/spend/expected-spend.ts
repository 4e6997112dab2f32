import { ClienteleError, requireModelParts } from "../../errors/index.js";
import type { TableInput } from "../../table/index.js";
import { readSpend } from "../fitting/customer-statistics.js";
import { type ModelParameters, readParameters } from "../fitting/model-parameters.js";
import { gammaGammaFormat } from "./gamma-gamma.js";
import { type GammaGammaName, gammaGammaNames } from "./gamma-gamma-likelihood.js";

/** A model of spend per purchase: fitted, or given by its parameters. */
export type SpendModel = ModelParameters<"gamma-gamma", GammaGammaName>;

/**
 * How much may each customer be expected to spend per purchase? Between what the customer spent and the mean over
 * customers, nearer to the former the more purchases there are.
 *
 * @param model - a fitted Gamma-Gamma model, or its `kind` and `parameters`
 * @param customers - a table with `frequency` and `monetary` (may be missing where `frequency` is 0)
 * @returns the expected mean spend for each customer, in their order; (γ + x·z̄)·p/(p·x + q − 1), which without repeat
 * purchases is the mean over customers p·γ/(q − 1)
 * @throws ClienteleError `unusable-model` for a customer without repeat purchases when q ≤ 1, as the mean over
 * customers then does not exist; and as the fit for bad columns
 *
 * Source: Fader & Hardie (2013), "The Gamma-Gamma model of monetary value", equation 5.
 *
 * @example
 * ```ts
 * const spend = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } as const;
 * expectedSpend(spend, { frequency: [2, 0], monetary: [22.35, null] }); // 24.66, 35.22
 * ```
 */
export function expectedSpend(model: SpendModel, customers: TableInput): Float64Array {
  return spendOf("expectedSpend", model, customers);
}

/** {@link expectedSpend} with errors that name the caller. */
export function spendOf(caller: string, model: SpendModel, customers: TableInput): Float64Array {
  const { p, q, gamma } = spendParameters(caller, model);
  const { frequency, monetary, rows } = readSpend(caller, customers, "free");
  const result = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const x = frequency[row]!;
    const scale = p * x + q - 1;
    if (scale <= 0) refuseMean(caller, q, row);
    result[row] = (p * (gamma + (x === 0 ? 0 : x * monetary[row]!))) / scale;
  }
  return result;
}

/** The mean spend over customers, p·γ/(q − 1). Errors: `unusable-model` when q ≤ 1. */
export function meanSpend(caller: string, model: SpendModel): number {
  const { p, q, gamma } = spendParameters(caller, model);
  if (q <= 1) refuseMean(caller, q);
  return (p * gamma) / (q - 1);
}

export function spendParameters(caller: string, model: SpendModel): { p: number; q: number; gamma: number } {
  requireModelParts(caller, model, [gammaGammaFormat]);
  const values = readParameters(caller, model, { parameterNames: gammaGammaNames });
  return { p: values[0]!, q: values[1]!, gamma: values[2]! };
}

function refuseMean(caller: string, q: number, row?: number): never {
  throw new ClienteleError(
    "unusable-model",
    { function: caller, row: row === undefined ? undefined : row + 1, value: q },
    `with q = ${q} of at most 1 the mean spend over customers does not exist, and so not that of a customer ` +
      "without repeat purchases",
  );
}
