import { ClienteleError, showValue } from "../../errors/index.js";

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
  if (given.length !== count) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller, value: given.length },
      `option "items" names ${given.length} items where there are ${count}`,
    );
  }
  const repeated = given.find((name, index) => given.indexOf(name) !== index);
  if (repeated === undefined) return given;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: repeated },
    `option "items" names ${showValue(repeated)} twice`,
  );
}
