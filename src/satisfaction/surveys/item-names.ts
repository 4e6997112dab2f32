import { ClienteleError, requireDistinctNames, requireSameLength, showValue } from "../../errors/index.js";

/** The names of `count` items: those given, checked, or "1", "2", …. */
export function itemNames(caller: string, given: readonly string[] | undefined, count: number): readonly string[] {
  if (given === undefined) return Array.from({ length: count }, (_, index) => String(index + 1));
  if (!Array.isArray(given) || !given.every((name) => typeof name === "string" && name !== "")) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "items" must be an array of names, got ${showValue(given)}`,
    );
  }
  requireSameLength(caller, "items", given.length, count, "items");
  requireDistinctNames(caller, given, "items");
  return given;
}
