import { ClienteleError } from "./clientele-error.js";
import { counted } from "./counted.js";

/**
 * Refuses a list that does not go with something else one by one. `name` is the argument or option, `of` what there has
 * to be one value for. Errors: `length-mismatch`.
 */
export function requireSameLength(caller: string, name: string, length: number, expected: number, of = "rows"): void {
  if (length === expected) return;
  throw new ClienteleError(
    "length-mismatch",
    { function: caller, column: name, value: length },
    `has ${counted(length, "value")} where there are ${expected} ${of}`,
  );
}
