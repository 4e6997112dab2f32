import { expect } from "vitest";
import { ClienteleError, type ErrorCode } from "../../src/errors/index.js";

/**
 * Expects a call to be refused with a code, and with the function, column, row and value at fault where they are given.
 */
export function expectRefusal(
  call: () => unknown,
  code: ErrorCode,
  place: { readonly function?: string; readonly column?: string; readonly row?: number; readonly value?: unknown } = {},
): void {
  let caught: unknown = null;
  try {
    call();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(ClienteleError);
  expect(caught).toMatchObject({ code, place });
}
