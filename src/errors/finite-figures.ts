import { ClienteleError } from "./clientele-error.js";
import { showValue } from "./show-value.js";

/**
 * Gives the result back unless a number in it is none, because the inputs were too large or too small for the
 * arithmetic. Looks into objects and lists. Errors: `out-of-range`.
 */
export function finiteFigures<Figures>(caller: string, figures: Figures): Figures {
  const found = notFinite(figures, "the result");
  if (found === undefined) return figures;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, value: found.value },
    `${found.name} would be ${showValue(found.value)}: an input is too large or too small to reckon with`,
  );
}

function notFinite(value: unknown, name: string): { readonly name: string; readonly value: number } | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : { name, value };
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = notFinite(inner, JSON.stringify(key));
    if (found !== undefined) return found;
  }
  return undefined;
}
