import type { CovariateRecipe } from "../fitting/fit-covariates.js";
import { idleAlpha } from "../fitting/fit-purchases.js";
import { betaDirections, dropoutLimits, gammaDirections, purchaseRateLimits } from "../fitting/search-directions.js";
import {
  type BetaGeometricVariant,
  betaGeometricIndividual,
  betaGeometricLogLikelihood,
} from "./beta-geometric-likelihood.js";

/** The parameters of BG/NBD and its relatives, in order. */
export type BetaGeometricName = "r" | "alpha" | "a" | "b";
export const betaGeometricNames: readonly BetaGeometricName[] = ["r", "alpha", "a", "b"];

/** How the members of the BG family are fitted. */
export function betaGeometricRecipe(variant: BetaGeometricVariant): CovariateRecipe<BetaGeometricName> {
  const names = betaGeometricNames;
  return {
    names,
    individual: () => betaGeometricIndividual(variant),
    dropoutParameters: ["a", "b"],
    logLikelihood: (groups) => betaGeometricLogLikelihood(groups, variant),
    directions: (groups) => [
      ...gammaDirections(names, 0, groups.meanAge / variant.stages, purchaseRateLimits),
      ...betaDirections(names, 2, dropoutLimits),
    ],
    starts: (groups) => {
      // While they are active customers purchase faster than over their whole age.
      const pace = (1.5 * variant.stages * groups.meanFrequency) / groups.meanAge;
      return [
        [0.5, 0.5 / pace, 0.8, 2],
        [2, 2 / pace, 3, 9],
      ];
    },
    placeholders: (groups) => [1, idleAlpha(groups), 1, 1],
  };
}
