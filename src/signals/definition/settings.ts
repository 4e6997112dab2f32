import { ClienteleError, type NumberBounds, numberOption, showValue } from "../../errors/index.js";
import type { DetectContext } from "./signal-definition.js";

/** A number that the rule may set. Errors: `invalid-option`. */
export function numberSetting(
  { caller, signal, rule }: DetectContext,
  name: string,
  fallback: number,
  bounds: NumberBounds,
): number {
  return numberOption(caller, `${signal}: ${name}`, rule[name] ?? fallback, bounds);
}

/** A number that the rule may set, null where it does not. Errors: `invalid-option`. */
export function optionalNumber(context: DetectContext, name: string, bounds: NumberBounds): number | null {
  return context.rule[name] === undefined ? null : numberSetting(context, name, 0, bounds);
}

/** A list of names that the rule may set, null where it does not. Errors: `invalid-option`. */
export function namesSetting({ caller, signal, rule }: DetectContext, name: string): readonly string[] | null {
  const value = rule[name];
  if (value === undefined) return null;
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string")) return value;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value },
    `option ${JSON.stringify(`${signal}: ${name}`)} must be a list of names, got ${showValue(value)}`,
  );
}
