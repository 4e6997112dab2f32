import { numberOption } from "../../errors/index.js";

const mostItems = 100_000;

/**
 * Equal weights for `n` items: each 1/n.
 *
 * Errors: `invalid-option` unless `n` is a whole number between 1 and 100,000.
 *
 * @example
 * ```ts
 * equalWeights(4); // [0.25, 0.25, 0.25, 0.25]
 * ```
 */
export function equalWeights(n: number): number[] {
  const items = numberOption("equalWeights", "n", n, { min: 1, max: mostItems, integer: true });
  return new Array<number>(items).fill(1 / items);
}
