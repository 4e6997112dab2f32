import { ClienteleError, showValue } from "../../errors/index.js";
import { Sql } from "./sql.js";

/**
 * A query that the user wrote, in parentheses. It is the one text in a statement that is not the library's: whoever may
 * write it may run anything on the connection anyway. The line break ends a comment in its last line.
 */
export function userQuery(caller: string, query: string): Sql {
  if (typeof query !== "string" || query.trim() === "" || query.includes("\0")) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: query },
      `the source must be { query } with the text of a SELECT, got ${showValue(query)}`,
    );
  }
  return Sql.template([`(${query.trim().replace(/;$/, "")}\n)`], []);
}
