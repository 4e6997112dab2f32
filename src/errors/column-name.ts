import { ClienteleError } from "./clientele-error.js";
import { showValue } from "./show-value.js";

/** An option that must name a column. */
export function requireColumnName(caller: string, option: string, name: unknown): string {
  if (typeof name === "string") return name;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: name },
    `option ${JSON.stringify(option)} must be the name of a column, got ${showValue(name)}`,
  );
}
