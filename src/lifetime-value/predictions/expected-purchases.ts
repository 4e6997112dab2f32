import { knownOptions } from "../../errors/index.js";
import type { Horizon } from "../../finance/index.js";
import type { TableInput } from "../../table/index.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";
import { preparePrediction, whileAlive } from "./prediction.js";
import { timeOption } from "./probability-alive.js";

/**
 * How many purchases may be expected of each customer within the horizon?
 *
 * @param model - a fitted model of purchases, or its `kind` and `parameters`
 * @param customers - a table with `frequency`, `recency`, `age` (BG/BB: `opportunities`) and the covariates of the
 * model, in its unit of time
 * @param options - `horizon`: the time after the end of observation, in the model's unit (BG/BB: opportunities), or
 * `{ months: 12 }`, a month being a twelfth of 365.25 days
 * @returns the expected number for each customer, in their order; a `count` column is not multiplied in
 * @throws ClienteleError `unusable-model`, `unit-mismatch`, `invalid-option`, and as the fits for bad columns
 *
 * Source: the conditional expectations of the models' papers, summed as series or integrals of positive terms, so that
 * they hold where the closed forms divide by 0 (a = 1, s = 1).
 *
 * @example
 * ```ts
 * const model = fitBgNbd(customers); // fitted in weeks
 * const nextYear = expectedPurchases(model, customers, { horizon: 52 });
 * ```
 */
export function expectedPurchases(
  model: PurchaseModel,
  customers: TableInput,
  options: { readonly horizon: Horizon },
): Float64Array {
  return purchasesOf("expectedPurchases", model, customers, options);
}

/** {@link expectedPurchases} with errors that name the caller. */
export function purchasesOf(
  caller: string,
  model: PurchaseModel,
  customers: TableInput,
  options: { readonly horizon: Horizon },
): Float64Array {
  knownOptions(caller, options, ["horizon"]);
  const prediction = preparePrediction(caller, model, customers);
  const horizon = timeOption(
    caller,
    "horizon",
    options.horizon,
    prediction.definition.discrete,
    model.unit ?? prediction.history.unit,
  );
  return whileAlive(prediction, (process, x, last, age) => process.expected(x, last, age, horizon));
}
