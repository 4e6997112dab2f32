import { requireKind } from "../../errors/index.js";
import { bgNbd } from "../beta-geometric/bg-nbd.js";
import { bgCnbdK, mbgCnbdK } from "../beta-geometric/cnbd-k.js";
import { mbgNbd } from "../beta-geometric/mbg-nbd.js";
import type { ModelParameters } from "../fitting/model-parameters.js";
import type { PurchaseDefinition } from "../fitting/purchase-definition.js";
import { bgBb } from "./bg-bb.js";
import { nbd } from "./nbd.js";
import { paretoNbd } from "./pareto-nbd.js";

/** The one list of models of purchases. Everything that takes a model of any kind finds its definition here. */
export const purchaseDefinitions = [bgNbd, mbgNbd, bgCnbdK, mbgCnbdK, paretoNbd, nbd, bgBb] as const;

type Known = (typeof purchaseDefinitions)[number];

/** The kinds of models of purchases. */
export type PurchaseKind = Known["kind"];

/** A model of purchases: fitted, or given by its parameters. */
export type PurchaseModel = {
  [Definition in Known as Definition["kind"]]: ModelParameters<
    Definition["kind"],
    Definition["parameterNames"][number]
  >;
}[PurchaseKind];

/** The definition of a model's kind. Errors: `unusable-model` for anything else. */
export function purchaseDefinition(caller: string, model: { readonly kind: string }): PurchaseDefinition {
  requireKind(
    caller,
    model,
    purchaseDefinitions.map(({ kind }) => kind),
  );
  return definitionOf(model)!;
}

/** The definition of a model's kind; undefined for what is no model of purchases. */
export function definitionOf(model: { readonly kind: string }): PurchaseDefinition | undefined {
  return purchaseDefinitions.find(({ kind }) => kind === model.kind);
}
