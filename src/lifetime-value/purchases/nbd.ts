import type { TableInput } from "../../table/index.js";
import { readPurchases } from "../fitting/customer-statistics.js";
import { type FitOptions, type FitRecipe, fitPurchases, idleAlpha } from "../fitting/fit-purchases.js";
import { type LifetimeModel, lifetimeFormat, lifetimeModel } from "../fitting/lifetime-model.js";
import { logLikelihoodAt } from "../fitting/log-likelihood-function.js";
import type { PurchaseDefinition } from "../fitting/purchase-definition.js";
import { groupPurchases } from "../fitting/purchase-groups.js";
import { type PurchasePathAfter, poissonEvents } from "../fitting/purchase-path.js";
import { gammaDirections, purchaseRateLimits } from "../fitting/search-directions.js";
import { nbdLogLikelihood } from "./nbd-likelihood.js";
import { nbdProcess } from "./nbd-process.js";

/** A fitted NBD model. */
export type NbdModel = LifetimeModel<"nbd", "r" | "alpha">;

const names = ["r", "alpha"] as const;

const recipe: FitRecipe<"r" | "alpha"> = {
  names,
  logLikelihood: nbdLogLikelihood,
  directions: (groups) => gammaDirections(names, 0, groups.meanAge, purchaseRateLimits),
  starts: (groups) => [[0.5, (0.5 * groups.meanAge) / groups.meanFrequency]],
  placeholders: (groups) => [1, idleAlpha(groups)],
};

/**
 * Fits NBD, the baseline in which nobody ever leaves: purchase rates are gamma distributed over customers (`r`, `alpha`
 * in units of time). A model that knows drop-out should beat its log-likelihood, which is that of the same purchase
 * times.
 *
 * @param customers - a table with `frequency`, `recency`, `age` and optionally `count`
 * @param options - `unit` when the customers do not carry one, `maxIterations` [200]
 * @throws ClienteleError as {@link fitBgNbd}
 *
 * Source: Ehrenberg (1959), "The pattern of consumer purchases", Applied Statistics 8(1).
 *
 * @example
 * ```ts
 * const baseline = fitNbd({ frequency: [2, 0, 5, 1], recency: [30.4, 0, 36, 1.7], age: [38.9, 38.9, 38, 37] });
 * baseline.parameters; // { r, alpha }
 * ```
 */
export function fitNbd(customers: TableInput, options: FitOptions = {}): NbdModel {
  return lifetimeModel("nbd", fitPurchases("fitNbd", customers, options, recipe));
}

export const nbdFormat = /* @__PURE__ */ lifetimeFormat("nbd", names);

export const nbd: PurchaseDefinition<"nbd", "r" | "alpha"> = {
  kind: "nbd",
  parameterNames: names,
  discrete: false,
  withoutDropout: null,
  read: readPurchases,
  logLikelihood: (caller, values, customers) =>
    logLikelihoodAt(nbdLogLikelihood(groupPurchases(readPurchases(caller, customers))), values),
  process: nbdProcess,
  newCustomers: (values) => activeNbdCustomers(values)(0, 0, 0),
  activeCustomers: activeNbdCustomers,
  format: nbdFormat,
};

/** λ is gamma with shape r + x and rate α + T. */
function activeNbdCustomers(values: Float64Array): PurchasePathAfter {
  const [r, alpha] = [values[0]!, values[1]!];
  return (x, _last, age) => (random, horizon, visit) => {
    const rate = random.gamma(r + x) / (alpha + age);
    poissonEvents(random, rate, horizon, visit);
  };
}
