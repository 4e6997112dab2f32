import type { ModelFormat } from "../../errors/index.js";
import { readPurchases } from "../fitting/customer-statistics.js";
import type { LifetimeModel } from "../fitting/lifetime-model.js";
import { logLikelihoodAt } from "../fitting/log-likelihood-function.js";
import type { PurchaseDefinition } from "../fitting/purchase-definition.js";
import { groupPurchases } from "../fitting/purchase-groups.js";
import { type BetaGeometricVariant, betaGeometricLogLikelihood } from "./beta-geometric-likelihood.js";
import { activeBetaGeometricCustomers, newBetaGeometricCustomers } from "./beta-geometric-path.js";
import { betaGeometricProcess } from "./beta-geometric-process.js";
import { type BetaGeometricName, betaGeometricNames } from "./beta-geometric-recipe.js";

/** The definition of BG/NBD and of MBG/NBD, which differ in when customers may leave for the first time. */
export function betaGeometricDefinition<Kind extends string>(
  kind: Kind,
  variant: BetaGeometricVariant,
  format: ModelFormat<LifetimeModel<Kind, BetaGeometricName>>,
): PurchaseDefinition<Kind, BetaGeometricName> {
  return {
    kind,
    parameterNames: betaGeometricNames,
    discrete: false,
    withoutDropout: "nbd",
    read: readPurchases,
    logLikelihood: (caller, values, customers) =>
      logLikelihoodAt(betaGeometricLogLikelihood(groupPurchases(readPurchases(caller, customers)), variant), values),
    process: (values) => betaGeometricProcess(values, variant),
    newCustomers: (values) => newBetaGeometricCustomers(values, variant),
    activeCustomers: (values) => activeBetaGeometricCustomers(values, variant),
    format,
  };
}
