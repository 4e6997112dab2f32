import type { TableInput } from "../table/index.js";
import { type BetaGeometricName, betaGeometricNames, betaGeometricRecipe } from "./beta-geometric-fit.js";
import { type FitOptions, fitPurchases } from "./fit-purchases.js";
import { type LifetimeModel, lifetimeFormat, lifetimeModel } from "./model.js";

/** A fitted BG/NBD model. */
export type BgNbdModel = LifetimeModel<"bg-nbd", BetaGeometricName>;

/**
 * Fits BG/NBD: who is still a customer and how often will they purchase again?
 *
 * While active a customer purchases at a rate λ of their own (gamma over customers: `r`, `alpha` in units of time), and after each *repeat* purchase leaves with a
 * probability p of their own (beta over customers: `a`, `b`). So nobody without a repeat purchase has left: `probabilityAlive` is 1 for all of them. Where that is not
 * believable, {@link fitMbgNbd} and {@link fitParetoNbd} let customers leave after the first purchase.
 *
 * @param customers - a table with `frequency`, `recency`, `age` and optionally `count`, as `summarizeCustomers` gives it
 * @param options - `unit` when the customers do not carry one, `maxIterations` [200]
 * @returns the model with its honest `status`; a fit never throws for data that are merely hard
 * @throws ClienteleError `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `not-finite`, `out-of-range`, `inconsistent-row`
 *
 * Source: Fader, Hardie & Lee (2005), "Counting your customers the easy way", Marketing Science 24(2).
 *
 * @example
 * ```ts
 * const model = fitBgNbd({ frequency: [2, 0, 5, 1], recency: [30.4, 0, 36, 1.7], age: [38.9, 38.9, 38, 37] });
 * model.status; // "converged", or what is the matter
 * ```
 */
export function fitBgNbd(customers: TableInput, options: FitOptions = {}): BgNbdModel {
  const recipe = betaGeometricRecipe({ stages: 1, immediate: 0 });
  return lifetimeModel("bg-nbd", fitPurchases("fitBgNbd", customers, options, recipe));
}

export const bgNbdFormat = lifetimeFormat("bg-nbd", betaGeometricNames);
