import { ClienteleError, knownOptions, numberOption, showValue } from "../errors/index.js";
import { numberColumn } from "../table/index.js";
import type { OrderRows } from "./read-orders.js";

/** The cost of what was sold: a column with the cost of each row, or a share of the amount (0..1). */
export type DirectCost = string | { readonly share: number };

/** The direct cost of orders as read: of each row, or as a share of its amount; null where there is none. */
export type ReadDirectCost = { readonly perRow: Float64Array } | { readonly share: number } | null;

/** Reads a direct cost. Errors: `missing-value` for a row that counts, those of `numberColumn`, `invalid-option`. */
export function readDirectCost(caller: string, rows: OrderRows, given: DirectCost | undefined): ReadDirectCost {
  if (given === undefined) return null;
  if (typeof given === "string") {
    const perRow = numberColumn(caller, rows.table, given, { missing: "keep" });
    for (let row = 0; row < perRow.length; row++) {
      if (rows.customers.codes[row]! < 0 || !Number.isNaN(perRow[row]!)) continue;
      throw new ClienteleError(
        "missing-value",
        { function: caller, column: given, row: row + 1, value: null },
        "the direct cost is missing",
      );
    }
    return { perRow };
  }
  if (typeof given !== "object" || given === null) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "directCost" must be the name of a column or { share }, got ${showValue(given)}`,
    );
  }
  knownOptions(caller, given, ["share"]);
  return { share: numberOption(caller, "directCost.share", given.share, { min: 0, max: 1 }) };
}
