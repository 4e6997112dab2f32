import { betaDiscreteWeibull } from "./contracts/beta-discrete-weibull.js";
import { shiftedBetaGeometric } from "./contracts/shifted-beta-geometric.js";
import { purchaseDefinitions } from "./purchases/purchase-model.js";
import { gammaGamma } from "./spend/gamma-gamma.js";

/** The definitions of all models of this room that are fitted by maximum likelihood: purchases, spend, contracts. */
export function lifetimeDefinitions() {
  return [...purchaseDefinitions, gammaGamma, shiftedBetaGeometric, betaDiscreteWeibull] as const;
}

/** The kinds of model in this room. */
export type LifetimeKind = ReturnType<typeof lifetimeDefinitions>[number]["kind"];
