/** Which table of random consistency indices an AHP consistency ratio is measured against. */
export type RandomIndexTable = "saaty" | "tummala-ling";

/**
 * Mean consistency index of random reciprocal matrices of order 1, 2, …, 15: Saaty (1980), as commonly printed, and
 * Tummala and Ling (1998). They differ most at orders 10 and 12.
 */
const randomIndices: Readonly<Record<RandomIndexTable, readonly number[]>> = {
  saaty: [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59],
  "tummala-ling": [
    0, 0, 0.5799, 0.8921, 1.1159, 1.2358, 1.3322, 1.3952, 1.4537, 1.4882, 1.5117, 1.5356, 1.5571, 1.5714, 1.5831,
  ],
};

/** The random index of matrices of the given order, or null beyond the table. */
export function randomIndexOf(table: RandomIndexTable, order: number): number | null {
  return randomIndices[table][order - 1] ?? null;
}
