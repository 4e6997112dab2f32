import { oneOf } from "../errors/index.js";
import type { TableInput } from "../table/index.js";
import { betaGeometricLogLikelihood, intervalConstant } from "./beta-geometric/beta-geometric-likelihood.js";
import { missingLogIntervals } from "./beta-geometric/fit-cnbd-k.js";
import { betaWeibullLikelihood } from "./contracts/beta-discrete-weibull.js";
import { type ContractData, readCohorts } from "./contracts/contract-cohorts.js";
import { betaGeometricLikelihood } from "./contracts/shifted-beta-geometric.js";
import {
  type PurchaseHistory,
  readLogIntervals,
  readOpportunities,
  readPurchases,
  readSpend,
} from "./fitting/customer-statistics.js";
import type { LogLikelihoodFunction } from "./fitting/log-likelihood-function.js";
import type { LifetimeKind } from "./fitting/model.js";
import { groupPurchases } from "./fitting/purchase-groups.js";
import { bgBbLogLikelihood } from "./purchases/bg-bb-likelihood.js";
import { nbdLogLikelihood } from "./purchases/nbd-likelihood.js";
import { paretoNbdLogLikelihood } from "./purchases/pareto-nbd-likelihood.js";
import { positiveParameters } from "./purchases/purchase-model.js";
import { gammaGammaLogLikelihood, groupSpend } from "./spend/gamma-gamma-likelihood.js";

const betaGeometric = ["r", "alpha", "a", "b"];

const namesOf: Readonly<Record<LifetimeKind, readonly string[]>> = {
  "bg-nbd": betaGeometric,
  "mbg-nbd": betaGeometric,
  "pareto-nbd": ["r", "alpha", "s", "beta"],
  nbd: ["r", "alpha"],
  "bg-cnbd-k": ["k", ...betaGeometric],
  "mbg-cnbd-k": ["k", ...betaGeometric],
  "bg-bb": ["alpha", "beta", "gamma", "delta"],
  "gamma-gamma": ["p", "q", "gamma"],
  "shifted-beta-geometric": ["alpha", "beta"],
  "beta-discrete-weibull": ["alpha", "beta", "c"],
};

/**
 * How likely are these data under given parameters? The total log-likelihood over customers, in the data's own unit of
 * time: restating time in another unit, c of the old in one of the new, adds exactly Σ x · ln c.
 *
 * @param kind - the kind of model
 * @param parameters - its parameters by name, as in a fitted model
 * @param customers - a table with the columns that the fit of the kind needs, and optionally `count`; `{ survivors }`
 * for the models of contracts
 * @throws ClienteleError `invalid-option` for an unknown kind, `unusable-model` for a parameter that is not above 0,
 * and as the fits for bad columns
 *
 * @example
 * ```ts
 * const customers = { frequency: [2, 0], recency: [30.43, 0], age: [38.86, 38.86] };
 * logLikelihood("bg-nbd", { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, customers);
 * ```
 */
export function logLikelihood(
  kind: LifetimeKind,
  parameters: Readonly<Record<string, number>>,
  customers: TableInput | ContractData,
): number {
  const caller = "logLikelihood";
  oneOf(caller, "kind", kind, Object.keys(namesOf) as LifetimeKind[], kind);
  const values = positiveParameters(caller, { kind, parameters }, namesOf[kind]);
  switch (kind) {
    case "shifted-beta-geometric": {
      const cohorts = readCohorts(caller, customers as ContractData);
      return betaGeometricLikelihood(cohorts, values[0]!, values[1]!, new Float64Array(2), new Float64Array(4));
    }
    case "beta-discrete-weibull": {
      const cohorts = readCohorts(caller, customers as ContractData);
      return betaWeibullLikelihood(cohorts, values.map(Math.log), new Float64Array(3), new Float64Array(9));
    }
    case "gamma-gamma":
      return valueAt(gammaGammaLogLikelihood(groupSpend(readSpend(caller, customers as TableInput))), values);
    case "bg-bb":
      return valueAt(bgBbLogLikelihood(groupPurchases(readOpportunities(caller, customers as TableInput))), values);
    default: {
      const history = readPurchases(caller, customers as TableInput);
      if (kind === "bg-cnbd-k" || kind === "mbg-cnbd-k") return regularLogLikelihood(caller, kind, values, history);
      const groups = groupPurchases(history);
      if (kind === "nbd") return valueAt(nbdLogLikelihood(groups), values);
      if (kind === "pareto-nbd") return valueAt(paretoNbdLogLikelihood(groups), values);
      return valueAt(betaGeometricLogLikelihood(groups, { stages: 1, immediate: kind === "mbg-nbd" ? 1 : 0 }), values);
    }
  }
}

function regularLogLikelihood(
  caller: string,
  kind: "bg-cnbd-k" | "mbg-cnbd-k",
  values: Float64Array,
  history: PurchaseHistory,
): number {
  const stages = values[0]!;
  const logIntervals = readLogIntervals(caller, history);
  if (logIntervals === undefined && stages > 1) throw missingLogIntervals(caller);
  const groups = groupPurchases(history);
  const totalLogIntervals = logIntervals?.reduce((total, value) => total + value, 0) ?? 0;
  const constant = intervalConstant(stages, totalLogIntervals, groups.meanFrequency * groups.customers);
  const surface = betaGeometricLogLikelihood(groups, { stages, immediate: kind === "mbg-cnbd-k" ? 1 : 0 });
  return valueAt(surface, values.subarray(1)) + constant;
}

function valueAt(surface: LogLikelihoodFunction, values: Float64Array): number {
  const n = surface.dimension;
  return surface.evaluate(values.map(Math.log), new Float64Array(n), new Float64Array(n * n));
}
