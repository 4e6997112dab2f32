import type { ErrorCode } from "./codes.js";
import { showValue } from "./show-value.js";

/** Where an error arose. Rows count from 1, the header of a file not included. */
export interface ErrorPlace {
  /** The public function that was called. */
  readonly function: string;
  readonly column?: string | undefined;
  /** Counted from 1, without the header. */
  readonly row?: number | undefined;
  /** The offending value as it was given. */
  readonly value?: unknown;
}

/**
 * The one class of error that clientele throws. `code` is stable; `message` names the function, the column, the row,
 * the value and what would be right; `help` is where the code is explained.
 *
 * @example
 * ```ts
 * try {
 *   summarizeCustomers(orders, { customer: "client", date: "day" });
 * } catch (error) {
 *   if (error instanceof ClienteleError && error.code === "unknown-column") console.log(error.message);
 * }
 * ```
 */
export class ClienteleError extends Error {
  override readonly name = "ClienteleError";
  readonly code: ErrorCode;
  readonly place: ErrorPlace;
  /** The entry of the code in the documentation: what it means, an example, and what to do. */
  readonly help: string;

  /** @param problem - the sentence after the place, e.g. `"12,50" is not a number` */
  constructor(code: ErrorCode, place: ErrorPlace, problem: string) {
    super(`${describePlace(place)}: ${problem}`);
    this.code = code;
    this.place = place;
    this.help = `node_modules/clientele/docs/errors.md#${code}`;
  }
}

function describePlace(place: ErrorPlace): string {
  const parts: string[] = [];
  if (place.column !== undefined) parts.push(`column ${showValue(place.column)}`);
  if (place.row !== undefined) parts.push(`row ${place.row}`);
  return parts.length === 0 ? place.function : `${place.function}: ${parts.join(", ")}`;
}

/**
 * Runs what calls other public functions, and gives their refusals in the name of `caller`, which is what the user
 * called.
 */
export function inNameOf<Result>(caller: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ClienteleError) || error.place.function === caller) throw error;
    const problem = error.message.slice(describePlace(error.place).length + 2);
    throw new ClienteleError(error.code, { ...error.place, function: caller }, problem);
  }
}
