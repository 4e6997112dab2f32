import { expect } from "vitest";

/** Counts and days exactly, sums to 1e-9 of their size. */
export function expectClose(actual: unknown, expected: unknown, column: string): void {
  if (typeof expected !== "number" || typeof actual !== "number") expect(actual, column).toEqual(expected);
  else expect(Math.abs(actual - expected), column).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
}
