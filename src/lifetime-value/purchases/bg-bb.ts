import { knownOptions } from "../../errors/index.js";
import type { TableInput } from "../../table/index.js";
import { readOpportunities } from "../fitting/customer-statistics.js";
import { type FitOptions, type FitRecipe, fitGroups, fitOptionNames } from "../fitting/fit-purchases.js";
import { type LifetimeModel, lifetimeFormat, lifetimeModel } from "../fitting/lifetime-model.js";
import { logLikelihoodAt } from "../fitting/log-likelihood-function.js";
import type { PurchaseDefinition } from "../fitting/purchase-definition.js";
import { groupPurchases } from "../fitting/purchase-groups.js";
import type { PurchasePathAfter } from "../fitting/purchase-path.js";
import { betaDirections } from "../fitting/search-directions.js";
import { bgBbLogLikelihood } from "./bg-bb-likelihood.js";
import { bgBbProcess } from "./bg-bb-process.js";

/** The parameters of BG/BB, in order. */
export type BgBbName = "alpha" | "beta" | "gamma" | "delta";

/** A fitted BG/BB model. */
export type BgBbModel = LifetimeModel<"bg-bb", BgBbName>;

const names: readonly BgBbName[] = ["alpha", "beta", "gamma", "delta"];

export const bgBbRecipe: FitRecipe<BgBbName> = {
  names,
  logLikelihood: bgBbLogLikelihood,
  directions: () => [
    ...betaDirections(names, 0, {
      ratioLow: "alpha/(alpha+beta) goes to 0: nobody is seen to purchase",
      ratioHigh: "alpha/(alpha+beta) goes to 1: customers purchase at every opportunity until they leave",
      sizeLow: "alpha and beta go to 0: a customer purchases at every opportunity or at none",
      sizeHigh:
        "alpha and beta grow without bound with their ratio fixed: customers do not differ in their purchase " +
        "probabilities",
    }),
    ...betaDirections(names, 2, {
      ratioLow: "gamma/(gamma+delta) goes to 0: nobody is seen to leave",
      ratioHigh: "gamma/(gamma+delta) goes to 1: everybody leaves at once",
      sizeLow: "gamma and delta go to 0: a customer leaves at once or never",
      sizeHigh:
        "gamma and delta grow without bound with their ratio fixed: customers do not differ in their drop-out " +
        "probabilities",
    }),
  ],
  starts: () => [
    [1, 1, 0.7, 3],
    [3, 3, 3, 12],
  ],
  placeholders: () => [1, Math.exp(25), 1, 1],
};

/**
 * Fits BG/BB, for purchases at discrete opportunities (a yearly appeal, a monthly event): at each one an active
 * customer purchases with a probability of their own (beta over customers: `alpha`, `beta`), and before each one leaves
 * with a probability of their own (beta over customers: `gamma`, `delta`).
 *
 * @param customers - a table with `frequency` (purchases), `recency` (the opportunity of the last one, 0 for none),
 * `opportunities` (how many there were) and optionally `count`
 * @param options - `unit`: the time from one opportunity to the next, needed later for annual rates; `maxIterations`
 * [200]
 * @throws ClienteleError as {@link fitBgNbd}
 *
 * Source: Fader, Hardie & Shang (2010), "Customer-base analysis in a discrete-time noncontractual setting", Marketing
 * Science 29(6).
 *
 * @example
 * ```ts
 * const donors = { frequency: [6, 3, 0], recency: [6, 4, 0], opportunities: [6, 6, 6], count: [1203, 500, 3464] };
 * fitBgBb(donors, { unit: "year" }).parameters; // { alpha, beta, gamma, delta }
 * ```
 */
export function fitBgBb(customers: TableInput, options: FitOptions = {}): BgBbModel {
  const caller = "fitBgBb";
  knownOptions(caller, options, fitOptionNames);
  const history = readOpportunities(caller, customers);
  return lifetimeModel("bg-bb", fitGroups(caller, groupPurchases(history), history, options, bgBbRecipe));
}

export const bgBbFormat = /* @__PURE__ */ lifetimeFormat("bg-bb", names);

export const bgBb: PurchaseDefinition<"bg-bb", BgBbName> = {
  kind: "bg-bb",
  parameterNames: names,
  discrete: true,
  withoutDropout: null,
  read: readOpportunities,
  logLikelihood: (caller, values, customers) =>
    logLikelihoodAt(bgBbLogLikelihood(groupPurchases(readOpportunities(caller, customers))), values),
  process: bgBbProcess,
  newCustomers: (values) => activeBgBbCustomers(values)(0, 0, 0),
  activeCustomers: activeBgBbCustomers,
  format: bgBbFormat,
};

/**
 * At each opportunity the customer may first leave (θ, beta with γ and δ + n) and else may purchase (p, beta with α + x
 * and β + n − x).
 */
function activeBgBbCustomers(values: Float64Array): PurchasePathAfter {
  const [alpha, beta, gamma, delta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (x, _last, n) => (random, horizon, visit) => {
    const purchase = random.beta(alpha + x, beta + n - x);
    const dropout = random.beta(gamma, delta + n);
    for (let opportunity = 1; opportunity <= horizon; opportunity++) {
      if (random.uniform() < dropout) return;
      if (random.uniform() < purchase) visit(opportunity);
    }
  };
}
