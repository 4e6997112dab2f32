import { ClienteleError } from "../../errors/index.js";
import { type NumberInput, vectorOf } from "../../table/index.js";

/**
 * Reads predictions: probabilities from 0 to 1, or any finite scores. Errors: `empty-table`, `out-of-range`, those of
 * `vectorOf`.
 */
export function readProbabilities(
  caller: string,
  input: NumberInput,
  options: { readonly anyScore?: boolean } = {},
): Float64Array {
  const p = vectorOf(caller, "p", input);
  if (p.length === 0)
    throw new ClienteleError("empty-table", { function: caller, column: "p" }, "there are no predictions");
  if (options.anyScore === true) return p;
  for (let row = 0; row < p.length; row++) {
    const value = p[row]!;
    if (value >= 0 && value <= 1) continue;
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: "p", row: row + 1, value },
      `a probability lies between 0 and 1, got ${value}`,
    );
  }
  return p;
}
