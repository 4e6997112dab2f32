import { ClienteleError, knownOptions, type ModelFormat, numberOption } from "../../errors/index.js";
import type { TableInput } from "../../table/index.js";
import { type PurchaseHistory, readLogIntervals, readPurchases } from "../fitting/customer-statistics.js";
import { type FitOptions, fitGroups, fitOptionNames } from "../fitting/fit-purchases.js";
import { type FitOutcome, type LifetimeModel, lifetimeFormat, lifetimeModel } from "../fitting/lifetime-model.js";
import { logLikelihoodAt } from "../fitting/log-likelihood-function.js";
import type { PurchaseDefinition } from "../fitting/purchase-definition.js";
import { groupPurchases, type PurchaseGroups } from "../fitting/purchase-groups.js";
import {
  type BetaGeometricVariant,
  betaGeometricLogLikelihood,
  intervalConstant,
} from "./beta-geometric-likelihood.js";
import { activeBetaGeometricCustomers, newBetaGeometricCustomers } from "./beta-geometric-path.js";
import { betaGeometricProcess } from "./beta-geometric-process.js";
import { type BetaGeometricName, betaGeometricRecipe } from "./beta-geometric-recipe.js";

/** The parameters of the CNBD-k models, in order. */
export type CnbdName = "k" | BetaGeometricName;

/** A fitted BG/CNBD-k model. */
export type BgCnbdKModel = LifetimeModel<"bg-cnbd-k", CnbdName>;

/** A fitted MBG/CNBD-k model. */
export type MbgCnbdKModel = LifetimeModel<"mbg-cnbd-k", CnbdName>;

/** Options of the CNBD-k fits. */
export interface CnbdOptions extends FitOptions {
  /** The regularity to fit, a whole number; left out, the one with the highest log-likelihood is chosen. */
  readonly k?: number;
  /** The highest regularity to try [12]. The search ends earlier when the log-likelihood has fallen twice. */
  readonly maxK?: number;
}

/**
 * Fits BG/CNBD-k: as {@link fitBgNbd}, for customers who purchase more regularly than at random. Times between
 * purchases are Erlang distributed with `k` stages at a rate of the customer's own (gamma over customers: `r`,
 * `alpha`); k = 1 is BG/NBD. Drop-out is that of BG/NBD.
 *
 * @param customers - a table with `frequency`, `recency`, `age`, `logIntervals` (Σ ln of the times between purchases)
 * and optionally `count`
 * @param options - `k` to fix the regularity, `maxK` [12], `unit`, `maxIterations` [200]
 * @returns the model; when k was chosen it counts as an estimated parameter in AIC and BIC
 * @throws ClienteleError as {@link fitBgNbd}; `unknown-column` when `logIntervals` is missing and k = 1 is not asked
 * for
 *
 * Source: Platzer & Reutterer (2016), "Ticking away the moments", Marketing Science 35(5); Reutterer, Platzer &
 * Schröder (2021), IJRM 38(1).
 *
 * @example
 * ```ts
 * const customers = summarizeCustomers(orders, { customer: "customer", date: "date", unit: "week" });
 * fitBgCnbdK(customers).parameters.k; // 1 when purchases come at random
 * ```
 */
export function fitBgCnbdK(customers: TableInput, options: CnbdOptions = {}): BgCnbdKModel {
  return lifetimeModel("bg-cnbd-k", fitRegular("fitBgCnbdK", customers, options, 0));
}

/**
 * Fits MBG/CNBD-k: as {@link fitBgCnbdK}, but a customer may leave after every purchase, the first included.
 *
 * @param customers - a table with `frequency`, `recency`, `age`, `logIntervals` and optionally `count`
 * @param options - `k` to fix the regularity, `maxK` [12], `unit`, `maxIterations` [200]
 * @throws ClienteleError as {@link fitBgCnbdK}
 *
 * @example
 * ```ts
 * const customers = summarizeCustomers(orders, { customer: "customer", date: "date", unit: "week" });
 * fitMbgCnbdK(customers, { k: 2 }).logLikelihood;
 * ```
 */
export function fitMbgCnbdK(customers: TableInput, options: CnbdOptions = {}): MbgCnbdKModel {
  return lifetimeModel("mbg-cnbd-k", fitRegular("fitMbgCnbdK", customers, options, 1));
}

const names: readonly CnbdName[] = ["k", "r", "alpha", "a", "b"];

function fitRegular(
  caller: string,
  customers: TableInput,
  options: CnbdOptions,
  immediate: 0 | 1,
): FitOutcome<CnbdName> {
  knownOptions(caller, options, [...fitOptionNames, "k", "maxK"]);
  const { k, maxK = 12 } = options;
  const first = k === undefined ? 1 : numberOption(caller, "k", k, { min: 1, max: 100, integer: true });
  const last = k ?? numberOption(caller, "maxK", maxK, { min: 1, max: 100, integer: true });
  const history = readPurchases(caller, customers);
  const constantFor = intervalConstants(caller, history, last);
  const groups = groupPurchases(history);
  let best: FitOutcome<CnbdName> | undefined;
  let iterations = 0;
  for (let stages = first, falls = 0; stages <= last && falls < 2; stages++) {
    const fit = fitGroups(caller, groups, history, options, betaGeometricRecipe({ stages, immediate }));
    const outcome = withStages(fit, stages, fit.logLikelihood + constantFor(stages, groups));
    iterations += outcome.iterations;
    if (best === undefined || outcome.logLikelihood > best.logLikelihood) {
      best = outcome;
      falls = 0;
    } else falls++;
    if (groups.meanFrequency === 0) break;
  }
  return { ...best!, iterations, estimated: k === undefined ? 5 : 4 };
}

/**
 * What the times between purchases add to the log-likelihood by k. Errors: `unknown-column` when k may be above 1 and
 * only the ages at the first and last purchase are known.
 */
function intervalConstants(caller: string, history: PurchaseHistory, largestK: number) {
  const logIntervals = readLogIntervals(caller, history);
  if (logIntervals === undefined && largestK > 1) {
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column: "logIntervals" },
      "a model with k above 1 needs the sum of the logarithms of the times between purchases of every customer; " +
        "summarizeCustomers gives it",
    );
  }
  const total = logIntervals?.reduce((sum, value) => sum + value, 0) ?? 0;
  return (stages: number, groups: PurchaseGroups): number =>
    intervalConstant(stages, total, groups.meanFrequency * groups.customers);
}

/** Adds k, which is a whole number and so has no standard error, before the other parameters. */
function withStages(fit: FitOutcome<BetaGeometricName>, k: number, logLikelihood: number): FitOutcome<CnbdName> {
  const { covariance } = fit;
  return {
    ...fit,
    names,
    values: [k, ...Array.from(fit.values)],
    logLikelihood,
    covariance: covariance === null ? null : [[0, 0, 0, 0, 0], ...covariance.map((row) => [0, ...row])],
    uncertaintyReason:
      fit.uncertaintyReason ?? "k is a whole number and has no standard error; the others hold given k",
    undetermined: ["k", ...(fit.undetermined ?? [])],
  };
}

export const bgCnbdKFormat: ModelFormat<BgCnbdKModel> = /* @__PURE__ */ lifetimeFormat("bg-cnbd-k", names);
export const mbgCnbdKFormat: ModelFormat<MbgCnbdKModel> = /* @__PURE__ */ lifetimeFormat("mbg-cnbd-k", names);

export const bgCnbdK = /* @__PURE__ */ cnbdDefinition("bg-cnbd-k", 0, bgCnbdKFormat);
export const mbgCnbdK = /* @__PURE__ */ cnbdDefinition("mbg-cnbd-k", 1, mbgCnbdKFormat);

function cnbdDefinition<Kind extends string>(
  kind: Kind,
  immediate: 0 | 1,
  format: ModelFormat<LifetimeModel<Kind, CnbdName>>,
): PurchaseDefinition<Kind, CnbdName> {
  const variantOf = (values: Float64Array): BetaGeometricVariant => ({ stages: values[0]!, immediate });
  return {
    kind,
    parameterNames: names,
    wholeParameters: ["k"],
    discrete: false,
    withoutDropout: null,
    read: readPurchases,
    logLikelihood: (caller, values, customers) => {
      const history = readPurchases(caller, customers);
      const constantFor = intervalConstants(caller, history, values[0]!);
      const groups = groupPurchases(history);
      const likelihood = betaGeometricLogLikelihood(groups, variantOf(values));
      return logLikelihoodAt(likelihood, values.subarray(1)) + constantFor(values[0]!, groups);
    },
    process: (values) => betaGeometricProcess(values.subarray(1), variantOf(values)),
    newCustomers: (values) => newBetaGeometricCustomers(values.subarray(1), variantOf(values)),
    activeCustomers: (values) => activeBetaGeometricCustomers(values.subarray(1), variantOf(values)),
    format,
  };
}
