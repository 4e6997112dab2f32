import { ClienteleError, didYouMean, type ErrorCode, showNames, showValue } from "../errors/index.js";
import type { Column } from "./columns/column.js";

/** An option that names one of the values of a column. */
interface NamedValue {
  /** The option, as it is written. */
  readonly option: string;
  readonly column: string;
  /** What the values are called, in the plural. */
  readonly things: string;
  readonly code: ErrorCode;
}

const typeWords: Readonly<Record<string, string>> = { string: "texts", number: "numbers", boolean: "true and false" };

/**
 * The place of a value among the distinct ones of a column. Errors: the code given, with the values that there are, and
 * how the wanted one is written where only its type is another.
 */
export function placeOfValue(
  caller: string,
  { option, column, things, code }: NamedValue,
  labels: Column,
  wanted: unknown,
): number {
  const values: readonly unknown[] = labels.toArray();
  const place = values.indexOf(wanted);
  if (place >= 0) return place;
  const known = `the ${things} are ${showNames(values)}`;
  const where = { function: caller, column, value: wanted };
  if (wanted === undefined) {
    throw new ClienteleError(code, where, `option "${option}" must say which of the ${things} it is; ${known}`);
  }
  throw new ClienteleError(
    code,
    where,
    `no row has ${showValue(wanted)}, the value of option "${option}"; ${known}${otherwise(option, values, wanted)}`,
  );
}

/** How the value that was meant is written. */
function otherwise(option: string, values: readonly unknown[], wanted: unknown): string {
  const isCell = ["string", "number", "boolean"].includes(typeof wanted);
  const same = isCell ? values.find((value) => String(value) === String(wanted)) : undefined;
  const words = typeWords[typeof same];
  if (words !== undefined) return `; the column holds ${words}: write ${option}: ${showValue(same)}`;
  return didYouMean(
    wanted,
    values.filter((value) => typeof value === "string"),
  );
}
