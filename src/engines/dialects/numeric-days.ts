import { type Sql, sql } from "../sql/sql.js";
import type { NumericDateUnit } from "./dialect.js";
import { excelMilliseconds } from "./standard-dialect.js";

/** Milliseconds since 1970 of a date that is a number, as a double. */
export function milliseconds(x: Sql, unit: NumericDateUnit): Sql {
  switch (unit) {
    case "ms":
      return x;
    case "us":
      return sql`floor(${x} / 1000)`;
    case "s":
      return sql`(${x} * 1000)`;
    case "day":
      return sql`(${x} * 86400000)`;
    case "excel":
      return excelMilliseconds(x);
  }
}

/** The UTC day of milliseconds since 1970, as a double; NULL beyond what a date can be (ECMAScript, time values). */
export function dayOfMilliseconds(moment: Sql): Sql {
  return sql`CASE WHEN abs(${moment}) <= 8640000000000000 THEN floor(${moment} / 86400000) END`;
}
