import { ClienteleError } from "./clientele-error.js";
import { showValue } from "./show-value.js";

/** The first name that stands in the list before, or undefined where all are distinct. */
export function repeatedName(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

/**
 * Refuses names of which two are equal. `things` is what they are names of, in the plural. Errors: `duplicate-name`.
 */
export function requireDistinctNames(caller: string, names: readonly string[], things = "features"): void {
  const repeated = repeatedName(names);
  if (repeated === undefined) return;
  throw new ClienteleError(
    "duplicate-name",
    { function: caller, value: repeated },
    `two ${things} are called ${showValue(repeated)}`,
  );
}
