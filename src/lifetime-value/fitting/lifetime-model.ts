import * as v from "valibot";
import {
  finiteNumber,
  fitStatusWord,
  freezeModel,
  type ModelFormat,
  type ModelHeader,
  naturalNumber,
  nonNegativeNumber,
  positiveNumber,
  squareMatrix,
} from "../../errors/index.js";
import type { CovariateEffect } from "./covariate-effects.js";

/** How a fit ended. Anything but `converged` comes with a `statusReason`. */
export type FitStatus = "converged" | "boundary" | "notIdentified" | "iterationLimit" | "failed";

/** What every fitted model of this room is: plain frozen data that survives JSON. */
export interface LifetimeModel<Kind extends string, Name extends string> extends ModelHeader {
  readonly kind: Kind;
  readonly schema: 2;
  readonly parameters: Readonly<Record<Name, number>>;
  /** The unit of time of `recency` and `age` in the data of the fit; null when the data did not say. */
  readonly unit: string | null;
  readonly status: FitStatus;
  /** What is the matter, and with which parameter; null when there is nothing to say. */
  readonly statusReason: string | null;
  /** What else to keep in mind, e.g. another maximum nearly as high; mostly empty. */
  readonly notes: readonly string[];
  /**
   * Says whether two fits are of the same customers: the same for the same histories in any order, grouped or not;
   * null when not known (models saved by 0.1).
   */
  readonly fingerprint: string | null;
  /** The true log-likelihood of the data: a total over customers, not a mean, in the data's own unit of time. */
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  /** By parameter; null where the data do not determine one. */
  readonly standardErrors: Readonly<Record<Name, number | null>>;
  /** Rows and columns in the order of the parameters; null when there is none, e.g. where a parameter is at a limit. */
  readonly covariance: readonly (readonly number[])[] | null;
  /** Why standard errors or the covariance are missing; null when they are not. */
  readonly uncertaintyReason: string | null;
  readonly customers: number;
  /** Distinct customers: the rows that the fit ran over. */
  readonly groups: number;
  readonly iterations: number;
  /** Largest derivative of the log-likelihood by the logarithm of a parameter, divided by the number of customers. */
  readonly gradientNorm: number;
}

/** What a fit hands over to become a model. Arrays go in the order of `names`. */
export interface FitOutcome<Name extends string> {
  readonly names: readonly Name[];
  readonly values: ArrayLike<number>;
  readonly unit: string | null;
  readonly status: FitStatus;
  readonly statusReason: string | null;
  /** [none] */
  readonly notes?: readonly string[];
  readonly fingerprint: string | null;
  readonly logLikelihood: number;
  readonly covariance: readonly (readonly number[])[] | null;
  readonly uncertaintyReason: string | null;
  /** Parameters that the data do not determine: their standard errors become null. */
  readonly undetermined?: readonly string[];
  readonly customers: number;
  readonly groups: number;
  readonly iterations: number;
  readonly gradientNorm: number;
  /** Parameters that were estimated, when not all of `names` were. */
  readonly estimated?: number;
}

/** Makes the frozen model of a fit: adds the criteria and the standard errors, and fixes the order of the fields. */
export function lifetimeModel<Kind extends string, Name extends string>(
  kind: Kind,
  outcome: FitOutcome<Name>,
): LifetimeModel<Kind, Name> {
  const { names, values, covariance, logLikelihood, customers } = outcome;
  const estimated = outcome.estimated ?? names.length;
  const errorOf = (index: number): number | null => {
    const variance = covariance?.[index]?.[index];
    if (variance === undefined || outcome.undetermined?.includes(names[index]!)) return null;
    return Math.sqrt(variance);
  };
  return freezeModel({
    kind,
    schema: 2 as const,
    parameters: recordOf(names, (index) => values[index]!),
    unit: outcome.unit,
    status: outcome.status,
    statusReason: outcome.statusReason,
    notes: [...(outcome.notes ?? [])],
    fingerprint: outcome.fingerprint,
    logLikelihood,
    aic: 2 * estimated - 2 * logLikelihood,
    bic: estimated * Math.log(customers) - 2 * logLikelihood,
    standardErrors: recordOf(names, errorOf),
    covariance,
    uncertaintyReason: outcome.uncertaintyReason,
    customers,
    groups: outcome.groups,
    iterations: outcome.iterations,
    gradientNorm: outcome.gradientNorm,
  });
}

function recordOf<Name extends string, Value>(
  names: readonly Name[],
  valueAt: (index: number) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name, index) => [name, valueAt(index)])) as Record<Name, Value>;
}

/** The entries of the valibot shape of a model; a model with more fields spreads them and adds its own. */
export function lifetimeModelEntries<Kind extends string, Name extends string>(kind: Kind, names: readonly Name[]) {
  return {
    kind: v.literal(kind),
    schema: v.literal(2),
    parameters: v.object(recordOf(names, () => positiveNumber())),
    unit: v.nullable(v.string()),
    status: fitStatusWord(),
    statusReason: v.nullable(v.string()),
    notes: v.array(v.string()),
    fingerprint: v.nullable(v.string()),
    logLikelihood: finiteNumber(),
    aic: finiteNumber(),
    bic: finiteNumber(),
    standardErrors: v.object(recordOf(names, () => v.nullable(nonNegativeNumber()))),
    covariance: v.nullable(squareMatrix()),
    uncertaintyReason: v.nullable(v.string()),
    customers: naturalNumber(),
    groups: naturalNumber(),
    iterations: naturalNumber(),
    gradientNorm: nonNegativeNumber(),
  };
}

/**
 * Models of schema 1 do not say which customers they were fitted to, and where parameters are at a limit they have a
 * covariance of the others as if the limit were known, which is left out.
 */
function upgrade(older: Record<string, unknown>): Record<string, unknown> {
  const upgraded = { ...older, schema: 2, notes: [], fingerprint: null };
  const errors = older["standardErrors"];
  if (older["status"] === "converged" || typeof errors !== "object" || errors === null) return upgraded;
  if (!Object.entries(errors).some(([name, error]) => error === null && name !== "k")) return upgraded;
  const none = Object.fromEntries(Object.keys(errors).map((name) => [name, null]));
  return { ...upgraded, standardErrors: none, covariance: null };
}

/** The format of a model that has the common fields only. */
export function lifetimeFormat<Kind extends string, Name extends string>(
  kind: Kind,
  names: readonly Name[],
): ModelFormat<LifetimeModel<Kind, Name>> {
  const shape = () => v.object(lifetimeModelEntries(kind, names));
  return { kind, schema: 2, shape: shape as () => v.GenericSchema<unknown, LifetimeModel<Kind, Name>>, upgrade };
}

/** A model that may have covariates. */
export interface CovariateModel<Kind extends string, Name extends string> extends LifetimeModel<Kind, Name> {
  readonly covariates: readonly CovariateEffect[];
}

/**
 * {@link lifetimeModel} with the effects of covariates. The covariance then has rows for the coefficients after those
 * of the parameters.
 */
export function withCovariates<Kind extends string, Name extends string>(
  kind: Kind,
  outcome: FitOutcome<Name>,
  covariates: readonly CovariateEffect[],
): CovariateModel<Kind, Name> {
  return freezeModel({ ...lifetimeModel(kind, outcome), covariates });
}

/** The format of a model that may have covariates. */
export function covariateFormat<Kind extends string, Name extends string>(
  kind: Kind,
  names: readonly Name[],
): ModelFormat<CovariateModel<Kind, Name>> {
  const effect = () =>
    v.object({
      column: v.string(),
      on: v.picklist(["alpha", "beta", "a", "b"]),
      coefficient: finiteNumber(),
      standardError: v.nullable(finiteNumber()),
    });
  const shape = () => v.object({ ...lifetimeModelEntries(kind, names), covariates: v.array(effect()) });
  return { kind, schema: 2, shape: shape as () => v.GenericSchema<unknown, CovariateModel<Kind, Name>>, upgrade };
}
