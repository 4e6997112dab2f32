import { ClienteleError, numberOption, showValue } from "../../errors/index.js";
import { numberColumn, type Table } from "../../table/index.js";

/** An amount of each customer: a column, or one number for all. */
export type Amount = string | number;

/**
 * Reads an amount of each customer; NaN where a cell is missing. Errors: `invalid-option`, `unknown-column`,
 * `not-a-number`, `not-finite`.
 */
export function amountsOf(caller: string, table: Table, option: string, amount: Amount): Float64Array {
  if (typeof amount === "string") return numberColumn(caller, table, amount, { missing: "keep" });
  if (typeof amount !== "number") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: amount },
      `option ${JSON.stringify(option)} must be a column or a number, got ${showValue(amount)}`,
    );
  }
  return new Float64Array(table.numRows).fill(numberOption(caller, option, amount));
}
