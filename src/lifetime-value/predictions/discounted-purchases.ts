import { ClienteleError, knownOptions } from "../../errors/index.js";
import { type DiscountRate, type Horizon, resolveRate } from "../../finance/index.js";
import type { TableInput } from "../../table/index.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";
import { preparePrediction, whileAlive } from "./prediction.js";
import { timeOption } from "./probability-alive.js";

/**
 * How many purchases may be expected of each customer from now on, those further off counting less? With the spend per
 * purchase this is what a customer is still worth (DET, and without a horizon DERT).
 *
 * @param model - a fitted model of purchases, or its `kind` and `parameters`
 * @param customers - a table with `frequency`, `recency`, `age` (BG/BB: `opportunities`) and the covariates of the
 * model, in its unit of time
 * @param options - `discountRate`: `{ annual }` (needs a model that knows its unit), `{ perUnit }` or `{
 * continuousPerUnit }`; `horizon` in the model's unit or `{ months }` [infinite]
 * @returns discounted expected purchases for each customer, in their order
 * @throws ClienteleError `invalid-option` also for an infinite horizon without discounting, whose sum may not exist;
 * `unusable-model`, `unit-mismatch`, and as the fits for bad columns
 *
 * A purchase at time t counts e^(−δt), with δ the continuous rate; purchases of BG/BB are discounted from their
 * opportunity. Source: Fader, Hardie & Lee (2005), "RFM and CLV", for Pareto/NBD; the others follow the same
 * definition.
 *
 * @example
 * ```ts
 * const model = fitParetoNbd(customers); // customers of unit "week"
 * const residual = discountedExpectedPurchases(model, customers, { discountRate: { annual: 0.15 } });
 * const nextYear = discountedExpectedPurchases(model, customers, { discountRate: { annual: 0.15 }, horizon: 52 });
 * ```
 */
export function discountedExpectedPurchases(
  model: PurchaseModel,
  customers: TableInput,
  options: { readonly discountRate: DiscountRate; readonly horizon?: Horizon },
): Float64Array {
  const caller = "discountedExpectedPurchases";
  knownOptions(caller, options, ["discountRate", "horizon"]);
  const prediction = preparePrediction(caller, model, customers);
  const { force, horizon } = discountTerms(
    caller,
    model,
    options,
    prediction.definition.discrete,
    model.unit ?? prediction.history.unit,
  );
  return whileAlive(prediction, (process, x, last, age) => process.discounted(x, last, age, force, horizon));
}

/** The force of interest per unit and the horizon that the options name. */
export function discountTerms(
  caller: string,
  model: PurchaseModel,
  options: { readonly discountRate: DiscountRate; readonly horizon?: Horizon },
  discrete: boolean,
  unit: string | null | undefined = model.unit,
): { readonly force: number; readonly horizon: number } {
  const force = resolveRate(caller, options.discountRate, model.unit).continuousPerUnit;
  const infinite = options.horizon === undefined || options.horizon === Number.POSITIVE_INFINITY;
  if (!infinite) return { force, horizon: timeOption(caller, "horizon", options.horizon, discrete, unit) };
  if (force > 0) return { force, horizon: Number.POSITIVE_INFINITY };
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: options.discountRate },
    "without discounting the purchases of an infinite horizon may have no sum: give a rate above 0 or a horizon",
  );
}
