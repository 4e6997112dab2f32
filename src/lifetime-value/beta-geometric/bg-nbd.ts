import type { TableInput } from "../../table/index.js";
import type { CovariateEffect } from "../fitting/covariate-effects.js";
import { type CovariateFitOptions, fitWithCovariates } from "../fitting/fit-covariates.js";
import { covariateFormat, type LifetimeModel, withCovariates } from "../fitting/lifetime-model.js";
import { betaGeometricDefinition } from "./beta-geometric-definition.js";
import { type BetaGeometricName, betaGeometricNames, betaGeometricRecipe } from "./beta-geometric-recipe.js";

/** Customers may leave after each repeat purchase. */
const variant = { stages: 1, immediate: 0 } as const;

/** A fitted BG/NBD model; `covariates` is empty unless the fit was given some. */
export interface BgNbdModel extends LifetimeModel<"bg-nbd", BetaGeometricName> {
  readonly covariates: readonly CovariateEffect[];
}

/**
 * Fits BG/NBD: who is still a customer and how often will they purchase again?
 *
 * While active a customer purchases at a rate λ of their own (gamma over customers: `r`, `alpha` in units of time), and
 * after each *repeat* purchase leaves with a probability p of their own (beta over customers: `a`, `b`). So nobody
 * without a repeat purchase has left: `probabilityAlive` is 1 for all of them. Where that is not believable, {@link
 * fitMbgNbd} and {@link fitParetoNbd} let customers leave after the first purchase.
 *
 * @param customers - a table with `frequency`, `recency`, `age` and optionally `count`, as `summarizeCustomers` gives
 * it
 * @param options - `unit` when the customers do not carry one, `maxIterations` [200], `covariates: { purchase, dropout
 * }`: columns of numbers that do not change over time, e.g. `{ purchase: ["web"], dropout: ["web"] }`. alpha is
 * multiplied by e^(−coefficient·z), a and b by e^(coefficient·z), each with a coefficient of its own
 * @returns the model with its honest `status`; a fit never throws for data that are merely hard
 * @throws ClienteleError `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `not-finite`,
 * `out-of-range`, `inconsistent-row`; `constant-column` and `collinear-columns` for covariates
 *
 * Source: Fader, Hardie & Lee (2005), "Counting your customers the easy way", Marketing Science 24(2); covariates:
 * Fader & Hardie (2007), "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models".
 *
 * @example
 * ```ts
 * const model = fitBgNbd({ frequency: [2, 0, 5, 1], recency: [30.4, 0, 36, 1.7], age: [38.9, 38.9, 38, 37] });
 * model.status; // "converged", or what is the matter
 * ```
 */
export function fitBgNbd(customers: TableInput, options: CovariateFitOptions = {}): BgNbdModel {
  const recipe = betaGeometricRecipe(variant);
  const { outcome, covariates } = fitWithCovariates("fitBgNbd", customers, options, recipe);
  return withCovariates("bg-nbd", outcome, covariates);
}

export const bgNbdFormat = /* @__PURE__ */ covariateFormat("bg-nbd", betaGeometricNames);

export const bgNbd = /* @__PURE__ */ betaGeometricDefinition("bg-nbd", variant, bgNbdFormat);
