import { ClienteleError, requireModelParts } from "../../errors/index.js";
import type { BetaGeometricName } from "../beta-geometric/beta-geometric-recipe.js";
import { bgNbd } from "../beta-geometric/bg-nbd.js";
import { bgCnbdK, type CnbdName, mbgCnbdK } from "../beta-geometric/cnbd-k.js";
import { mbgNbd } from "../beta-geometric/mbg-nbd.js";
import type { ModelParameters } from "../fitting/model-parameters.js";
import type { PurchaseDefinition } from "../fitting/purchase-definition.js";
import { type BgBbName, bgBb } from "./bg-bb.js";
import { nbd } from "./nbd.js";
import { type ParetoNbdName, paretoNbd } from "./pareto-nbd.js";

/** A model of purchases: fitted, or given by its parameters. */
export type PurchaseModel =
  | ModelParameters<"bg-nbd" | "mbg-nbd", BetaGeometricName>
  | ModelParameters<"pareto-nbd", ParetoNbdName>
  | ModelParameters<"nbd", "r" | "alpha">
  | ModelParameters<"bg-cnbd-k" | "mbg-cnbd-k", CnbdName>
  | ModelParameters<"bg-bb", BgBbName>;

/** The kinds of models of purchases. */
export type PurchaseKind = PurchaseModel["kind"];

/** The one list of models of purchases: whatever takes a model of any kind finds its definition here. */
export const purchaseDefinitions: readonly PurchaseDefinition<PurchaseKind>[] = [
  bgNbd,
  mbgNbd,
  bgCnbdK,
  mbgCnbdK,
  paretoNbd,
  nbd,
  bgBb,
];

/** The definition of a model's kind. Errors: `unusable-model` for anything else. */
export function purchaseDefinition(caller: string, model: { readonly kind: string }): PurchaseDefinition {
  requireModelParts(
    caller,
    model,
    purchaseDefinitions.map(({ format }) => format),
  );
  refusePlaceholders(caller, model);
  return definitionOf(model)!;
}

/** Refuses what a fit gives where nobody purchased again: its parameters stand for nothing. */
function refusePlaceholders(caller: string, model: object): void {
  const { status, iterations, statusReason } = model as Readonly<Record<string, unknown>>;
  if (status !== "notIdentified" || iterations !== 0) return;
  throw new ClienteleError(
    "unusable-model",
    { function: caller, value: status },
    `the model says nothing: ${statusReason}`,
  );
}

/** The definition of a model's kind; undefined for what is no model of purchases. */
export function definitionOf(model: { readonly kind: string }): PurchaseDefinition | undefined {
  return purchaseDefinitions.find(({ kind }) => kind === model.kind);
}
