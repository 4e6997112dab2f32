import { ClienteleError } from "../../src/index.js";

/** The code of the error that a call throws. */
export function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ClienteleError) return error.code;
    throw error;
  }
  return "no error";
}
