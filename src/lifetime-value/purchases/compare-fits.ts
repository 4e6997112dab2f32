import { ClienteleError, counted, showValue } from "../../errors/index.js";
import { chiSquareSurvival } from "../../numeric/index.js";
import { createTable, type Present, type Table } from "../../table/index.js";
import type { CovariateEffect } from "../fitting/covariate-effects.js";
import type { FitStatus } from "../fitting/lifetime-model.js";
import { definitionOf, type PurchaseKind } from "./purchase-model.js";

/** What the comparisons read of a fitted model of purchases. */
export interface FittedPurchases {
  readonly kind: PurchaseKind;
  readonly status: FitStatus;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly customers: number;
  /** Null or left out: not known, and then not compared. */
  readonly fingerprint?: string | null;
  readonly unit: string | null;
  readonly covariates?: readonly CovariateEffect[];
}

/** A likelihood-ratio test. */
export interface LikelihoodRatioTest {
  /** Twice the gain in log-likelihood. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** What to keep in mind about the p-value; null when it is the usual one. */
  readonly note: string | null;
}

/**
 * Is the larger of two nested models worth its parameters? Compares a model with the same kind with more covariates, or
 * NBD with a model that knows drop-out.
 *
 * @param restricted - the smaller model
 * @param full - the larger one, fitted to the same customers
 * @returns twice the gain in log-likelihood, its degrees of freedom and the p-value from the χ² distribution
 * @throws ClienteleError `unusable-model` for models that are not nested (compare those by AIC or BIC) or were fitted
 * to different customers, `unit-mismatch`
 *
 * NBD is a limit of the models with drop-out, where a parameter loses its meaning: the χ² distribution then overstates
 * the p-value, and `note` says so.
 *
 * @example
 * ```ts
 * const plain = fitParetoNbd(customers);
 * const byChannel = fitParetoNbd(customers, { covariates: { purchase: ["web"], dropout: ["web"] } });
 * likelihoodRatioTest(plain, byChannel).pValue; // below 0.05 when the channel tells customers apart
 * ```
 */
export function likelihoodRatioTest(restricted: FittedPurchases, full: FittedPurchases): LikelihoodRatioTest {
  const caller = "likelihoodRatioTest";
  requireComparable(caller, [restricted, full]);
  const dropout = definitionOf(full)?.withoutDropout === restricted.kind;
  const more = estimated(full) - estimated(restricted);
  const nested = (restricted.kind === full.kind && isPart(restricted, full)) || (dropout && !hasCovariates(full));
  if (!nested || more <= 0) {
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value: full.kind },
      `${describe(restricted)} is not a special case of ${describe(full)}; compare them by aic or bic`,
    );
  }
  const statistic = Math.max(0, 2 * (full.logLikelihood - restricted.logLikelihood));
  const notes: string[] = [];
  if (dropout) {
    notes.push(
      `${restricted.kind} is a limit of the larger model at which drop-out vanishes; the true p-value is below the ` +
        "one given",
    );
  }
  for (const model of [restricted, full]) {
    if (model.status !== "converged") notes.push(`the fit of ${describe(model)} has status ${model.status}`);
  }
  return {
    statistic,
    degreesOfFreedom: more,
    pValue: chiSquareSurvival(statistic, more),
    note: notes.length === 0 ? null : notes.join("; "),
  };
}

/** The columns of {@link compareFits}. */
export type FitComparisonColumns = {
  model: Present<string>;
  status: Present<string>;
  parameters: Present<number>;
  logLikelihood: number;
  aic: number;
  bic: number;
  /** AIC above the lowest. */
  deltaAic: number;
  /** e^(−deltaAic/2), made to add up to 1: how the evidence is shared out. */
  weight: number;
};

/**
 * Which model fits the customers best? The fits of several models to the same customers, the lowest AIC first.
 * Log-likelihoods are those of the purchase times, so NBD, BG/NBD, MBG/NBD, Pareto/NBD and the CNBD-k models compare.
 *
 * @param models - fitted models of purchases
 * @returns a row per model: `model, status, parameters, logLikelihood, aic, bic, deltaAic, weight`
 * @throws ClienteleError `unusable-model` when the models were fitted to different customers or to different data
 * (BG/BB counts opportunities), `unit-mismatch`
 *
 * @example
 * ```ts
 * console.log(String(compareFits([fitNbd(customers), fitBgNbd(customers), fitMbgNbd(customers),
 * fitParetoNbd(customers)])));
 * ```
 */
export function compareFits(models: readonly FittedPurchases[]): Table<FitComparisonColumns> {
  requireComparable("compareFits", models);
  const sorted = models.map((model) => model).sort((a, b) => a.aic - b.aic);
  const lowest = sorted[0]?.aic ?? 0;
  const evidence = sorted.map((model) => Math.exp(-(model.aic - lowest) / 2));
  const total = evidence.reduce((sum, value) => sum + value, 0);
  return createTable<FitComparisonColumns>({
    model: sorted.map(describe),
    status: sorted.map((model) => model.status),
    parameters: sorted.map(estimated),
    logLikelihood: sorted.map((model) => model.logLikelihood),
    aic: sorted.map((model) => model.aic),
    bic: sorted.map((model) => model.bic),
    deltaAic: sorted.map((model) => model.aic - lowest),
    weight: evidence.map((value) => value / total),
  });
}

/** The number of estimated parameters, as AIC counts them. */
function estimated(model: FittedPurchases): number {
  return Math.round((model.aic + 2 * model.logLikelihood) / 2);
}

function hasCovariates(model: FittedPurchases): boolean {
  return (model.covariates ?? []).length > 0;
}

/** Whether every covariate of `restricted` is one of `full`. */
function isPart(restricted: FittedPurchases, full: FittedPurchases): boolean {
  const names = new Set((full.covariates ?? []).map(({ column, on }) => `${on} ${column}`));
  return (restricted.covariates ?? []).every(({ column, on }) => names.has(`${on} ${column}`));
}

function describe(model: FittedPurchases): string {
  const columns = new Set((model.covariates ?? []).map((effect) => effect.column));
  return columns.size === 0 ? model.kind : `${model.kind} with ${[...columns].join(", ")}`;
}

function requireComparable(caller: string, models: readonly FittedPurchases[]): void {
  if (!Array.isArray(models)) {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: models },
      `needs a list of fitted models of purchases, got ${showValue(models)}`,
    );
  }
  for (const model of models) {
    const known = typeof model === "object" && model !== null && definitionOf(model) !== undefined;
    if (!known || !isFitted(model)) {
      throw new ClienteleError(
        "unusable-model",
        { function: caller, value: model },
        `needs fitted models of purchases, got ${showValue(known ? model.kind : model)}`,
      );
    }
  }
  const [first, ...others] = models;
  for (const other of others) {
    refuseDifference(caller, other, differenceInKind(first!, other));
    if (other.unit !== first!.unit) {
      throw new ClienteleError(
        "unit-mismatch",
        { function: caller, value: other.unit },
        `${describe(first!)} was fitted in units of ${showValue(first!.unit)} and ${describe(other)} in units of ` +
          `${showValue(other.unit)}`,
      );
    }
    refuseDifference(caller, other, differenceInCustomers(first!, other));
  }
}

/** Whether what is compared is there and of the right type. */
function isFitted({ logLikelihood, aic, bic, customers, status, covariates = [] }: FittedPurchases): boolean {
  return (
    [logLikelihood, aic, bic, customers].every((figure) => Number.isFinite(figure) && Math.abs(figure) < 1e300) &&
    typeof status === "string" &&
    Array.isArray(covariates)
  );
}

function refuseDifference(caller: string, { kind }: FittedPurchases, difference: string | null): void {
  if (difference === null) return;
  throw new ClienteleError(
    "unusable-model",
    { function: caller, value: kind },
    `${difference}: log-likelihoods of different data do not compare; fit all models to the same customers`,
  );
}

/** What shows at once that two fits are of different data, in words; null where nothing does. */
function differenceInKind(first: FittedPurchases, other: FittedPurchases): string | null {
  const [one, two] = [describe(first), describe(other)];
  if (other.customers !== first.customers) {
    return `${one} was fitted to ${counted(first.customers, "customer")} and ${two} to ${other.customers}`;
  }
  const [discrete, otherDiscrete] = [definitionOf(first)!.discrete, definitionOf(other)!.discrete];
  if (discrete === otherDiscrete) return null;
  return `${discrete ? one : two} counts opportunities and ${discrete ? two : one} times`;
}

/** As {@link differenceInKind}, from the fingerprints of the customers where both are known. */
function differenceInCustomers(first: FittedPurchases, other: FittedPurchases): string | null {
  const [one, two] = [first.fingerprint ?? null, other.fingerprint ?? null];
  if (one === null || two === null || one === two) return null;
  return (
    `${describe(first)} and ${describe(other)} were fitted to ${counted(first.customers, "customer")} each, ` +
    `but not the same`
  );
}
