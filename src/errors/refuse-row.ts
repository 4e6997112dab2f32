import { ClienteleError } from "./clientele-error.js";
import type { ErrorCode } from "./codes.js";

/** Refuses one value of a column, naming its row; `row` counts from 0. */
export function refuseRow(
  caller: string,
  column: string,
  row: number,
  value: unknown,
  problem: string,
  code: ErrorCode = "out-of-range",
): never {
  throw new ClienteleError(code, { function: caller, column, row: row + 1, value }, problem);
}
