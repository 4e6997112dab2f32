import { ClienteleError } from "../src/errors/index.js";

/** The error of the library that a call throws; anything else fails the test. */
export function errorOf(call: () => unknown): ClienteleError {
  try {
    call();
  } catch (error) {
    if (error instanceof ClienteleError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
