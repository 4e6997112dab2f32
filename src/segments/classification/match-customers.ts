import { encodeTogether, findColumn, type Table } from "../../table/index.js";
import { customerIds } from "./customer-ids.js";

/** Where those come from who are in the later table only. */
export const joinedName = "(joined)";
/** Where those go who are in the earlier table only. */
export const leftName = "(left)";

/** Customers of two tables side by side. */
export interface MatchedCustomers {
  /** For each row before, the row after; −1 for those who left. */
  readonly after: Int32Array;
  /** The rows after of customers that are not before: those who joined. */
  readonly joined: Int32Array;
}

/**
 * Finds the customers of one table in another. Errors: `empty-table`, `unknown-column`, `missing-value`, `column-type`,
 * `inconsistent-row` where a customer stands in two rows.
 */
export function matchCustomers(caller: string, before: Table, after: Table, customer: string): MatchedCustomers {
  customerIds(caller, before, customer);
  customerIds(caller, after, customer);
  const keys = encodeTogether(caller, findColumn(caller, before, customer), findColumn(caller, after, customer));
  const rows = before.numRows;
  const rowAfter = new Int32Array(keys.count).fill(-1);
  for (let row = rows; row < keys.codes.length; row++) rowAfter[keys.codes[row]!] = row - rows;
  const matched = new Int32Array(rows);
  // Codes run in the order of first appearance, so those below the number of rows are customers before.
  for (let row = 0; row < rows; row++) matched[row] = rowAfter[keys.codes[row]!]!;
  return { after: matched, joined: rowAfter.subarray(rows) };
}
