import type { PurchaseModel } from "../../lifetime-value/index.js";
import type { TableInput } from "../../table/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import { isModelOf, isObjectWith, isOneOf, numbersOf } from "../drawing/recognize.js";

/** A model of purchases with the customers it speaks of. */
export interface ModeledCustomers {
  readonly model: PurchaseModel;
  /** With `frequency`, `recency` and `age`. */
  readonly customers: TableInput;
}

/** The kinds of models in continuous time in which customers can leave. */
export const leavingKinds = ["bg-nbd", "mbg-nbd", "pareto-nbd", "bg-cnbd-k", "mbg-cnbd-k"];

/** Whether a result is such a model, or comes with one. */
export function isModeled(result: unknown, kinds: readonly string[]): boolean {
  return isModelOf(result, kinds) || (isObjectWith(result, ["model", "customers"]) && isModelWithin(result, kinds));
}

function isModelWithin(result: unknown, kinds: readonly string[]): boolean {
  const { model } = result as ModeledCustomers;
  return isObjectWith(model, ["kind", "parameters"]) && isOneOf(model.kind, kinds);
}

/** A year of each unit, for models that come without customers. */
const years = new Map<string, number>([
  ["day", 365],
  ["week", 52],
  ["month", 24],
  ["quarter", 8],
  ["year", 5],
]);

/** What a matrix of a model spans. */
export interface ModelSpan {
  readonly model: PurchaseModel;
  readonly age: number;
  readonly frequency: number;
}

/** The oldest age and the number of purchases that all but one in a hundred customers stay below. */
export function spanOf(caller: string, result: PurchaseModel | ModeledCustomers): ModelSpan {
  if (!("customers" in result) || !("model" in result)) {
    return { model: result as PurchaseModel, age: years.get(result.unit ?? "") ?? 52, frequency: 20 };
  }
  const customers = toTable(caller, result.customers);
  const ages = numbersOf(customers, "age").filter((age) => !Number.isNaN(age));
  const frequencies = numbersOf(customers, "frequency")
    .filter((frequency) => !Number.isNaN(frequency))
    .sort((a, b) => a - b);
  const most = frequencies[Math.floor(frequencies.length * 0.99)] ?? 1;
  return {
    model: result.model,
    age: Math.max(
      1,
      ages.reduce((a, b) => Math.max(a, b), 0),
    ),
    frequency: Math.max(4, Math.min(30, most)),
  };
}

/** The unit of a model in words; "periods" where it has none. */
export function unitsOf(model: { readonly unit?: string | null }, { say, term }: DrawContext): string {
  return model.unit == null ? say("periods", "期") : say(`${model.unit}s`, term(model.unit));
}

const names = new Map<string, string>([
  ["bg-nbd", "BG/NBD"],
  ["mbg-nbd", "MBG/NBD"],
  ["pareto-nbd", "Pareto/NBD"],
  ["bg-cnbd-k", "BG/CNBD-k"],
  ["mbg-cnbd-k", "MBG/CNBD-k"],
  ["nbd", "NBD"],
  ["bg-bb", "BG/BB"],
]);

/** A model as the literature spells it. */
export function modelName(kind: unknown): string {
  return names.get(String(kind)) ?? String(kind);
}
