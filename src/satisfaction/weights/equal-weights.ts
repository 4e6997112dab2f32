import { ClienteleError, showValue } from "../../errors/index.js";

/**
 * Equal weights for `n` items: each 1/n.
 *
 * Errors: `invalid-option` unless `n` is a whole number of at least 1.
 *
 * @example
 * ```ts
 * equalWeights(4); // [0.25, 0.25, 0.25, 0.25]
 * ```
 */
export function equalWeights(n: number): number[] {
  if (!Number.isInteger(n) || n < 1) {
    throw new ClienteleError(
      "invalid-option",
      { function: "equalWeights", value: n },
      `the number of items must be a whole number of at least 1, got ${showValue(n)}`,
    );
  }
  return new Array<number>(n).fill(1 / n);
}
