import { ClienteleError } from "../../src/errors/index.js";

/** The error that a call throws; fails when it throws none, or one of another class. */
export function errorOf(call: () => unknown): ClienteleError {
  try {
    call();
  } catch (error) {
    if (error instanceof ClienteleError) return error;
    throw error;
  }
  throw new Error("the call was expected to throw a ClienteleError");
}
