import { ClienteleError, requireKind, showValue } from "../../errors/index.js";
import type { BetaGeometricName } from "../beta-geometric/beta-geometric-fit.js";
import { betaGeometricProcess } from "../beta-geometric/beta-geometric-process.js";
import type { CnbdName } from "../beta-geometric/fit-cnbd-k.js";
import type { CovariateEffect } from "../fitting/covariate-effects.js";
import type { PurchaseProcess } from "../fitting/purchase-process.js";
import { bgBbProcess } from "./bg-bb-process.js";
import type { BgBbName } from "./fit-bg-bb.js";
import type { ParetoNbdName } from "./fit-pareto-nbd.js";
import { nbdProcess } from "./nbd-process.js";
import { paretoNbdProcess } from "./pareto-nbd-process.js";

/** What predictions need of a model: a fitted one, or just its kind and parameters. */
export interface ModelParameters<Kind extends string, Name extends string> {
  readonly kind: Kind;
  readonly parameters: Readonly<Record<Name, number>>;
  readonly unit?: string | null;
  readonly covariates?: readonly CovariateEffect[];
}

/** A model of purchases: fitted, or given by its parameters. */
export type PurchaseModel =
  | ModelParameters<"bg-nbd" | "mbg-nbd", BetaGeometricName>
  | ModelParameters<"pareto-nbd", ParetoNbdName>
  | ModelParameters<"nbd", "r" | "alpha">
  | ModelParameters<"bg-cnbd-k" | "mbg-cnbd-k", CnbdName>
  | ModelParameters<"bg-bb", BgBbName>;

/** The kinds of models of purchases. */
export type PurchaseKind = PurchaseModel["kind"];

interface KindOfProcess {
  readonly names: readonly string[];
  readonly process: (values: Float64Array) => PurchaseProcess;
}

const betaGeometric = ["r", "alpha", "a", "b"];

const kinds: Readonly<Record<PurchaseKind, KindOfProcess>> = {
  "bg-nbd": {
    names: betaGeometric,
    process: (values) => betaGeometricProcess(values, { stages: 1, immediate: 0 }),
  },
  "mbg-nbd": {
    names: betaGeometric,
    process: (values) => betaGeometricProcess(values, { stages: 1, immediate: 1 }),
  },
  "bg-cnbd-k": {
    names: ["k", ...betaGeometric],
    process: (values) => betaGeometricProcess(values.subarray(1), { stages: values[0]!, immediate: 0 }),
  },
  "mbg-cnbd-k": {
    names: ["k", ...betaGeometric],
    process: (values) => betaGeometricProcess(values.subarray(1), { stages: values[0]!, immediate: 1 }),
  },
  "pareto-nbd": { names: ["r", "alpha", "s", "beta"], process: paretoNbdProcess },
  nbd: { names: ["r", "alpha"], process: nbdProcess },
  "bg-bb": { names: ["alpha", "beta", "gamma", "delta"], process: bgBbProcess },
};

export const purchaseKinds = Object.keys(kinds) as PurchaseKind[];

/** The names of the parameters of a kind, in order. */
export function parameterNames(kind: PurchaseKind): readonly string[] {
  return kinds[kind].names;
}

/** The parameters of a model in order, checked: all above 0, k a whole number. Errors: `unusable-model`. */
export function parameterValues(caller: string, model: PurchaseModel): Float64Array {
  requireKind<{ kind: PurchaseKind; schema: number }>(caller, model, purchaseKinds);
  return positiveParameters(caller, model, kinds[model.kind].names);
}

/** The named parameters of a model, each checked to be above 0. Errors: `unusable-model`. */
export function positiveParameters(
  caller: string,
  model: { readonly kind: string; readonly parameters: object },
  names: readonly string[],
): Float64Array {
  const parameters: unknown = model.parameters;
  return Float64Array.from(names, (name) => {
    const value: unknown =
      typeof parameters === "object" && parameters !== null && Object.hasOwn(parameters, name)
        ? (parameters as Record<string, unknown>)[name]
        : undefined;
    const whole = name !== "k" || Number.isInteger(value);
    if (typeof value === "number" && value > 0 && Number.isFinite(value) && whole) return value;
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value },
      `parameter ${JSON.stringify(name)} of a ${model.kind} model must be ` +
        `${name === "k" ? "a whole number" : "a finite number"} above 0, got ${showValue(value)}`,
    );
  });
}

/** The process that a kind of model describes with the given parameters. */
export function purchaseProcess(kind: PurchaseKind, values: Float64Array): PurchaseProcess {
  return kinds[kind].process(values);
}
