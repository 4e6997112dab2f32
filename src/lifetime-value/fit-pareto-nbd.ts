import type { TableInput } from "../table/index.js";
import { type FitOptions, type FitRecipe, fitPurchases, idleAlpha } from "./fit-purchases.js";
import { type LifetimeModel, lifetimeFormat, lifetimeModel } from "./model.js";
import { paretoNbdSurface } from "./pareto-nbd-likelihood.js";
import { dropoutRateLimits, gammaDirections, purchaseRateLimits } from "./search-directions.js";

/** The parameters of Pareto/NBD, in order. */
export type ParetoNbdName = "r" | "alpha" | "s" | "beta";

/** A fitted Pareto/NBD model. */
export type ParetoNbdModel = LifetimeModel<"pareto-nbd", ParetoNbdName>;

export const paretoNbdNames: readonly ParetoNbdName[] = ["r", "alpha", "s", "beta"];

export const paretoNbdRecipe: FitRecipe<ParetoNbdName> = {
  names: paretoNbdNames,
  surface: paretoNbdSurface,
  directions: (groups) => [
    ...gammaDirections(paretoNbdNames, 0, groups.meanAge, purchaseRateLimits),
    ...gammaDirections(paretoNbdNames, 2, groups.meanAge, dropoutRateLimits),
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
 * Fits Pareto/NBD: customers purchase at a rate λ of their own (gamma over customers: `r`, `alpha`) until they leave, which can happen at any time, at a rate μ of their own
 * (gamma over customers: `s`, `beta`).
 *
 * @param customers - a table with `frequency`, `recency`, `age` and optionally `count`
 * @param options - `unit` when the customers do not carry one, `maxIterations` [200]
 * @throws ClienteleError as {@link fitBgNbd}
 *
 * Source: Schmittlein, Morrison & Colombo (1987), Management Science 33(1); Fader & Hardie (2005), "A note on deriving the Pareto/NBD model and related expressions".
 *
 * @example
 * ```ts
 * const model = fitParetoNbd({ frequency: [2, 0, 5, 1], recency: [30.4, 0, 36, 1.7], age: [38.9, 38.9, 38, 37] });
 * model.parameters; // { r, alpha, s, beta }
 * ```
 */
export function fitParetoNbd(customers: TableInput, options: FitOptions = {}): ParetoNbdModel {
  return lifetimeModel("pareto-nbd", fitPurchases("fitParetoNbd", customers, options, paretoNbdRecipe));
}

export const paretoNbdFormat = lifetimeFormat("pareto-nbd", paretoNbdNames);
