import { ClienteleError, showValue } from "../../errors/index.js";

/** What separates fields in most files. */
export const usualDelimiters = [",", ";", "\t", "|"] as const;

/** What separates fields in a few files, and hardly ever stands in text. */
export const rareDelimiters = ["^", "~", "\u001f", "\u0001"] as const;

/** The option `delimiter`, a comma unless said otherwise. */
export function checkedDelimiter(caller: string, delimiter: unknown = ","): string {
  const isOne = typeof delimiter === "string" && delimiter.length === 1;
  if (isOne && delimiter.charCodeAt(0) < 128 && !/["\r\n]/.test(delimiter)) return delimiter;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: delimiter },
    `option "delimiter" must be one ASCII character other than a quote or a line end, got ${showValue(delimiter)}`,
  );
}
