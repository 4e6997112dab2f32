import type { TableInput } from "../../table/index.js";
import type { CovariateEffect } from "../fitting/covariate-effects.js";
import { readPurchases } from "../fitting/customer-statistics.js";
import { type CovariateFitOptions, type CovariateRecipe, fitWithCovariates } from "../fitting/fit-covariates.js";
import { idleAlpha } from "../fitting/fit-purchases.js";
import { covariateFormat, type LifetimeModel, withCovariates } from "../fitting/lifetime-model.js";
import { logLikelihoodAt } from "../fitting/log-likelihood-function.js";
import type { PurchaseDefinition } from "../fitting/purchase-definition.js";
import { groupPurchases } from "../fitting/purchase-groups.js";
import { type PurchasePath, type PurchasePathAfter, poissonEvents } from "../fitting/purchase-path.js";
import { dropoutRateLimits, gammaDirections, purchaseRateLimits } from "../fitting/search-directions.js";
import { paretoNbdIndividual, paretoNbdLogLikelihood } from "./pareto-nbd-likelihood.js";
import { paretoNbdProcess } from "./pareto-nbd-process.js";

/** The parameters of Pareto/NBD, in order. */
export type ParetoNbdName = "r" | "alpha" | "s" | "beta";

/** A fitted Pareto/NBD model; `covariates` is empty unless the fit was given some. */
export interface ParetoNbdModel extends LifetimeModel<"pareto-nbd", ParetoNbdName> {
  readonly covariates: readonly CovariateEffect[];
}

const names: readonly ParetoNbdName[] = ["r", "alpha", "s", "beta"];

export const paretoNbdRecipe: CovariateRecipe<ParetoNbdName> = {
  names,
  individual: paretoNbdIndividual,
  dropoutParameters: ["beta"],
  logLikelihood: paretoNbdLogLikelihood,
  directions: (groups) => [
    ...gammaDirections(names, 0, groups.meanAge, purchaseRateLimits),
    ...gammaDirections(names, 2, groups.meanAge, dropoutRateLimits),
  ],
  starts: (groups) => {
    // While they are active customers purchase faster than over their whole age.
    const pace = (1.5 * groups.meanFrequency) / groups.meanAge;
    return [
      [0.6, 0.6 / pace, 0.8, groups.meanAge],
      [2, 2 / pace, 3, 5 * groups.meanAge],
    ];
  },
  placeholders: (groups) => [1, idleAlpha(groups), 1, groups.meanAge > 0 ? groups.meanAge : 1],
};

/**
 * Fits Pareto/NBD: customers purchase at a rate λ of their own (gamma over customers: `r`, `alpha`) until they leave,
 * which can happen at any time, at a rate μ of their own (gamma over customers: `s`, `beta`).
 *
 * @param customers - a table with `frequency`, `recency`, `age` and optionally `count`
 * @param options - `unit` when the customers do not carry one, `maxIterations` [200], `covariates: { purchase, dropout
 * }`: columns of numbers that do not change over time. alpha and beta are multiplied by e^(−coefficient·z), so a
 * positive coefficient means purchases more often, or an earlier end
 * @throws ClienteleError as {@link fitBgNbd}, with covariates too
 *
 * Source: Schmittlein, Morrison & Colombo (1987), Management Science 33(1); Fader & Hardie (2005), "A note on deriving
 * the Pareto/NBD model and related expressions"; covariates: Fader & Hardie (2007), "Incorporating time-invariant
 * covariates into the Pareto/NBD and BG/NBD models".
 *
 * @example
 * ```ts
 * const model = fitParetoNbd({ frequency: [2, 0, 5, 1], recency: [30.4, 0, 36, 1.7], age: [38.9, 38.9, 38, 37] });
 * model.parameters; // { r, alpha, s, beta }
 * ```
 */
export function fitParetoNbd(customers: TableInput, options: CovariateFitOptions = {}): ParetoNbdModel {
  const { outcome, covariates } = fitWithCovariates("fitParetoNbd", customers, options, paretoNbdRecipe);
  return withCovariates("pareto-nbd", outcome, covariates);
}

export const paretoNbdFormat = /* @__PURE__ */ covariateFormat("pareto-nbd", names);

export const paretoNbd: PurchaseDefinition<"pareto-nbd", ParetoNbdName> = {
  kind: "pareto-nbd",
  parameterNames: names,
  discrete: false,
  withoutDropout: "nbd",
  read: readPurchases,
  logLikelihood: (caller, values, customers) =>
    logLikelihoodAt(paretoNbdLogLikelihood(groupPurchases(readPurchases(caller, customers))), values),
  process: paretoNbdProcess,
  newCustomers: newParetoNbdCustomers,
  activeCustomers: activeParetoNbdCustomers,
  format: paretoNbdFormat,
};

/** λ is gamma with shape r and rate α, μ is gamma with shape s and rate β. */
function newParetoNbdCustomers(values: Float64Array): PurchasePath {
  const [r, alpha, s, beta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (random, horizon, visit) => {
    const rate = random.gamma(r) / alpha;
    const end = Math.min(horizon, random.exponential() / (random.gamma(s) / beta));
    poissonEvents(random, rate, end, visit);
  };
}

/** λ is gamma with shape r + x and rate α + T, μ is gamma with shape s and rate β + T. */
function activeParetoNbdCustomers(values: Float64Array): PurchasePathAfter {
  const [r, alpha, s, beta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (x, _last, age) => (random, horizon, visit) => {
    const rate = random.gamma(r + x) / (alpha + age);
    const end = Math.min(horizon, (random.exponential() * (beta + age)) / random.gamma(s));
    poissonEvents(random, rate, end, visit);
  };
}
