import { ClienteleError, showValue } from "../errors/index.js";

/** Refuses names of features of which two are equal. */
export function requireDistinctNames(caller: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw new ClienteleError(
        "duplicate-name",
        { function: caller, value: name },
        `two features are called ${showValue(name)}`,
      );
    }
    seen.add(name);
  }
}
