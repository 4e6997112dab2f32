import { ClienteleError } from "./clientele-error.js";
import { repeatedName } from "./distinct-names.js";
import { showValue } from "./show-value.js";

/**
 * An option that names columns: a list of at least `least` texts, none of them twice. Errors: `invalid-option`,
 * `duplicate-column`.
 */
export function columnList(caller: string, option: string, names: unknown, least: 0 | 1 = 1): readonly string[] {
  if (!Array.isArray(names) || names.length < least || ![...names].every((name) => typeof name === "string")) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: names },
      `option ${JSON.stringify(option)} must be a list of ${least === 0 ? "" : "one or more "}column names, got ` +
        showList(names),
    );
  }
  requireNamedOnce(caller, `option ${JSON.stringify(option)}`, names);
  return names;
}

/** Refuses a column that is named twice in `where`, one option or several. Errors: `duplicate-column`. */
export function requireNamedOnce(caller: string, where: string, names: readonly string[]): void {
  const repeated = repeatedName(names);
  if (repeated === undefined) return;
  throw new ClienteleError("duplicate-column", { function: caller, column: repeated }, `is named twice in ${where}`);
}

/** Refuses columns that are called like one that the result gets. Errors: `duplicate-column`. */
export function requireFreeNames(caller: string, names: readonly string[], added: readonly string[]): void {
  const taken = added.find((name) => names.includes(name));
  if (taken === undefined) return;
  throw new ClienteleError(
    "duplicate-column",
    { function: caller, column: taken },
    `the result gets a column of this name; rename yours first: table.rename({ ${taken}: "…" })`,
  );
}

function showList(names: unknown): string {
  if (!Array.isArray(names) || names.length > 5) return showValue(names);
  return `[${names.map(showValue).join(", ")}]`;
}
