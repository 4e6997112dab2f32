import { ClienteleError } from "../../errors/index.js";

/** Something that the data allow, or the reason why they do not. */
export type Known<Result> = { readonly result: Result } | { readonly reason: string };

/** The result, or what the library says is missing for it; any other error is one of the program. */
export function known<Result>(compute: () => Result): Known<Result> {
  try {
    return { result: compute() };
  } catch (error) {
    if (error instanceof ClienteleError) return { reason: error.message };
    throw error;
  }
}

/** What is known, or null. */
export function resultOf<Result>(of: Known<Result>): Result | null {
  return "result" in of ? of.result : null;
}
