import type { TableInput } from "../table/index.js";
import { betaDiscreteWeibull } from "./contracts/beta-discrete-weibull.js";
import type { ContractData } from "./contracts/contract-cohorts.js";
import { shiftedBetaGeometric } from "./contracts/shifted-beta-geometric.js";
import type { ModelDefinition } from "./fitting/purchase-definition.js";
import { type PurchaseKind, purchaseDefinitions } from "./purchases/purchase-model.js";
import { gammaGamma } from "./spend/gamma-gamma.js";

/** The kinds of model of this room that are fitted by maximum likelihood. */
export type LifetimeKind = PurchaseKind | "gamma-gamma" | "shifted-beta-geometric" | "beta-discrete-weibull";

/** The definitions of all of them: purchases, spend, contracts. */
export function lifetimeDefinitions(): readonly ModelDefinition<LifetimeKind, string, TableInput | ContractData>[] {
  return [...purchaseDefinitions, gammaGamma, shiftedBetaGeometric, betaDiscreteWeibull];
}
