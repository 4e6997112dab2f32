import { ClienteleError, knownOptions } from "../../errors/index.js";
import type { TableInput } from "../../table/index.js";
import { bestMaximum, rivalNotes } from "../fitting/best-maximum.js";
import { readSpend, unitOf } from "../fitting/customer-statistics.js";
import { type Estimates, estimatesOf } from "../fitting/estimates.js";
import { fingerprintOf } from "../fitting/fingerprint.js";
import { type FitOptions, fitOptionNames, iterationsOption, unitOption } from "../fitting/fit-purchases.js";
import { type LifetimeModel, lifetimeFormat, lifetimeModel } from "../fitting/lifetime-model.js";
import { logLikelihoodAt } from "../fitting/log-likelihood-function.js";
import type { SearchDirection } from "../fitting/maximize-likelihood.js";
import type { ModelDefinition } from "../fitting/purchase-definition.js";
import { type GammaGammaName, gammaGammaLogLikelihood, gammaGammaNames, groupSpend } from "./gamma-gamma-likelihood.js";

/** A fitted Gamma-Gamma model of spend per purchase. */
export type GammaGammaModel = LifetimeModel<"gamma-gamma", GammaGammaName>;

/** The typical spend p·γ/q, the regularity p within customers, and the homogeneity q between them. */
function directionsAround(meanSpend: number): readonly SearchDirection[] {
  const center = Math.log(meanSpend);
  return [
    {
      weights: [0, 0, 1],
      lower: center - 25,
      upper: center + 25,
      atLower: "p·gamma/q goes to 0",
      atUpper: "p·gamma/q grows without bound",
      undetermined: gammaGammaNames,
    },
    {
      weights: [1, 0, -1],
      lower: -16,
      upper: 16,
      atLower: "p goes to 0: the amounts of one customer differ beyond measure",
      atUpper: "p grows without bound with p·gamma fixed: all purchases of a customer have the same amount",
      undetermined: ["p", "gamma"],
    },
    {
      weights: [0, 1, 1],
      lower: -16,
      upper: 16,
      atLower: "q goes to 0: customers differ beyond measure in their spend",
      atUpper: "q and gamma grow without bound with gamma/q fixed: customers do not differ in their mean spend",
      undetermined: ["q", "gamma"],
    },
  ];
}

/**
 * Fits Gamma-Gamma: how much does a customer spend per purchase? Amounts vary around a mean of the customer's own
 * (gamma with shape `p`), and the means vary over customers (inverse gamma with shape `q` and scale set by `gamma`, in
 * money). It assumes that spend does not depend on how often somebody purchases.
 *
 * @param customers - a table with `frequency`, `monetary` (mean spend of the repeat purchases; may be missing where
 * `frequency` is 0) and optionally `count`. Rows with frequency 0 say nothing about spend and are left out
 * @param options - `unit`, `maxIterations` [200]
 * @returns the model; `customers` counts those with repeat purchases. With q ≤ 1 the mean over customers does not
 * exist: status `boundary`
 * @throws ClienteleError `empty-table` when nobody has a repeat purchase, `out-of-range` for a spend that is not above
 * 0, and as {@link fitBgNbd}
 *
 * Source: Fader & Hardie (2013), "The Gamma-Gamma model of monetary value", brucehardie.com/notes/025.
 *
 * @example
 * ```ts
 * const spend = fitGammaGamma({ frequency: [2, 1, 4], monetary: [22.35, 11.77, 40.1] });
 * expectedSpend(spend, { frequency: [2], monetary: [22.35] })[0]; // between 22.35 and the mean over customers
 * ```
 */
export function fitGammaGamma(customers: TableInput, options: FitOptions = {}): GammaGammaModel {
  const caller = "fitGammaGamma";
  knownOptions(caller, options, fitOptionNames);
  const history = readSpend(caller, customers, "paid");
  const groups = groupSpend(history);
  if (groups.groups === 0) {
    throw new ClienteleError(
      "empty-table",
      { function: caller, column: "frequency" },
      "no customer has a repeat purchase, and only those show how much is spent",
    );
  }
  const directions = directionsAround(groups.meanSpend);
  const usual = [4, 1, 20].map((p) => Float64Array.of(p, 3, (2 * groups.meanSpend) / p).map(Math.log));
  const maxIterations = iterationsOption(caller, options);
  const likelihood = gammaGammaLogLikelihood(groups);
  const best = bestMaximum(likelihood, directions, { usual, spread: [] }, maxIterations, groups.groups);
  const { maximum } = best;
  return lifetimeModel("gamma-gamma", {
    names: gammaGammaNames,
    ...withMean(estimatesOf(maximum, directions, gammaGammaNames.length)),
    unit: unitOption(caller, options, unitOf(history.table)),
    logLikelihood: maximum.value,
    notes: rivalNotes(best, gammaGammaNames),
    fingerprint: fingerprintOf([groups.frequency, groups.monetary], groups.count),
    customers: groups.customers,
    groups: groups.groups,
    iterations: maximum.iterations,
    gradientNorm: maximum.gradientNorm / groups.customers,
  });
}

/** Adds the reason to the status where the mean over customers, p·γ/(q−1), does not exist. */
function withMean(estimates: Estimates): Estimates {
  const q = estimates.values[1]!;
  if (q > 1 || estimates.status === "failed") return estimates;
  const reason =
    `q = ${q} is not above 1, so the mean spend over customers does not exist; only customers with repeat purchases ` +
    "have an expected spend";
  const { status, statusReason } = estimates;
  return {
    ...estimates,
    status: status === "converged" ? "boundary" : status,
    statusReason: statusReason === null ? reason : `${statusReason}; ${reason}`,
  };
}

export const gammaGammaFormat = /* @__PURE__ */ lifetimeFormat("gamma-gamma", gammaGammaNames);

export const gammaGamma: ModelDefinition<"gamma-gamma", GammaGammaName, TableInput> = {
  kind: "gamma-gamma",
  parameterNames: gammaGammaNames,
  logLikelihood: (caller, values, customers) =>
    logLikelihoodAt(gammaGammaLogLikelihood(groupSpend(readSpend(caller, customers, "paid"))), values),
  format: gammaGammaFormat,
};
